import { plus, scale } from '../../autodiff/arithmetic';
import { backward } from '../../autodiff/backward';
import { leavesOf } from '../../autodiff/leaves';
import { softmaxCrossEntropy } from '../../autodiff/loss';
import { input } from '../../autodiff/node';
import type { Matrix } from '../../matrix/matrix';
import { initialise, xavier } from '../../rnn/initialise';
import { Adam } from '../../train/optimizers';
import { Training } from '../../train/training';
import type { Network } from './network';
import { outputsFor } from './outputs';
import { parameterShapes } from './parameters';

/** Inputs x(1), …, x(τ), [D, N] each, and one-hot targets y(t), [K, N]: zeros where none is asked. */
export interface Examples {
  xs: Matrix[];
  ys: Matrix[];
}

export interface Learner {
  /** Changed in place while it learns. */
  parameters: { [name: string]: Matrix };
  training: Training<{ [name: string]: Matrix }>;
}

/**
 * A network from x to o with random parameters, and its training: Adam on the mean cross-entropy of
 * a target, all examples at every step, with the gradient from `backward`.
 */
export function learner(
  network: Network,
  { xs, ys }: Examples,
  { seed = 1, rate = 0.02 } = {},
): Learner {
  const parameters: Learner['parameters'] = initialise(parameterShapes(network), xavier, seed);
  const count = ys.reduce((sum, y) => sum + y.sumOfSquares(), 0); // a one for each target
  const lossAndGradients = () => {
    const leaves = leavesOf(parameters);
    const os = outputsFor(network, leaves, inputs(xs));
    const losses = os.map((o, i) => softmaxCrossEntropy(o, input(ys[i], 'y', 'target')));
    const L = scale(1 / count, losses.reduce(plus));
    const d = backward(L);
    const gradients = Object.fromEntries(
      Object.entries(leaves).map(([name, leaf]) => [name, d(leaf)]),
    );
    return { loss: L.value.at(0, 0), gradients };
  };
  const optimizer = new Adam({ rate });
  return { parameters, training: new Training({ parameters, optimizer, lossAndGradients }) };
}

function inputs(xs: Matrix[]) {
  return xs.map((x) => input(x, 'x'));
}
