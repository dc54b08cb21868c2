/** tanh, sigmoid and ReLU in place, and their derivatives' factors: n numbers from a place on. */
import { exp, expOfRest, powerOfTwo, wholePart } from './exponential';
import { at, both, loadLast, storeLast } from './pair';

/** tanh |x| = E / (E + 2) with E = e^{2|x|} − 1; the sign comes back at the end. */
// @inline
function tanhOf(x: v128): v128 {
  const sign = v128.and(x, both(-0.0));
  // From 20 on the result is 1 to the last bit; pmin keeps a NaN that stands first.
  const half = f64x2.pmin(v128.xor(x, sign), both(20));
  const twice = f64x2.add(half, half);
  const rounded = wholePart(twice);
  const power = powerOfTwo(rounded, 1);
  // E = 2ᵏ (1 + rest) − 1, in an order that keeps a small rest's digits
  const e = f64x2.add(f64x2.sub(power, both(1)), f64x2.mul(power, expOfRest(twice, rounded)));
  return v128.or(f64x2.div(e, f64x2.add(e, both(2))), sign);
}

/** σ(x) = 1 / (1 + e⁻ˣ) */
// @inline
function sigmoidOf(x: v128): v128 {
  return f64x2.div(both(1), f64x2.add(both(1), exp(f64x2.neg(x))));
}

/** x where x > 0, else 0; NaN stays. */
// @inline
function reluOf(x: v128): v128 {
  return f64x2.max(x, both(0));
}

// Two pairs at a time: while one waits for its own last result, the other computes.

/** x = tanh x */
export function tanh(n: i32, x: i32): void {
  let to = at(x);
  for (let i = n >> 2; i > 0; i--, to += 32) {
    const left = tanhOf(v128.load(to));
    const right = tanhOf(v128.load(to, 16));
    v128.store(to, left);
    v128.store(to, right, 16);
  }
  for (let i = n & 3; i > 0; i--, to += 8) storeLast(to, tanhOf(loadLast(to)));
}

/** x = σ(x) */
export function sigmoid(n: i32, x: i32): void {
  let to = at(x);
  for (let i = n >> 2; i > 0; i--, to += 32) {
    const left = sigmoidOf(v128.load(to));
    const right = sigmoidOf(v128.load(to, 16));
    v128.store(to, left);
    v128.store(to, right, 16);
  }
  for (let i = n & 3; i > 0; i--, to += 8) storeLast(to, sigmoidOf(loadLast(to)));
}

/** x = max(x, 0) */
export function relu(n: i32, x: i32): void {
  let to = at(x);
  for (let i = n >> 1; i > 0; i--, to += 16) v128.store(to, reluOf(v128.load(to)));
  if (n & 1) storeLast(to, reluOf(loadLast(to)));
}

/** d (1 − h²) */
// @inline
function backThroughTanhOf(d: v128, h: v128): v128 {
  return f64x2.mul(d, f64x2.sub(both(1), f64x2.mul(h, h)));
}

/** d s (1 − s) */
// @inline
function backThroughSigmoidOf(d: v128, s: v128): v128 {
  return f64x2.mul(d, f64x2.mul(s, f64x2.sub(both(1), s)));
}

/** d where h > 0, else 0 */
// @inline
function backThroughReluOf(d: v128, h: v128): v128 {
  return v128.and(d, f64x2.gt(h, both(0)));
}

/** d = d ⊙ (1 − h²), for h = tanh a */
export function backThroughTanh(n: i32, h: i32, d: i32): void {
  let from = at(h);
  let to = at(d);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, backThroughTanhOf(v128.load(to), v128.load(from)));
  }
  if (n & 1) storeLast(to, backThroughTanhOf(loadLast(to), loadLast(from)));
}

/** d = d ⊙ s ⊙ (1 − s), for s = σ(a) */
export function backThroughSigmoid(n: i32, s: i32, d: i32): void {
  let from = at(s);
  let to = at(d);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, backThroughSigmoidOf(v128.load(to), v128.load(from)));
  }
  if (n & 1) storeLast(to, backThroughSigmoidOf(loadLast(to), loadLast(from)));
}

/** d = d where h > 0, else 0, for h = max(a, 0) */
export function backThroughRelu(n: i32, h: i32, d: i32): void {
  let from = at(h);
  let to = at(d);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, backThroughReluOf(v128.load(to), v128.load(from)));
  }
  if (n & 1) storeLast(to, backThroughReluOf(loadLast(to), loadLast(from)));
}
