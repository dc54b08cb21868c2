import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../tools/root';

/** A copy of the project, started as a student starts it. */
export interface Lab {
  /** where the copy stands */
  folder: string;
  /** the address of JupyterLab, with its token */
  address(page: string): string;
  stop(): Promise<void>;
}

/**
 * Copies the project's own files (nothing installed, nothing generated) to an empty folder and
 * starts it with `npm start`, as on a fresh machine. What the package managers have in their
 * caches is shared, to save the network.
 */
export async function startLab(): Promise<Lab> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'unrolled-lab-')));
  copyProject(folder);
  drawEveryCell(folder);
  const port = await freePort();
  const token = 'lab-test';
  const args = [
    'start',
    '--',
    '--no-browser',
    `--port=${port}`,
    `--IdentityProvider.token=${token}`,
  ];
  const allowRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const child = spawn('npm', [...args, ...allowRoot], {
    cwd: folder,
    env: {
      ...process.env,
      npm_config_cache: path.join(root, '.cache', 'npm'),
      PIP_CACHE_DIR: path.join(root, '.cache', 'pip'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const base = `http://127.0.0.1:${port}`;
  await until(
    () => answers(`${base}/api?token=${token}`),
    child,
    () => said,
  );
  return {
    folder,
    address: (page) => `${base}/lab/tree/${page}?reset&token=${token}`,
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function copyProject(folder: string): void {
  const listing = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
  });
  for (const file of listing.toString().split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file));
  }
}

/** JupyterLab leaves cells out of view undrawn, unless its settings say otherwise. */
function drawEveryCell(folder: string): void {
  const settings = path.join(folder, '.cache/jupyter/lab/settings/@jupyterlab/notebook-extension');
  mkdirSync(settings, { recursive: true });
  writeFileSync(path.join(settings, 'tracker.jupyterlab-settings'), '{ "windowingMode": "none" }');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function until(ready: () => Promise<boolean>, child: ChildProcess, said: () => string) {
  for (let tries = 0; tries < 1000; tries++) {
    if (await ready()) return;
    if (child.exitCode !== null) throw new Error(`npm start ended before it was ready:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`npm start was not ready in time:\n${said()}`);
}

/** Ends npm and everything that it started, as Ctrl-C does in a terminal. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on('close', resolve));
  process.kill(-child.pid, 'SIGINT');
  const late = setTimeout(() => process.kill(-(child.pid as number), 'SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}
