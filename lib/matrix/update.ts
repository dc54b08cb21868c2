/**
 * One step of an optimizer for one parameter θ with gradient dTheta. What an optimizer remembers
 * (v, s, m) are matrices of θ's shape that begin as zeros. The formulas are PyTorch's, unless said.
 */

import { engine } from './engine';
import { expectMatrix } from './grid';
import type { Matrix } from './matrix';
import { expectShape } from './shape';

/** θ = θ − rate dθ */
export function sgd(theta: Matrix, dTheta: Matrix, rate: number): void {
  expectRate('sgd', rate);
  theta.addScaled(-rate, dTheta);
}

/** v = μ v + dθ, θ = θ − rate v */
export function momentum(theta: Matrix, dTheta: Matrix, v: Matrix, rate: number, mu: number): void {
  expectAlike('momentum', theta, dTheta, 'v', v);
  expectRate('momentum', rate);
  const [d, to, at] = [dTheta.place, v.placeToChange, theta.placeToChange];
  engine.kernels.momentum(theta.size, rate, mu, d, to, at);
}

/**
 * s = s + dθ², θ = θ − rate dθ / (√s + ε), or with ε `inRoot` rate dθ / √(s + ε), as in Karpathy's
 * character RNN. Throws unless ε > 0, since s may be 0.
 */
export function adagrad(
  theta: Matrix,
  dTheta: Matrix,
  s: Matrix,
  rate: number,
  epsilon = 1e-10,
  inRoot = false,
): void {
  expectAlike('adagrad', theta, dTheta, 's', s);
  expectRate('adagrad', rate);
  if (!(epsilon > 0)) throw new RangeError(`adagrad: epsilon is ${epsilon}, expected above 0.`);
  const { adagrad, adagradInRoot } = engine.kernels;
  const kernel = inRoot ? adagradInRoot : adagrad;
  kernel(theta.size, rate, epsilon, dTheta.place, s.placeToChange, theta.placeToChange);
}

/** The k-th step (1, 2, …) of Adam, with its constants. */
export interface AdamStep {
  rate: number;
  k: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

/**
 * m = β₁ m + (1 − β₁) dθ, v = β₂ v + (1 − β₂) dθ²,
 * θ = θ − rate m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵏ) and v̂ = v / (1 − β₂ᵏ).
 */
export function adam(theta: Matrix, dTheta: Matrix, m: Matrix, v: Matrix, step: AdamStep): void {
  expectAlike('adam', theta, dTheta, 'm', m);
  expectShape('adam', 'v', v, theta.rows, theta.cols);
  const { rate, k, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = step;
  expectMatrix('adam', 'v', v);
  expectRate('adam', rate);
  if (!(Number.isInteger(k) && k >= 1)) {
    throw new RangeError(`adam: k is ${k}, expected the number of the step: 1, 2, …`);
  }
  engine.kernels.adam(
    theta.size,
    rate / (1 - beta1 ** k),
    beta1,
    beta2,
    1 / Math.sqrt(1 - beta2 ** k),
    epsilon,
    dTheta.place,
    m.placeToChange,
    v.placeToChange,
    theta.placeToChange,
  );
}

function expectAlike(
  operation: string,
  theta: Matrix,
  dTheta: Matrix,
  name: string,
  remembered: Matrix,
): void {
  expectMatrix(operation, 'theta', theta);
  expectMatrix(operation, 'dTheta', dTheta);
  expectMatrix(operation, name, remembered);
  expectShape(operation, 'dTheta', dTheta, theta.rows, theta.cols);
  expectShape(operation, name, remembered, theta.rows, theta.cols);
}

function expectRate(operation: string, rate: number): void {
  if (!Number.isFinite(rate)) throw new RangeError(`${operation}: the rate is ${rate}.`);
}
