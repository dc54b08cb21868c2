import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Order, Report } from './inside';
import { LIMITS } from './limits';

/** How a process ended that should have gone on. */
export type End = { ended: string } | { flooded: 'printed' | 'returned' };

/**
 * One process that runs a bundled submission under Node's permission model: it may read its own
 * program and nothing else, write nothing, start nothing. Orders go in, reports come out.
 */
export class Cell {
  /** Hears every report, and the end. */
  listen: (message: Report | End) => void = () => {};
  printed = '';
  private heard = '';
  private outOfMemory = false;
  private readonly child: ChildProcess;

  constructor(program: string) {
    const [command, ...args] = [...limiter, process.execPath, ...options(program), program];
    this.child = spawn(command, args, {
      cwd: path.dirname(program),
      env: {},
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.print(text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.complain(text));
    const reports = this.child.stdio[4] as Readable;
    reports.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    (this.child.stdio[3] as Writable).on('error', () => {}); // an order to an ended process: 'close' tells
    this.child.on('error', (error) => this.listen({ ended: error.message }));
    this.child.on('close', (code, signal) => {
      this.listen({ ended: this.outOfMemory ? 'memory' : (signal ?? `exit code ${code}`) });
    });
  }

  /** Gives an order. */
  send(order: Order): void {
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(order)}\n`);
  }

  /** Ends the process at once. */
  end(): void {
    this.listen = () => {};
    this.child.kill('SIGKILL');
  }

  private print(text: string): void {
    this.printed += text;
    if (this.printed.length > LIMITS.characters) this.listen({ flooded: 'printed' });
  }

  private complain(text: string): void {
    this.outOfMemory ||= text.includes('heap out of memory');
  }

  private hear(text: string): void {
    const lines = (this.heard + text).split('\n');
    this.heard = lines.pop() ?? '';
    for (const line of lines) this.listen(parse(line));
    if (this.heard.length > LIMITS.characters) this.listen({ flooded: 'returned' });
  }
}

function parse(line: string): Report | End {
  try {
    return JSON.parse(line) as Report;
  } catch {
    return { ended: 'an answer that is none' };
  }
}

/** Where the system can, it limits what lies outside the heap too, such as typed arrays. */
const limiter = existsSync('/usr/bin/prlimit')
  ? ['/usr/bin/prlimit', `--data=${LIMITS.data * 2 ** 20}`]
  : [];

function options(program: string): string[] {
  const stable = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    stable ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${program}`,
    `--max-old-space-size=${LIMITS.memory}`,
    '--enable-source-maps',
    '--no-warnings',
  ];
}
