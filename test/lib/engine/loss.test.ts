import { describe, expect, it } from 'vitest';
import { softmaxCrossEntropy, squaredError } from '../../../lib/engine/loss';
import { Matrix } from '../../../lib/engine/matrix';
import { random, randomMatrix } from './random';

/** Σ over a matrix of |dM − (L(M + ε) − L(M − ε)) / 2ε|, at its largest. */
function worstDifference(M: Matrix, dM: Matrix, loss: () => number): number {
  const epsilon = 1e-5;
  let worst = 0;
  for (let i = 0; i < M.rows; i++) {
    for (let j = 0; j < M.cols; j++) {
      const value = M.at(i, j);
      M.set(i, j, value + epsilon);
      const above = loss();
      M.set(i, j, value - epsilon);
      const below = loss();
      M.set(i, j, value);
      worst = Math.max(worst, Math.abs(dM.at(i, j) - (above - below) / (2 * epsilon)));
    }
  }
  return worst;
}

describe('softmax and cross-entropy', () => {
  const o = Matrix.from([
    [0, Math.log(2)],
    [0, 0],
    [0, 0],
  ]);

  it('sum −log ŷ over the columns, with ŷ − y as the gradient', () => {
    const { loss, dO } = softmaxCrossEntropy(o, [1, 0]);
    expect(loss).toBeCloseTo(Math.log(3) + Math.log(2), 14);
    expect(dO.toArrays().map((row) => row.map((x) => Number(x.toFixed(14))))).toEqual([
      [0.33333333333333, -0.5],
      [-0.66666666666667, 0.25],
      [0.33333333333333, 0.25],
    ]);
  });

  it('count a column by its weight, and not at all with weight 0', () => {
    const poisoned = o.copy();
    poisoned.set(0, 1, Number.NaN);
    const { loss, dO } = softmaxCrossEntropy(poisoned, [1, 0], [0.5, 0]);
    expect(loss).toBeCloseTo(Math.log(3) / 2, 14);
    expect(dO.columns(1, 1).toArrays()).toEqual([[0], [0], [0]]);
  });

  it('have the gradient that finite differences find', () => {
    const random5 = randomMatrix(5, 4, random(3));
    const loss = () => softmaxCrossEntropy(random5, [4, 0, 2, 4], [1, 0.5, 0, 2]).loss;
    const { dO } = softmaxCrossEntropy(random5, [4, 0, 2, 4], [1, 0.5, 0, 2]);
    expect(worstDifference(random5, dO, loss)).toBeLessThan(1e-9);
  });

  it('refuse labels outside the vocabulary, and one label too few', () => {
    expect(() => softmaxCrossEntropy(o, [1, 3])).toThrow(/label 3 at position 1/);
    expect(() => softmaxCrossEntropy(o, [1])).toThrow(/labels is \[1, 1\], expected \[1, 2\]/);
    expect(() => softmaxCrossEntropy(o, [1, 1], [1])).toThrow(/weights is \[1, 1\]/);
  });
});

describe('the squared error', () => {
  it('sums squares over all numbers, with 2 (ŷ − y) as the gradient', () => {
    const { loss, dYHat } = squaredError(Matrix.from([[1, 2]]), Matrix.from([[0, 5]]));
    expect(loss).toBe(10);
    expect(dYHat.toArrays()).toEqual([[2, -6]]);
  });

  it('has the gradient that finite differences find, weights included', () => {
    const next = random(4);
    const yHat = randomMatrix(3, 4, next);
    const y = randomMatrix(3, 4, next);
    const weights = [1, 0, 0.25, 2];
    const loss = () => squaredError(yHat, y, weights).loss;
    expect(worstDifference(yHat, squaredError(yHat, y, weights).dYHat, loss)).toBeLessThan(1e-9);
  });

  it('refuses targets of another shape', () => {
    expect(() => squaredError(Matrix.zeros(2, 3), Matrix.zeros(2, 2))).toThrow(
      /y is \[2, 2\], expected \[2, 3\]/,
    );
  });
});
