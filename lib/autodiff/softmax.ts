import { Matrix } from '../matrix/matrix';
import { Node } from './node';

/** ŷ = eᵒ / Σ eᵒ, column for column. do = ŷ ⊙ (dŷ − Σ ŷ ⊙ dŷ) */
export function softmax(o: Node): Node {
  const yHat = o.value.copy().softmax(); // [K, n]
  const back = (dYHat: Matrix) => {
    const mean = columnSums(dYHat.copy().hadamard(yHat));
    return dYHat.copy().addScaled(-1, mean).hadamard(yHat);
  };
  return new Node(yHat, 'softmax', [[o, back]]);
}

/** l = log softmax o = o − log Σ eᵒ, column for column. do = dl − ŷ Σ dl with ŷ = eˡ */
export function logSoftmax(o: Node): Node {
  const columns = o.value.transpose().toArrays();
  const logSums = columns.map((column) => {
    const top = Math.max(...column); // stays out of the power, which then can't overflow
    return top + Math.log(column.reduce((total, x) => total + Math.exp(x - top), 0));
  });
  const l = Matrix.generate(o.rows, o.cols, (k, j) => o.value.at(k, j) - logSums[j]);
  const back = (dl: Matrix) => {
    const yHat = Matrix.generate(o.rows, o.cols, (k, j) => Math.exp(l.at(k, j)));
    return dl.copy().addScaled(-1, columnSums(dl).hadamard(yHat));
  };
  return new Node(l, 'log softmax', [[o, back]]);
}

/** In every row Σₖ M(k, j), the sums of the columns: [K, n]. */
function columnSums(M: Matrix): Matrix {
  return Matrix.zeros(M.rows, M.rows).fill(1).times(M);
}
