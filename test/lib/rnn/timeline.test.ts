import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { Timeline } from '../../../lib/rnn/timeline';
import { OneHot, Unrolled } from '../../../lib/rnn/unrolled';

describe('a timeline of sequences of lengths 1, 3, 2', () => {
  const time = new Timeline([1, 3, 2]);

  it('puts the longest first and drops each where it ends', () => {
    expect(time.order).toEqual([1, 2, 0]);
    expect(time.running).toEqual([3, 2, 1]);
    expect(time.start).toEqual([0, 3, 5]);
    expect([time.steps, time.count, time.columns]).toEqual([3, 3, 6]);
  });

  it('unrolls what the sequences hold, step after step', () => {
    expect(time.unroll([['a0'], ['b0', 'b1', 'b2'], ['c0', 'c1']])).toEqual([
      'b0',
      'c0',
      'a0',
      'b1',
      'c1',
      'b2',
    ]);
  });

  it('knows the columns of each sequence, and its last one', () => {
    expect([0, 1, 2].map((i) => time.columnsOf(i))).toEqual([[2], [0, 3, 5], [1, 4]]);
    expect(time.last).toEqual([2, 5, 4]);
  });

  it('keeps the order of sequences of one length', () => {
    expect(new Timeline([2, 2, 2]).order).toEqual([0, 1, 2]);
  });

  it('refuses an empty batch, an empty sequence, and lengths that disagree', () => {
    expect(() => new Timeline([])).toThrow(/no sequence/);
    expect(() => new Timeline([2, 0])).toThrow(/sequence 1 has length 0/);
    expect(() => time.unroll([[1], [1, 2, 3]])).toThrow(/expected 3 sequences, got 2/);
    expect(() => time.unroll([[1], [1, 2], [1, 2]])).toThrow(/sequence 1 has length 2, expected 3/);
  });
});

describe('an unrolled quantity', () => {
  const x = Unrolled.from([
    [[1, 10]],
    [
      [2, 20],
      [3, 30],
      [4, 40],
    ],
    [
      [5, 50],
      [6, 60],
    ],
  ]);

  it('shows each step, the last steps, and each sequence', () => {
    expect(x.at(1).toArrays()).toEqual([
      [3, 6],
      [30, 60],
    ]);
    expect(x.last().toArrays()).toEqual([
      [1, 4, 6],
      [10, 40, 60],
    ]);
    expect(x.sequence(2)).toEqual([
      [5, 50],
      [6, 60],
    ]);
  });

  it('one step earlier is a plain shift where all sequences are of one length', () => {
    const even = Unrolled.from([
      [[1], [2], [3]],
      [[4], [5], [6]],
    ]);
    const earlier = even.previous(Matrix.from([[-1, -2]]));
    expect([earlier.sequence(0), earlier.sequence(1)]).toEqual([
      [[-1], [1], [2]],
      [[-2], [4], [5]],
    ]);
  });

  it('one step later ends with zeros', () => {
    const later = x.next();
    expect([0, 1, 2].map((i) => later.sequence(i).map((column) => column[0]))).toEqual([
      [0],
      [3, 4, 0],
      [6, 0],
    ]);
  });

  it('reversed runs each sequence from its own end, and twice is as it was', () => {
    const reversed = x.reversed();
    expect([0, 1, 2].map((i) => reversed.sequence(i).map((column) => column[0]))).toEqual([
      [1],
      [4, 3, 2],
      [6, 5],
    ]);
    expect(reversed.reversed().all.toArrays()).toEqual(x.all.toArrays());
  });

  it('sums the steps of each sequence, and takes what is added to all of them', () => {
    expect(x.sumOfSteps().toArrays()).toEqual([
      [1, 9, 11],
      [10, 90, 110],
    ]);
    const moved = new Unrolled(x.all.copy(), x.time).addToSequences(
      Matrix.from([
        [100, 200, 300],
        [0, 0, 0],
      ]),
    );
    expect([0, 1, 2].map((i) => moved.sequence(i).map((column) => column[0]))).toEqual([
      [101],
      [202, 203, 204],
      [305, 306],
    ]);
  });

  it('one step earlier begins with the initial values, in the order given', () => {
    const earlier = x.previous(
      Matrix.from([
        [-1, -2, -3],
        [-10, -20, -30],
      ]),
    );
    expect([0, 1, 2].map((i) => earlier.sequence(i).map((column) => column[0]))).toEqual([
      [-1],
      [-2, 2, 3],
      [-3, 5],
    ]);
  });
});

it('one-hot inputs project and collect as the same vectors of zeros and a one do', () => {
  const labels = [[2], [0, 1, 2], [1, 1]];
  const dense = Unrolled.from(
    labels.map((sequence) => sequence.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0)))),
  );
  const oneHot = new OneHot(labels, 3);
  const U = Matrix.from([
    [0.1, 0.2, 0.3],
    [0.4, 0.5, 0.6],
  ]);
  const projected = oneHot.project(U);
  expect(projected.all.toArrays()).toEqual(dense.project(U).all.toArrays());
  const gradient = oneHot.gradient(projected).toArrays();
  expect(gradient).toEqual(dense.gradient(projected).toArrays());
});

describe('inputs that are wrong are named where they stand:', () => {
  it('a label out of range, at once', () => {
    expect(() => new OneHot([[2], [0, 3, 2]], 3)).toThrow(
      /OneHot: label 3 in sequence 1 at t = 1 is none of the 3 labels 0 … 2/,
    );
  });

  it('a vector of another length, and what is no vector', () => {
    expect(() =>
      Unrolled.from([
        [[1, 2, 3]],
        [
          [4, 5, 6],
          [7, 8],
        ],
      ]),
    ).toThrow(/the vector of sequence 1 at t = 1 has 2 numbers, the first has 3/);
    expect(() => Unrolled.from([[[1]], [2 as unknown as number[]]])).toThrow(
      /the vector of sequence 1 at t = 0 is 2, expected a list of numbers/,
    );
  });

  it('inputs of another size than U reads, dense or one-hot, and neither is blamed alone', () => {
    const U = Matrix.zeros(4, 3);
    const cell = new SimpleRecurrence({ U, W: Matrix.zeros(4, 4), b: Matrix.zeros(4) });
    const message =
      'SimpleRecurrence.forward: U is [4, 3] and reads 3 numbers at a step, ' +
      'but x has 2 at every step.';
    expect(() => cell.forward(Unrolled.from([[[1, 2]]]))).toThrow(message);
    expect(() => cell.forward(new OneHot([[1]], 2))).toThrow(message);
  });

  it('rows that are no lists', () => {
    expect(() => Matrix.from([1, 2] as unknown as number[][])).toThrow(
      /Matrix.from: row 0 is 1, expected a list of numbers: Matrix\.from\(\[\[1, 2\]\]\) has one row/,
    );
  });
});
