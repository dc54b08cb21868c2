import { Matrix } from '../matrix/matrix';

/**
 * What a free-running network reads as ŷ(t−1): 'softmax' of its output o(t−1), the 'output' itself,
 * or 'greedy', the one-hot vector of its largest number.
 */
export type Feedback = 'softmax' | 'output' | 'greedy';

/** From o(t) to ŷ(t), both [K, n]. */
export function feedBack(o: Matrix, feedback: Feedback): Matrix {
  if (feedback === 'softmax') return o.copy().softmax();
  if (feedback === 'output') return o.copy();
  return greedy(o);
}

/** From dŷ(t) to what it adds to do(t), for ŷ(t) as `feedBack` made it; all [K, n]. */
export function backThroughFeedback(yHat: Matrix, dYHat: Matrix, feedback: Feedback): Matrix {
  if (feedback === 'output') return dYHat.copy();
  // The largest number stays the largest when o changes a little: the gradient is 0.
  if (feedback === 'greedy') return Matrix.zeros(yHat.rows, yHat.cols);
  // do = ŷ ⊙ (dŷ − Σₖ ŷₖ dŷₖ), where a matrix of ones sums each column
  const products = dYHat.copy().hadamard(yHat); // [K, n]
  const ones = Matrix.zeros(yHat.rows, yHat.rows).fill(1); // [K, K]
  const sums = ones.times(products); // [K, n]
  return products.addScaled(-1, sums.hadamard(yHat)); // [K, n]
}

function greedy(o: Matrix): Matrix {
  const yHat = Matrix.zeros(o.rows, o.cols);
  for (let j = 0; j < o.cols; j++) {
    let best = 0;
    for (let i = 1; i < o.rows; i++) if (o.at(i, j) > o.at(best, j)) best = i;
    yHat.set(best, j, 1);
  }
  return yHat;
}
