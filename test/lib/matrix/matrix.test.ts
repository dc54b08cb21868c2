import { describe, expect, it } from 'vitest';
import { matmul, transpose } from '../../../lib/linear';
import { Matrix } from '../../../lib/matrix/matrix';
import { random, randomMatrix } from './random';

const A = Matrix.from([
  [1, 2, 3],
  [4, 5, 6],
]);

describe('a matrix', () => {
  it('gives back the rows it was made from', () => {
    expect([A.rows, A.cols]).toEqual([2, 3]);
    expect(A.at(1, 0)).toBe(4);
    expect(A.toArrays()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('goes to and from flat numbers row by row', () => {
    expect([...A.flat()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Matrix.fromFlat(2, 3, A.flat()).toArrays()).toEqual(A.toArrays());
    expect(Matrix.fromFlat(1, 3, [7, 8, 9]).toArrays()).toEqual([[7, 8, 9]]);
    expect(Matrix.column([7, 8]).toArrays()).toEqual([[7], [8]]);
  });

  it('asks a generator row by row', () => {
    let n = 0;
    expect(Matrix.generate(2, 2, () => n++).toArrays()).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('prints its shape and its numbers', () => {
    expect(String(A)).toBe('Matrix [2, 3]\n1.00000  2.00000  3.00000\n4.00000  5.00000  6.00000');
  });

  it('may have no rows or no columns', () => {
    expect(Matrix.zeros(0, 3).toArrays()).toEqual([]);
    expect(Matrix.zeros(2, 0).times(Matrix.zeros(0, 2)).toArrays()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('shows its columns as a part that is changed with it', () => {
    const M = A.copy();
    const part = M.columns(1, 2).scale(10);
    expect(part.toArrays()).toEqual([
      [20, 30],
      [50, 60],
    ]);
    expect(M.toArrays()).toEqual([
      [1, 20, 30],
      [4, 50, 60],
    ]);
  });

  it('multiplies as plain arrays do, transposed or not', () => {
    const next = random(1);
    const P = randomMatrix(3, 4, next);
    const Q = randomMatrix(4, 5, next);
    const expected = matmul(P.toArrays(), Q.toArrays());
    expect(P.times(Q).toArrays()).toEqual(expected);
    expect(P.transpose().T.times(Q).toArrays()).toEqual(expected);
    expect(P.times(Q.transpose().T).toArrays()).toEqual(expected);
    expect(Q.T.times(P.T).toArrays()).toEqual(transpose(expected));
  });

  it('adds a product to what it holds', () => {
    const C = Matrix.zeros(2, 2).fill(1);
    expect(C.addProduct(A, A.T).toArrays()).toEqual([
      [15, 33],
      [33, 78],
    ]);
  });

  it('gives a column of a batch the bits of the same column alone', () => {
    const next = random(2);
    const W = randomMatrix(37, 41, next);
    const h = randomMatrix(41, 6, next);
    for (const factor of [W, W.transpose().T]) {
      const batch = factor.times(h);
      for (let j = 0; j < 6; j++) {
        expect(factor.times(h.columns(j, 1)).flat()).toEqual(batch.columns(j, 1).flat());
      }
    }
  });

  it('picks and collects columns by their labels', () => {
    const picked = A.gather([2, 0, 2, 2]);
    expect(picked.toArrays()).toEqual([
      [3, 1, 3, 3],
      [6, 4, 6, 6],
    ]);
    expect(Matrix.zeros(2, 3).scatterAdd([2, 0, 2, 2], picked).toArrays()).toEqual([
      [1, 0, 9],
      [4, 0, 18],
    ]);
  });

  it('adds a bias to every column, and sums its columns', () => {
    expect(
      A.copy()
        .addColumn(Matrix.column([10, 20]))
        .toArrays(),
    ).toEqual([
      [11, 12, 13],
      [24, 25, 26],
    ]);
    expect(A.sumOfColumns().toArrays()).toEqual([[6], [15]]);
  });

  it('makes every column a distribution by softmax, however large its numbers', () => {
    const M = Matrix.from([
      [1000, 0],
      [1000, Math.log(3)],
    ]).softmax();
    expect([...M.flat()].map((x) => Number(x.toFixed(15)))).toEqual([0.5, 0.25, 0.5, 0.75]);
    expect(Matrix.column([1000, 0, 1000]).softmax().toArrays()).toEqual([[0.5], [0], [0.5]]);
  });

  it('says where its first number is that is not finite', () => {
    const M = A.copy();
    expect(M.firstNonFinite()).toBeUndefined();
    M.set(1, 2, Number.NaN);
    expect(M.firstNonFinite()).toEqual([1, 2]);
  });
});

describe('a wrong argument throws and is named:', () => {
  const cases: [what: string, attempt: () => unknown, message: RegExp][] = [
    ['ragged rows', () => Matrix.from([[1], [1, 2]]), /row 1 has 2 numbers, row 0 has 1/],
    ['a shape below zero', () => Matrix.zeros(-1, 2), /\[-1, 2\]/],
    ['a shape that is no whole number', () => Matrix.zeros(1.5), /\[1.5, 1\]/],
    ['too few numbers', () => Matrix.fromFlat(2, 2, [1]), /\[2, 2\] takes 4 numbers, got 1/],
    ['an index outside', () => A.at(2, 0), /no \(2, 0\) in a matrix \[2, 3\]/],
    ['an index between', () => A.at(0.5, 0), /no \(0.5, 0\)/],
    ['columns outside', () => A.columns(2, 2), /2 from 2 on, of a matrix \[2, 3\]/],
    [
      'factors that do not fit',
      () => A.times(A),
      /A is \[2, 3\], so B must have 3 rows, but it is \[2, 3\]/,
    ],
    [
      'a result that does not fit',
      () => Matrix.zeros(3).addProduct(A, A.T),
      /\[3, 1\], expected \[2, 2\]/,
    ],
    [
      'a summand of another shape',
      () => A.copy().addScaled(2, A.transpose()),
      /addScaled: .* is \[3, 2\], expected \[2, 3\]/,
    ],
    [
      'a bias of another height',
      () => A.copy().addColumn(Matrix.zeros(3)),
      /b is \[3, 1\], expected \[2, 1\]/,
    ],
    [
      'a label outside',
      () => A.gather([0, 3]),
      /label 3 at position 1 is none of the 3 labels 0 … 2/,
    ],
    ['a label below', () => A.gather([-1]), /label -1 at position 0/],
    ['a label between', () => A.gather([0.5]), /label 0.5/],
    [
      'as many columns as labels',
      () => A.copy().scatterAdd([1], A),
      /D is \[2, 3\], expected \[2, 1\]/,
    ],
  ];
  it.each(cases)('%s', (_, attempt, message) => expect(attempt).toThrow(message));

  const partners = ['assign', 'add', 'hadamard', 'backThroughTanh', 'backThroughSigmoid'] as const;
  it.each([...partners, 'backThroughRelu' as const])(
    'a partner of another shape for %s',
    (verb) => {
      expect(() => A.copy()[verb](A.transpose())).toThrow(
        new RegExp(`${verb}: its argument is \\[3, 2\\], expected \\[2, 3\\]`),
      );
    },
  );

  it('operands that share numbers with the result', () => {
    const W = Matrix.zeros(2, 2);
    expect(() => W.addProduct(W, A.columns(0, 2))).toThrow(/addProduct: A shares numbers/);
    expect(() => W.addProduct(A.columns(0, 2), W.T)).toThrow(/addProduct: B shares numbers/);
    expect(() => W.columns(0, 1).addColumn(W.columns(0, 1))).toThrow(/b shares numbers/);
    const M = Matrix.zeros(2, 3);
    expect(() => M.columns(0, 2).add(M.columns(1, 2))).toThrow(/shares numbers/);
    expect(W.fill(1).add(W).toArrays()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});
