/** Losses, made of operations: what backward finds for them is written nowhere. */
import { expectShape } from '../matrix/shape';
import { hadamard, minus, scale, sum } from './arithmetic';
import type { Node } from './node';
import { logSoftmax } from './softmax';

/** L = −Σ y ⊙ log ŷ with ŷ = softmax o, over all columns: [1, 1]. o and y are [K, n]. */
export function softmaxCrossEntropy(o: Node, y: Node): Node {
  expectShape('softmaxCrossEntropy', 'y', y, o.rows, o.cols);
  return scale(-1, sum(hadamard(y, logSoftmax(o))));
}

/** L = Σ (ŷ − y)², over all numbers: [1, 1]. ŷ and y are [K, n]. */
export function squaredError(yHat: Node, y: Node): Node {
  expectShape('squaredError', 'y', y, yHat.rows, yHat.cols);
  const e = minus(yHat, y);
  return sum(hadamard(e, e));
}
