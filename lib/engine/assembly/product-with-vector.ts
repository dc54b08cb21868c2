/**
 * A matrix times one column: A is read once, so nothing is packed. Both kernels add the
 * terms k = 0, 1, 2, … to each result in turn, as the product of matrices does.
 */
import { at } from './pair';

/** y [m] += A [m, k] x [k]: y takes x(0) times A's first column, x(1) times the second, … */
export function productWithVector(m: i32, k: i32, a: usize, x: usize, y: usize): void {
  const height = at(m);
  let j = 0;
  for (; j + 4 <= k; j += 4) {
    addColumns4(m, a, x, y);
    a += 4 * height;
    x += 32;
  }
  for (; j < k; j++) {
    addColumn(m, a, x, y);
    a += height;
    x += 8;
  }
}

/** y [m] += A [m, 4] x [4], two pairs of rows at a time. */
// @inline
function addColumns4(m: i32, a: usize, x: usize, y: usize): void {
  const height = at(m);
  let a1 = a + height;
  let a2 = a1 + height;
  let a3 = a2 + height;
  const x0 = v128.load64_splat(x, 0);
  const x1 = v128.load64_splat(x, 8);
  const x2 = v128.load64_splat(x, 16);
  const x3 = v128.load64_splat(x, 24);
  for (let i = m >> 2; i > 0; i--) {
    let sum = f64x2.add(v128.load(y), f64x2.mul(v128.load(a), x0));
    sum = f64x2.add(sum, f64x2.mul(v128.load(a1), x1));
    sum = f64x2.add(sum, f64x2.mul(v128.load(a2), x2));
    v128.store(y, f64x2.add(sum, f64x2.mul(v128.load(a3), x3)));
    sum = f64x2.add(v128.load(y, 16), f64x2.mul(v128.load(a, 16), x0));
    sum = f64x2.add(sum, f64x2.mul(v128.load(a1, 16), x1));
    sum = f64x2.add(sum, f64x2.mul(v128.load(a2, 16), x2));
    v128.store(y, f64x2.add(sum, f64x2.mul(v128.load(a3, 16), x3)), 16);
    a += 32;
    a1 += 32;
    a2 += 32;
    a3 += 32;
    y += 32;
  }
  for (let i = m & 3; i > 0; i--) {
    let sum = load<f64>(y) + load<f64>(a) * load<f64>(x);
    sum += load<f64>(a1) * load<f64>(x, 8);
    sum += load<f64>(a2) * load<f64>(x, 16);
    store<f64>(y, sum + load<f64>(a3) * load<f64>(x, 24));
    a += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
    y += 8;
  }
}

/** y [m] += A [m, 1] x [1] */
// @inline
function addColumn(m: i32, a: usize, x: usize, y: usize): void {
  const factor = load<f64>(x);
  for (; m > 0; m--, a += 8, y += 8) store<f64>(y, load<f64>(y) + load<f64>(a) * factor);
}

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
    sum0 = f64x2.add(sum0, f64x2.mul(pairOf(a, a + height), last));
    sum2 = f64x2.add(sum2, f64x2.mul(pairOf(a2, a2 + height), last));
    sum4 = f64x2.add(sum4, f64x2.mul(pairOf(a4, a4 + height), last));
    sum6 = f64x2.add(sum6, f64x2.mul(pairOf(a6, a6 + height), last));
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
  if (k & 1) sum = f64x2.add(sum, f64x2.mul(pairOf(a, a + height), v128.load64_splat(x)));
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
  sum = f64x2.add(sum, f64x2.mul(v128.shuffle<f64>(left, right, 0, 2), x0));
  return f64x2.add(sum, f64x2.mul(v128.shuffle<f64>(left, right, 1, 3), x1));
}

/** Two numbers from two places. */
// @inline
function pairOf(first: usize, second: usize): v128 {
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}
