/**
 * eˣ, eˣ − 1 and log x from additions and multiplications alone, so that every machine and every
 * browser computes the same bits.
 *
 * Write x = k ln 2 + r with a whole k and |r| ≤ ln 2 / 2. Then eˣ = 2ᵏ eʳ: the power of two goes
 * straight into a number's exponent bits, and eʳ − 1 = r + r²/2! + r³/3! + … is summed up to
 * r¹³/13!, behind which nothing is left that a float64 could hold.
 */
import { both } from './pair';

/** ln 2 in two parts: the first has trailing zero bits, so that k times it is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 1.5 · 2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDER = 6755399441055744.0;

/** k = x / ln 2 to the nearest whole number, still with ROUNDER added. */
// @inline
export function wholePart(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, both(Math.LOG2E)), both(ROUNDER));
}

/** eʳ − 1 for the rest r = x − k ln 2. */
// @inline
export function expOfRest(x: v128, rounded: v128): v128 {
  const k = f64x2.sub(rounded, both(ROUNDER));
  const high = f64x2.sub(x, f64x2.mul(k, both(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(k, both(LN2_LOW)));
  // 1/2! + r/3! + … + r¹¹/13!, in pairs, fours and eights: no sum waits for a long row of others.
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const r8 = f64x2.mul(r4, r4);
  const from0 = sumOfFour(r, r2, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120);
  const from4 = sumOfFour(r, r2, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880);
  const from8 = sumOfFour(r, r2, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800);
  const upTo8 = f64x2.add(from0, f64x2.mul(r4, from4));
  return f64x2.add(r, f64x2.mul(r2, f64x2.add(upTo8, f64x2.mul(r8, from8))));
}

/** (a + b r) + r² (c + d r) */
// @inline
function sumOfFour(r: v128, r2: v128, a: f64, b: f64, c: f64, d: f64): v128 {
  const low = f64x2.add(both(a), f64x2.mul(both(b), r));
  return f64x2.add(low, f64x2.mul(r2, f64x2.add(both(c), f64x2.mul(both(d), r))));
}

/** 2ᵏ · base, for a base that is itself a power of two: k is added to its exponent bits. */
// @inline
export function powerOfTwo(rounded: v128, base: f64): v128 {
  return i64x2.add(i64x2.shl(rounded, 52), both(base));
}

/** eˣ: 0 below −708 (smaller than 10⁻³⁰⁷), infinity above 709.78, NaN for NaN. */
// @inline
export function exp(x: v128): v128 {
  // pmin and pmax keep a NaN that stands first.
  const clipped = f64x2.pmax(f64x2.pmin(x, both(710)), both(-708));
  const rounded = wholePart(clipped);
  const rest = f64x2.add(both(1), expOfRest(clipped, rounded));
  // Half of 2ᵏ times twice the rest: 2¹⁰²⁴ alone would not fit.
  const value = f64x2.mul(f64x2.add(rest, rest), powerOfTwo(rounded, 0.5));
  return v128.andnot(value, f64x2.lt(x, both(-708)));
}

/** log x for a normal positive x: x = 2ᵏ m, log m = 2 (z + z³/3 + z⁵/5 + …), z = (m − 1)/(m + 1). */
export function log(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  // Between √½ and √2: what exceeds √½'s own bits counts as exponent.
  const k = <i64>(bits - reinterpret<u64>(Math.SQRT1_2)) >> 52;
  const m = reinterpret<f64>(bits - ((<u64>k) << 52));
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum: f64 = 0;
  for (let odd: f64 = 23; odd >= 3; odd -= 2) sum = (sum + 1 / odd) * square;
  return <f64>k * LN2_HIGH + (<f64>k * LN2_LOW + (2 * z * sum + 2 * z));
}
