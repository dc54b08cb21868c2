import type { Matrix } from '../matrix/matrix';
import { isMatrix, isShape, type Matrices, type Shape, type Shapes } from '../matrix/tree';

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
