import { hadamard, sum } from '../../../lib/autodiff/arithmetic';
import type { Gradient } from '../../../lib/autodiff/backward';
import { input, type Node } from '../../../lib/autodiff/node';
import { Matrix } from '../../../lib/matrix/matrix';
import { Timeline } from '../../../lib/rnn/timeline';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { randomMatrix } from '../matrix/random';

/** A random quantity at every step of a batch: for the engine, and as a node for every step. */
export interface Sequences {
  readonly unrolled: Unrolled;
  /** nodes[i][t] is step t of sequence i, [rows, 1]. */
  readonly nodes: Node[][];
}

export const lengths = [2, 4, 1, 3];

export function randomSequences(rows: number, next: () => number, of = lengths): Sequences {
  const time = new Timeline(of);
  const unrolled = new Unrolled(randomMatrix(rows, time.columns, next), time);
  const nodes = of.map((_, i) =>
    time.columnsOf(i).map((column) => input(unrolled.all.columns(column, 1), 'x')),
  );
  return { unrolled, nodes };
}

/** The graph's gradient by every step, laid out as the engine's. */
export function gradientBySteps({ unrolled, nodes }: Sequences, d: Gradient): Matrix {
  const columns = unrolled.time.unroll(nodes).map((node) => [...d(node).flat()]);
  return Matrix.from(columns).transpose();
}

/** Σ G(i) ⊙ m, for column i of a matrix G: a loss whose gradient by m is G(i). */
export function weightedColumn(G: Matrix, i: number, m: Node): Node {
  return sum(hadamard(input(G.columns(i, 1), 'G'), m));
}

/** Σ G(t) ⊙ o(t) for step t of sequence i: a loss whose gradient by o is G. */
export function weighted(G: Sequences, i: number, t: number, o: Node): Node {
  return sum(hadamard(G.nodes[i][t], o));
}
