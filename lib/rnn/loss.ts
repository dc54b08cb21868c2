import { engine } from '../matrix/engine';
import { NONE } from '../matrix/kernels';
import { Matrix } from '../matrix/matrix';
import { expectLabels } from '../matrix/shape';
import { Columns, type Nested, type Numbers, type Reduction } from './loss-columns';
import type { Unrolled } from './unrolled';

/** A loss, and its gradient by the scores, laid out as they are. */
export interface Loss<O> {
  loss: number;
  dO: O;
}

/**
 * Softmax and cross-entropy in one: −log ŷ[label] with ŷ = softmax o, and dO = w (ŷ − y).
 * Of scores at every step, with a list of labels for every sequence; or of one column for every
 * sequence [K, N], as RNN (C) has them, with a list of N labels.
 * Throws a RangeError for another number of labels and for a label outside 0 … K − 1.
 */
export function softmaxCrossEntropy(
  o: Unrolled,
  labels: Nested<number>,
  options: Reduction<Nested<number>>,
): Loss<Unrolled>;
export function softmaxCrossEntropy(
  o: Matrix,
  labels: Numbers,
  options: Reduction<Numbers>,
): Loss<Matrix>;
export function softmaxCrossEntropy(
  o: Unrolled | Matrix,
  labels: Nested<number> | Numbers,
  options: Reduction<Nested<number> | Numbers>,
): Loss<Unrolled | Matrix> {
  const name = 'softmaxCrossEntropy';
  const columns = new Columns(name, o);
  const { all } = columns;
  const { rows, cols } = all;
  const y = columns.flat<number>('labels', labels);
  expectLabels(name, y, rows, (j) => columns.where(j));
  const ids = Matrix.row(y);
  const weights = columns.weights(options, 1);
  const dO = Matrix.empty(rows, cols);
  const [w, to] = [weights?.place ?? NONE, dO.placeToChange];
  const loss = engine.kernels.softmaxCrossEntropy(rows, cols, all.place, ids.place, w, to);
  return { loss, dO: columns.like(dO) };
}

/**
 * Squared error: ‖o − y‖², and dO = 2 w (o − y). Of outputs at every step, with their targets as
 * vectors y[i][t] or unrolled; or of matrices of one shape.
 * Throws a RangeError for another shape.
 */
export function squaredError(
  o: Unrolled,
  y: Unrolled | Nested<readonly number[]>,
  options: Reduction<Nested<number>>,
): Loss<Unrolled>;
export function squaredError(o: Matrix, y: Matrix, options: Reduction<Numbers>): Loss<Matrix>;
export function squaredError(
  o: Unrolled | Matrix,
  y: Unrolled | Nested<readonly number[]> | Matrix,
  options: Reduction<Nested<number> | Numbers>,
): Loss<Unrolled | Matrix> {
  const columns = new Columns('squaredError', o);
  const { all } = columns;
  const { rows, cols } = all;
  const target = columns.targets(y);
  const weights = columns.weights(options, rows);
  const dO = Matrix.empty(rows, cols);
  const [w, to] = [weights?.place ?? NONE, dO.placeToChange];
  const loss = engine.kernels.squaredError(rows, cols, all.place, target.place, w, to);
  return { loss, dO: columns.like(dO) };
}
