import { lusolve } from 'mathjs';
import {
  add,
  dot,
  identity,
  type Mat,
  matmul,
  outer,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../linear';
import { type Affine, affine } from './affine';

/** How wrong the parameters are on a trajectory, and the way uphill. */
export interface Gradient {
  /** L = (1/τ) Σₜ |s(t+1) − ŝ(t+1)|² */
  loss: number;
  /** ∂L/∂W, [D, D] */
  dW: Mat;
  /** ∂L/∂b, [D] */
  db: Vec;
}

/**
 * The loss of [W, b] as a one-step forecast of a trajectory s(0), …, s(τ), and its gradient.
 * Slides 004. Throws when there is no step to learn from.
 */
export function lossAndGradient({ W, b }: Affine, states: Vec[]): Gradient {
  const tau = states.length - 1;
  if (tau < 1) {
    throw new RangeError(`lossAndGradient: expected two states or more, got ${states.length}`);
  }
  const f = affine({ W, b });
  let loss = 0;
  let dW = W.map((row) => row.map(() => 0)); // [D, D]
  let db = b.map(() => 0); // [D]
  for (let t = 0; t < tau; t++) {
    // e = ŝ(t+1) − s(t+1)
    const e = subtract(f(states[t]), states[t + 1]); // [D]
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

/** Where learning stands. */
export interface Learning extends Gradient {
  /** the number of updates made so far */
  step: number;
  /** the parameters after them */
  theta: Affine;
}

/**
 * Learns θ = [W, b] from a trajectory by gradient descent, θ ← θ − η ∂L/∂θ. It yields where it
 * stands before every update and once after the last: `steps` + 1 times. Throws when there is no
 * step to learn from.
 */
export function* learn(
  start: Affine,
  states: Vec[],
  { rate, steps }: { rate: number; steps: number },
): Generator<Learning> {
  let theta = start;
  for (let step = 0; step <= steps; step++) {
    const { loss, dW, db } = lossAndGradient(theta, states);
    yield { step, theta, loss, dW, db };
    theta = {
      W: theta.W.map((row, i) => subtract(row, scale(rate, dW[i]))), // W ← W − η dW
      b: subtract(theta.b, scale(rate, db)), // b ← b − η db
    };
  }
}

/**
 * The [W, b] with the least loss on a trajectory, in one go: the rows of [W, b] solve the normal
 * equations Σ z zᵀ row = Σ z s(t+1)ᵢ, with z = (s(t), 1). Its loss is the floor of gradient descent.
 * Throws, as mathjs does, when the states don't determine it.
 */
export function leastSquares(states: Vec[]): Affine {
  const z = extended(states); // [τ, D + 1]
  const normal = matmul(transpose(z), z); // [D + 1, D + 1]
  const right = matmul(transpose(z), states.slice(1)); // [D + 1, D]
  const rows = right[0].map((_, i) =>
    (
      lusolve(
        normal,
        right.map((row) => row[i]),
      ) as number[][]
    ).map(([w]) => w),
  );
  return { W: rows.map((row) => row.slice(0, -1)), b: rows.map((row) => row[row.length - 1]) };
}

/**
 * What an update does to the distance of each row of [W, b] from the best one: it multiplies it by
 * I − η A, with A = (2/τ) Σ z zᵀ and z = (s(t), 1). [D + 1, D + 1]
 */
export function updateMatrix(states: Vec[], rate: number): Mat {
  const z = extended(states);
  const A = matmul(transpose(z), z).map((row) => scale(2 / z.length, row));
  return identity(A.length).map((row, i) => subtract(row, scale(rate, A[i])));
}

/** z(t) = (s(t), 1) for every state that has a next one. */
function extended(states: Vec[]): Mat {
  return states.slice(0, -1).map((s) => [...s, 1]);
}
