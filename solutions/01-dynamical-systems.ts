/** Solutions of lecture 01, dynamical systems. */
import {
  add,
  dot,
  identity,
  type Mat,
  matmul,
  multiply,
  outer,
  scale,
  subtract,
  type Vec,
} from '../lib/linear';

/** 1 · The next state of an affine system. */
export function nextState(W: Mat, b: Vec, s: Vec): Vec {
  // s(t+1) = W s(t) + b
  return add(multiply(W, s), b); // [D]
}

/** 2 · The states of a system left to itself. */
export function unroll<S>(f: (s: S) => S, s0: S, tau: number): S[] {
  const states = [s0];
  for (let t = 1; t <= tau; t++) {
    // s(t) = f(s(t−1))
    states.push(f(states[t - 1]));
  }
  return states; // [τ + 1]
}

/** 3 · The states of a system that hears a signal. */
export function drive<S, X>(f: (sPrev: S, x: X) => S, s0: S, xs: X[]): S[] {
  const states = [s0];
  for (const x of xs) {
    // s(t) = f(s(t−1), x(t))
    states.push(f(states[states.length - 1], x));
  }
  return states; // [τ + 1]
}

/** 4 · Many affine steps as one. */
export function compose(W: Mat, b: Vec, k: number): { W: Mat; b: Vec } {
  let far = { W: identity(b.length), b: b.map(() => 0) }; // no step changes nothing: I s + 0
  for (let step = 0; step < k; step++) {
    // W (W̃ s + b̃) + b = (W W̃) s + (W b̃ + b)
    far = { W: matmul(W, far.W), b: add(multiply(W, far.b), b) };
  }
  return far;
}

/** 5 · The spectral radius of a 2 × 2 matrix. */
export function spectralRadius(W: Mat): number {
  const trace = W[0][0] + W[1][1];
  const determinant = W[0][0] * W[1][1] - W[0][1] * W[1][0];
  const discriminant = trace ** 2 - 4 * determinant;
  // λ = a ± i b, and λ₁ λ₂ = a² + b² = |λ|² is the determinant
  if (discriminant < 0) return Math.sqrt(determinant);
  // λ = (trace ± √discriminant) / 2
  return (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}

/** 6 · The loss of [W, b] on a trajectory, and its gradient. */
export function gradient(W: Mat, b: Vec, states: Vec[]): { loss: number; dW: Mat; db: Vec } {
  const tau = states.length - 1;
  let loss = 0;
  let dW = W.map((row) => row.map(() => 0)); // [D, D]
  let db = b.map(() => 0); // [D]
  for (let t = 0; t < tau; t++) {
    // e = W s(t) + b − s(t+1)
    const e = subtract(nextState(W, b, states[t]), states[t + 1]); // [D]
    // L = (1/τ) Σₜ e·e
    loss += dot(e, e) / tau;
    // ∂L/∂b = (2/τ) Σₜ e
    const de = scale(2 / tau, e); // [D]
    db = add(db, de);
    // ∂L/∂W = (2/τ) Σₜ e s(t)ᵀ
    dW = outer(de, states[t]).map((row, i) => add(dW[i], row));
  }
  return { loss, dW, db };
}
