import type { Shape } from '../../matrix/tree';
import { parameterCount } from '../../rnn/parameter-count';
import { expectSound, type Network } from './network';
import { unroll } from './unroll';

/**
 * The shape of every parameter, once: a matrix [size of to, size of from], a bias [size, 1].
 * Throws when one name stands for two shapes, which can't be shared.
 */
export function parameterShapes(network: Network): { [name: string]: Shape } {
  expectSound(network);
  const { nodes, edges } = network;
  const shapes: { [name: string]: Shape } = {};
  const note = (name: string, shape: Shape) => {
    const before = shapes[name] ?? shape;
    if (before[0] !== shape[0] || before[1] !== shape[1]) {
      throw new RangeError(
        `${name} is shared, so it has one shape: here it is [${before}], there [${shape}].`,
      );
    }
    shapes[name] = shape;
  };
  for (const { from, to, by } of edges) note(by, [nodes[to].size, nodes[from].size]);
  for (const { size, bias } of Object.values(nodes)) if (bias) note(bias, [size, 1]);
  return shapes;
}

/** How many numbers the network learns: every shared matrix counts once. */
export function countParameters(network: Network): number {
  return parameterCount(parameterShapes(network));
}

/** How often every parameter is used in τ steps: { U: 4, W: 4, … }. */
export function countUses(network: Network, tau: number): { [name: string]: number } {
  const { nodes, edges } = unroll(network, tau);
  const computed = nodes.filter(({ isGiven }) => !isGiven);
  const names = [...edges.map(({ by }) => by), ...computed.map(({ node }) => node.bias)];
  const uses: { [name: string]: number } = {};
  for (const name of names) if (name) uses[name] = (uses[name] ?? 0) + 1;
  return uses;
}

/** What it would learn if each use in τ steps had a parameter of its own. */
export function countUnshared(network: Network, tau: number): number {
  const shapes = parameterShapes(network);
  return Object.entries(countUses(network, tau)).reduce((sum, [name, uses]) => {
    const [rows, cols] = shapes[name];
    return sum + uses * rows * cols;
  }, 0);
}
