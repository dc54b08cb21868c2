/**
 * Plain values as JSON and back, with what JSON alone would lose: NaN, ±∞, −0, undefined, typed
 * arrays, and functions, which travel as a number that the other side can call back.
 */

/** What may pass between judge and jail once packed. */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

export type AnyFunction = (...args: never[]) => unknown;

const TAG = '$';

/** Packs a value. `lend` gives a function its number; without it a function is refused. */
export function pack(
  value: unknown,
  lend?: (f: AnyFunction) => number,
  inside: unknown[] = [],
): Wire {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value === undefined) return { [TAG]: 'undefined' };
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [TAG]: 'number', is: `${Object.is(value, -0) ? '-0' : value}` };
  }
  if (typeof value === 'function' && lend)
    return { [TAG]: 'function', is: lend(value as AnyFunction) };
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value}`);
  if (inside.includes(value)) throw new TypeError('a value that contains itself');
  const down = (item: unknown) => pack(item, lend, [...inside, value]);
  if (Array.isArray(value)) return Array.from(value, down);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return { [TAG]: value.constructor.name, is: Array.from(value as Float64Array, down) };
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`a ${value.constructor?.name ?? 'strange object'}`);
  }
  const entries = Object.entries(value).map(([key, item]): [string, Wire] => [key, down(item)]);
  return TAG in value ? { [TAG]: 'object', is: entries } : Object.fromEntries(entries);
}

/** Unpacks a value. `borrow` turns a function's number into a function. */
export function unpack(wire: Wire, borrow?: (handle: number) => AnyFunction): unknown {
  if (wire === null || typeof wire !== 'object') return wire;
  if (Array.isArray(wire)) return wire.map((item) => unpack(item, borrow));
  const fromEntries = (entries: [string, Wire][]) =>
    Object.fromEntries(entries.map(([key, item]) => [key, unpack(item, borrow)]));
  if (!(TAG in wire)) return fromEntries(Object.entries(wire));
  switch (wire[TAG]) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(wire.is);
    case 'function':
      return borrow?.(wire.is as number);
    case 'object':
      return fromEntries(wire.is as [string, Wire][]);
    default:
      return (wire.is as Wire[]).map((item) => unpack(item)); // a typed array, as a plain one
  }
}
