import { describe, expect, it } from 'vitest';
import { firstDifference, near } from '../judge/near';
import { evidence } from '../judge/recognise';
import { parameterNames, show, showApart } from '../judge/show';
import { pack, unpack, type Wire } from '../judge/wire';

const there = (value: unknown) => unpack(JSON.parse(JSON.stringify(pack(value))) as Wire);

describe('the wire between judge and jail', () => {
  it.each([
    ['numbers', [0, -1.5, 1e-300, 1e300]],
    ['what JSON loses', [Number.NaN, Infinity, -Infinity, -0, undefined]],
    ['nested lists and objects', { W: [[1, 2], [3]], b: { c: null, d: 'text', e: true } }],
    ['objects that use its own mark', { $: 'number', is: 'NaN' }],
    ['a key that would reach a prototype', JSON.parse('{"__proto__": 1}')],
  ])('brings %s through unchanged', (_, value) => {
    expect(there(value)).toStrictEqual(value);
  });

  it('brings a typed array through as a list', () => {
    expect(there(new Float64Array([1, Number.NaN]))).toStrictEqual([1, Number.NaN]);
  });

  it('lends a function by its number', () => {
    const lent: unknown[] = [];
    const wire = pack([Math.sin], (f) => lent.push(f) - 1);
    expect(unpack(wire, (handle) => lent[handle] as never)).toEqual([Math.sin]);
  });

  it.each([
    ['a Map', new Map()],
    ['a symbol', Symbol('s')],
    ['a function', Math.sin],
  ])('refuses %s', (name, value) => {
    expect(() => pack(value)).toThrow(name);
  });
});

describe('two values are near', () => {
  it('when they differ by less than the tolerance, relative to the largest number of their list', () => {
    expect(near([1e-9, 1], [0, 1], 1e-6)).toBe(true);
    expect(near([1e-9, 1e-3], [0, 1e-3], 1e-7)).toBe(false);
    expect(near(1.0000001, 1, 1e-6)).toBe(true);
    expect(near(1.00001, 1, 1e-6)).toBe(false);
  });

  it('never when one is infinite and the other is not', () => {
    expect(near(27.6, Infinity, 1e-6)).toBe(false);
    expect(near(Infinity, Infinity, 1e-6)).toBe(true);
    expect(near(-Infinity, Infinity, 1e-6)).toBe(false);
  });

  it('never when one is NaN and the other a number', () => {
    expect(near(Number.NaN, 1, Infinity)).toBe(false);
    expect(near(1, Number.NaN, Infinity)).toBe(false);
  });

  it('only in the same structure', () => {
    expect(near([1, 2], [1, 2, 3], Infinity)).toBe(false);
    expect(near([[1, 2]], [1, 2], Infinity)).toBe(false);
    expect(near({ W: 1 }, { W: 1, b: 2 }, Infinity)).toBe(false);
    expect(near('a', 'b', 1)).toBe(false);
  });
});

describe('the first difference', () => {
  it.each([
    [
      {
        dW: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        dW: [
          [1, 2],
          [3, 5],
        ],
      },
      '.dW[1][1] is 4, not 5',
    ],
    [[1, 2], [1, 2, 3], ' has 2 items, not 3'],
    [[1], { b: 1 }, ' is a list, not an object'],
    [[1.00000000001, 2], [1, 2.5], '[1] is 2, not 2.5'],
    [[Number.NaN], [1], '[0] is NaN: not a number'],
  ])('between %o and %o', (got, expected, told) => {
    const difference = firstDifference(got, expected, 1e-6);
    expect(`${difference?.where} ${difference?.what}`.trim()).toBe(told.trim());
  });
});

describe('numbers for the eye', () => {
  it('have six digits, and more where that is needed to tell two apart', () => {
    expect(show([1 / 3, 2])).toBe('[0.333333, 2]');
    expect(showApart(1 / 3, 1 / 3 + 1e-8)).toEqual(['0.3333333333', '0.3333333433']);
  });

  it('are cut where a line would be too long', () => {
    expect(show(Array.from({ length: 500 }, (_, i) => i))).toHaveLength(160);
  });

  it('go with the names of the parameters, however a function is written', () => {
    expect(parameterNames((a: number, b: number) => a + b)).toEqual(['a', 'b']);
    expect(parameterNames(function named(_W: number) {})).toEqual(['_W']);
  });
});

describe('a known mistake', () => {
  const double = (x: number) => 2 * x;
  const mistakes = {
    double: [
      { name: 'squared', lesson: '', wrong: (x: number) => x * x },
      { name: 'two added', lesson: '', wrong: (x: number) => x + 2 },
      { name: 'nothing done', lesson: '', wrong: (x: number) => x },
    ],
  };
  const seen = (...pairs: [number, number][]) =>
    evidence(
      pairs.map(([x, value]) => ({
        name: 'double',
        args: [x],
        names: ['x'],
        outcome: { value, changed: null },
      })),
      { double },
      mistakes,
    );

  it('is recognised by its numbers', () => {
    expect(seen([3, 9]).matches).toEqual(['squared']);
  });

  it('is not suspected where the numbers are right', () => {
    expect(seen([2, 4]).matches).toEqual([]);
  });

  it('is ruled out by a call on which it would have given other numbers', () => {
    expect(seen([3, 9], [5, 7]).matches).toEqual([]);
    expect(seen([3, 9]).contradicts).toEqual(['two added', 'nothing done']);
  });

  it('is named with another that gives the same numbers', () => {
    const both = {
      double: [...mistakes.double, { ...mistakes.double[0], name: 'cubed by x over x' }],
    };
    const call = { name: 'double', args: [3], names: ['x'], outcome: { value: 9, changed: null } };
    expect(evidence([call], { double }, both).matches).toEqual(['squared', 'cubed by x over x']);
  });
});
