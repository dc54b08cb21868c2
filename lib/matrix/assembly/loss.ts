/** The losses: each returns its weighted sum over the columns and writes its own gradient. */
import { fill, scale } from './elementwise';
import { exp, log } from './exponential';
import { at, both, loadLast, storeLast, sumOf } from './pair';

/** X(j) = e^{X(j)} / Σ e^{X(j)}, column for column. */
export function softmax(rows: i32, cols: i32, x: i32): void {
  for (let j = 0; j < cols; j++, x += rows) {
    const sum = exponentials(rows, largest(rows, x), x, x);
    scale(rows, 1 / sum, x);
  }
}

/**
 * Σⱼ wⱼ (log Σᵢ e^{O(i,j)} − O(label(j), j)), and dO = w (softmax O − one-hot of the labels).
 * Without weights every wⱼ is 1; a column of weight 0 isn't looked at.
 */
export function softmaxCrossEntropy(
  rows: i32,
  cols: i32,
  o: i32,
  labels: i32,
  weights: i32,
  dO: i32,
): f64 {
  let loss: f64 = 0;
  for (let j = 0; j < cols; j++, o += rows, dO += rows) {
    const weight: f64 = weights < 0 ? 1 : load<f64>(at(weights + j));
    if (weight === 0) {
      fill(rows, 0, dO);
      continue;
    }
    const label = <i32>load<f64>(at(labels + j));
    const top = largest(rows, o);
    const offered = load<f64>(at(o + label)) - top;
    // Taking the largest away changes no quotient, and no exponential overflows.
    const sum = exponentials(rows, top, o, dO);
    loss += weight * (log(sum) - offered);
    scale(rows, weight / sum, dO);
    const target = at(dO + label);
    store<f64>(target, load<f64>(target) - weight);
  }
  return loss;
}

/** The largest of n numbers; a NaN among them shows up in its own exponential. */
// @inline
function largest(n: i32, x: i32): f64 {
  let from = at(x);
  let top = v128.load64_splat(from);
  for (let i = n >> 1; i > 0; i--, from += 16) top = f64x2.pmax(top, v128.load(from));
  if (n & 1) top = f64x2.pmax(top, v128.load64_splat(from));
  return max(f64x2.extract_lane(top, 0), f64x2.extract_lane(top, 1));
}

/** y = e^{x − top}, and their sum. */
// @inline
function exponentials(n: i32, top: f64, x: i32, y: i32): f64 {
  let from = at(x);
  let to = at(y);
  let sum = both(0);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    const power = exp(f64x2.sub(v128.load(from), both(top)));
    v128.store(to, power);
    sum = f64x2.add(sum, power);
  }
  let last: f64 = 0;
  if (n & 1) {
    storeLast(to, exp(f64x2.sub(loadLast(from), both(top))));
    last = load<f64>(to);
  }
  return sumOf(sum) + last;
}

/** Σⱼ wⱼ Σᵢ (Y(i,j) − target(i,j))², and dY = 2 w (Y − target). */
export function squaredError(
  rows: i32,
  cols: i32,
  y: i32,
  target: i32,
  weights: i32,
  dY: i32,
): f64 {
  let loss: f64 = 0;
  for (let j = 0; j < cols; j++) {
    const weight: f64 = weights < 0 ? 1 : load<f64>(at(weights + j));
    let sum: f64 = 0;
    for (let i = j * rows; i < (j + 1) * rows; i++) {
      const error = weight === 0 ? 0 : load<f64>(at(y + i)) - load<f64>(at(target + i));
      sum += error * error;
      store<f64>(at(dY + i), 2 * weight * error);
    }
    loss += weight * sum;
  }
  return loss;
}
