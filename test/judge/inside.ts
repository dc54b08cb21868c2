/**
 * The inside of the jail: a child process that holds the student's file and nothing else. It hears
 * calls on one pipe and answers on another; it knows no expected value. Bundled together with the
 * student's file by bundle.ts, and run by jail.ts.
 */
import { readSync, writeSync } from 'node:fs';
import { pack, unpack, type Wire } from './wire';

/** judge → jail: a call of one of the student's functions, or the answer to an `invoke`. */
export type Order = { call: string; args: Wire[] } | { answer: Wire } | { refuse: string };

/** jail → judge. */
export type Report =
  | { ready: true }
  | { value: Wire; changed: Wire[] | null }
  | { invoke: number; args: Wire[] }
  | { waiting: true }
  | Difficult;

/** A call that brought no value; `thrown` when that was by an Error of the student's code. */
export interface Difficult {
  trouble: Difficulty;
  detail: string;
  thrown?: Thrown;
}

/** What an Error says of itself. */
export interface Thrown {
  name: string;
  message: string;
}

/** What can go wrong inside. */
export type Difficulty = 'load' | 'missing' | 'threw' | 'unsettled' | 'unplain';

const FROM_JUDGE = 3;
const TO_JUDGE = 4;
const chunk = Buffer.alloc(65536);
let heard = Buffer.alloc(0);

function hear(): Order {
  let end = heard.indexOf(10);
  while (end < 0) {
    const length = readSync(FROM_JUDGE, chunk);
    if (length === 0) process.exit(0); // the judge has gone
    heard = Buffer.concat([heard, chunk.subarray(0, length)]);
    end = heard.indexOf(10);
  }
  const line = heard.toString('utf8', 0, end);
  heard = heard.subarray(end + 1);
  return JSON.parse(line) as Order;
}

function tell(report: Report): void {
  let rest = Buffer.from(`${JSON.stringify(report)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(TO_JUDGE, rest));
}

/** One of the judge's functions, which stays with the judge and is called from here. */
function borrow(handle: number) {
  return (...args: unknown[]): unknown => {
    tell({ invoke: handle, args: args.map((arg) => pack(arg)) });
    const order = hear();
    if ('refuse' in order) throw new Error(order.refuse);
    if ('answer' in order) return unpack(order.answer, borrow);
    throw new Error('the judge asked for something else');
  };
}

/** The error, and the line of the student's file that it came from, be it through lib/linear. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${String(error)}, which is no Error`;
  const line = error.stack?.match(/\/(\d\d-[\w-]+\.ts:\d+)/)?.[1];
  return `${error.name}: ${error.message}${line ? ` (${line})` : ''}`;
}

async function answer(
  student: Record<string, unknown>,
  name: string,
  wires: Wire[],
): Promise<Report> {
  const f = student[name];
  if (typeof f !== 'function') return { trouble: 'missing', detail: '' };
  const args = wires.map((wire) => unpack(wire, borrow));
  let value: unknown;
  try {
    value = f(...args);
    if (value instanceof Promise) {
      tell({ waiting: true });
      value = await value;
    }
  } catch (error) {
    const thrown =
      error instanceof Error ? { name: error.name, message: error.message } : undefined;
    return { trouble: 'threw', detail: describe(error), thrown };
  }
  try {
    const after = args.map((arg, i) => (typeof arg === 'function' ? wires[i] : pack(arg, () => 0)));
    const changed = JSON.stringify(after) === JSON.stringify(wires) ? null : after;
    return { value: pack(value), changed };
  } catch (error) {
    return { trouble: 'unplain', detail: (error as Error).message };
  }
}

/** Loads the student's file and answers calls until the judge hangs up. */
export async function serve(load: () => Record<string, unknown>): Promise<void> {
  printAtOnce();
  let student: Record<string, unknown>;
  try {
    student = load();
  } catch (error) {
    tell({ trouble: 'load', detail: describe(error) });
    return;
  }
  tell({ ready: true });
  // With nothing left to run while a call is open, its promise can never settle.
  process.on('beforeExit', () => tell({ trouble: 'unsettled', detail: '' }));
  for (;;) {
    const order = hear();
    if ('call' in order) tell(await answer(student, order.call, order.args));
  }
}

/** Lets what is printed leave at once, so that an endless loop that prints is seen to print. */
function printAtOnce(): void {
  const { _handle } = process.stdout as unknown as {
    _handle?: { setBlocking?(on: boolean): void };
  };
  _handle?.setBlocking?.(true);
}
