import { describe, expect, it } from 'vitest';
import { relu, sigmoid, tanh } from '../../../lib/autodiff/activation';
import {
  addColumn,
  hadamard,
  minus,
  plus,
  scale,
  sum,
  times,
} from '../../../lib/autodiff/arithmetic';
import { backward } from '../../../lib/autodiff/backward';
import { columns, gather, oneHot, rows, stack } from '../../../lib/autodiff/columns';
import { softmaxCrossEntropy, squaredError } from '../../../lib/autodiff/loss';
import { input, type Node, parameter } from '../../../lib/autodiff/node';
import { logSoftmax, softmax } from '../../../lib/autodiff/softmax';
import { numericGradient } from '../../../lib/check/numeric-gradient';
import { relativeError } from '../../../lib/check/relative-error';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { random, randomMatrix } from '../matrix/random';

type Unary = (A: Node) => Node;
type Binary = (A: Node, B: Node) => Node;

const leaf = (M: Matrix) => parameter(M, 'M');
const next = random(5);
const A = randomMatrix(3, 4, next);
const B = randomMatrix(3, 4, next);

/** What the operations of one matrix compute, number for number, on plain rows. */
const unary: [name: string, operation: Unary, expected: (a: number[][]) => number[][]][] = [
  ['scale', (A) => scale(-3, A), (a) => a.map((row) => row.map((x) => -3 * x))],
  ['tanh', tanh, (a) => a.map((row) => row.map(Math.tanh))],
  ['sigmoid', sigmoid, (a) => a.map((row) => row.map((x) => 1 / (1 + Math.exp(-x))))],
  ['relu', relu, (a) => a.map((row) => row.map((x) => Math.max(x, 0)))],
  ['sum', sum, (a) => [[a.flat().reduce((total, x) => total + x)]]],
  ['columns', (A) => columns(A, 1, 2), (a) => a.map((row) => row.slice(1, 3))],
  ['rows', (A) => rows(A, 1, 2), (a) => a.slice(1, 3)],
  ['gather', (A) => gather(A, [3, 0, 3]), (a) => a.map((row) => [row[3], row[0], row[3]])],
  ['softmax', softmax, (a) => byColumns(a, shares)],
  ['logSoftmax', logSoftmax, (a) => byColumns(a, (column) => shares(column).map(Math.log))],
];

const binary: [name: string, operation: Binary, B: Matrix, expected: number[][]][] = [
  ['plus', plus, B, pairwise((a, b) => a + b)],
  ['minus', minus, B, pairwise((a, b) => a - b)],
  ['hadamard', hadamard, B, pairwise((a, b) => a * b)],
  ['stack', (P, Q) => stack([P, Q]), B, [...A.toArrays(), ...B.toArrays()]],
  ['times', times, B.transpose(), products(A.toArrays(), B.toArrays())],
  [
    'addColumn',
    addColumn,
    B.columns(2, 1).copy(),
    A.toArrays().map((row, i) => row.map((a) => a + B.at(i, 2))),
  ],
  [
    'squaredError',
    squaredError,
    B,
    [
      [
        pairwise((a, b) => (a - b) ** 2)
          .flat()
          .reduce((total, x) => total + x),
      ],
    ],
  ],
  [
    'softmaxCrossEntropy',
    softmaxCrossEntropy,
    oneHot([2, 0, 1, 1], 3),
    [
      [
        [2, 0, 1, 1]
          .map((label, j) => -Math.log(byColumns(A.toArrays(), shares)[label][j]))
          .reduce((total, x) => total + x),
      ],
    ],
  ],
];

describe('an operation has the value of its formula', () => {
  it.each(unary)('%s', (_, operation, expected) => {
    expectClose(operation(leaf(A)).value.toArrays(), expected(A.toArrays()));
  });

  it.each(binary)('%s', (_, operation, B, expected) => {
    expectClose(operation(leaf(A), leaf(B)).value.toArrays(), expected);
  });
});

describe('an operation sends back what finite differences find', () => {
  it.each(unary)('%s', (_, operation) => {
    expectGradient({ A }, ({ A }) => operation(A));
  });

  it.each(binary)('%s', (_, operation, B) => {
    expectGradient({ A, B }, ({ A, B }) => operation(A, B));
  });

  it.each(binary.slice(0, 4))('%s of a matrix with itself', (_, operation) => {
    expectGradient({ A }, ({ A }) => operation(A, A));
  });
});

it('relu sends nothing back at zero, as the engine does', () => {
  const a = leaf(Matrix.from([[-1, 0, 2]]));
  expect(backward(sum(relu(a)))(a).toArrays()).toEqual([[0, 0, 1]]);
});

it('the cross-entropy of outputs a thousand apart is a thousand, not infinite', () => {
  const o = leaf(Matrix.column([1000, 0]));
  const L = softmaxCrossEntropy(o, input(oneHot([1], 2), 'y'));
  expect(L.value.at(0, 0)).toBe(1000);
  expect(backward(L)(o).toArrays()).toEqual([[1], [-1]]);
});

describe('a shape that does not fit', () => {
  const wrong = leaf(Matrix.zeros(4, 2));
  it.each<[string, () => Node, RegExp]>([
    ['plus', () => plus(leaf(A), wrong), /^plus: B is \[4, 2\], expected \[3, 4\]/],
    ['minus', () => minus(leaf(A), wrong), /^minus: B is \[4, 2\], expected \[3, 4\]/],
    ['hadamard', () => hadamard(leaf(A), wrong), /^hadamard: B is \[4, 2\], expected \[3, 4\]/],
    ['times', () => times(leaf(A), leaf(B)), /^times: A is \[3, 4\], .* it is \[3, 4\]/],
    ['addColumn', () => addColumn(leaf(A), wrong), /^addColumn: b is \[4, 2\], expected \[3, 1\]/],
    ['stack', () => stack([leaf(A), wrong]), /^stack: a part is \[4, 2\], expected \[4, 4\]/],
    ['columns', () => columns(leaf(A), 3, 2), /^columns: 2 from 3 on, of a matrix \[3, 4\]/],
    ['rows', () => rows(leaf(A), 2, 2), /^rows: 2 from 2 on, of a matrix \[3, 4\]/],
    ['gather', () => gather(leaf(A), [4]), /^gather: label 4 .* 0 … 3/],
    ['oneHot', () => leaf(oneHot([2], 2)), /^oneHot: label 2 .* 0 … 1/],
    ['squaredError', () => squaredError(leaf(A), wrong), /^squaredError: y is \[4, 2\]/],
    [
      'softmaxCrossEntropy',
      () => softmaxCrossEntropy(leaf(A), wrong),
      /^softmaxCrossEntropy: y is \[4, 2\], expected \[3, 4\]/,
    ],
  ])('is refused by %s, which names itself and the shapes', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

/** Holds the graph's gradient of Σ G ⊙ f(leaves), G random, against central differences. */
function expectGradient<P extends Record<string, Matrix>>(
  matrices: P,
  f: (leaves: Record<keyof P, Node>) => Node,
) {
  const build = () => {
    const entries = Object.entries(matrices).map(([name, M]) => [name, leaf(M)]);
    const leaves = Object.fromEntries(entries) as Record<keyof P, Node>;
    const result = f(leaves);
    const G = input(randomMatrix(result.rows, result.cols, random(6)), 'G');
    return { leaves, L: sum(hadamard(G, result)) };
  };
  const numeric = numericGradient(() => build().L.value.at(0, 0), matrices);
  scratch(() => {
    const { leaves, L } = build();
    const d = backward(L);
    for (const name in matrices) {
      const { largest, at } = relativeError(d(leaves[name]), numeric[name]);
      expect(largest, `d${name}(${at})`).toBeLessThan(1e-7);
    }
  });
}

function expectClose(got: number[][], expected: number[][]) {
  expect(got.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  got.flat().forEach((number, n) => {
    expect(number).toBeCloseTo(expected.flat()[n], 13);
  });
}

function pairwise(f: (a: number, b: number) => number): number[][] {
  return A.toArrays().map((row, i) => row.map((a, j) => f(a, B.at(i, j))));
}

/** Every row of a with every row of b: a bᵀ. */
function products(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b.map((other) => row.reduce((sum, x, k) => sum + x * other[k], 0)));
}

function byColumns(a: number[][], f: (column: number[]) => number[]): number[][] {
  const done = a[0].map((_, j) => f(a.map((row) => row[j])));
  return a.map((_, i) => done.map((column) => column[i]));
}

function shares(column: number[]): number[] {
  const total = column.reduce((sum, x) => sum + Math.exp(x), 0);
  return column.map((x) => Math.exp(x) / total);
}
