import type { Mat } from '../../lib/linear';

/**
 * ∂f/∂A in every entry by central differences, (f(A + ε) − f(A − ε)) / 2ε. With ε = 1e-5 and
 * float64 the error is about 1e-10 for entries and slopes of order 1.
 */
export function differences(f: (A: Mat) => number, A: Mat, epsilon = 1e-5): Mat {
  const nudged = (i: number, j: number, by: number) =>
    A.map((row, p) => row.map((a, q) => (p === i && q === j ? a + by : a)));
  return A.map((row, i) =>
    row.map((_, j) => (f(nudged(i, j, epsilon)) - f(nudged(i, j, -epsilon))) / (2 * epsilon)),
  );
}
