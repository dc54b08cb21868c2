import { expectSound, type Network } from './network';

/**
 * The nodes of one time step in an order in which they can be computed: each after all that it
 * needs from the same step. What is needed from a step before is there already.
 * Throws when the edges without delay form a cycle, and names it.
 */
export function orderWithinStep(network: Network): string[] {
  expectSound(network);
  const waiting = new Set(Object.keys(network.nodes));
  const order: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((name) =>
      neededNow(network, name).every((needed) => !waiting.has(needed)),
    );
    if (ready.length === 0) throw new Error(cycleMessage(network, waiting));
    for (const name of ready) {
      order.push(name);
      waiting.delete(name);
    }
  }
  return order;
}

/** The nodes from which an edge without delay leads to this one. */
export function neededNow({ edges }: Network, name: string): string[] {
  return edges.filter(({ to, delay = 0 }) => to === name && delay === 0).map(({ from }) => from);
}

/** Walks back among the nodes that wait for one another until one comes again. */
function cycleMessage(network: Network, waiting: Set<string>): string {
  const path = [[...waiting][0]];
  for (;;) {
    const next = neededNow(network, path[0]).find((name) => waiting.has(name)) as string;
    const again = path.indexOf(next);
    path.unshift(next);
    if (again < 0) continue;
    const cycle = path.slice(0, again + 2).join(' → ');
    if (again === 0) {
      return `The edge ${cycle} forms a cycle without delay: ${next} would have to be there before itself.`;
    }
    return `The edges ${cycle} form a cycle without delay: each would have to be computed first.`;
  }
}
