import type { Mat, Vec } from '../../linear';
import { seeded } from '../../random';
import { labelled } from './labels';
import type { Example, Rnn } from './rnn';

/** On what kind of example a gradient is checked. */
export interface Geometry {
  D: number; // inputs
  H: number; // hidden units
  K: number; // outputs
  tau: number; // steps
  scale: number; // the standard deviation of U, W, V and of biases and h(0), where they aren't zero
  h0: 'zero' | 'random';
  biases: 'zero' | 'random';
  W: 'any' | 'symmetric';
}

/** An example of this geometry, with random inputs (standard deviation 1) and labels, and cross-entropy. */
export function exampleOf(geometry: Geometry, seed = 1): Example {
  const { D, H, K, tau, scale } = geometry;
  const random = seeded(seed);
  const vector = (n: number, deviation = scale): Vec =>
    Array.from({ length: n }, () => random.normal(0, deviation));
  const matrix = (m: number, n: number): Mat => Array.from({ length: m }, () => vector(n));
  const maybe = (n: number, kind: 'zero' | 'random'): Vec => vector(n, kind === 'zero' ? 0 : scale);
  const W = matrix(H, H);
  const theta: Rnn = {
    U: matrix(H, D),
    W: geometry.W === 'symmetric' ? W.map((row, i) => row.map((w, j) => (i < j ? w : W[j][i]))) : W,
    V: matrix(K, H),
    b: maybe(H, geometry.biases),
    c: maybe(K, geometry.biases),
  };
  const h0 = maybe(H, geometry.h0);
  const xs = Array.from({ length: tau }, () => vector(D, 1));
  const labels = Array.from({ length: tau }, () => random.integer(0, K - 1));
  return labelled(theta, h0, xs, labels);
}
