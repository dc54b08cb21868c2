import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { softmaxCrossEntropy, squaredError } from '../../../lib/rnn/loss';
import { Timeline } from '../../../lib/rnn/timeline';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../matrix/random';

const sum = { reduction: 'sum' } as const;

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
    const { loss, dO } = softmaxCrossEntropy(o, [1, 0], sum);
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
    const { loss, dO } = softmaxCrossEntropy(poisoned, [1, 0], { ...sum, weights: [0.5, 0] });
    expect(loss).toBeCloseTo(Math.log(3) / 2, 14);
    expect(dO.columns(1, 1).toArrays()).toEqual([[0], [0], [0]]);
  });

  it('have the gradient that finite differences find', () => {
    for (const reduction of ['sum', 'mean'] as const) {
      const random5 = randomMatrix(5, 4, random(3));
      const options = { reduction, weights: [1, 0.5, 0, 2] };
      const loss = () => softmaxCrossEntropy(random5, [4, 0, 2, 4], options).loss;
      const { dO } = softmaxCrossEntropy(random5, [4, 0, 2, 4], options);
      expect(worstDifference(random5, dO, loss)).toBeLessThan(1e-9);
    }
  });

  it('average over the columns, or by their weights, when the mean is asked for', () => {
    const mean = { reduction: 'mean' } as const;
    const { loss } = softmaxCrossEntropy(o, [1, 0], mean);
    expect(loss).toBeCloseTo((Math.log(3) + Math.log(2)) / 2, 14);
    const weighted = softmaxCrossEntropy(o, [1, 0], { ...mean, weights: [1, 3] }).loss;
    expect(weighted).toBeCloseTo((Math.log(3) + 3 * Math.log(2)) / 4, 14);
  });

  it('refuse labels outside the vocabulary, and one label too few', () => {
    expect(() => softmaxCrossEntropy(o, [1, 3], sum)).toThrow(/label 3 of column 1 is none of the/);
    expect(() => softmaxCrossEntropy(o, [1], sum)).toThrow(
      /there are 1 labels, expected one for each of the 2 columns/,
    );
    expect(() => softmaxCrossEntropy(o, [1, 1], { ...sum, weights: [1] })).toThrow(/1 weights/);
  });
});

describe('the squared error', () => {
  it('sums squares over all numbers, with 2 (ŷ − y) as the gradient', () => {
    const { loss, dO } = squaredError(Matrix.from([[1, 2]]), Matrix.from([[0, 5]]), sum);
    expect(loss).toBe(10);
    expect(dO.toArrays()).toEqual([[2, -6]]);
  });

  it('averages over all numbers when the mean is asked for', () => {
    const [yHat, y] = [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 5],
        [3, 0],
      ],
    ].map((rows) => Matrix.from(rows));
    const { loss, dO } = squaredError(yHat, y, { reduction: 'mean' });
    expect(loss).toBe((1 + 9 + 0 + 16) / 4);
    expect(dO.toArrays()).toEqual([
      [0.5, -1.5],
      [0, 2],
    ]);
  });

  it('has the gradient that finite differences find, weights included', () => {
    for (const reduction of ['sum', 'mean'] as const) {
      const next = random(4);
      const yHat = randomMatrix(3, 4, next);
      const y = randomMatrix(3, 4, next);
      const options = { reduction, weights: [1, 0, 0.25, 2] };
      const loss = () => squaredError(yHat, y, options).loss;
      expect(worstDifference(yHat, squaredError(yHat, y, options).dO, loss)).toBeLessThan(1e-9);
    }
  });

  it('refuses targets of another shape', () => {
    expect(() => squaredError(Matrix.zeros(2, 3), Matrix.zeros(2, 2), sum)).toThrow(
      /y is \[2, 2\], expected \[2, 3\]/,
    );
  });
});

describe('a loss over time', () => {
  const time = new Timeline([1, 3]);
  const next = random(5);
  const scores = new Unrolled(randomMatrix(3, 4, next), time);
  const labels = [[2], [0, 1, 1]];

  it('takes the labels as the sequences have them, whatever the order of the columns', () => {
    const found = softmaxCrossEntropy(scores, labels, sum);
    const inColumns = softmaxCrossEntropy(scores.all, time.unroll(labels), sum);
    expect(found.loss).toBe(inColumns.loss);
    expect(found.dO.all.flat()).toEqual(inColumns.dO.flat());
    expect(found.dO.time).toBe(time);
    // of sequence 0 alone: its own −log ŷ
    const weights = [[1], [0, 0, 0]];
    const [o] = scores.sequence(0);
    const alone = Math.log(o.map(Math.exp).reduce((a, b) => a + b)) - o[2];
    expect(softmaxCrossEntropy(scores, labels, { ...sum, weights }).loss).toBeCloseTo(alone, 13);
  });

  it('takes target vectors nested or unrolled', () => {
    const y = new Unrolled(randomMatrix(3, 4, next), time);
    const nested = [y.sequence(0), y.sequence(1)];
    const [one, other] = [y, nested].map((targets) => squaredError(scores, targets, sum));
    expect(other.loss).toBe(one.loss);
    expect(other.dO.all.flat()).toEqual(one.dO.all.flat());
  });

  it('refuses a flat list of labels, which would be read in another order than it has', () => {
    const flat = labels.flat() as unknown as number[][];
    expect(() => softmaxCrossEntropy(scores, flat, sum)).toThrow(
      /labels are a flat list, expected a list for every sequence, labels\[i\]\[t\]/,
    );
    // @ts-expect-error: and TypeScript refuses it before
    expect(() => softmaxCrossEntropy(scores, [2, 0, 1, 1], sum)).toThrow(/flat list/);
  });

  it('refuses sequences of other lengths', () => {
    expect(() =>
      softmaxCrossEntropy(
        scores,
        [
          [2, 0],
          [1, 1],
        ],
        sum,
      ),
    ).toThrow(/the sequences of labels have the lengths 2, 2, expected 1, 3/);
    expect(() => squaredError(scores, Unrolled.from([[[1, 1, 1]]]), sum)).toThrow(
      /the sequences of y have the lengths 1, expected 1, 3/,
    );
  });

  it('says in which sequence and at which step a label is out of range', () => {
    expect(() => softmaxCrossEntropy(scores, [[2], [0, 1, 3]], sum)).toThrow(
      /label 3 in sequence 1 at t = 2 is none of the 3 labels 0 … 2/,
    );
  });

  it('asks for a reduction that there is', () => {
    for (const none of [undefined, {}, { reduction: undefined }]) {
      expect(() => softmaxCrossEntropy(scores, labels, none as never)).toThrow(
        /reduction is undefined, expected 'mean' or 'sum'/,
      );
    }
  });

  it('says where a weight is no number, and that weights of sum 0 have no mean', () => {
    const weights = [[1], [1, Number.NaN, 1]];
    expect(() => softmaxCrossEntropy(scores, labels, { ...sum, weights })).toThrow(
      /the weight in sequence 1 at t = 1 is NaN/,
    );
    const none = { reduction: 'mean', weights: [[0], [0, 0, 0]] } as const;
    expect(() => softmaxCrossEntropy(scores, labels, none)).toThrow(/weights sum to 0/);
  });
});
