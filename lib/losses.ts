import { dot, scale, subtract, type Vec } from './linear';

/** What one step costs, L(t), from its scores o(t) and its target y(t), both [K]. */
export interface StepLoss {
  /** L(t) */
  of(o: Vec, y: Vec): number;
  /** do(t) = ∂L(t)/∂o(t), [K] */
  gradient(o: Vec, y: Vec): Vec;
}

/** L(t) = −Σₖ yₖ log ŷₖ with ŷ = softmax o; y is one-hot, or any shares that sum to 1. Slides 002. */
export const crossEntropy: StepLoss = {
  // −log ŷₖ = log Σⱼ e^oⱼ − oₖ
  of: (o, y) => logSum(o) - dot(y, o),
  // do = ŷ − y
  gradient: (o, y) => subtract(softmax(o), y), // [K]
};

/** L(t) = ‖o − y‖². */
export const squaredError: StepLoss = {
  of: (o, y) => dot(subtract(o, y), subtract(o, y)),
  // do = 2 (o − y)
  gradient: (o, y) => scale(2, subtract(o, y)), // [K]
};

/** ŷₖ = e^oₖ / Σⱼ e^oⱼ, [K]. */
export function softmax(o: Vec): Vec {
  const log = logSum(o);
  return o.map((ok) => Math.exp(ok - log)); // [K]
}

/** log Σⱼ e^oⱼ; the largest score stays out of the powers, which then can't overflow. */
function logSum(o: Vec): number {
  const largest = Math.max(...o);
  return largest + Math.log(o.reduce((sum, oj) => sum + Math.exp(oj - largest), 0));
}
