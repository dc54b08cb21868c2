import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { mapped, named, summed } from '../../../lib/matrix/tree';

const U = Matrix.from([[1, 2]]);
const b = Matrix.column([3]);
const nested = { layer1: { U, b }, c: b };

describe('matrices by name', () => {
  it('are listed with the path to each, in the order of the record', () => {
    expect(named(nested)).toEqual([
      ['layer1.U', U],
      ['layer1.b', b],
      ['c', b],
    ]);
    expect(named({})).toEqual([]);
  });

  it('are changed each in its place, and the old ones stay', () => {
    const doubled = mapped(nested, (matrix) => matrix.copy().scale(2));
    expect(doubled.layer1.U.toArrays()).toEqual([[2, 4]]);
    expect(doubled.c.toArrays()).toEqual([[6]]);
    expect(U.toArrays()).toEqual([[1, 2]]);
    expect(mapped(U, (matrix) => matrix)).toBe(U);
  });

  it('are summed place by place, and the old ones stay', () => {
    const sum = summed([nested, nested, nested]);
    expect(sum?.layer1.U.toArrays()).toEqual([[3, 6]]);
    expect(sum?.c.toArrays()).toEqual([[9]]);
    expect(summed([U, U])?.toArrays()).toEqual([[2, 4]]);
    expect([U.toArrays(), b.toArrays()]).toEqual([[[1, 2]], [[3]]]);
    expect(summed([])).toBeUndefined();
  });

  it('of different shapes have no sum', () => {
    expect(() => summed([U, b])).toThrow(/\[1, 1\], expected \[1, 2\]/);
  });
});
