import { describe, expect, it } from 'vitest';
import { relativeError, relativeErrors, totalError } from '../../../lib/check/relative-error';
import { Matrix } from '../../../lib/matrix/matrix';

describe('the relative error of two matrices', () => {
  const A = Matrix.from([
    [3, 0, 100],
    [-4, 0, 0],
  ]);

  it('is zero for the same numbers, zeros too', () => {
    expect(relativeError(A, A.copy())).toEqual({
      whole: 0,
      largest: 0,
      at: [0, 0],
      entries: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    });
    expect(relativeError(Matrix.zeros(2, 1), Matrix.zeros(2, 1)).whole).toBe(0);
  });

  it('is counted entry by entry, and says where the largest stands', () => {
    const B = A.copy();
    B.set(1, 0, -5); // |−4 + 5| / 5
    B.set(0, 2, 80); // |100 − 80| / 100
    const { largest, at, entries } = relativeError(A, B);
    expect(entries).toEqual([
      [0, 0, 0.2],
      [0.2, 0, 0],
    ]);
    expect(largest).toBe(0.2);
    expect(at).toEqual([0, 2]);
  });

  it('is the same both ways', () => {
    const B = A.copy().scale(1.25);
    expect(relativeError(A, B)).toEqual(relativeError(B, A));
  });

  it('as a whole is ‖A − B‖ / max(‖A‖, ‖B‖)', () => {
    const error = relativeError(Matrix.column([3, 4]), Matrix.column([3, 3]));
    expect(error.whole).toBeCloseTo(1 / 5, 15);
  });

  it('measures numbers below the floor against the floor', () => {
    const B = A.copy();
    B.set(1, 2, 0.001); // beside 100, a floor of 1e-3 is 0.1
    expect(relativeError(A, B).entries[1][2]).toBeCloseTo(0.01, 15);
    expect(relativeError(A, B, 0).entries[1][2]).toBe(1);
  });

  it('is infinite where a number is not finite, and nowhere else', () => {
    const B = A.copy();
    B.set(0, 1, Number.NaN);
    B.set(1, 0, -5);
    const { whole, largest, at, entries } = relativeError(A, B);
    expect([whole, largest]).toEqual([Infinity, Infinity]);
    expect(at).toEqual([0, 1]);
    expect(entries).toEqual([
      [0, Infinity, 0],
      [0.2, 0, 0],
    ]);
    const C = Matrix.column([Infinity]);
    expect(relativeError(C, C.copy()).largest).toBe(Infinity);
  });

  it('asks for one shape', () => {
    expect(() => relativeError(A, A.transpose())).toThrow('B is [3, 2], expected [2, 3]');
  });
});

describe('the relative errors of nested matrices', () => {
  const A = { U: Matrix.from([[3]]), decoder: { W: Matrix.from([[4]]) } };

  it('stand under their names', () => {
    const B = { U: Matrix.from([[3]]), decoder: { W: Matrix.from([[5]]) } };
    const errors = relativeErrors(A, B);
    expect(errors.U.largest).toBe(0);
    expect(errors['decoder.W'].largest).toBe(0.2);
  });

  it('in total take all matrices as one vector', () => {
    const B = { U: Matrix.from([[3]]), decoder: { W: Matrix.from([[3]]) } };
    expect(totalError(A, B)).toBeCloseTo(1 / 5, 15);
  });

  it('name what is missing, and what has another shape', () => {
    const { U } = A;
    const fewer = { U, decoder: {} } as unknown as typeof A;
    expect(() => relativeErrors(A, fewer)).toThrow('decoder.W of B is missing.');
    expect(() => relativeErrors({ U }, { U: Matrix.zeros(2, 1) })).toThrow(
      'U of B is [2, 1], expected [1, 1]',
    );
  });
});
