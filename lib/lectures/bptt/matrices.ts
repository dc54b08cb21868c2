import type { Mat, Vec } from '../../linear';
import { Matrix } from '../../matrix/matrix';
import type { Gradients } from './backward';

export type GradientName = 'dU' | 'dW' | 'dV' | 'db' | 'dc' | 'dh0';

const gradientNames: GradientName[] = ['dU', 'dW', 'dV', 'db', 'dc', 'dh0'];

/** Gradients as the engine's matrices, under their names: for what compares and measures those. */
export function matrices(
  gradients: Gradients,
  names: readonly GradientName[] = gradientNames,
): Record<string, Matrix> {
  return Object.fromEntries(names.map((name) => [name, matrix(gradients[name])]));
}

/** A matrix, or a vector as a column. */
export function matrix(value: Mat | Vec): Matrix {
  return isMat(value) ? Matrix.from(value) : Matrix.column(value);
}

function isMat(value: Mat | Vec): value is Mat {
  return Array.isArray(value[0]);
}
