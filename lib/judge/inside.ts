/**
 * The inside of the jail: a realm that has the language and nothing else, with the student's file in it.
 * It hears calls and answers them; it knows no expected value. `host` is the only way out, and hidden
 * in a closure here; nothing but text passes through it.
 */
import { showPrinted } from './printed';
import type { Difficult, Thrown } from './protocol';
import { tidy } from './realm';
import { type AnyFunction, encode, read } from './wire';

/**
 * Leaves the realm: `print` and `tell` (the one report of an order) bring nothing back, `ask` has the
 * judge call one of its own functions and brings an order.
 */
export type Host = (verb: 'print' | 'tell' | 'ask', text: string) => string;

/** A file, compiled to CommonJS. */
export type Module = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: Record<string, unknown> },
) => void;

/** What a submission may import, by the names that mean it in exercises/. */
export type Library = Record<string, Module>;

const { parse, stringify: quote } = JSON;
const { apply } = Reflect;
const { then } = Promise.prototype;
const { isArray } = Array;
const LONGEST = 2_000;

/**
 * Loads the student's file and tells whether that went well. Returns what hears the judge's calls; each
 * of them is answered by one report.
 */
export function enter(
  host: Host,
  library: Library,
  student: Module,
  file: string,
): (line: string) => void {
  tidy((text) => void host('print', text));
  const tell = (report: string) => void host('tell', report);
  const failed = (trouble: Difficult['trouble'], error: unknown) =>
    tell(difficult(trouble, error, file));
  let loaded: Record<string, unknown> = {};
  try {
    loaded = load(student, importer(library));
    tell('{"ready":true}');
  } catch (error) {
    failed('load', error);
  }
  return (line): void => {
    const { call, args } = parse(line) as { call: string; args: unknown[] };
    const f = loaded[call];
    if (typeof f !== 'function') {
      tell(difficult('missing', '', file));
      return;
    }
    const given = borrower(host);
    const values = args.map((arg) => read(arg, given.borrow));
    const before = values.map((value) => encode(value, given.handleOf));
    const brought = (value: unknown) => {
      try {
        const after = values.map((each) => encode(each, given.handleOf));
        const same = after.every((each, i) => each === before[i]);
        const changed = same ? 'null' : `[${after.join(',')}]`;
        tell(`{"value":${encode(value)},"changed":${changed},"shared":${sharesRows(value)}}`);
      } catch (error) {
        failed('unplain', error);
      }
    };
    try {
      const value: unknown = apply(f, undefined, values);
      if (value instanceof Promise) {
        apply(then, value, [brought, (error: unknown) => failed('threw', error)]);
      } else brought(value);
    } catch (error) {
      failed('threw', error);
    }
  };
}

function load(file: Module, require: (name: string) => unknown): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  file(module.exports, require, module);
  return module.exports;
}

function importer(library: Library): (name: string) => unknown {
  const names = Object.keys(library);
  const loaded: Record<string, unknown> = {};
  const require = (wanted: string): unknown => {
    const name = names.find((each) => each === `${wanted}`.replace(/^(\.\/)*\.\.\/|\.[jt]s$/g, ''));
    if (!name) {
      const list = names.map((each) => `'../${each}'`).join(' and ');
      throw new Error(
        `it imports '${wanted}'. An exercise may import ${list}; the rest is yours to write`,
      );
    }
    loaded[name] ??= load(library[name], require);
    return loaded[name];
  };
  return require;
}

/** The judge's own functions, which stay with the judge and are called from here by their number. */
function borrower(host: Host) {
  const lent: { f: AnyFunction; handle: number }[] = [];
  const borrow = (handle: number): AnyFunction => {
    const f = (...args: unknown[]): unknown => {
      let reply: string;
      const text = `{"ask":${handle},"args":[${args.map((arg) => encode(arg)).join(',')}]}`;
      try {
        reply = host('ask', text);
      } catch {
        reply = '';
      }
      // The host answers nothing when too little of the stack is left.
      if (!reply) throw new RangeError('Maximum call stack size exceeded');
      const { answer, refuse } = parse(reply) as { answer: unknown; refuse?: Thrown };
      if (refuse) throw Object.assign(new Error(refuse.message), { name: refuse.name });
      return read(answer, borrow);
    };
    lent.push({ f, handle });
    return f;
  };
  const handleOf = (f: AnyFunction) => lent.find((each) => each.f === f)?.handle ?? -1;
  return { borrow, handleOf };
}

/** Is one list two rows of a list, so that writing to one writes to both? */
function sharesRows(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const items: unknown[] = isArray(value) ? value : Object.values(value);
  const rows = isArray(value) ? items.filter((item) => isArray(item)) : [];
  return new Set(rows).size < rows.length || items.some(sharesRows);
}

function difficult(trouble: Difficult['trouble'], error: unknown, file: string): string {
  let [detail, thrown, at] = ['', null as Thrown | null, null as [number, number] | null];
  try {
    if (error instanceof Error) {
      thrown = { name: short(error.name), message: short(error.message) };
      detail = trouble === 'unplain' ? thrown.message : `${thrown.name}: ${thrown.message}`;
      at = place(`${error.stack}`, file);
    } else if (trouble !== 'missing') {
      detail = `it threw ${short(showPrinted([error]))}, which is no Error`;
    }
  } catch {
    detail = 'it threw what cannot even be described';
  }
  return quote({ trouble, detail, thrown, at });
}

function short(text: unknown): string {
  return `${text}`.slice(0, LONGEST);
}

/** The line and column of the student's file, be it through lib/linear. */
function place(stack: string, file: string): [number, number] | null {
  const from = stack.slice(0, 20_000);
  const start = from.indexOf(`${file}:`);
  const [line, column] = from.slice(start + file.length + 1).split(/[:)\n]/);
  return start < 0 ? null : [Number(line) || 1, Number(column) || 1];
}
