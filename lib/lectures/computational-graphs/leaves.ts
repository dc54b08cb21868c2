import { type Node, parameter } from '../../autodiff/node';
import type { Matrix } from '../../matrix/matrix';

/** The parameters of a network as leaves of a graph, by their names. */
export function leavesOf(parameters: { readonly [name: string]: Matrix }): {
  [name: string]: Node;
} {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, parameter(value, name)]),
  );
}
