/**
 * A matrix times one column: A is read once, so nothing is packed. The terms k = 0, 1, 2, … are
 * added to each result in turn, as in the product of matrices.
 */
import { at, plusProduct } from './pair';

/** y [m] += A [m, k] x [k]: twenty-four rows at a time, whose sums stay in registers. */
export function productWithVector(m: i32, k: i32, a: usize, x: usize, y: usize): void {
  const height = at(m);
  let i = 0;
  for (; i + 24 <= m; i += 24) addTwentyFourRows(height, k, a + at(i), x, y + at(i));
  for (; i + 8 <= m; i += 8) addEightRows(height, k, a + at(i), x, y + at(i));
  for (; i + 4 <= m; i += 4) addFourRows(height, k, a + at(i), x, y + at(i));
  for (; i < m; i++) addRow(height, k, a + at(i), x, y + at(i));
}

/** y [24] += A [24, k] x [k], where A's columns lie `height` bytes apart. */
// @inline
function addTwentyFourRows(height: usize, k: i32, a: usize, x: usize, y: usize): void {
  let sum0 = v128.load(y);
  let sum1 = v128.load(y, 16);
  let sum2 = v128.load(y, 32);
  let sum3 = v128.load(y, 48);
  let sum4 = v128.load(y, 64);
  let sum5 = v128.load(y, 80);
  let sum6 = v128.load(y, 96);
  let sum7 = v128.load(y, 112);
  let sum8 = v128.load(y, 128);
  let sum9 = v128.load(y, 144);
  let sum10 = v128.load(y, 160);
  let sum11 = v128.load(y, 176);
  for (; k > 0; k--, a += height, x += 8) {
    const factor = v128.load64_splat(x);
    sum0 = plusProduct(sum0, v128.load(a), factor);
    sum1 = plusProduct(sum1, v128.load(a, 16), factor);
    sum2 = plusProduct(sum2, v128.load(a, 32), factor);
    sum3 = plusProduct(sum3, v128.load(a, 48), factor);
    sum4 = plusProduct(sum4, v128.load(a, 64), factor);
    sum5 = plusProduct(sum5, v128.load(a, 80), factor);
    sum6 = plusProduct(sum6, v128.load(a, 96), factor);
    sum7 = plusProduct(sum7, v128.load(a, 112), factor);
    sum8 = plusProduct(sum8, v128.load(a, 128), factor);
    sum9 = plusProduct(sum9, v128.load(a, 144), factor);
    sum10 = plusProduct(sum10, v128.load(a, 160), factor);
    sum11 = plusProduct(sum11, v128.load(a, 176), factor);
  }
  v128.store(y, sum0);
  v128.store(y, sum1, 16);
  v128.store(y, sum2, 32);
  v128.store(y, sum3, 48);
  v128.store(y, sum4, 64);
  v128.store(y, sum5, 80);
  v128.store(y, sum6, 96);
  v128.store(y, sum7, 112);
  v128.store(y, sum8, 128);
  v128.store(y, sum9, 144);
  v128.store(y, sum10, 160);
  v128.store(y, sum11, 176);
}

/** y [8] += A [8, k] x [k] */
// @inline
function addEightRows(height: usize, k: i32, a: usize, x: usize, y: usize): void {
  let sum0 = v128.load(y);
  let sum1 = v128.load(y, 16);
  let sum2 = v128.load(y, 32);
  let sum3 = v128.load(y, 48);
  for (; k > 0; k--, a += height, x += 8) {
    const factor = v128.load64_splat(x);
    sum0 = plusProduct(sum0, v128.load(a), factor);
    sum1 = plusProduct(sum1, v128.load(a, 16), factor);
    sum2 = plusProduct(sum2, v128.load(a, 32), factor);
    sum3 = plusProduct(sum3, v128.load(a, 48), factor);
  }
  v128.store(y, sum0);
  v128.store(y, sum1, 16);
  v128.store(y, sum2, 32);
  v128.store(y, sum3, 48);
}

/** y [4] += A [4, k] x [k] */
// @inline
function addFourRows(height: usize, k: i32, a: usize, x: usize, y: usize): void {
  let sum0 = v128.load(y);
  let sum1 = v128.load(y, 16);
  for (; k > 0; k--, a += height, x += 8) {
    const factor = v128.load64_splat(x);
    sum0 = plusProduct(sum0, v128.load(a), factor);
    sum1 = plusProduct(sum1, v128.load(a, 16), factor);
  }
  v128.store(y, sum0);
  v128.store(y, sum1, 16);
}

/** y [1] += A [1, k] x [k] */
// @inline
function addRow(height: usize, k: i32, a: usize, x: usize, y: usize): void {
  let sum = load<f64>(y);
  for (; k > 0; k--, a += height, x += 8) sum += load<f64>(a) * load<f64>(x);
  store<f64>(y, sum);
}
