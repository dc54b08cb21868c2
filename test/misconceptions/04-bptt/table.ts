import type { Vec } from '../../../lib/linear';

/** A text for mistakes that may show as nothing but 0 or NaN, and yet are what their name says. */
export const ANY_TEXT = /(?:)/;

/** The sum of a list. */
export function total(numbers: Vec): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

/** ‖v‖ */
export function length(v: Vec): number {
  return Math.sqrt(total(v.map((n) => n * n)));
}
