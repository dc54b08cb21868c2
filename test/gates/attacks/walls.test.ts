import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jailed } from '../../../tools/judge/cell';
import { isWrapped } from '../../../tools/judge/confine';
import { root } from '../../../tools/root';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unrolled-walls-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a program that has all of Node prints, behind the walls that hold where the realm does not. */
async function behindWalls(body: string): Promise<string> {
  const program = path.join(folder, 'program.cjs');
  writeFileSync(
    program,
    `(async () => { ${body} })().then((v) => console.log(v ?? 'done'), (e) => console.log(e.code ?? e.message));`,
  );
  const [command, ...args] = jailed(program);
  const child = spawn(command, args, { env: { PATH: process.env.PATH }, detached: true });
  let out = '';
  child.stdout.on('data', (text) => (out += text));
  await new Promise((resolve) => child.on('close', resolve));
  return out.trim();
}

describe('a program that has got hold of Node still', () => {
  const mark = () => JSON.stringify(path.join(folder, 'mark'));

  it.each([
    ['writes no file', () => `require('fs').writeFileSync(${mark()}, 'x')`],
    [
      'empties no file',
      () => `require('fs').truncateSync(${JSON.stringify(path.join(root, 'README.md'))})`,
    ],
    ['reads no file', () => `return require('fs').readFileSync('/etc/passwd', 'utf8')`],
    ['lists no folder', () => `return require('fs').readdirSync('/').join()`],
    ['starts no program', () => `return require('child_process').execFileSync('id')`],
    ['starts no worker', () => `new (require('worker_threads').Worker)('1', { eval: true })`],
    ['makes no code of texts', () => `return Function('return 1')()`],
  ])('%s', async (_, body) => {
    expect(await behindWalls(body())).toMatch(/ERR_ACCESS_DENIED|EACCES|EFBIG|Code generation/);
    expect(existsSync(path.join(folder, 'mark'))).toBe(false);
  });

  it('reaches no one by the network, and signals no one', async () => {
    if (!isWrapped()) return expect(process.platform).not.toBe('linux');
    let visits = 0;
    const server = createServer(() => visits++).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const said = await behindWalls(`
      const tcp = await new Promise((r) => require('net').connect(${port}, '127.0.0.1')
        .on('connect', () => r('connected')).on('error', (e) => r(e.code)));
      const seen = [];
      // below 100 are the threads of its own
      for (let pid = 100; pid < 40_000; pid++) try { process.kill(pid, 0); seen.push(pid); } catch {}
      try { process.kill(${process.pid}, 'SIGUSR1'); seen.push('judge'); } catch {}
      return JSON.stringify([tcp, process.pid, process.ppid, seen]);`);
    server.close();
    expect(JSON.parse(said)).toEqual([expect.not.stringMatching('connected'), 1, 0, []]);
    expect(visits).toBe(0);
  });

  it('takes no more memory than it may', async () => {
    const said = await behindWalls(`
      const all = []; for (let i = 0; i < 40; i++) all.push(new Float64Array(2 ** 23).fill(1)); return all.length;`);
    expect(said).not.toBe('40');
  });
});

describe('when the check is ended in the middle', () => {
  /** All processes that a process has started, and those that these have. */
  function descendants(pid: number): number[] {
    const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
    const lists = threads.map((thread) => readIfThere(`/proc/${pid}/task/${thread}/children`));
    const own = lists.join(' ').split(' ').filter(Boolean).map(Number);
    return [...own, ...own.flatMap(descendants)];
  }
  const readIfThere = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const isJail = (pid: number) =>
    /permission.*runner\.cjs/s.test(readIfThere(`/proc/${pid}/cmdline`)) &&
    readIfThere(`/proc/${pid}/cmdline`).startsWith(process.execPath);

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s, nothing runs on or lies about',
    async (signal) => {
      if (!isWrapped()) return expect(process.platform).not.toBe('linux');
      const temporary = path.join(folder, 'tmp');
      mkdirSync(temporary);
      writeFileSync(path.join(folder, '00-start-here.ts'), 'for (;;);');
      const child: ChildProcess = spawn(
        process.execPath,
        ['--import', 'tsx', 'tools/check.ts', '00', '--from', folder],
        { cwd: root, stdio: 'ignore', env: { ...process.env, TMPDIR: temporary } },
      );
      const within = { timeout: 600_000, interval: 20 };
      const jails = await vi.waitFor(() => {
        const found = descendants(child.pid as number).filter(isJail);
        expect(found).not.toEqual([]);
        return found;
      }, within);
      child.kill(signal);
      await vi.waitFor(() => expect(jails.filter(isJail)).toEqual([]), within);
      expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
    },
  );
});
