import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** What an engine answers: the milliseconds of each step, and the loss of the last. */
export interface Answer {
  ms: number[];
  loss: number;
}

const canPin = spawnSync('taskset', ['-V']).status === 0;

/** The command on one core, the last, where the machine can do that. */
export function pinned(command: string[], core: number): string[] {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}

/** One engine's process, which speaks lines of JSON. */
export class Worker {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;
  private errors = '';

  constructor(command: string[]) {
    const [program, ...args] = command;
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr?.on('data', (text) => {
      this.errors = (this.errors + text).slice(-2000);
    });
    this.child.on('error', (error) => {
      this.errors += error.message;
    });
    this.child.stdin?.on('error', () => {});
    this.reader = createInterface({ input: this.child.stdout as NodeJS.ReadableStream });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** Makes steps. Throws with what the engine said when it has died. */
  async steps(workload: string, data: string, steps: number): Promise<Answer> {
    this.child.stdin?.write(`${JSON.stringify({ workload, data, steps })}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(this.reason());
    return JSON.parse(value);
  }

  private reason(): string {
    const lines = this.errors.trim().split('\n');
    return lines.find((line) => /Error\b/.test(line)) ?? lines[lines.length - 1];
  }

  end(): void {
    this.child.stdin?.end();
    this.child.kill();
  }
}
