/** The one file of the library that needs Node: everything else runs in a browser too. */
import { execFile } from 'node:child_process';

/** What a program of the project printed, and its exit code; −1 when it was ended from outside. */
export interface Ran {
  out: string;
  error: string;
  code: number;
}

/** Runs a TypeScript program of the project, such as `tools/check.ts`, and waits for its end. */
export function run(program: string, args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: process.cwd(), maxBuffer: 64 * 2 ** 20 };
    const all = ['--import', 'tsx', program, ...args];
    execFile(process.execPath, all, options, (failure, out, error) => {
      const code = typeof failure?.code === 'number' ? failure.code : -1;
      resolve({ out, error: error || (failure?.message ?? ''), code: failure ? code : 0 });
    });
  });
}

/** Calls `react` at an interrupt: the kernel's stop button, or Ctrl-C. Returns how to stop listening. */
export function onInterrupt(react: () => void): () => void {
  process.on('SIGINT', react);
  return () => {
    process.off('SIGINT', react);
  };
}
