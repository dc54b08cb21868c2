import { visibleLine } from './text';

const LONGEST = 160;
const LONGEST_ARGUMENT = 480;

/** A value as a person would write it, short enough for a line. */
export function show(value: unknown, digits = 6, longest = LONGEST): string {
  const text = write(value, digits);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function write(value: unknown, digits: number): string {
  if (typeof value === 'number') return number(value, digits);
  if (typeof value === 'string') return `'${visibleLine(value, LONGEST_ARGUMENT)}'`;
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return value.toString().replace(/\s+/g, ' ');
  if (Array.isArray(value)) return `[${value.map((item) => write(item, digits)).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${visibleLine(key, LONGEST)}: ${write(item, digits)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return String(value);
}

function number(value: number, digits: number): string {
  return Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(digits))}`;
}

/** Two values with as many digits as it takes to tell them apart. */
export function showApart(a: unknown, b: unknown): [string, string] {
  for (const digits of [6, 10]) {
    if (show(a, digits) !== show(b, digits)) return [show(a, digits), show(b, digits)];
  }
  return [show(a, 17), show(b, 17)];
}

/** `f(W, b, s)`'s arguments by name: `W = [[1, 2], [3, 4]], b = …`; small cases can be redone by hand. */
export function showArguments(names: string[], args: unknown[]): string {
  return args
    .map((arg, i) => `${names[i] ?? `argument ${i + 1}`} = ${show(arg, 6, LONGEST_ARGUMENT)}`)
    .join(', ');
}

/** The names of a function's parameters, read from its text; a pattern or default is left out. */
export function parameterNames(f: (...args: never[]) => unknown): string[] {
  const list = f.toString().match(/^(?:async )?(?:function\*? *\w*)? *\(([^)]*)\)/)?.[1] ?? '';
  return list.split(',').map((name) => name.trim().match(/^\w+/)?.[0] ?? '?');
}
