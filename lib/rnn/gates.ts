import { engine } from '../matrix/engine';
import { Matrix } from '../matrix/matrix';
import { Unrolled } from './unrolled';

/**
 * Gates stand on top of one another in one matrix, [gates · H, n], so that one product serves them
 * all; to be computed with, each is taken out as a matrix [H, n] of its own.
 */

/** Gate i of the stack, [H, n]: as a new matrix, or in `part`. */
export function gate(stack: Matrix, i: number, H: number, part?: Matrix): Matrix {
  return rowsOf(stack, i * H, H, part);
}

/** The count rows from `first` on, moved: as a new matrix, or in `part`. */
export function rowsOf(
  stack: Matrix,
  first: number,
  count: number,
  part = Matrix.empty(count, stack.cols),
): Matrix {
  const from = stack.place + first;
  const to = part.placeToChange;
  for (let j = 0; j < stack.cols; j++) {
    engine.kernels.copy(count, from + j * stack.rows, to + j * count);
  }
  return part;
}

/** Gate i of the stack at every step. */
export function gateOver(stack: Unrolled, i: number, H: number): Unrolled {
  return new Unrolled(gate(stack.all, i, H), stack.time);
}

/** Puts matrices [H, n], each with an H of its own, on top of one another into the stack. */
export function putGates(stack: Matrix, gates: readonly Matrix[]): void {
  let above = 0;
  for (const part of gates) {
    const H = part.rows;
    const from = part.place;
    const to = stack.placeToChange + above;
    for (let j = 0; j < stack.cols; j++) {
      engine.kernels.copy(H, from + j * H, to + j * stack.rows);
    }
    above += H;
  }
}
