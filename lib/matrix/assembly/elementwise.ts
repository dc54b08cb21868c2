/** Number by number: n numbers from a place on, two at a time, and the odd one last. */
import { at, both, loadLast, storeLast, sumOf } from './pair';

/** x = value */
export function fill(n: i32, value: f64, x: i32): void {
  let to = at(x);
  for (let i = n >> 1; i > 0; i--, to += 16) v128.store(to, both(value));
  if (n & 1) store<f64>(to, value);
}

/** y = x */
export function copy(n: i32, x: i32, y: i32): void {
  memory.copy(at(y), at(x), at(n));
}

/** y = y + x */
export function add(n: i32, x: i32, y: i32): void {
  let from = at(x);
  let to = at(y);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, f64x2.add(v128.load(to), v128.load(from)));
  }
  if (n & 1) store<f64>(to, load<f64>(to) + load<f64>(from));
}

/** y = y + k x */
export function addScaled(n: i32, k: f64, x: i32, y: i32): void {
  const factor = both(k);
  let from = at(x);
  let to = at(y);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, f64x2.add(v128.load(to), f64x2.mul(factor, v128.load(from))));
  }
  if (n & 1) store<f64>(to, load<f64>(to) + k * load<f64>(from));
}

/** y = y ⊙ x */
export function hadamard(n: i32, x: i32, y: i32): void {
  let from = at(x);
  let to = at(y);
  for (let i = n >> 1; i > 0; i--, from += 16, to += 16) {
    v128.store(to, f64x2.mul(v128.load(to), v128.load(from)));
  }
  if (n & 1) store<f64>(to, load<f64>(to) * load<f64>(from));
}

/** x = k x */
export function scale(n: i32, k: f64, x: i32): void {
  let to = at(x);
  for (let i = n >> 1; i > 0; i--, to += 16) v128.store(to, f64x2.mul(both(k), v128.load(to)));
  if (n & 1) store<f64>(to, k * load<f64>(to));
}

/** x = x, held between −limit and limit; NaN stays. */
export function clip(n: i32, limit: f64, x: i32): void {
  let to = at(x);
  for (let i = n >> 2; i > 0; i--, to += 32) {
    const left = clipped(v128.load(to), limit);
    const right = clipped(v128.load(to, 16), limit);
    v128.store(to, left);
    v128.store(to, right, 16);
  }
  for (let i = n & 3; i > 0; i--, to += 8) storeLast(to, clipped(loadLast(to), limit));
}

// @inline
function clipped(x: v128, limit: f64): v128 {
  return f64x2.pmax(f64x2.pmin(x, both(limit)), both(-limit));
}

/** Σ x², in eight sums side by side. */
export function sumOfSquares(n: i32, x: i32): f64 {
  let from = at(x);
  let sum0 = both(0);
  let sum1 = both(0);
  let sum2 = both(0);
  let sum3 = both(0);
  for (let i = n >> 3; i > 0; i--, from += 64) {
    sum0 = f64x2.add(sum0, squared(v128.load(from)));
    sum1 = f64x2.add(sum1, squared(v128.load(from, 16)));
    sum2 = f64x2.add(sum2, squared(v128.load(from, 32)));
    sum3 = f64x2.add(sum3, squared(v128.load(from, 48)));
  }
  for (let i = n & 7; i > 0; i--, from += 8) sum0 = f64x2.add(sum0, squared(loadLast(from)));
  return sumOf(f64x2.add(f64x2.add(sum0, sum1), f64x2.add(sum2, sum3)));
}

// @inline
function squared(x: v128): v128 {
  return f64x2.mul(x, x);
}

/** The index of the first NaN or infinity, or −1: only a finite x has x − x = 0. */
export function firstNonFinite(n: i32, x: i32): i32 {
  let from = at(x);
  let i = 0;
  for (; i + 8 <= n; i += 8, from += 64) {
    const sum01 = f64x2.add(selfDifference(from), selfDifference(from + 16));
    const sum23 = f64x2.add(selfDifference(from + 32), selfDifference(from + 48));
    if (!i64x2.all_true(f64x2.eq(f64x2.add(sum01, sum23), both(0)))) break;
  }
  for (; i < n; i++, from += 8) {
    const number = load<f64>(from);
    if (number - number !== 0) return i;
  }
  return -1;
}

// @inline
function selfDifference(pointer: usize): v128 {
  const x = v128.load(pointer);
  return f64x2.sub(x, x);
}
