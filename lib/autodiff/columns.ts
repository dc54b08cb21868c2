import { Matrix } from '../matrix/matrix';
import { expectLabels, expectShape } from '../matrix/shape';
import { times } from './arithmetic';
import { input, Node, type Use } from './node';

/**
 * C(j) = A(label j), the columns of A that the labels name: [rows, n]. For a parameter U it is U x
 * for one-hot x. It is the product of A and one-hot columns X, so that dA = dC Xᵀ follows.
 */
export function gather(A: Node, labels: readonly number[]): Node {
  expectLabels('gather', labels, A.cols);
  return times(A, input(oneHot(labels, A.cols), 'one-hot'));
}

/** The labels as one-hot columns, [count, n]. */
export function oneHot(labels: readonly number[], count: number): Matrix {
  expectLabels('oneHot', labels, count);
  return Matrix.generate(count, labels.length, (i, j) => (labels[j] === i ? 1 : 0));
}

/** C = the count columns of A from `first` on. dA = dC there, and 0 elsewhere */
export function columns(A: Node, first: number, count: number): Node {
  const C = A.value.columns(first, count).copy();
  const back = (dC: Matrix) => {
    const dA = Matrix.zeros(A.rows, A.cols);
    dA.columns(first, count).assign(dC);
    return dA;
  };
  return new Node(C, 'columns', [[A, back]]);
}

/** C = the count rows of A from `first` on: one gate of several. dA = dC there, and 0 elsewhere */
export function rows(A: Node, first: number, count: number): Node {
  if (!(first >= 0 && count >= 0 && first + count <= A.rows)) {
    throw new RangeError(`rows: ${count} from ${first} on, of a matrix [${A.rows}, ${A.cols}].`);
  }
  const wanted = Array.from({ length: count }, (_, i) => first + i);
  return times(input(oneHot(wanted, A.rows).transpose(), 'one-hot'), A);
}

/** C = the matrices on top of one another, all of one width. Each dA is its part of dC */
export function stack(parts: readonly Node[]): Node {
  const { cols } = parts[0];
  for (const A of parts) expectShape('stack', 'a part', A, A.rows, cols);
  const height = parts.reduce((total, { rows }) => total + rows, 0);
  const Ct = Matrix.zeros(cols, height); // Cᵀ: a matrix can be cut into columns
  let next = 0;
  const uses = parts.map((A): Use => {
    const first = next;
    next += A.rows;
    Ct.columns(first, A.rows).assign(A.value.transpose());
    return [A, (dC) => dC.transpose().columns(first, A.rows).copy().transpose()];
  });
  return new Node(Ct.transpose(), 'stack', uses);
}
