/**
 * Exercises of lecture 03, the U/V/W network.
 *
 * Replace each `return notWritten(…)` by your own code, save, and run the lecture's grade cell (or
 * `npm run check 03` in a terminal). Do them in order: `forward` leans on `step`, and `step` on
 * `softmax`.
 *
 * `add`, `multiply` and their friends are in lib/linear.ts; that file is all you need to import.
 * None of your functions may change what it is given. Lists over time count from 0: x(1) is xs[0].
 */
import { notWritten } from '../lib/exercise';
import { add, type Mat, multiply, type Vec } from '../lib/linear';

const slug = '03-uvw-rnn';

/** The parameters of the network: D inputs, H hidden units, K outputs. */
export interface Rnn {
  U: Mat; // [H, D]
  W: Mat; // [H, H]
  V: Mat; // [K, H]
  b: Vec; // [H]
  c: Vec; // [K]
}

/**
 * 1 · From scores to probabilities, ŷᵢ = e^oᵢ / Σⱼ e^oⱼ; right for scores of 1000 and of −1000 too.
 *
 * o: [K], one score or more. Returns [K].
 */
export function softmax(o: Vec): Vec {
  return notWritten(slug, 'softmax');
}

/**
 * 2 · One step of the network, equation (6) of slides 002:
 *
 *     a(t) = b + W h(t−1) + U x(t),  h(t) = tanh a(t),  o(t) = c + V h(t),  ŷ(t) = softmax o(t).
 *
 * hPrev: [H], x: [D]; the numbers may be large: tanh 400 is 1.
 * Returns { a, h, o, yHat }: [H], [H], [K], [K].
 */
export function step(theta: Rnn, hPrev: Vec, x: Vec): { a: Vec; h: Vec; o: Vec; yHat: Vec } {
  return notWritten(slug, 'step');
}

/**
 * 3 · The network on a sequence x(1), …, x(τ), from h(0) on.
 *
 * h0: [H], any numbers; xs: τ vectors [D], perhaps none. Returns { hs, os }: hs holds h(0), h(1),
 * …, h(τ), which is τ + 1 vectors [H], h(0) among them; os holds o(1), …, o(τ), which is τ
 * vectors [K].
 */
export function forward(theta: Rnn, h0: Vec, xs: Vec[]): { hs: Vec[]; os: Vec[] } {
  return notWritten(slug, 'forward');
}

/**
 * 4 · The loss of a sequence, equation (7): the sum over t of L(t) = −log of the probability that
 * softmax o(t) gives to the right class. Right even where that probability is too small for a
 * number to hold, as with the scores 1000 and 0.
 *
 * os: τ vectors [K]; labels: τ whole numbers 0 … K − 1, the right class at each step.
 * Returns a number, 0 where there is no step.
 */
export function loss(os: Vec[], labels: number[]): number {
  return notWritten(slug, 'loss');
}

/**
 * 5 · The U and W that stand in the one matrix Wˡ (slides 003) of [x(t), h(t−1)], the input on top:
 * Wˡ [x; h] = U x + W h.
 *
 * Wl: [H, D + H], with D and H from 1 on. Returns { U, W }: [H, D] and [H, H].
 */
export function unstack(Wl: Mat, D: number): { U: Mat; W: Mat } {
  return notWritten(slug, 'unstack');
}

/**
 * 6 · A series cut into windows, as slides 004 cut theirs: x(1) is its first `size` values, x(2) begins
 * one value later, and so on to the last `size` values. y(t) is the `horizon` values after x(t).
 *
 * series: any numbers, 0 among them; size and horizon: 1 or more, size at most series.length.
 * Returns { xs, ys }: all the windows, and the targets that are known in full. Of 8 values in
 * windows of 4 with a horizon of 1 there are five x and four y.
 */
export function windows(series: Vec, size: number, horizon: number): { xs: Vec[]; ys: Vec[] } {
  return notWritten(slug, 'windows');
}

/**
 * 7 · How many numbers the network learns: U, W, V, b and c, for D inputs, H hidden units and
 * K outputs, each 1 or more.
 */
export function countParameters(D: number, H: number, K: number): number {
  return notWritten(slug, 'countParameters');
}
