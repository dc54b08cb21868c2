import { add, type Mat, multiply, outer, scale, transpose, type Vec } from '../../linear';
import { type Example, type Rnn, run } from './rnn';

/** The gradients of the loss by all that the network is made of. */
export interface Gradients {
  dU: Mat; // [H, D]
  dW: Mat; // [H, H]
  dV: Mat; // [K, H]
  db: Vec; // [H]
  dc: Vec; // [K]
  dh0: Vec; // [H]
}

/** What one step adds to the gradients of the parameters. */
type Terms = Omit<Gradients, 'dh0'>;

/** The gradients, and what was found on the way at every step: dA[t] is da(t). */
export interface Pass extends Gradients {
  dO: Vec[]; // [K] each
  dH: Vec[]; // [H] each
  dA: Vec[]; // [H] each
}

/** All that a line of the derivation may read at step t; every list has the index t. */
export interface Moment {
  t: number;
  tau: number;
  theta: Rnn;
  x: Vec[]; // 1 … τ
  a: Vec[]; // 1 … τ
  h: Vec[]; // 0 … τ
  o: Vec[]; // 1 … τ
  y: Vec[]; // 1 … τ
  scoreGradient: (o: Vec, y: Vec) => Vec; // ∂L(t)/∂o(t)
  dO: Vec[]; // 1 … τ
  dH: Vec[]; // zeros where it isn't known yet, and at τ + 1: nothing comes back from there
  dA: Vec[]; // likewise
}

/** The lines of the derivation in lecture 04. A wrong backward pass is one with other lines. */
export interface Lines {
  /** The order in which the steps are visited. */
  order(tau: number): number[];
  dO(now: Moment): Vec; // [K]
  /** What the step after t sends back to h(t). */
  later(now: Moment): Vec; // [H]
  dH(now: Moment, later: Vec): Vec; // [H]
  dA(now: Moment, later: Vec): Vec; // [H]
  /** What step t adds to each gradient. */
  dU(now: Moment): Mat; // [H, D]
  dW(now: Moment): Mat; // [H, H]
  dV(now: Moment): Mat; // [K, H]
  db(now: Moment): Vec; // [H]
  dc(now: Moment): Vec; // [K]
}

/** The chain rule, line by line. */
export const chainRule: Lines = {
  order: (tau) => Array.from({ length: tau }, (_, i) => tau - i), // τ, …, 1
  // do(t) = ŷ(t) − y(t), where the loss is the cross-entropy
  dO: ({ t, o, y, scoreGradient }) => scoreGradient(o[t], y[t]), // [K]
  // Wᵀ da(t+1)
  later: ({ t, theta, dA }) => multiply(transpose(theta.W), dA[t + 1]), // [H]
  // dh(t) = Vᵀ do(t) + Wᵀ da(t+1)
  dH: ({ t, theta, dO }, later) => add(multiply(transpose(theta.V), dO[t]), later), // [H]
  // da(t) = (1 − h(t)²) ⊙ dh(t)
  dA: ({ t, h, dH }) => h[t].map((hi, i) => (1 - hi * hi) * dH[t][i]), // [H]
  // dU = Σₜ da(t) x(t)ᵀ
  dU: ({ t, dA, x }) => outer(dA[t], x[t]), // [H, D]
  // dW = Σₜ da(t) h(t−1)ᵀ
  dW: ({ t, dA, h }) => outer(dA[t], h[t - 1]), // [H, H]
  // dV = Σₜ do(t) h(t)ᵀ
  dV: ({ t, dO, h }) => outer(dO[t], h[t]), // [K, H]
  // db = Σₜ da(t)
  db: ({ t, dA }) => dA[t], // [H]
  // dc = Σₜ do(t)
  dc: ({ t, dO }) => dO[t], // [K]
};

/**
 * Backpropagation through time for RNN (A) on one sequence, as lecture 04 derives it; the engine's
 * RnnA computes the same for batches, fast. `lines` may replace lines by others: by wrong ones, to
 * see whether a check finds them. Throws a RangeError when the sequence is empty.
 */
export function backward(example: Example, lines: Lines = chainRule): Pass {
  const now = begin(example, lines);
  const terms: Terms[] = [];
  for (const t of lines.order(now.tau)) {
    now.t = t;
    const later = lines.later(now);
    now.dH[t] = lines.dH(now, later);
    now.dA[t] = lines.dA(now, later);
    const { dU, dW, dV, db, dc } = lines;
    terms.push({ dU: dU(now), dW: dW(now), dV: dV(now), db: db(now), dc: dc(now) });
  }
  now.t = 0;
  // dh(0) = Wᵀ da(1): there is no o(0)
  const dh0 = lines.later(now); // [H]
  const { dO, dH, dA } = now;
  return { ...sum(terms), dh0, dO, dH, dA };
}

/** The chain rule where step t alone has a loss: what comes back from L(t). */
export function lossOnlyAt(step: number): Lines {
  return {
    ...chainRule,
    dO: (now) => scale(now.t === step ? 1 : 0, chainRule.dO(now)), // [K]
  };
}

/** Everything that is known before the first step back. */
function begin(example: Example, lines: Lines): Moment {
  const { theta, xs, ys, loss } = example;
  const tau = xs.length;
  if (tau < 1) throw new RangeError('backward: the sequence has no steps, expected one or more.');
  const zeros = () => Array.from({ length: tau + 2 }, () => theta.b.map(() => 0)); // [H] each
  const now: Moment = {
    t: tau,
    tau,
    theta,
    x: [[], ...xs],
    y: [[], ...ys],
    ...run(example),
    scoreGradient: loss.gradient,
    dO: [[]],
    dH: zeros(),
    dA: zeros(),
  };
  for (let t = 1; t <= tau; t++) now.dO[t] = lines.dO({ ...now, t });
  return now;
}

function sum(terms: Terms[]): Terms {
  return terms.reduce((all, term) => ({
    dU: addMat(all.dU, term.dU),
    dW: addMat(all.dW, term.dW),
    dV: addMat(all.dV, term.dV),
    db: add(all.db, term.db),
    dc: add(all.dc, term.dc),
  }));
}

function addMat(A: Mat, B: Mat): Mat {
  return A.map((row, i) => add(row, B[i]));
}
