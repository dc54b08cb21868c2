/** Solutions of notebook 00, start here. */
import type { Vec } from '../lib/linear';

/** 1 · The mean of a list of numbers. */
export function mean(xs: Vec): number {
  let sum = 0;
  for (const x of xs) sum += x;
  // (x₁ + … + xₙ) / n
  return sum / xs.length;
}

/** 2 · The weighted sum of a list of numbers. */
export function weightedSum(w: Vec, xs: Vec): number {
  let sum = 0;
  // w₁ x₁ + … + wₙ xₙ
  xs.forEach((x, i) => {
    sum += w[i] * x;
  });
  return sum;
}
