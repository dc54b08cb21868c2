import type { Matrix } from '../matrix/matrix';
import { isMatrix, type Matrices } from '../matrix/tree';
import { type Node, parameter } from './node';

/** The same nesting, with a node for every matrix. */
export type Leaves<P> = { [name in keyof P]: P[name] extends Matrix ? Node : Leaves<P[name]> };

/** The parameters of a network as leaves of a graph, by their names and in their nesting. */
export function leavesOf<P extends Matrices>(parameters: P): Leaves<P> {
  const entries = Object.entries(parameters).map(([name, value]) => [
    name,
    isMatrix(value) ? parameter(value, name) : leavesOf(value),
  ]);
  return Object.fromEntries(entries);
}
