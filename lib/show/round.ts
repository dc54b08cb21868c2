/**
 * A number as a reader wants to see it: at most `digits` significant digits (but every digit
 * before the point), no trailing zeros, a true minus sign, a power of ten when it is a million
 * or more, or very small.
 */
export function rounded(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const { mantissa, exponent } = shortened(value, digits);
  const text = String(mantissa).replace('-', '−');
  return exponent === 0 ? text : `${text}·10${superscript(exponent)}`;
}

/** The same number for other notations: mantissa · 10^exponent, exponent 0 for ordinary sizes. */
export function shortened(value: number, digits: number): { mantissa: number; exponent: number } {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [mantissa, exponent] = value
      .toExponential(digits - 1)
      .split('e')
      .map(Number);
    return { mantissa, exponent };
  }
  const whole = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1; // digits before the point
  const mantissa = Number(value.toPrecision(Math.max(digits, whole)));
  return { mantissa: mantissa === 0 ? 0 : mantissa, exponent: 0 }; // never −0
}

/** A whole number in raised digits: −12 becomes ⁻¹². */
export function superscript(n: number): string {
  return [...String(n)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
}

/** Smallest and largest of the numbers that are finite. Throws when there is none. */
export function extent(values: readonly number[]): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) {
    throw new RangeError('extent: expected at least one finite number; there is nothing to draw');
  }
  return [low, high];
}
