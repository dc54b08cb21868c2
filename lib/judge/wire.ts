/**
 * Plain values as JSON text and back, with what JSON alone would lose: NaN, ±∞, −0, undefined, typed
 * arrays, and functions, which travel as a number that the other side can call back.
 *
 * A student's code runs in the same realm as `encode` and may have changed what lists and objects can
 * do. So `encode` uses only what it took hold of before, and builds text, which nobody can listen to.
 */
import { LIMITS } from './limits';

export type AnyFunction = (...args: never[]) => unknown;

const TAG = '$';

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { getPrototypeOf, getOwnPropertyDescriptor, is, keys, hasOwn } = Object;
const { isFinite: isOrdinary } = Number;
const { parse, stringify: quote } = JSON;
const Strange = TypeError;

/** The values around a value. */
type Around = { value: object; around: Around; depth: number } | null;

/**
 * Writes a value down. `lend` gives a function its number; without it a function is refused. Throws a
 * TypeError that says what is not plain.
 */
export function encode(value: unknown, lend?: (f: AnyFunction) => number): string {
  return write(value, lend, null);
}

function write(
  value: unknown,
  lend: ((f: AnyFunction) => number) | undefined,
  around: Around,
): string {
  if (value === null) return 'null';
  if (value === undefined) return tagged('undefined', '0');
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (is(value, -0)) return tagged('number', '"-0"');
    return isOrdinary(value) ? `${value}` : tagged('number', `"${value}"`);
  }
  if (typeof value === 'function' && lend) {
    return tagged('function', `${lend(value as AnyFunction)}`);
  }
  if (typeof value !== 'object') throw new Strange(`a ${typeof value}`);
  const depth = (around?.depth ?? 0) + 1;
  if (depth > LIMITS.depth) throw new Strange('lists or objects nested too deeply');
  for (let outer = around; outer; outer = outer.around) {
    if (outer.value === value) throw new Strange('a value that contains itself');
  }
  const inside: Around = { value, around, depth };
  if (isArray(value)) return list(value, (item) => write(item, lend, inside));
  if (isView(value) && 'length' in value) {
    return tagged(
      'list',
      list(value, (item) => write(item, lend, inside)),
    );
  }
  const prototype = getPrototypeOf(value);
  if (prototype !== null && getPrototypeOf(prototype) !== null) {
    throw new Strange(`a ${nameOf(value)}`);
  }
  return object(value, (item) => write(item, lend, inside));
}

function tagged(tag: string, is: string): string {
  return `{"${TAG}":"${tag}","is":${is}}`;
}

function list(items: object, item: (value: unknown) => string): string {
  const { length } = items as unknown[];
  let text = '';
  for (let i = 0; i < length; i++) text += (i > 0 ? ',' : '') + item(own(items, i));
  return `[${text}]`;
}

function object(value: object, item: (value: unknown) => string): string {
  const names = keys(value);
  let [text, marked] = ['', false];
  for (let i = 0; i < names.length; i++) {
    text += `${(i > 0 ? ',' : '') + quote(names[i])}:${item(own(value, names[i]))}`;
    marked ||= names[i] === TAG;
  }
  return marked ? tagged('object', `{${text}}`) : `{${text}}`;
}

/** A property of the object's own that is a value and no function in disguise. */
function own(of: object, key: string | number): unknown {
  const property = getOwnPropertyDescriptor(of, key);
  if (!property) return undefined;
  if (!hasOwn(property, 'value')) throw new Strange('an object that computes its entries');
  return property.value;
}

function nameOf(value: object): string {
  const { name } = value.constructor ?? {};
  return typeof name === 'string' && name ? name : 'strange object';
}

/**
 * Reads a value back. `borrow` turns a function's number into a function; without it a function is an
 * error, like everything else that `encode` doesn't write.
 */
export function decode(text: string, borrow?: (handle: number) => AnyFunction): unknown {
  return read(parse(text), borrow, 0);
}

/** The value that was written down, from its JSON. */
export function read(json: unknown, borrow?: (handle: number) => AnyFunction, depth = 0): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (depth > LIMITS.depth) throw new Strange('lists or objects nested too deeply');
  if (isArray(json)) {
    const items: unknown[] = [];
    for (let i = 0; i < json.length; i++) items[i] = read(json[i], borrow, depth + 1);
    return items;
  }
  if (!hasOwn(json, TAG)) return readObject(json, borrow, depth);
  const { [TAG]: tag, is: held } = json as Record<string, unknown>;
  if (tag === 'undefined') return undefined;
  if (tag === 'number' && typeof held === 'string') return Number(held);
  if (tag === 'function' && borrow && typeof held === 'number') return borrow(held);
  if (tag === 'list' && isArray(held)) return read(held, borrow, depth);
  if (tag === 'object' && held && typeof held === 'object') return readObject(held, borrow, depth);
  throw new Strange('what no value is written as');
}

function readObject(
  json: object,
  borrow: ((handle: number) => AnyFunction) | undefined,
  depth: number,
): unknown {
  const value = {};
  const names = keys(json);
  for (let i = 0; i < names.length; i++) {
    Object.defineProperty(value, names[i], {
      value: read((json as Record<string, unknown>)[names[i]], borrow, depth + 1),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return value;
}
