/**
 * Packed copies for the product's tiles: for each term k, the four numbers of op(A)'s rows, or of
 * op(B)'s columns, side by side. Whatever was transposed no longer is; edges are padded with zeros.
 */
import { PACKED_LEFT, PACKED_RIGHT } from '../layout';
import { at } from './pair';

/** Copies the block of op(A) from (i0, k0) as panels of four rows. */
export function packLeft(
  m: i32,
  k: i32,
  a: usize,
  transposed: bool,
  i0: i32,
  k0: i32,
  height: i32,
  depth: i32,
): void {
  for (let i = 0; i < height; i += 4) {
    const to = at(PACKED_LEFT + i * depth);
    const rows = min(4, height - i);
    if (transposed) packAlong(to, a + at((i0 + i) * k + k0), rows, depth, at(k));
    else packAcross(to, a + at(k0 * m + i0 + i), rows, depth, at(m));
  }
}

/** Copies four columns of op(B) from (k0, j). */
export function packRight(
  n: i32,
  k: i32,
  b: usize,
  transposed: bool,
  j: i32,
  k0: i32,
  width: i32,
  depth: i32,
): void {
  const to = at(PACKED_RIGHT);
  if (transposed) packAcross(to, b + at(k0 * n + j), width, depth, at(n));
  else packAlong(to, b + at(j * k + k0), width, depth, at(k));
}

/** Packs four numbers that lie side by side; the next term's four lie a stride further. */
function packAcross(to: usize, from: usize, width: i32, depth: i32, stride: usize): void {
  if (width < 4) {
    packEdge(to, from, width, depth, 8, stride);
    return;
  }
  for (let k = 0; k < depth; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += stride;
    to += 32;
  }
}

/** Packs four lines a stride apart, along which the terms lie side by side: 4 × 2 turned over. */
function packAlong(to: usize, from: usize, width: i32, depth: i32, stride: usize): void {
  if (width < 4) {
    packEdge(to, from, width, depth, stride, 8);
    return;
  }
  let third = from + 2 * stride;
  for (let k = depth >> 1; k > 0; k--) {
    const line0 = v128.load(from);
    const line1 = v128.load(from + stride);
    const line2 = v128.load(third);
    const line3 = v128.load(third + stride);
    v128.store(to, v128.shuffle<f64>(line0, line1, 0, 2));
    v128.store(to, v128.shuffle<f64>(line2, line3, 0, 2), 16);
    v128.store(to, v128.shuffle<f64>(line0, line1, 1, 3), 32);
    v128.store(to, v128.shuffle<f64>(line2, line3, 1, 3), 48);
    from += 16;
    third += 16;
    to += 64;
  }
  if (depth & 1) packEdge(to, from, width, 1, stride, 8);
}

/** Packs any width one number at a time, with zeros up to four. */
function packEdge(
  to: usize,
  from: usize,
  width: i32,
  depth: i32,
  across: usize,
  along: usize,
): void {
  for (let k = 0; k < depth; k++) {
    for (let i = 0; i < 4; i++) {
      store<f64>(to, i < width ? load<f64>(from + <usize>i * across) : 0);
      to += 8;
    }
    from += along;
  }
}
