import { rows, stack } from '../../autodiff/columns';
import { input, type Node } from '../../autodiff/node';
import { Matrix } from '../../matrix/matrix';
import type { Network } from './network';
import { run } from './run';

/**
 * The outputs o(1), …, o(τ), [K, N] each, of a network from x to o, for the inputs x(1), …, x(τ),
 * [D, N] each. What it needs from before step 1 is zero, and each parameter serves all steps.
 *
 * A network whose x is as large as all τ inputs together reads them at once, on top of one another,
 * in a single step; its o is cut into τ outputs again.
 */
export function outputsFor(
  network: Network,
  leaves: { readonly [name: string]: Node },
  xs: readonly Node[],
): Node[] {
  const tau = xs.length;
  const [{ rows: D, cols: N }] = xs;
  const theta = (name: string) => leaves[name];
  const { x, o } = network.nodes;
  if (tau > 1 && x.size === tau * D) {
    const all = run(network, 1, theta, () => stack(xs))('o', 1); // [τ K, N]
    const K = o.size / tau;
    return xs.map((_, i) => rows(all, i * K, K));
  }
  const zero = (name: string) => input(Matrix.zeros(network.nodes[name].size, N), name);
  const at = run(network, tau, theta, (name, t) => (t < 1 ? zero(name) : xs[t - 1]));
  return xs.map((_, i) => at('o', i + 1));
}
