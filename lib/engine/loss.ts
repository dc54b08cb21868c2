import { engine } from './engine';
import { NONE } from './kernels';
import { Matrix } from './matrix';
import { expectLabels, expectShape } from './shape';

/**
 * Softmax and cross-entropy in one: L = Σⱼ wⱼ (−log ŷ(j)[label j]) with ŷ = softmax o.
 * o is [K, n]; labels are n whole numbers below K; weights, when given, are n numbers: 0 leaves a
 * column out, 1/n averages. Returns L and dO = w (ŷ − y), [K, n].
 * Throws a RangeError for a wrong shape and a label outside 0 … K − 1.
 */
export function softmaxCrossEntropy(
  o: Matrix,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { loss: number; dO: Matrix } {
  const { rows, cols } = o;
  expectLabels('softmaxCrossEntropy', labels, rows);
  const y = Matrix.row(labels);
  expectShape('softmaxCrossEntropy', 'labels', y, 1, cols);
  const w = weightsOf('softmaxCrossEntropy', weights, cols);
  const dO = Matrix.empty(rows, cols);
  const { kernels } = engine;
  const loss = kernels.softmaxCrossEntropy(rows, cols, o.place, y.place, w, dO.place);
  return { loss, dO };
}

/**
 * Squared error: L = Σⱼ wⱼ ‖yHat(j) − y(j)‖². Both are [K, n]; weights, when given, are n numbers:
 * 0 leaves a column out, 1/(K n) makes the mean. Returns L and dYHat = 2 w (yHat − y), [K, n].
 * Throws a RangeError for a wrong shape.
 */
export function squaredError(
  yHat: Matrix,
  y: Matrix,
  weights?: ArrayLike<number>,
): { loss: number; dYHat: Matrix } {
  const { rows, cols } = yHat;
  expectShape('squaredError', 'y', y, rows, cols);
  const w = weightsOf('squaredError', weights, cols);
  const dYHat = Matrix.empty(rows, cols);
  const loss = engine.kernels.squaredError(rows, cols, yHat.place, y.place, w, dYHat.place);
  return { loss, dYHat };
}

function weightsOf(operation: string, weights: ArrayLike<number> | undefined, n: number): number {
  if (!weights) return NONE;
  const row = Matrix.row(weights);
  expectShape(operation, 'weights', row, 1, n);
  return row.place;
}
