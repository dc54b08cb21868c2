import type { Matrix } from '../matrix/matrix';

/**
 * A node of a computational graph: a value, and how it came from other nodes.
 *
 * An operation computes its value at once and remembers its parents; so the graph grows while the
 * forward pass runs, and unrolls with it. `backward(loss)` reads it from the loss to its leaves;
 * until then the values must stay as they are.
 */
export class Node {
  /** How many operations the longest way from a leaf takes: more than for any parent. */
  readonly depth: number;
  /** What stands in the node when it is drawn; plotly's HTML, such as 'h<sup>(1)</sup>'. */
  label: string;
  kind: NodeKind;

  constructor(
    readonly value: Matrix,
    /** The operation's sign; of a leaf, its name. */
    readonly sign: string,
    readonly uses: readonly Use[],
    kind: NodeKind = 'operation',
  ) {
    this.depth = Math.max(0, ...uses.map(([parent]) => parent.depth + 1));
    this.label = sign;
    this.kind = kind;
  }

  /** Gives the node the letter that an equation gives it: `tanh(a).named('h<sup>(1)</sup>')`. */
  named(label: string, kind: NodeKind = 'state'): this {
    this.label = label;
    this.kind = kind;
    return this;
  }

  get rows(): number {
    return this.value.rows;
  }

  get cols(): number {
    return this.value.cols;
  }
}

/**
 * That a node uses a parent, and its local vector-Jacobian product: from the gradient of the loss
 * by the node to what this use adds to its gradient by the parent, always as a new matrix.
 */
export type Use = readonly [parent: Node, back: (d: Matrix) => Matrix];

export type NodeKind = 'input' | 'state' | 'output' | 'target' | 'loss' | 'parameter' | 'operation';

/** A leaf that is learned: W, b. Use the same node wherever the parameter is shared. */
export function parameter(value: Matrix, label: string): Node {
  return new Node(value, label, [], 'parameter');
}

/** A leaf that is given: x, h(0), a target y. */
export function input(value: Matrix, label: string, kind: NodeKind = 'input'): Node {
  return new Node(value, label, [], kind);
}
