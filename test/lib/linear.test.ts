import { describe, expect, it } from 'vitest';
import {
  add,
  dot,
  identity,
  matmul,
  multiply,
  outer,
  scale,
  subtract,
  transpose,
} from '../../lib/linear';

const A = [
  [1, 2, 3],
  [4, 5, 6],
]; // [2, 3]
const B = [
  [7, 8],
  [9, 10],
  [11, 12],
]; // [3, 2]

describe('linear algebra on plain arrays', () => {
  it('adds, subtracts and scales vectors component by component', () => {
    expect(add([1, -2], [10, 20])).toEqual([11, 18]);
    expect(subtract([1, -2], [10, 20])).toEqual([-9, -22]);
    expect(scale(3, [1, -2])).toEqual([3, -6]);
  });

  it('sums the products of two vectors', () => {
    expect(dot([1, 2, 3], [4, -5, 6])).toBe(12);
    expect(dot([], [])).toBe(0);
  });

  it('multiplies a matrix by a vector, row by row', () => {
    expect(multiply(A, [1, 0, -1])).toEqual([-2, -2]);
  });

  it('multiplies two matrices in the order they are written', () => {
    expect(matmul(A, B)).toEqual([
      [58, 64],
      [139, 154],
    ]);
    expect(matmul(B, A)[0]).toEqual([39, 54, 69]);
  });

  it('turns rows into columns, and back again', () => {
    expect(transpose(A)).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(transpose(transpose(A))).toEqual(A);
    expect(transpose([])).toEqual([]);
  });

  it('makes of two vectors the matrix of all their products', () => {
    expect(outer([1, 2], [3, 4, 5])).toEqual([
      [3, 4, 5],
      [6, 8, 10],
    ]);
  });

  it('has an identity that changes no vector and no matrix', () => {
    expect(multiply(identity(3), [7, 8, 9])).toEqual([7, 8, 9]);
    expect(matmul(identity(2), A)).toEqual(A);
    expect(matmul(A, identity(3))).toEqual(A);
  });

  it('leaves its arguments as they are and shares no row with them', () => {
    const I = identity(2);
    I[0][1] = 5;
    expect(I[1]).toEqual([0, 1]);
    const copy = structuredClone(A);
    const product = matmul(A, B);
    product[0][0] = 0;
    transpose(A)[0][0] = 99;
    expect(A).toEqual(copy);
  });

  it.each([
    { name: 'add', call: () => add([1], [1, 2]) },
    { name: 'subtract', call: () => subtract([1], [1, 2]) },
    { name: 'dot', call: () => dot([1, 2], [1]) },
    { name: 'dot', call: () => multiply(A, [1, 2]) },
    { name: 'dot', call: () => matmul(A, A) },
  ])('says which lengths do not fit ($name)', ({ name, call }) => {
    expect(call).toThrow(
      new RegExp(`^${name}: expected two vectors of one length, got lengths \\d`),
    );
  });
});

describe('what a student meets', () => {
  it.each([
    [
      'an index past the end',
      () => add([1], [[2]][1]),
      'add: expected a vector, a list of numbers, got undefined: is an index past the end of its list?',
    ],
    [
      'a vector where a matrix should be',
      () => matmul([[1]], [2] as never),
      'transpose: expected a matrix, a list of rows, got a vector',
    ],
    [
      'a matrix where a vector should be',
      () => multiply([[1]], [[2]] as never),
      'multiply: expected a vector, a list of numbers, got a matrix',
    ],
    [
      'a number where a vector should be',
      () => scale(2, 3 as never),
      'scale: expected a vector, a list of numbers, got a number',
    ],
  ])('is told of %s', (_, mistake, message) => {
    expect(mistake).toThrow(message);
  });
});
