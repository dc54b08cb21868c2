import { engine } from '../matrix/engine';
import { Matrix } from '../matrix/matrix';
import { Unrolled } from './unrolled';

/**
 * Gates stand on top of one another in one matrix, [gates · H, n], so that one product serves them
 * all; to be computed with, each is taken out as a matrix [H, n] of its own.
 */

/** Gate i of the stack, [H, n]: as a new matrix, or in `part`. */
export function gate(
  stack: Matrix,
  i: number,
  H: number,
  part = Matrix.empty(H, stack.cols),
): Matrix {
  const from = stack.place + i * H;
  const to = part.placeToChange;
  for (let j = 0; j < stack.cols; j++) {
    engine.kernels.copy(H, from + j * stack.rows, to + j * H);
  }
  return part;
}

/** Gate i of the stack at every step. */
export function gateOver(stack: Unrolled, i: number, H: number): Unrolled {
  return new Unrolled(gate(stack.all, i, H), stack.time);
}

/** Puts gates [H, n] on top of one another into the stack [gates · H, n]. */
export function putGates(stack: Matrix, gates: readonly Matrix[]): void {
  gates.forEach((part, i) => {
    const H = part.rows;
    const from = part.place;
    const to = stack.placeToChange + i * H;
    for (let j = 0; j < stack.cols; j++) {
      engine.kernels.copy(H, from + j * H, to + j * stack.rows);
    }
  });
}
