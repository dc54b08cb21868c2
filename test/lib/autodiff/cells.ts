import { sigmoid, tanh } from '../../../lib/autodiff/activation';
import { addColumn, hadamard, minus, plus, times } from '../../../lib/autodiff/arithmetic';
import type { Gradient } from '../../../lib/autodiff/backward';
import { columns, rows } from '../../../lib/autodiff/columns';
import { type Leaves, leavesOf } from '../../../lib/autodiff/leaves';
import type { Node } from '../../../lib/autodiff/node';
import type { Activation } from '../../../lib/matrix/activation';
import { Matrix } from '../../../lib/matrix/matrix';
import type { State } from '../../../lib/matrix/tree';
import type { GruParameters } from '../../../lib/rnn/gru';
import type { Gru2014Parameters } from '../../../lib/rnn/gru-2014';
import type { LstmParameters } from '../../../lib/rnn/lstm';
import type { SimpleParameters } from '../../../lib/rnn/simple-recurrence';
import { activations, affine } from './agreement';

/** The state at one step: of the LSTM h and c, of all others h. */
export type CellState = { h: Node; c?: Node };

/** One step of a recurrence, from the state before it and x(t) [D, n]. */
export type Cell = (previous: CellState, x: Node) => CellState;

/** h = g(b + W h(t−1) + U x(t)) */
export function simpleCell({ U, W, b }: Leaves<SimpleParameters>, g: Activation): Cell {
  return ({ h }, x) => ({ h: activations[g](affine(b, [W, h], [U, x])) });
}

/** PyTorch's GRU, gate by gate. */
export function gruCell({ U, W, b, d }: Leaves<GruParameters>): Cell {
  const H = W.cols;
  const [r, z, n] = [0, 1, 2].map((i) => {
    const [Ui, Wi, bi, di] = [U, W, b, d].map((M) => rows(M, i * H, H));
    return {
      fromInput: (x: Node) => addColumn(times(Ui, x), bi),
      fromState: (h: Node) => addColumn(times(Wi, h), di),
    };
  });
  return ({ h }, x) => {
    const read = sigmoid(plus(r.fromInput(x), r.fromState(h)));
    const keep = sigmoid(plus(z.fromInput(x), z.fromState(h)));
    const candidate = tanh(plus(n.fromInput(x), hadamard(read, n.fromState(h))));
    // (1 − z) ⊙ n + z ⊙ h
    return { h: plus(minus(candidate, hadamard(keep, candidate)), hadamard(keep, h)) };
  };
}

/** The GRU of 2014, gate by gate: r before the product. */
export function gru2014Cell({ U, W, b }: Leaves<Gru2014Parameters>): Cell {
  const H = W.cols;
  const [r, z, n] = [0, 1, 2].map((i) => {
    const [Ui, Wi, bi] = [U, W, b].map((M) => rows(M, i * H, H));
    return (h: Node, x: Node) => affine(bi, [Wi, h], [Ui, x]);
  });
  return ({ h }, x) => {
    const keep = sigmoid(z(h, x));
    const candidate = tanh(n(hadamard(sigmoid(r(h, x)), h), x));
    // (1 − z) ⊙ n + z ⊙ h
    return { h: plus(minus(candidate, hadamard(keep, candidate)), hadamard(keep, h)) };
  };
}

/** PyTorch's LSTM, gate by gate. */
export function lstmCell({ U, W, b }: Leaves<LstmParameters>): Cell {
  const H = W.cols;
  const [input, forget, candidate, output] = [0, 1, 2, 3].map((i) => {
    const [Ui, Wi, bi] = [U, W, b].map((M) => rows(M, i * H, H));
    return (h: Node, x: Node) => affine(bi, [Wi, h], [Ui, x]);
  });
  return ({ h, c }, x) => {
    const kept = hadamard(sigmoid(forget(h, x)), c as Node);
    const written = hadamard(sigmoid(input(h, x)), tanh(candidate(h, x)));
    const cell = plus(kept, written);
    return { h: hadamard(sigmoid(output(h, x)), tanh(cell)), c: cell };
  };
}

/** The states of one sequence after each of its steps. */
export function run(cell: Cell, initial: CellState, xs: readonly Node[]): CellState[] {
  const states: CellState[] = [];
  for (const x of xs) states.push(cell(states[states.length - 1] ?? initial, x));
  return states;
}

/** A state of the engine as a record: one matrix is h. */
export function inRecord(state: State): Record<string, Matrix> {
  return (state instanceof Matrix ? { h: state } : state) as Record<string, Matrix>;
}

/** A node for every matrix of a state, [H, N]. */
export function stateLeaves(state: State): CellState {
  return leavesOf(inRecord(state)) as CellState;
}

/** The graph's gradient by every matrix of a state. */
export function stateGradients(start: CellState, d: Gradient): Record<string, Matrix> {
  return Object.fromEntries(Object.entries(start).map(([name, node]) => [name, d(node)]));
}

/** Sequence i of a state. */
export function sequenceOf({ h, c }: CellState, i: number): CellState {
  const part = { h: columns(h, i, 1) };
  return c ? { ...part, c: columns(c, i, 1) } : part;
}
