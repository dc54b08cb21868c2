import { relu, sigmoid, tanh } from '../../autodiff/activation';
import { addColumn, plus, times } from '../../autodiff/arithmetic';
import type { Node } from '../../autodiff/node';
import { softmax } from '../../autodiff/softmax';
import type { Network } from './network';
import { idOf, unroll } from './unroll';

/** What stands at a name and a time: of a parameter, an input, an initial state. */
export type At = (name: string, t: number) => Node;

const FUNCTIONS = { tanh, sigmoid, relu, softmax };

/**
 * Runs a network for τ steps as a graph that `backward` can differentiate. `theta` gives the
 * parameters, one column a bias; to share them is to ignore the time. `given` gives the inputs and,
 * for times before 1, the initial values: [size, N] for N sequences side by side.
 * Returns the value of every node: `at('h', 3)`. Throws when something is not given.
 */
export function run(network: Network, tau: number, theta: At, given: At): At {
  const { nodes, edges } = unroll(network, tau);
  const values = new Map<string, Node>();
  for (const { id, name, t, node, isGiven } of nodes) {
    if (isGiven) {
      values.set(id, expectGiven(given(name, t), id));
      continue;
    }
    // a = bias + Σ weights · what arrives
    const arriving = edges
      .filter(({ to }) => to === id)
      .map(({ from, by }) =>
        times(expectGiven(theta(by, t), `${by} of step ${t}`), values.get(from) as Node),
      );
    const sum = arriving.reduce(plus); // [size, N]
    const { bias, f, kind } = node;
    const a = bias ? addColumn(sum, expectGiven(theta(bias, t), `${bias} of step ${t}`)) : sum;
    // h = f(a)
    const value = f ? FUNCTIONS[f](a) : a;
    values.set(id, value.named(`${name}<sup>(${t})</sup>`, kind));
  }
  return (name, t) => expectGiven(values.get(idOf(name, t)), idOf(name, t));
}

function expectGiven(node: Node | undefined, what: string): Node {
  if (node) return node;
  throw new Error(`run: there is no ${what}.`);
}
