// The real kernel, for tests: started as JupyterLab starts it, spoken to over its protocol.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../tools/root';

export interface Ran {
  status: 'ok' | 'error' | 'aborted';
  stdout: string;
  stderr: string;
  displays: Record<string, unknown>[];
}

export interface Kernel {
  /** Runs a cell; with `interruptAt`, interrupts it as soon as it has printed that. */
  run(code: string, interruptAt?: string): Promise<Ran>;
  /** Sends cells at once, as Run All does; gives how each was answered. */
  runAll(cells: string[]): Promise<Ran['status'][]>;
  /** What Tab offers; the cursor is at the `|` in the code. */
  complete(code: string): Promise<string[]>;
  /** What Shift-Tab shows; the cursor is at the `|` in the code. */
  inspect(code: string): Promise<string>;
  restart(): Promise<void>;
  /** Runs a cell until it has printed `at`; gives the numbers of the kernel and of its starter. */
  begin(code: string, at: string): Promise<Begun>;
  stop(): Promise<void>;
}

export async function startKernel(): Promise<Kernel> {
  const program = path.join(root, 'tools', 'python.mjs');
  const talk = path.join(import.meta.dirname, 'talk.py');
  const python = spawn(process.execPath, [program, talk], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = conversation(python);
  await ask({ do: 'start', cwd: path.join(root, 'notebooks') });

  return {
    run: (code, interruptAt) =>
      ask({ do: 'execute', code, interrupt_at: interruptAt ?? null }) as Promise<Ran>,
    runAll: (cells) => ask({ do: 'execute_all', cells }) as Promise<Ran['status'][]>,
    begin: (code, at) => ask({ do: 'begin', code, until: at }) as Promise<Begun>,
    complete: async (marked) =>
      ((await ask({ do: 'complete', ...cursor(marked) })) as { matches: string[] }).matches,
    inspect: async (marked) => {
      const reply = await ask({ do: 'inspect', ...cursor(marked) });
      return (reply as { data: Record<string, string> }).data['text/plain'];
    },
    restart: async () => void (await ask({ do: 'restart' })),
    stop: async () => {
      await ask({ do: 'stop' });
      python.stdin?.end();
    },
  };
}

/** The numbers of two processes. */
export interface Begun {
  kernel: number;
  driver: number;
}

/** One question at a time over the lines of a process. */
function conversation(python: ChildProcess) {
  const answers = createInterface({ input: python.stdout as NodeJS.ReadableStream });
  const lines = answers[Symbol.asyncIterator]();
  return async (question: object): Promise<unknown> => {
    python.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The kernel's driver ended at ${JSON.stringify(question)}`);
    return JSON.parse(value);
  };
}

function cursor(marked: string) {
  return { code: marked.replace('|', ''), at: marked.indexOf('|') };
}

/** Runs cells one after the other; gives what the last one printed. */
export async function printedBy(kernel: Kernel, cells: string[]): Promise<string> {
  let last = '';
  for (const cell of cells) {
    const { stdout, stderr } = await kernel.run(cell);
    last = (stdout + stderr).trim();
  }
  return last;
}
