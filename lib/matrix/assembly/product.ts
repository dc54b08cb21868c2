/**
 * C = A B, and its variants with Aᵀ, Bᵀ and C += A B. Matrices lie column after column.
 *
 * The result is made in tiles of 4 × 4 numbers that stay in registers while the inner products
 * run: 2 pairs of rows × 4 columns = 8 accumulators. A tile reads its factors from packed copies,
 * in the order it needs them: for each term k, four numbers of A beside four numbers of B. Packing
 * also absorbs every transposition, and pads the edges with zeros.
 *
 * Every number of C is summed term by term, k = 0, 1, 2, …, whatever the shapes are. So a column
 * of a batch has the same bits as the same column alone, and as the plain kernels' triple loop.
 */
import { DEPTH, EDGE, HEIGHT, PACKED_LEFT, PACKED_RIGHT } from '../layout';
import { packLeft, packRight } from './pack';
import { at, plusProduct } from './pair';
import { productWithVector } from './product-with-vector';
import { transposedProductWithVector } from './transposed-product-with-vector';

/** C [m, n] = or += op(A) [m, k] op(B) [k, n], where op transposes when its flag says so. */
export function product(
  m: i32,
  n: i32,
  k: i32,
  a: i32,
  aTransposed: bool,
  b: i32,
  bTransposed: bool,
  c: i32,
  accumulate: bool,
): void {
  const tiled = columnsInTiles(n, bTransposed);
  if (!accumulate) {
    const from = k === 0 ? 0 : tiled;
    memory.fill(at(c + from * m), 0, at((n - from) * m));
  }
  for (let j = tiled; j < n; j++) {
    if (aTransposed) transposedProductWithVector(m, k, at(a), at(b + j * k), at(c + j * m));
    else productWithVector(m, k, at(a), at(b + j * k), at(c + j * m));
  }
  for (let k0 = 0; k0 < k && tiled > 0; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    const fresh = !accumulate && k0 === 0;
    for (let i0 = 0; i0 < m; i0 += HEIGHT) {
      const height = min(HEIGHT, m - i0);
      packLeft(m, k, at(a), aTransposed, i0, k0, height, depth);
      for (let j = 0; j < tiled; j += 4) {
        const width = min(4, tiled - j);
        packRight(n, k, at(b), bTransposed, j, k0, width, depth);
        column(m, depth, at(c + i0 + j * m), height, width, fresh);
      }
    }
  }
}

/** One or two columns beyond the fours are done singly, where each lies whole in B. */
// @inline
function columnsInTiles(n: i32, bTransposed: bool): i32 {
  const rest = n & 3;
  return rest === 3 || (bTransposed && n > 1) ? n : n - rest;
}

/** The tiles of four columns of C, from the packed copies. */
// @inline
function column(m: i32, depth: i32, c: usize, height: i32, width: i32, fresh: bool): void {
  const right = at(PACKED_RIGHT);
  const edge = at(EDGE);
  for (let i = 0; i < height; i += 4) {
    const left = at(PACKED_LEFT + i * depth);
    const rows = min(4, height - i);
    const whole = rows === 4 && width === 4;
    if (!whole && !fresh) copyTile(c, at(m), edge, 32, rows, width);
    tile(depth, left, right, whole ? c : edge, whole ? at(m) : 32, fresh);
    if (!whole) copyTile(edge, 32, c, at(m), rows, width);
    c += 32;
  }
}

/** Copies rows × width numbers between tiles whose columns lie their own strides apart. */
function copyTile(
  from: usize,
  fromStride: usize,
  to: usize,
  toStride: usize,
  rows: i32,
  width: i32,
): void {
  for (let j = 0; j < width; j++) {
    for (let i = 0; i < rows; i++) {
      store<f64>(to + <usize>j * toStride + at(i), load<f64>(from + <usize>j * fromStride + at(i)));
    }
  }
}

/** C [4, 4] = or += left [4, depth] right [depth, 4]: where the time goes. */
function tile(depth: i32, left: usize, right: usize, c: usize, stride: usize, fresh: bool): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let sum00 = f64x2.splat(0);
  let sum10 = f64x2.splat(0);
  let sum01 = f64x2.splat(0);
  let sum11 = f64x2.splat(0);
  let sum02 = f64x2.splat(0);
  let sum12 = f64x2.splat(0);
  let sum03 = f64x2.splat(0);
  let sum13 = f64x2.splat(0);
  if (!fresh) {
    sum00 = v128.load(c);
    sum10 = v128.load(c + 16);
    sum01 = v128.load(c1);
    sum11 = v128.load(c1 + 16);
    sum02 = v128.load(c2);
    sum12 = v128.load(c2 + 16);
    sum03 = v128.load(c3);
    sum13 = v128.load(c3 + 16);
  }
  for (const end = left + 32 * depth; left < end; left += 32, right += 32) {
    const top = v128.load(left);
    const bottom = v128.load(left, 16);
    let b = v128.load64_splat(right);
    sum00 = plusProduct(sum00, top, b);
    sum10 = plusProduct(sum10, bottom, b);
    b = v128.load64_splat(right, 8);
    sum01 = plusProduct(sum01, top, b);
    sum11 = plusProduct(sum11, bottom, b);
    b = v128.load64_splat(right, 16);
    sum02 = plusProduct(sum02, top, b);
    sum12 = plusProduct(sum12, bottom, b);
    b = v128.load64_splat(right, 24);
    sum03 = plusProduct(sum03, top, b);
    sum13 = plusProduct(sum13, bottom, b);
  }
  v128.store(c, sum00);
  v128.store(c + 16, sum10);
  v128.store(c1, sum01);
  v128.store(c1 + 16, sum11);
  v128.store(c2, sum02);
  v128.store(c2 + 16, sum12);
  v128.store(c3, sum03);
  v128.store(c3 + 16, sum13);
}
