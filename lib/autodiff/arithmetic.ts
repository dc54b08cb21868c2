import { Matrix } from '../matrix/matrix';
import { expectFactors, expectShape } from '../matrix/shape';
import { Node } from './node';

/** C = A + B. dA = dC, dB = dC */
export function plus(A: Node, B: Node): Node {
  expectShape('plus', 'B', B, A.rows, A.cols);
  return new Node(A.value.copy().add(B.value), '+', [
    [A, (dC) => dC.copy()],
    [B, (dC) => dC.copy()],
  ]);
}

/** C = A − B. dA = dC, dB = −dC */
export function minus(A: Node, B: Node): Node {
  expectShape('minus', 'B', B, A.rows, A.cols);
  return new Node(A.value.copy().addScaled(-1, B.value), '−', [
    [A, (dC) => dC.copy()],
    [B, (dC) => dC.copy().scale(-1)],
  ]);
}

/** C = A ⊙ B, number by number. dA = dC ⊙ B, dB = dC ⊙ A */
export function hadamard(A: Node, B: Node): Node {
  expectShape('hadamard', 'B', B, A.rows, A.cols);
  return new Node(A.value.copy().hadamard(B.value), '⊙', [
    [A, (dC) => dC.copy().hadamard(B.value)],
    [B, (dC) => dC.copy().hadamard(A.value)],
  ]);
}

/** C = k A, for a number k. dA = k dC */
export function scale(k: number, A: Node): Node {
  const sign = `${k} ·`.replace('-', '−');
  return new Node(A.value.copy().scale(k), sign, [[A, (dC) => dC.copy().scale(k)]]);
}

/** C = A B, the product of matrices. dA = dC Bᵀ, dB = Aᵀ dC */
export function times(A: Node, B: Node): Node {
  expectFactors('times', A, B);
  return new Node(A.value.times(B.value), '·', [
    [A, (dC) => dC.times(B.value.T)],
    [B, (dC) => A.value.T.times(dC)],
  ]);
}

/** C(j) = A(j) + b, for every column j. dA = dC, db = Σⱼ dC(j) */
export function addColumn(A: Node, b: Node): Node {
  expectShape('addColumn', 'b', b, A.rows, 1);
  return new Node(A.value.copy().addColumn(b.value), '+', [
    [A, (dC) => dC.copy()],
    [b, (dC) => dC.sumOfColumns()],
  ]);
}

/** s = Σ A(i, j), all numbers in one [1, 1]. dA(i, j) = ds */
export function sum(A: Node): Node {
  const s = A.value.flat().reduce((total, number) => total + number, 0);
  return new Node(Matrix.zeros(1, 1).fill(s), 'Σ', [
    [A, (ds) => Matrix.zeros(A.rows, A.cols).fill(ds.at(0, 0))],
  ]);
}
