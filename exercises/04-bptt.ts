/**
 * Exercises of lecture 04, backpropagation through time.
 *
 * Replace each `return notWritten(…)` by your own code, save, and run the lecture's grade cell (or
 * `npm run check 04` in a terminal). Do them in order: each one leans on those before it.
 *
 * `add`, `multiply`, `transpose`, `outer` and their friends are in lib/linear.ts; that file is all
 * you need to import. Add to the list below what else you use. None of your functions may change what it is given: make new lists.
 *
 * Sizes are 1 or more, and so is τ. All numbers are finite.
 *
 * Where things stand in a list over time: hs begins with h(0), so h(t) is hs[t]; everything else
 * begins with step 1, so x(t) is xs[t − 1], and o(t) and the label of step t likewise.
 */
import { notWritten } from '../lib/exercise';
import { add, type Mat, multiply, outer, transpose, type Vec } from '../lib/linear';

const slug = '04-bptt';

/** The parameters of RNN (A): D inputs, H hidden units, K outputs. */
export interface Rnn {
  U: Mat; // [H, D]
  W: Mat; // [H, H]
  V: Mat; // [K, H]
  b: Vec; // [H]
  c: Vec; // [K]
}

/** The gradients of the loss by each of them. */
export interface Gradients {
  dU: Mat; // [H, D]
  dW: Mat; // [H, H]
  dV: Mat; // [K, H]
  db: Vec; // [H]
  dc: Vec; // [K]
}

/**
 * 1 · Where everything begins: do(t) = ŷ(t) − y(t), the gradient of −log ŷ_label by the scores, with
 * ŷ = softmax o. Right for scores of 1000 too.
 *
 * o: [K], numbers of any size and sign; label: a whole number 0 … K − 1. Returns [K].
 */
export function scoreGradient(o: Vec, label: number): Vec {
  return notWritten(slug, 'scoreGradient');
}

/**
 * 2 · One step back. `dO` is do(t); `later` is what the step after sends back to h(t), which is
 * Wᵀ da(t+1), or zeros at the last step.
 *
 * hPrev: h(t−1) [H]; x: x(t) [D]; h: h(t) [H]; dO: [K]; later: [H].
 * Returns da(t) [H], what this step adds to the five gradients, and what it sends back to h(t−1):
 * dhPrev = Wᵀ da(t) [H].
 */
export function backwardStep(
  theta: Rnn,
  hPrev: Vec,
  x: Vec,
  h: Vec,
  dO: Vec,
  later: Vec,
): Gradients & { da: Vec; dhPrev: Vec } {
  return notWritten(slug, 'backwardStep');
}

/**
 * 3 · Backpropagation through time, in full: the gradients of L = Σₜ −log ŷ(t)_label(t), from what the
 * forward pass has left.
 *
 * hs: h(0) … h(τ), τ + 1 vectors [H]; xs: τ vectors [D]; os: τ vectors [K]; labels: τ whole numbers.
 * Returns the five gradients, as they are, however large, and dh0 [H].
 */
export function backward(
  theta: Rnn,
  hs: Vec[],
  xs: Vec[],
  os: Vec[],
  labels: number[],
): Gradients & { dh0: Vec } {
  return notWritten(slug, 'backward');
}

/**
 * 4 · The same when the network answers once, after the last step: L = −log ŷ(τ)_label, and V and c
 * are used at t = τ only. (This is RNN (C) of slides 002.)
 *
 * hs: τ + 1 vectors [H]; xs: τ vectors [D]; o: o(τ) [K]; label: a whole number.
 * Returns the five gradients, and dh0 [H].
 */
export function backwardLast(
  theta: Rnn,
  hs: Vec[],
  xs: Vec[],
  o: Vec,
  label: number,
): Gradients & { dh0: Vec } {
  return notWritten(slug, 'backwardLast');
}

/**
 * 5 · How a later state follows an earlier one: the matrix with dh(t)ᵢ / dh(k)ⱼ in row i, column j,
 * for 0 ≤ k ≤ t ≤ τ. Between k and t the inputs stay as they are.
 *
 * W: [H, H]; hs: h(0) … h(τ). Returns [H, H], also for k = t.
 */
export function stateJacobian(W: Mat, hs: Vec[], t: number, k: number): Mat {
  return notWritten(slug, 'stateJacobian');
}

/**
 * 6 · A gradient check. The central differences (L(p + ε) − L(p − ε)) / 2ε, one number of p at a time,
 * and how far the gradient `dp` is from them: the largest |aᵢ − nᵢ| / max(|aᵢ|, |nᵢ|) over all i, where
 * a is dp and n the differences. Where both are 0 that error is 0. (The lecture's relativeError has a
 * floor for entries that are tiny beside the largest: it divides by a thousandth of that at least.
 * This one has none.)
 *
 * loss: from a vector to a number; p, dp: vectors of one length, 1 or more; epsilon: above 0. Numbers
 * of p and dp may be 0. Returns { numeric, error }: a vector and a number.
 */
export function check(
  loss: (p: Vec) => number,
  p: Vec,
  dp: Vec,
  epsilon: number,
): { numeric: Vec; error: number } {
  return notWritten(slug, 'check');
}

/**
 * 7 · One step of gradient descent with its gradients clipped by their norm. ‖g‖ is the length of all
 * five gradients taken as one long vector; where it is above `limit`, all of them are multiplied by
 * limit / ‖g‖. Then θ ← θ − η g.
 *
 * gradients: the five, and perhaps others beside them (dh0, as backward returns it), which do not
 * count; limit, eta: above 0. A gradient may be 0 as a whole. Returns new parameters.
 */
export function clippedUpdate(theta: Rnn, gradients: Gradients, limit: number, eta: number): Rnn {
  return notWritten(slug, 'clippedUpdate');
}
