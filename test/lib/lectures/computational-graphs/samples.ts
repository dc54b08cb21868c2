import { input, type Node, parameter } from '../../../../lib/autodiff/node';
import type { Network } from '../../../../lib/lectures/computational-graphs/network';
import { parameterShapes } from '../../../../lib/lectures/computational-graphs/parameters';
import type { At } from '../../../../lib/lectures/computational-graphs/run';
import { Matrix } from '../../../../lib/matrix/matrix';
import { seeded } from '../../../../lib/random';

/** RNN (A) with D = 3, H = 4, K = 5. */
export const rnnA: Network = {
  nodes: {
    x: { kind: 'input', size: 3 },
    h: { kind: 'state', size: 4, f: 'tanh', bias: 'b' },
    o: { kind: 'output', size: 5, bias: 'c' },
  },
  edges: [
    { from: 'x', to: 'h', by: 'U' },
    { from: 'h', to: 'h', by: 'W', delay: 1 },
    { from: 'h', to: 'o', by: 'V' },
  ],
};

/** RNN (B): the output goes back into the state. */
export const rnnB: Network = {
  ...rnnA,
  edges: [
    { from: 'x', to: 'h', by: 'U' },
    { from: 'o', to: 'h', by: 'W', delay: 1 },
    { from: 'h', to: 'o', by: 'V' },
  ],
};

/** RNN (C): one output, at the end. */
export const rnnC: Network = {
  ...rnnA,
  nodes: { ...rnnA.nodes, o: { kind: 'output', size: 5, bias: 'c', when: 'last' } },
};

/** Three layers, each with its loop; with `feedback` the third leads back to the second. */
export function stack(feedback?: number): Network {
  const layer = { kind: 'state', size: 2, f: 'tanh' } as const;
  return {
    nodes: { x: { kind: 'input', size: 2 }, h1: layer, h2: layer, h3: layer },
    edges: [
      { from: 'x', to: 'h1', by: 'U1' },
      { from: 'h1', to: 'h2', by: 'U2' },
      { from: 'h2', to: 'h3', by: 'U3' },
      { from: 'h1', to: 'h1', by: 'W1', delay: 1 },
      { from: 'h2', to: 'h2', by: 'W2', delay: 1 },
      { from: 'h3', to: 'h3', by: 'W3', delay: 1 },
      ...(feedback === undefined ? [] : [{ from: 'h3', to: 'h2', by: 'F', delay: feedback }]),
    ],
  };
}

/** One random parameter of order 0.7 for each name. */
export function parametersOf(network: Network, seed: number): { [name: string]: Node } {
  const random = seeded(seed);
  const entries = Object.entries(parameterShapes(network)).map(([name, [rows, cols]]) => {
    const value = Matrix.generate(rows, cols, () => random.normal(0, 0.7));
    return [name, parameter(value, name)];
  });
  return Object.fromEntries(entries);
}

/** Random inputs and initial values of N sequences, each made once. */
export function givenFor(network: Network, N: number, seed: number): At {
  const random = seeded(seed);
  const made = new Map<string, Node>();
  return (name, t) => {
    const id = `${name}(${t})`;
    const { size } = network.nodes[name];
    const node =
      made.get(id) ??
      input(
        Matrix.generate(size, N, () => random.normal()),
        id,
      );
    made.set(id, node);
    return node;
  };
}
