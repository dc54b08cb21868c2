/**
 * An RNN (A) and a sequence for it that hide nothing: D = 3, H = 4, K = 5, τ = 4, pairwise different,
 * so that no wrong shape fits by chance; weights of order 0.7, nothing symmetric or zero, h(0) and
 * the biases included, so that a lost term, a transpose or a late index shows.
 */
import type { Vec } from '../../lib/linear';

export const theta = {
  U: [
    [0.7, -0.4, 0.2],
    [-0.6, 0.5, 0.9],
    [0.3, 0.8, -0.5],
    [-0.2, -0.7, 0.6],
  ],
  W: [
    [0.5, -0.8, 0.3, 0.6],
    [0.9, 0.2, -0.7, -0.4],
    [-0.3, 0.7, 0.4, 0.8],
    [0.2, -0.5, 0.9, -0.6],
  ],
  V: [
    [0.8, -0.5, 0.3, 0.6],
    [-0.9, 0.4, 0.7, -0.2],
    [0.5, 0.9, -0.6, 0.3],
    [-0.4, 0.2, 0.8, -0.7],
    [0.6, -0.3, -0.8, 0.9],
  ],
  b: [0.3, -0.5, 0.2, 0.4],
  c: [-0.2, 0.6, 0.1, -0.4, 0.5],
};
export const h0: Vec = [0.6, -0.3, 0.4, -0.7];
export const xs: Vec[] = [
  [0.9, -0.6, 0.4],
  [-0.3, 0.8, 0.7],
  [0.5, 0.2, -0.9],
  [-0.7, -0.4, 0.6],
];
export const labels = [4, 0, 2, 1];
