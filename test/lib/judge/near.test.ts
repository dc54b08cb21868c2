import { describe, expect, it } from 'vitest';
import { firstDifference, near } from '../../../lib/judge/near';

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
