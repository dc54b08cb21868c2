import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '../../lib/judge/report';
import { root } from '../../tools/root';

const slug = '01-dynamical-systems';

/** `npm run check` with these words, under Node itself. */
function check(...words: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'tools/check.ts', ...words], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
}

async function finished(
  child: ChildProcess,
): Promise<{ out: string; error: string; code: number }> {
  let [out, error] = ['', ''];
  child.stdout?.on('data', (text) => (out += text));
  child.stderr?.on('data', (text) => (error += text));
  const code = await new Promise<number>((resolve) => child.on('close', resolve));
  return { out, error, code };
}

describe('npm run check', () => {
  it('lists all lectures with the points reached, and ends with 1 while points are missing', async () => {
    const { out, code } = await finished(check());
    expect(out).toMatch(/0\/\d+ {2}00-start-here\n/);
    expect(out).toMatch(/0\/51 {2}01-dynamical-systems\n/);
    expect(out).toMatch(/^0 of \d+ points$/m);
    expect(code).toBe(1);
  });

  it('grades one lecture by the start of its name, in another folder, and ends with 0 at full points', async () => {
    const { out, code } = await finished(check('01', '--from', 'solutions'));
    expect(out).toContain('✓ gradient  8/8');
    expect(out).toContain('solutions/01-dynamical-systems.ts');
    expect(code).toBe(0);
  });

  it('prints one JSON document', async () => {
    const { out } = await finished(check('01', '--json'));
    const report = JSON.parse(out) as Report;
    expect(report).toMatchObject({ slug, points: 0, maxPoints: 51 });
    expect(report.functions[0]).toMatchObject({ name: 'nextState', points: 0, maxPoints: 5 });
    expect(report.functions[0].tests[0]).toEqual({
      title: 'returns one number for each component',
      points: 0,
      maxPoints: 1,
      status: 'not written',
      message: `${slug} · nextState: not written yet. Open exercises/${slug}.ts.`,
      misconceptions: [],
      slips: [],
    });
  });

  it.each([
    [
      'there is no such lecture',
      ['99'],
      'No lecture begins with “99”. There are: 00-start-here, 01-',
    ],
    ['there is no such folder', ['01', '--from', 'nowhere'], 'There is no folder nowhere'],
    ['it is asked for what it cannot do', ['--loud'], "Unknown option '--loud'"],
    ['it is to watch no lecture in particular', ['--watch'], 'Which lecture?'],
  ])('ends with 2 and says why when %s', async (_, words, why) => {
    const { error, code } = await finished(check(...words));
    expect(error).toContain(why);
    expect(code).toBe(2);
  });
});

describe('npm run check 01 -- --watch', () => {
  let folder: string;
  let child: ChildProcess;
  let out: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unrolled-watch-'));
    copyFileSync(path.join(root, `exercises/${slug}.ts`), path.join(folder, `${slug}.ts`));
    child = check('01', '--watch', '--from', folder);
    out = '';
    child.stdout?.on('data', (text) => (out += text));
  });
  afterEach(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  const sees = (text: string) =>
    vi.waitFor(() => expect(out).toContain(text), { timeout: 600_000 });

  it('grades again at every save, gives hints and the next function at a key, and ends at q', async () => {
    await sees('In hand: nextState');
    child.stdin?.write('h');
    await sees('hint 1  Two operations');
    child.stdin?.write('n');
    await sees('In hand: unroll');
    copyFileSync(path.join(root, `solutions/${slug}.ts`), path.join(folder, `${slug}.ts`));
    await sees('51/51');
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.stdin?.write('q');
    expect(await closed).toBe(0);
  });
});
