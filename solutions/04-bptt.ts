/** Solutions of lecture 04, backpropagation through time. */
import {
  add,
  identity,
  type Mat,
  matmul,
  multiply,
  outer,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../lib/linear';

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

/** 1 · Where everything begins. */
export function scoreGradient(o: Vec, label: number): Vec {
  const largest = Math.max(...o);
  const powers = o.map((ok) => Math.exp(ok - largest)); // [K]
  const total = powers.reduce((sum, power) => sum + power, 0);
  // do = ŷ − y
  return powers.map((power, k) => power / total - (k === label ? 1 : 0)); // [K]
}

/** 2 · One step back. */
export function backwardStep(
  theta: Rnn,
  hPrev: Vec,
  x: Vec,
  h: Vec,
  dO: Vec,
  later: Vec,
): Gradients & { da: Vec; dhPrev: Vec } {
  // dh(t) = Vᵀ do(t) + Wᵀ da(t+1)
  const dh = add(multiply(transpose(theta.V), dO), later); // [H]
  // da(t) = (1 − h(t)²) ⊙ dh(t)
  const da = dh.map((d, i) => (1 - h[i] * h[i]) * d); // [H]
  return {
    da,
    dU: outer(da, x), // [H, D]
    dW: outer(da, hPrev), // [H, H]
    dV: outer(dO, h), // [K, H]
    db: da, // [H]
    dc: dO, // [K]
    dhPrev: multiply(transpose(theta.W), da), // [H]
  };
}

/** 3 · Backpropagation through time, in full. */
export function backward(
  theta: Rnn,
  hs: Vec[],
  xs: Vec[],
  os: Vec[],
  labels: number[],
): Gradients & { dh0: Vec } {
  return through(
    theta,
    hs,
    xs,
    os.map((o, i) => scoreGradient(o, labels[i])),
  );
}

/** 4 · The same when the network answers once. */
export function backwardLast(
  theta: Rnn,
  hs: Vec[],
  xs: Vec[],
  o: Vec,
  label: number,
): Gradients & { dh0: Vec } {
  // before the last step no score has a loss: do(t) = 0
  const none = o.map(() => 0);
  const last = xs.length - 1;
  return through(
    theta,
    hs,
    xs,
    xs.map((_, i) => (i === last ? scoreGradient(o, label) : none)),
  );
}

/** From do(1) … do(τ) back to every parameter and to h(0). */
function through(theta: Rnn, hs: Vec[], xs: Vec[], dOs: Vec[]): Gradients & { dh0: Vec } {
  let sum: Gradients = {
    dU: theta.U.map((row) => row.map(() => 0)),
    dW: theta.W.map((row) => row.map(() => 0)),
    dV: theta.V.map((row) => row.map(() => 0)),
    db: theta.b.map(() => 0),
    dc: theta.c.map(() => 0),
  };
  let later = theta.b.map(() => 0); // nothing comes back to h(τ) from later steps
  for (let t = xs.length; t >= 1; t--) {
    const now = backwardStep(theta, hs[t - 1], xs[t - 1], hs[t], dOs[t - 1], later);
    sum = {
      dU: addMat(sum.dU, now.dU), // Σ da(t) x(t)ᵀ
      dW: addMat(sum.dW, now.dW), // Σ da(t) h(t−1)ᵀ
      dV: addMat(sum.dV, now.dV), // Σ do(t) h(t)ᵀ
      db: add(sum.db, now.db), // Σ da(t)
      dc: add(sum.dc, now.dc), // Σ do(t)
    };
    later = now.dhPrev;
  }
  return { ...sum, dh0: later };
}

function addMat(A: Mat, B: Mat): Mat {
  return A.map((row, i) => add(row, B[i]));
}

/** 5 · How a later state follows an earlier one. */
export function stateJacobian(W: Mat, hs: Vec[], t: number, k: number): Mat {
  let J = identity(W.length); // ∂h(k)/∂h(k)
  for (let s = k + 1; s <= t; s++) {
    // ∂h(s)/∂h(s−1) = diag(1 − h(s)²) W
    const step = W.map((row, i) => scale(1 - hs[s][i] ** 2, row)); // [H, H]
    // the chain rule puts the later factor on the left
    J = matmul(step, J);
  }
  return J;
}

/** 6 · A gradient check. */
export function check(
  loss: (p: Vec) => number,
  p: Vec,
  dp: Vec,
  epsilon: number,
): { numeric: Vec; error: number } {
  const numeric = p.map((_, i) => {
    const moved = (by: number) => loss(p.map((pj, j) => (j === i ? pj + by : pj)));
    // ∂L/∂pᵢ ≈ (L(pᵢ + ε) − L(pᵢ − ε)) / 2ε
    return (moved(epsilon) - moved(-epsilon)) / (2 * epsilon);
  });
  const errors = numeric.map((n, i) => {
    const size = Math.max(Math.abs(dp[i]), Math.abs(n));
    return size === 0 ? 0 : Math.abs(dp[i] - n) / size;
  });
  return { numeric, error: Math.max(0, ...errors) };
}

/** 7 · One step of gradient descent, clipped. */
export function clippedUpdate(theta: Rnn, gradients: Gradients, limit: number, eta: number): Rnn {
  const { dU, dW, dV, db, dc } = gradients;
  // ‖g‖ = √ Σ g², over every number of all five
  const numbers = [...dU.flat(), ...dW.flat(), ...dV.flat(), ...db, ...dc];
  const norm = Math.sqrt(numbers.reduce((sum, g) => sum + g * g, 0));
  // g ← g · min(1, limit / ‖g‖)
  const factor = norm > limit ? limit / norm : 1;
  // θ ← θ − η g
  const moved = (v: Vec, dv: Vec) => subtract(v, scale(eta * factor, dv));
  const movedMat = (M: Mat, dM: Mat) => M.map((row, i) => moved(row, dM[i]));
  return {
    U: movedMat(theta.U, dU),
    W: movedMat(theta.W, dW),
    V: movedMat(theta.V, dV),
    b: moved(theta.b, db),
    c: moved(theta.c, dc),
  };
}
