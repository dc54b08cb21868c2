import { sum } from '../../autodiff/arithmetic';
import { backward } from '../../autodiff/backward';
import { leavesOf } from '../../autodiff/leaves';
import type { Shape } from '../../matrix/tree';
import { initialise, uniform } from '../../rnn/initialise';
import type { Network } from './network';
import { parameterShapes } from './parameters';
import { run } from './run';
import { idOf, unroll } from './unroll';

/**
 * How many of its inputs each output of a network over τ steps depends on: those by which its
 * derivative is not zero when parameters and inputs are random.
 */
export function inputsHeard(network: Network, tau: number): number[] {
  const { nodes } = unroll(network, tau);
  const given = nodes.filter(({ isGiven }) => isGiven);
  const sizes: { [id: string]: Shape } = {};
  for (const { id, node } of given) sizes[id] = [node.size, 1];
  const inputs = leavesOf(initialise(sizes, uniform(1), 1));
  const leaves = leavesOf(initialise(parameterShapes(network), uniform(1), 2));
  const at = run(
    network,
    tau,
    (name) => leaves[name],
    (name, t) => inputs[idOf(name, t)],
  );
  const heard = given
    .filter(({ node, t }) => node.kind === 'input' && t >= 1)
    .map(({ id }) => inputs[id]);
  return nodes
    .filter(({ node, isGiven }) => node.kind === 'output' && !isGiven)
    .map(({ name, t }) => {
      const d = backward(sum(at(name, t)));
      return heard.filter((x) => d(x).sumOfSquares() > 0).length;
    });
}
