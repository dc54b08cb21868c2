/**
 * Exercises of notebook 00, start here: two small functions, to find your way around.
 *
 * Replace each `return notWritten(…)` by your own code, save, and run the notebook's grade cell.
 * The lists that a function is given must be as they were when it returns.
 */
import { notWritten } from '../lib/exercise';
import type { Vec } from '../lib/linear';

const slug = '00-start-here';

/**
 * 1 · The mean of a list of numbers, (x₁ + x₂ + … + xₙ) / n.
 *
 * xs: [n], with n ≥ 1; the numbers may be negative or 0. Returns a number.
 */
export function mean(xs: Vec): number {
  return notWritten(slug, 'mean');
}

/**
 * 2 · The weighted sum of a list of numbers, w₁ x₁ + w₂ x₂ + … + wₙ xₙ: what each unit of a network
 * computes from its inputs.
 *
 * w: [n], xs: [n]. Returns a number; 0 for two empty lists.
 */
export function weightedSum(w: Vec, xs: Vec): number {
  return notWritten(slug, 'weightedSum');
}
