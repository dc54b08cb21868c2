import { isThere, type Network, type NetworkNode } from './network';
import { orderWithinStep } from './order';

/** A network for τ steps: a node for every moment, and no cycle. */
export interface UnrolledNetwork {
  /** In an order in which they can be computed. */
  nodes: UnrolledNode[];
  edges: UnrolledEdge[];
}

export interface UnrolledNode {
  /** Name and time: h(3). */
  id: string;
  name: string;
  t: number;
  node: NetworkNode;
  /** Is it an input or from before the first step? Then it is not computed. */
  isGiven: boolean;
}

export interface UnrolledEdge {
  from: string;
  to: string;
  by: string;
}

/**
 * Writes a network out for the steps 1 … τ. An edge is there when both its ends are; what an edge
 * with delay needs from before step 1, such as h(0), is a node too. Throws when a node to be
 * computed has no edge that leads into it, and when there is no order of computation.
 */
export function unroll(network: Network, tau: number): UnrolledNetwork {
  if (!(Number.isInteger(tau) && tau >= 1)) {
    throw new RangeError(`unroll: expected a whole number of steps from 1 on, got ${tau}.`);
  }
  const order = orderWithinStep(network);
  const nodes: UnrolledNode[] = [];
  const edges: UnrolledEdge[] = [];
  for (let t = 1; t <= tau; t++) {
    for (const name of order) {
      const node = network.nodes[name];
      if (!isThere(node.when, t, tau)) continue;
      const arriving = edgesInto(network, name, t, tau);
      if (node.kind !== 'input' && arriving.length === 0) {
        throw new Error(`unroll: no edge leads into ${idOf(name, t)}; look at \`when\`.`);
      }
      nodes.push({ id: idOf(name, t), name, t, node, isGiven: node.kind === 'input' });
      edges.push(...arriving);
    }
  }
  return { nodes: [...beforeTheStart(network, edges), ...nodes], edges };
}

/** h(3) */
export function idOf(name: string, t: number): string {
  return `${name}(${t})`;
}

function edgesInto(network: Network, name: string, t: number, tau: number): UnrolledEdge[] {
  return network.edges
    .filter(({ to }) => to === name)
    .filter(({ from, delay = 0 }) => {
      const sent = t - delay;
      return sent < 1 || isThere(network.nodes[from].when, sent, tau);
    })
    .map(({ from, by, delay = 0 }) => ({ from: idOf(from, t - delay), to: idOf(name, t), by }));
}

/** The nodes of the steps 0, −1, … from which an edge leads. */
function beforeTheStart({ nodes, edges }: Network, unrolled: UnrolledEdge[]): UnrolledNode[] {
  const needed = new Set(unrolled.map(({ from }) => from));
  const longest = Math.max(0, ...edges.map(({ delay = 0 }) => delay));
  const times = Array.from({ length: longest }, (_, i) => i + 1 - longest); // …, −1, 0
  return times.flatMap((t) =>
    Object.entries(nodes)
      .map(([name, node]) => ({ id: idOf(name, t), name, t, node, isGiven: true }))
      .filter(({ id }) => needed.has(id)),
  );
}
