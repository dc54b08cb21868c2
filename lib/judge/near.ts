import { show, showApart } from './show';

/** Are two numbers, or two structures of numbers, the same up to rounding? */
export function near(a: unknown, b: unknown, tolerance: number): boolean {
  return firstDifference(a, b, tolerance) === null;
}

/** Where one value first departs from what was expected, and how. */
export interface Difference {
  /** such as `.dW[0][2]`; empty for the whole */
  where: string;
  /** such as `has 2 items, not 3` */
  what: string;
}

/**
 * The first place where `got` departs from `expected`: in kind, in size, or by more than `tolerance`
 * relative to the largest number of the innermost list (so that a zero among sevens is judged as
 * a seven is). Null when there is none. With an infinite tolerance only kind, size and NaN count.
 */
export function firstDifference(
  got: unknown,
  expected: unknown,
  tolerance: number,
  where = '',
  scale = 0,
): Difference | null {
  if (Object.is(got, expected)) return null;
  if (kind(got) !== kind(expected)) {
    const what = `is ${article(kind(got))}, not ${article(kind(expected))}`;
    return { where, what: what + advice(got, where) };
  }
  if (Array.isArray(expected)) return inList(got as unknown[], expected, tolerance, where);
  if (expected !== null && typeof expected === 'object') {
    for (const [key, item] of Object.entries(expected)) {
      if (!Object.hasOwn(got as object, key)) return missing(got as object, expected, key, where);
      const found = firstDifference(
        (got as Record<string, unknown>)[key],
        item,
        tolerance,
        `${where}.${key}`,
      );
      if (found) return found;
    }
    return null;
  }
  if (typeof expected !== 'number') {
    return Object.is(got, expected) || tolerance === Infinity
      ? null
      : { where, what: `is ${show(got)}, not ${show(expected)}` };
  }
  if (Number.isNaN(got)) return { where, what: 'is NaN: not a number' };
  if (!Number.isFinite(expected) && tolerance !== Infinity) {
    return { where, what: `is ${show(got)}, not ${show(expected)}` };
  }
  const reach = tolerance * (Math.max(scale, Math.abs(expected)) || 1);
  if (Math.abs((got as number) - expected) <= reach) return null;
  const [mine, theirs] = showApart(got, expected);
  return { where, what: `is ${mine}, not ${theirs}` };
}

function inList(
  got: unknown[],
  expected: unknown[],
  tolerance: number,
  where: string,
): Difference | null {
  if (got.length !== expected.length) {
    return { where, what: `has ${items(got.length)}, not ${expected.length}` };
  }
  const numbers = expected.filter((item): item is number => typeof item === 'number');
  const scale = Math.max(0, ...numbers.map(Math.abs)) || 1;
  for (const [i, item] of expected.entries()) {
    const found = firstDifference(got[i], item, tolerance, `${where}[${i}]`, scale);
    if (found) return found;
  }
  return null;
}

/** A name that an object lacks, with all the names that it should have. */
function missing(got: object, expected: object, key: string, where: string): Difference {
  const names = (of: object) => Object.keys(of).join(', ') || 'none';
  const what = `is missing. Names expected: ${names(expected)}; names that came: ${names(got)}`;
  return { where: `${where}.${key}`, what };
}

function kind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** What most often leads to a value of the wrong kind. */
function advice(got: unknown, where: string): string {
  if (got === undefined && where === '') return ': is a `return` missing?';
  if (typeof got === 'string') return ': lists have no + or *; lib/linear has add and multiply.';
  return '';
}

function article(word: string): string {
  if (word === 'nothing' || word === 'null') return word;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

function items(n: number): string {
  return n === 1 ? '1 item' : `${n} items`;
}
