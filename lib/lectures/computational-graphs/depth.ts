import type { Network } from './network';
import { type UnrolledNetwork, unroll } from './unroll';

/**
 * How many nodes must be computed one after another until each is there, itself included: nodes of
 * one depth could be computed at the same time. What is given has depth 0.
 */
export function depths({ nodes, edges }: UnrolledNetwork): Map<string, number> {
  const depth = new Map<string, number>();
  for (const { id, isGiven } of nodes) {
    const needed = edges.filter(({ to }) => to === id).map(({ from }) => depth.get(from) ?? 0);
    depth.set(id, isGiven ? 0 : 1 + Math.max(...needed));
  }
  return depth;
}

/** The depth of a network written out for τ steps: the length of its longest chain. */
export function depthOf(network: Network, tau: number): number {
  return Math.max(...depths(unroll(network, tau)).values());
}
