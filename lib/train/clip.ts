import { type Matrices, named } from '../matrix/tree';

/** ‖g‖ = √ Σ g², over every number of every gradient. */
export function globalNorm(gradients: Matrices): number {
  let sum = 0;
  for (const [, dTheta] of named(gradients)) sum += dTheta.sumOfSquares();
  return Math.sqrt(sum);
}

/**
 * Shortens all gradients together to the length `limit` if they are longer, and keeps their
 * direction: g = g · min(1, limit / (‖g‖ + 10⁻⁶)), as PyTorch's clip_grad_norm_ has it. Returns
 * ‖g‖ as it was. Where that isn't finite nothing is changed, so that the culprit can be found.
 */
export function clipByNorm(gradients: Matrices, limit: number): number {
  expectLimit('clipByNorm', limit);
  const norm = globalNorm(gradients);
  const factor = limit / (norm + 1e-6);
  if (factor < 1 && Number.isFinite(norm)) {
    for (const [, dTheta] of named(gradients)) dTheta.scale(factor);
  }
  return norm;
}

/**
 * Holds every number of every gradient between −limit and limit, which may turn the direction.
 * Returns ‖g‖ as it was. Where that isn't finite nothing is changed.
 */
export function clipByValue(gradients: Matrices, limit: number): number {
  expectLimit('clipByValue', limit);
  const norm = globalNorm(gradients);
  if (Number.isFinite(norm)) {
    for (const [, dTheta] of named(gradients)) dTheta.clip(limit);
  }
  return norm;
}

function expectLimit(operation: string, limit: number): void {
  if (!(limit > 0)) throw new RangeError(`${operation}: the limit is ${limit}, expected above 0.`);
}
