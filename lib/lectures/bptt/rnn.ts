import { add, type Mat, multiply, type Vec } from '../../linear';
import type { StepLoss } from '../../losses';

/** The parameters of RNN (A): D inputs, H hidden units, K outputs. Slides 002. */
export interface Rnn {
  U: Mat; // [H, D]
  W: Mat; // [H, H]
  V: Mat; // [K, H]
  b: Vec; // [H]
  c: Vec; // [K]
}

/** A network, one sequence for it, and what its answers cost: all that a gradient depends on. */
export interface Example {
  theta: Rnn;
  h0: Vec; // h(0), [H]
  xs: Vec[]; // x(1) … x(τ), [D] each; x(t) is xs[t − 1]
  ys: Vec[]; // the targets y(1) … y(τ), [K] each
  loss: StepLoss;
}

/** What the forward pass computes, each list with its index t: h[0] is h(0), a[0] and o[0] are empty. */
export interface Run {
  a: Vec[]; // [H] each
  h: Vec[]; // [H] each
  o: Vec[]; // [K] each
}

/** Something added to a(t), h(t) or o(t) on the way: zeros change nothing. */
export interface Nudge {
  at: 'a' | 'h' | 'o';
  t: number;
  by: Vec;
}

/** Equation (6) of slides 002, step by step. */
export function run({ theta, h0, xs }: Example, nudge?: Nudge): Run {
  const { U, W, V, b, c } = theta;
  const [a, h, o]: Vec[][] = [[[]], [h0], [[]]];
  const nudged = (at: Nudge['at'], t: number, v: Vec) =>
    nudge && nudge.at === at && nudge.t === t ? add(v, nudge.by) : v;
  for (let t = 1; t <= xs.length; t++) {
    // a(t) = b + W h(t−1) + U x(t)
    a[t] = nudged('a', t, add(add(b, multiply(W, h[t - 1])), multiply(U, xs[t - 1]))); // [H]
    // h(t) = tanh a(t)
    h[t] = nudged('h', t, a[t].map(Math.tanh)); // [H]
    // o(t) = c + V h(t)
    o[t] = nudged('o', t, add(c, multiply(V, h[t]))); // [K]
  }
  return { a, h, o };
}

/** Equation (7) of slides 002: L = Σₜ L(t). */
export function totalLoss(example: Example, nudge?: Nudge): number {
  const { o } = run(example, nudge);
  return example.ys.reduce((sum, y, i) => sum + example.loss.of(o[i + 1], y), 0);
}
