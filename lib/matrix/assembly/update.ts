/** One optimizer step for n parameters θ with gradient d; the running sums are the optimizer's. */
import { at, both, loadLast, storeLast } from './pair';

/** v = μ v + d, θ = θ − rate v */
export function momentum(n: i32, rate: f64, mu: f64, d: i32, v: i32, theta: i32): void {
  for (let i = 0; i < n; i += 2, d += 2, v += 2, theta += 2) {
    const last = n - i === 1;
    const speed = f64x2.add(f64x2.mul(both(mu), read(v, last)), read(d, last));
    write(v, speed, last);
    write(theta, f64x2.sub(read(theta, last), f64x2.mul(both(rate), speed)), last);
  }
}

/**
 * s = s + d², θ = θ − rate d / (√s + ε). Where d is 0 nothing changes, and nothing is computed: the
 * columns of U that no one-hot input named.
 */
export function adagrad(n: i32, rate: f64, epsilon: f64, d: i32, s: i32, theta: i32): void {
  for (let i = 0; i < n; i += 2, d += 2, s += 2, theta += 2) {
    const last = n - i === 1;
    const slope = read(d, last);
    if (!v128.any_true(f64x2.ne(slope, both(0)))) continue;
    const sum = f64x2.add(read(s, last), f64x2.mul(slope, slope));
    write(s, sum, last);
    write(
      theta,
      f64x2.sub(read(theta, last), quotient(rate, slope, f64x2.sqrt(sum), epsilon)),
      last,
    );
  }
}

/** s = s + d², θ = θ − rate d / √(s + ε): Karpathy's. */
export function adagradInRoot(n: i32, rate: f64, epsilon: f64, d: i32, s: i32, theta: i32): void {
  for (let i = 0; i < n; i += 2, d += 2, s += 2, theta += 2) {
    const last = n - i === 1;
    const slope = read(d, last);
    const sum = f64x2.add(read(s, last), f64x2.mul(slope, slope));
    write(s, sum, last);
    const root = f64x2.sqrt(f64x2.add(sum, both(epsilon)));
    write(theta, f64x2.sub(read(theta, last), f64x2.div(f64x2.mul(both(rate), slope), root)), last);
  }
}

/**
 * m = β₁ m + (1 − β₁) d, v = β₂ v + (1 − β₂) d², θ = θ − rate m / (root √v + ε).
 * The caller has put the corrections for the first steps into rate and root.
 */
export function adam(
  n: i32,
  rate: f64,
  beta1: f64,
  beta2: f64,
  root: f64,
  epsilon: f64,
  d: i32,
  m: i32,
  v: i32,
  theta: i32,
): void {
  for (let i = 0; i < n; i += 2, d += 2, m += 2, v += 2, theta += 2) {
    const last = n - i === 1;
    const slope = read(d, last);
    const mean = blend(beta1, read(m, last), slope);
    const square = blend(beta2, read(v, last), f64x2.mul(slope, slope));
    write(m, mean, last);
    write(v, square, last);
    const width = f64x2.mul(both(root), f64x2.sqrt(square));
    write(theta, f64x2.sub(read(theta, last), quotient(rate, mean, width, epsilon)), last);
  }
}

/** β old + (1 − β) new */
// @inline
function blend(beta: f64, old: v128, recent: v128): v128 {
  return f64x2.add(f64x2.mul(both(beta), old), f64x2.mul(both(1 - beta), recent));
}

/** rate x / (width + ε) */
// @inline
function quotient(rate: f64, x: v128, width: v128, epsilon: f64): v128 {
  return f64x2.div(f64x2.mul(both(rate), x), f64x2.add(width, both(epsilon)));
}

// @inline
function read(place: i32, last: bool): v128 {
  return last ? loadLast(at(place)) : v128.load(at(place));
}

// @inline
function write(place: i32, pair: v128, last: bool): void {
  if (last) storeLast(at(place), pair);
  else v128.store(at(place), pair);
}
