import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Cell } from '../../lib/judge/jail';
import { LIMITS } from '../../lib/judge/limits';
import type { End } from '../../lib/judge/trouble';
import { root } from '../root';
import { confined, isWrapped } from './confine';

const RUNNER = path.join(root, 'tools/judge/runner.cjs');

/** Ticks of the system's clock in a second, by which Linux counts processor time. */
const TICKS = 100;

/**
 * One process with a student's program, under Node's permission model and the walls of the operating
 * system: it may read its runner and nothing else, write nothing, start nothing.
 */
export class ProcessCell implements Cell {
  listen: (came: string | End) => void = () => {};
  private heard = '';
  private outOfMemory = false;
  private pid: number | null = null;
  private readonly child: ChildProcess;

  /** `program`: one line, the first that the runner hears. */
  constructor(program: string) {
    const [command, ...args] = jailed(RUNNER);
    this.child = spawn(command, args, {
      cwd: path.dirname(RUNNER),
      env: { PATH: process.env.PATH },
      detached: true, // in a group and session of its own, which no signal of its own can leave
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.complain(text));
    const out = this.child.stdio[4] as Readable;
    out.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    (this.child.stdio[3] as Writable).on('error', () => {}); // to an ended process: 'close' tells
    this.child.on('error', (error) => this.listen({ why: 'ended', how: error.message }));
    this.child.on('close', (code, signal) => {
      const how = signal ?? `exit code ${code}`;
      this.listen(this.outOfMemory ? { why: 'memory' } : { why: 'ended', how });
    });
    living.add(this);
    this.send(program);
  }

  send(line: string): void {
    (this.child.stdio[3] as Writable).write(`${line}\n`);
  }

  end(): void {
    living.delete(this);
    this.listen = () => {};
    this.child.kill('SIGKILL');
  }

  /** Of Node's own process, from the system's tables; null where there are none. */
  used(): number | null {
    if (process.platform !== 'linux') return null;
    try {
      this.pid ??= inner(this.child.pid as number);
      const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    } catch {
      return null; // it has ended, or is only beginning
    }
  }

  private complain(text: string): void {
    this.outOfMemory ||= /heap out of memory|Allocation failed|bad_alloc/.test(text);
  }

  private hear(text: string): void {
    const lines = (this.heard + text).split('\n');
    this.heard = lines.pop() ?? '';
    for (const line of lines) this.listen(line);
    if (this.heard.length > LIMITS.characters) this.listen({ why: 'flooded' });
  }
}

/** Cells that have not been ended: they end with the judge, also where the system doesn't see to it. */
const living = new Set<ProcessCell>();
process.on('exit', () => {
  for (const cell of living) cell.end();
});

/** Node behind all walls that there are: it may read this one file of its own. */
export function jailed(file: string): string[] {
  const node = [process.execPath, ...options(file), file];
  return confined(node, { data: LIMITS.data, seconds: 2 * LIMITS.total });
}

/** The process behind the walls: the child of the one that was started, where there is one. */
function inner(pid: number): number {
  if (!isWrapped()) return pid;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  if (!children) throw new Error('not there yet');
  return Number(children.split(' ')[0]);
}

function options(file: string): string[] {
  const stable = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    stable ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${file}`,
    `--max-old-space-size=${LIMITS.memory}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ];
}
