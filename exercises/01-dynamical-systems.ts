/**
 * Exercises of lecture 01, dynamical systems.
 *
 * Replace each `return notWritten(…)` by your own code, save, and run the lecture's grade cell (or
 * `npm run check 01` in a terminal). Do them in order: each one leans on those before it.
 *
 * Vectors are lists of numbers, [s₁, s₂, …]; matrices are lists of rows, [[w₁₁, w₁₂], [w₂₁, w₂₂]].
 * `add`, `multiply` and their friends are in lib/linear.ts; that file is all you need to import. Add
 * to the list below what you use of it. What a function is given must be as it was when it returns.
 */
import { notWritten } from '../lib/exercise';
import { add, type Mat, multiply, type Vec } from '../lib/linear';

const slug = '01-dynamical-systems';

/**
 * 1 · The next state of an affine system, s(t+1) = W s(t) + b.
 *
 * W: [D, D], b: [D], s: [D], with D ≥ 1. Returns [D], a new list.
 */
export function nextState(W: Mat, b: Vec, s: Vec): Vec {
  return notWritten(slug, 'nextState');
}

/**
 * 2 · The states s(0), s(1), …, s(τ) of a system s(t) = f(s(t−1)): a list of τ + 1 states.
 *
 * f gives the next state. A state may be anything: a number (0 is one), a vector, a word; and it may
 * come again. tau = 0, 1, 2, …; for 0 the list is [s(0)].
 */
export function unroll<S>(f: (s: S) => S, s0: S, tau: number): S[] {
  return notWritten(slug, 'unroll');
}

/**
 * 3 · The same with an external signal, s(t) = f(s(t−1), x(t)): a list of τ + 1 states.
 *
 * xs holds x(1), x(2), …, x(τ), so that x(1) is xs[0]. States and signals may be anything, 0 included;
 * without any signal the list is [s(0)].
 */
export function drive<S, X>(f: (sPrev: S, x: X) => S, s0: S, xs: X[]): S[] {
  return notWritten(slug, 'drive');
}

/**
 * 4 · Many steps of an affine system as one: the W̃ and b̃ with s(t+k) = W̃ s(t) + b̃.
 *
 * W: [D, D], with any eigenvalues; b: [D]; k = 0, 1, 2, … Returns { W, b }: W̃: [D, D] and b̃: [D].
 */
export function compose(W: Mat, b: Vec, k: number): { W: Mat; b: Vec } {
  return notWritten(slug, 'compose');
}

/**
 * 5 · The spectral radius of a 2 × 2 matrix, ρ(W) = max |λ|: the largest distance of an eigenvalue
 * from 0. The eigenvalues solve λ² − (w₁₁ + w₂₂) λ + (w₁₁ w₂₂ − w₁₂ w₂₁) = 0; they may be complex.
 *
 * W: [2, 2]; the two eigenvalues may be equal. Returns a number.
 */
export function spectralRadius(W: Mat): number {
  return notWritten(slug, 'spectralRadius');
}

/**
 * 6 · How wrong [W, b] is on a trajectory s(0), …, s(τ), and the gradient that learning needs:
 *
 *     L = (1/τ) Σₜ |W s(t) + b − s(t+1)|²,  summed over t = 0, …, τ − 1.
 *
 * W: [D, D], b: [D], states: τ + 1 vectors [D], so τ is states.length - 1; τ ≥ 1.
 * Returns { loss, dW, db }: L, ∂L/∂W: [D, D] and ∂L/∂b: [D].
 */
export function gradient(W: Mat, b: Vec, states: Vec[]): { loss: number; dW: Mat; db: Vec } {
  return notWritten(slug, 'gradient');
}
