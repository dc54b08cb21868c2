import { describe, expect, it } from 'vitest';
import { explainChange } from '../judge/explain';
import { firstDifference, near } from '../judge/near';
import { type Call, evidence } from '../judge/recognise';
import { parameterNames, show, showApart, showArguments } from '../judge/show';
import { Trouble } from '../judge/trouble';
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
    [
      { dU: 1, c: 2 },
      { U: 1, c: 2 },
      '.U is missing. Names expected: U, c; names that came: dU, c',
    ],
    [{}, { U: 1 }, '.U is missing. Names expected: U; names that came: none'],
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

  it('leave an argument whole that can be redone by hand', () => {
    const edges = ['U', 'V', 'W', 'A', 'B'].map((by) => ({ from: 'h', to: 'o', by, delay: 0 }));
    expect(showArguments(['edges'], [edges])).toContain("by: 'B', delay: 0 }]");
    expect(showArguments(['numbers'], [Array.from({ length: 500 }, (_, i) => i)])).toMatch(/…$/);
  });

  it('go with the names of the parameters, however a function is written', () => {
    expect(parameterNames((a: number, b: number) => a + b)).toEqual(['a', 'b']);
    expect(parameterNames(function named(_W: number) {})).toEqual(['_W']);
  });
});

describe('an argument that was changed', () => {
  const told = (before: number[], after: number[]) =>
    explainChange({ name: 'f', args: [1, before], names: ['k', 'p'] }, [1, after]);

  it('is shown before and after, and where', () => {
    expect(told([1, 2], [1, 5])).toContain('f changed its argument p[1], which others still need.');
    expect(told([1, 2], [1, 5])).toMatch(/before {4}\[1, 2\]\n {2}after {5}\[1, 5\]/);
  });

  it('is shown with all its digits where only rounding tells it from before', () => {
    const message = told([0.1, 0.3], [0.1, 0.1 + 0.2]);
    expect(message).toContain('p[1]');
    expect(message).toContain('leaves a trace of rounding');
    expect(message).toContain('[0.1, 0.30000000000000004]');
    expect(told([1, 2], [1, 5])).not.toContain('rounding');
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

  const changing = (after: number[]) => {
    const args = [[1, 2]];
    return { name: 'last', args, names: ['p'], outcome: { value: 2, changed: [after] } };
  };
  const last = (p: number[]) => p[p.length - 1];
  const popped = (p: number[]) => p.pop();
  const traced = (p: number[]) => {
    p[0] += 1e-15;
    return last(p);
  };

  it('is recognised by how it changes an argument, were it by rounding', () => {
    const known = {
      last: [
        { name: 'popped', lesson: '', wrong: popped },
        { name: 'a trace left', lesson: '', wrong: traced },
      ],
    };
    expect(evidence([changing([1])], { last }, known).matches).toEqual(['popped']);
    expect(evidence([changing([1 + 1e-15, 2])], { last }, known).matches).toEqual(['a trace left']);
  });
});

describe('a known mistake that throws', () => {
  const fail = (error: Error) => {
    throw error;
  };
  const half = (x: number) => x / 2;
  const wrongs = {
    half: [
      {
        name: 'odd refused',
        lesson: '',
        wrong: (x: number) => (x % 2 === 0 ? half(x) : fail(new RangeError(`${x} is odd`))),
      },
      {
        name: 'all refused',
        lesson: '',
        wrong: (x: number) => fail(new RangeError(`${x} is odd`)),
      },
      { name: 'rounded', lesson: '', wrong: (x: number) => Math.floor(x / 2) },
    ],
  };
  const called = (x: number, came: Partial<Call>): Call => ({
    name: 'half',
    args: [x],
    names: ['x'],
    ...came,
  });
  const returned = (x: number, value: number) => called(x, { outcome: { value, changed: null } });
  const threw = (x: number, name: string, message: string) =>
    called(x, { trouble: new Trouble('it stopped', { name, message }) });
  const seen = (...calls: Call[]) => evidence(calls, { half }, wrongs);

  it('is recognised by the name and the message of its error', () => {
    expect(seen(threw(3, 'RangeError', '3 is odd')).matches).toEqual([
      'odd refused',
      'all refused',
    ]);
    expect(seen(threw(3, 'TypeError', '3 is odd')).matches).toEqual([]);
    expect(seen(threw(3, 'RangeError', '5 is odd')).matches).toEqual([]);
  });

  it('is ruled out where the submission returned, and one that returns where it threw', () => {
    const { matches, contradicts } = seen(returned(2, 1), threw(3, 'RangeError', '3 is odd'));
    expect(matches).toEqual(['odd refused']);
    expect(contradicts).toEqual(['all refused', 'rounded']);
    expect(seen(returned(3, 1)).matches).toEqual(['rounded']);
  });

  it('is never recognised where no answer came in time, the process ended or nothing is written', () => {
    const lent = called(3, { trouble: new Trouble('half had not finished after 2 s') });
    expect(seen(lent).matches).toEqual([]);
    expect(seen(lent).contradicts).toEqual(['odd refused', 'all refused', 'rounded']);
  });
});
