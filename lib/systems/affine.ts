import { add, identity, type Mat, matmul, multiply, type Vec } from '../linear';
import { countSteps, type Step } from './trajectory';

/** The parameters θ = [W, b] of an affine system s(t+1) = W s(t) + b. Slides 004. */
export interface Affine {
  /** [D, D] */
  W: Mat;
  /** [D] */
  b: Vec;
}

/** The rule f(s) = W s + b. It throws when s, W and b do not fit each other. */
export function affine({ W, b }: Affine): Step<Vec> {
  return (s) => add(multiply(W, s), b); // [D]
}

/**
 * Many steps of an affine system as one: the W̃ and b̃ with s(t+k) = W̃ s(t) + b̃ for every s(t).
 * After two steps W̃ = W W and b̃ = W b + b (slides 004); in general
 *
 *     W̃ = Wᵏ,   b̃ = (Wᵏ⁻¹ + … + W + I) b.
 *
 * Throws when k is not a whole number ≥ 0.
 */
export function unrollAffine({ W, b }: Affine, k: number): Affine {
  countSteps('unrollAffine', k);
  let far: Affine = { W: identity(b.length), b: b.map(() => 0) }; // no step: s ↦ I s + 0
  for (let step = 0; step < k; step++) {
    // W (W̃ s + b̃) + b = (W W̃) s + (W b̃ + b)
    far = { W: matmul(W, far.W), b: add(multiply(W, far.b), b) };
  }
  return far;
}
