/**
 * Two float64 numbers side by side in one 128-bit register: every kernel works on such pairs.
 * Places count numbers; WebAssembly counts bytes, so a place becomes a pointer by times eight.
 */

/** The pointer of a place. */
// @inline
export function at(place: i32): usize {
  return (<usize>place) << 3;
}

/** The same number twice. */
// @inline
export function both(x: f64): v128 {
  return f64x2.splat(x);
}

/** The sum of a pair. */
// @inline
export function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** sum + x y: rounded twice, or once where the relaxed instruction does both. */
// @inline
export function plusProduct(sum: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(x, y, sum);
  return f64x2.add(sum, f64x2.mul(x, y));
}

/** The last number of an odd count, with a zero beside it. */
// @inline
export function loadLast(pointer: usize): v128 {
  return v128.load64_zero(pointer);
}

/** Stores the first number of a pair and leaves what lies behind it alone. */
// @inline
export function storeLast(pointer: usize, pair: v128): void {
  v128.store64_lane(pointer, pair, 0);
}
