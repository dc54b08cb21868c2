/**
 * Aᵀ times one column: A is read once, so nothing is packed or turned over. The terms k = 0, 1, 2,
 * … are added to each result in turn, as in the product of matrices.
 */
import { at, plusProduct } from './pair';

/** y [m] += Aᵀ x, A [k, m]: every result is the inner product of one of A's columns with x. */
export function transposedProductWithVector(m: i32, k: i32, a: usize, x: usize, y: usize): void {
  const height = at(k);
  let j = 0;
  for (; j + 8 <= m; j += 8, a += 8 * height) addEightInnerProducts(k, a, x, y + at(j));
  for (; j + 2 <= m; j += 2, a += 2 * height) addTwoInnerProducts(k, a, x, y + at(j));
  if (j < m) addInnerProduct(k, a, x, y + at(j));
}

/** y [8] += Aᵀ x, A [k, 8]: eight sums side by side, so that none waits for another. */
// @inline
function addEightInnerProducts(k: i32, a: usize, x: usize, y: usize): void {
  const height = at(k);
  let a2 = a + 2 * height;
  let a4 = a2 + 2 * height;
  let a6 = a4 + 2 * height;
  let sum0 = v128.load(y);
  let sum2 = v128.load(y, 16);
  let sum4 = v128.load(y, 32);
  let sum6 = v128.load(y, 48);
  for (let i = k >> 1; i > 0; i--) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x, 8);
    sum0 = addTwoTerms(sum0, v128.load(a), v128.load(a + height), x0, x1);
    sum2 = addTwoTerms(sum2, v128.load(a2), v128.load(a2 + height), x0, x1);
    sum4 = addTwoTerms(sum4, v128.load(a4), v128.load(a4 + height), x0, x1);
    sum6 = addTwoTerms(sum6, v128.load(a6), v128.load(a6 + height), x0, x1);
    a += 16;
    a2 += 16;
    a4 += 16;
    a6 += 16;
    x += 16;
  }
  if (k & 1) {
    const last = v128.load64_splat(x);
    sum0 = plusProduct(sum0, pairOf(a, a + height), last);
    sum2 = plusProduct(sum2, pairOf(a2, a2 + height), last);
    sum4 = plusProduct(sum4, pairOf(a4, a4 + height), last);
    sum6 = plusProduct(sum6, pairOf(a6, a6 + height), last);
  }
  v128.store(y, sum0);
  v128.store(y, sum2, 16);
  v128.store(y, sum4, 32);
  v128.store(y, sum6, 48);
}

/** y [2] += Aᵀ x, A [k, 2] */
// @inline
function addTwoInnerProducts(k: i32, a: usize, x: usize, y: usize): void {
  const height = at(k);
  let sum = v128.load(y);
  for (let i = k >> 1; i > 0; i--, a += 16, x += 16) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x, 8);
    sum = addTwoTerms(sum, v128.load(a), v128.load(a + height), x0, x1);
  }
  if (k & 1) sum = plusProduct(sum, pairOf(a, a + height), v128.load64_splat(x));
  v128.store(y, sum);
}

/** y [1] += Aᵀ x, A [k, 1] */
// @inline
function addInnerProduct(k: i32, a: usize, x: usize, y: usize): void {
  let sum = load<f64>(y);
  for (; k > 0; k--, a += 8, x += 8) sum += load<f64>(a) * load<f64>(x);
  store<f64>(y, sum);
}

/** Adds the next two terms to the sums of two columns; the 2 × 2 block is turned over first. */
// @inline
function addTwoTerms(sum: v128, left: v128, right: v128, x0: v128, x1: v128): v128 {
  sum = plusProduct(sum, v128.shuffle<f64>(left, right, 0, 2), x0);
  return plusProduct(sum, v128.shuffle<f64>(left, right, 1, 3), x1);
}

/** Two numbers from two places. */
// @inline
function pairOf(first: usize, second: usize): v128 {
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}
