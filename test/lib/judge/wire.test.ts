import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../lib/judge/limits';
import { decode, encode } from '../../../lib/judge/wire';

const there = (value: unknown) => decode(encode(value));

/** [[[…]]] */
function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe('the wire between judge and jail', () => {
  it.each([
    ['numbers', [0, -1.5, 1e-300, 1e300, 1e21]],
    ['what JSON loses', [Number.NaN, Infinity, -Infinity, -0, undefined]],
    ['texts', ['', 'a "quoted" line\n', '\u2028', '\ud800']],
    ['nested lists and objects', { W: [[1, 2], [3]], b: { c: null, d: 'text', e: true } }],
    ['objects that use its own mark', { $: 'number', is: 'NaN' }],
    ['a key that would reach a prototype', JSON.parse('{"__proto__": {"polluted": 1}}')],
  ])('brings %s through unchanged', (_, value) => {
    expect(there(value)).toStrictEqual(value);
    expect({}).not.toHaveProperty('polluted');
  });

  it('brings a typed array through as a list, and a hole as nothing', () => {
    expect(there(new Float64Array([1, Number.NaN]))).toStrictEqual([1, Number.NaN]);
    expect(there(new Array(2))).toStrictEqual([undefined, undefined]);
  });

  it('lends a function by its number', () => {
    const lent: unknown[] = [];
    const text = encode([Math.sin], (f) => lent.push(f) - 1);
    expect(decode(text, (handle) => lent[handle] as never)).toEqual([Math.sin]);
  });

  it.each([
    ['a Map', new Map()],
    ['a symbol', Symbol('s')],
    ['a function', Math.sin],
    [
      'computes its entries',
      {
        get a() {
          return 1;
        },
      },
    ],
    ['nested too deeply', nested(LIMITS.depth + 1)],
  ])('refuses %s', (words, value) => {
    expect(() => encode(value)).toThrow(words);
  });

  it.each([
    ['a mark that it never writes', '{"$":"eval","is":1}'],
    ['a function where none was lent', '{"$":"function","is":0}'],
    ['a number that is none', '{"$":"number","is":[1]}'],
    ['lists without end', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('does not read %s', (_, text) => {
    expect(() => decode(text)).toThrow();
  });

  it('writes the same when what lists and texts can do was changed', () => {
    const { map, toString: asText } = Array.prototype;
    const value = {
      W: [
        [1, 2],
        [3, 4],
      ],
      name: 'h',
    };
    const before = encode(value);
    try {
      Array.prototype.map = () => [] as never;
      Array.prototype.toString = () => 'forged';
      Object.assign(Object.prototype, { toJSON: () => 'forged' });
      expect(encode(value) === before).toBe(true);
    } finally {
      Object.assign(Array.prototype, { map, toString: asText });
      delete (Object.prototype as { toJSON?: unknown }).toJSON;
    }
  });
});
