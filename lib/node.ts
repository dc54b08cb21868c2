/** The one file of the library that needs Node: everything else runs in a browser too. */
import { type ChildProcess, spawn } from 'node:child_process';

/** A program that stays up, and what it has said since it was asked last. */
interface Resident {
  child: ChildProcess;
  said: string;
  complained: string;
  answer: (line: string | null) => void;
}

const residents = new Map<string, Resident>();
let turn: Promise<unknown> = Promise.resolve();

/**
 * Asks a TypeScript program of the project, such as `tools/judge/serve.ts`, for its answer to a line: a
 * line, too. The program starts at the first question, stays up for the next, and ends with this process.
 * Rejects, with what it said, when it ends instead of answering; the next question starts it anew.
 */
export function ask(program: string, line: string): Promise<string> {
  const answer = turn.then(() => answered(program, line));
  turn = answer.catch(() => {});
  return answer;
}

function answered(program: string, line: string): Promise<string> {
  const resident = residents.get(program) ?? start(program);
  hold(resident, true);
  return new Promise((resolve, reject) => {
    resident.answer = (said) => {
      hold(resident, false);
      if (said !== null) resolve(said);
      else reject(new Error(resident.complained.trim() || `${program} ended without an answer`));
    };
    resident.child.stdin?.write(`${line}\n`);
  });
}

function start(program: string): Resident {
  const child = spawn(process.execPath, ['--import', 'tsx', program], { cwd: process.cwd() });
  const resident: Resident = { child, said: '', complained: '', answer: () => {} };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (resident.said + text).split('\n');
    resident.said = lines.pop() ?? '';
    for (const line of lines) resident.answer(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    resident.complained = (resident.complained + text).slice(-10_000);
  });
  child.stdin.on('error', () => {}); // it has ended: 'close' tells
  child.on('close', () => {
    residents.delete(program);
    resident.answer(null);
  });
  residents.set(program, resident);
  return resident;
}

/** This process waits for an answer, but not for a program that nobody asks: that one ends with it. */
function hold({ child }: Resident, on: boolean): void {
  const { stdin, stdout, stderr } = child;
  for (const each of [child, stdin, stdout, stderr] as unknown as NodeJS.Timeout[]) {
    if (on) each.ref();
    else each.unref();
  }
}

/** Calls `react` at an interrupt: the kernel's stop button, or Ctrl-C. Returns how to stop listening. */
export function onInterrupt(react: () => void): () => void {
  process.on('SIGINT', react);
  return () => {
    process.off('SIGINT', react);
  };
}
