/**
 * A network as one small description: nodes, and weighted edges that may deliver later. What is
 * drawn, counted, run and differentiated is made from it. RNN (A) of slides 002:
 *
 *   const rnnA: Network = {
 *     nodes: {
 *       x: { kind: 'input', size: D },
 *       h: { kind: 'state', size: H, f: 'tanh', bias: 'b' },
 *       o: { kind: 'output', size: K, bias: 'c' },
 *     },
 *     edges: [
 *       { from: 'x', to: 'h', by: 'U' },
 *       { from: 'h', to: 'h', by: 'W', delay: 1 },
 *       { from: 'h', to: 'o', by: 'V' },
 *     ],
 *   };
 */
export interface Network {
  nodes: { [name: string]: NetworkNode };
  edges: NetworkEdge[];
}

/** At every step f(bias + Σ weights · what arrives), or, for an input, what is given. */
export interface NetworkNode {
  kind: 'input' | 'state' | 'output';
  /** How many numbers it holds: D, H, K. */
  size: number;
  /** Applied to the sum; nothing unless said. */
  f?: 'tanh' | 'sigmoid' | 'relu' | 'softmax';
  /** The name of its bias, [size]; none unless said. */
  bias?: string;
  /** The steps at which the node is there; every step unless said. */
  when?: When;
}

/** An edge multiplies what it carries by the matrix `by`: [size of to, size of from]. */
export interface NetworkEdge {
  from: string;
  to: string;
  /** Edges of one name share one matrix. */
  by: string;
  /** How many steps later it delivers; 0 unless said. */
  delay?: number;
}

/** Of the steps 1 … τ: each, one, or all but some at the beginning or at the end. */
export type When = 'every' | 'first' | 'last' | { skipFirst?: number; skipLast?: number };

/** Is a node with this `when` there at step t of τ? */
export function isThere(when: When = 'every', t: number, tau: number): boolean {
  if (when === 'every') return true;
  if (when === 'first') return t === 1;
  if (when === 'last') return t === tau;
  const { skipFirst = 0, skipLast = 0 } = when;
  return t > skipFirst && t <= tau - skipLast;
}

/** Throws when an edge names a node that is not there, leads into an input or has no true delay. */
export function expectSound({ nodes, edges }: Network): void {
  for (const { from, to, by, delay = 0 } of edges) {
    const edge = `The edge ${from} → ${to} by ${by}`;
    for (const name of [from, to]) {
      if (!nodes[name]) throw new Error(`${edge} names ${name}, which is no node of the network.`);
    }
    if (nodes[to].kind === 'input') throw new Error(`${edge} leads into an input, which is given.`);
    if (!(Number.isInteger(delay) && delay >= 0)) {
      throw new RangeError(`${edge} has the delay ${delay}, expected a whole number from 0 on.`);
    }
  }
}
