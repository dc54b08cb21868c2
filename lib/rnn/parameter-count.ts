import type { Matrix } from '../matrix/matrix';
import type { Matrices } from '../matrix/parameters';
import type { Shape, Shapes } from './shapes';

/**
 * How many numbers a network learns, from its parameters or from their shapes: the sum of
 * rows × columns over every matrix. 521 for the windowed series of slides 004.
 */
export function parameterCount(parameters: Matrices | Shapes): number {
  return Object.values(parameters).reduce((sum: number, part) => sum + countOf(part), 0);
}

function countOf(part: Matrix | Matrices | Shape | Shapes): number {
  if (isShape(part)) return part[0] * part[1];
  if (isMatrix(part)) return part.rows * part.cols;
  return parameterCount(part);
}

function isShape(part: Matrix | Matrices | Shape | Shapes): part is Shape {
  return Array.isArray(part);
}

function isMatrix(part: Matrix | Matrices | Shapes): part is Matrix {
  return typeof part.rows === 'number';
}
