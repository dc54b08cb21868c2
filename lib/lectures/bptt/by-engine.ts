import { crossEntropy } from '../../losses';
import { scratch } from '../../matrix/memory';
import { softmaxCrossEntropy, squaredError } from '../../rnn/loss';
import { RnnA } from '../../rnn/networks/rnn-a';
import { Unrolled } from '../../rnn/unrolled';
import type { Gradients } from './backward';
import { matrix } from './matrices';
import type { Example } from './rnn';

/**
 * The same gradients from the engine, which trains whole batches: a batch of one sequence.
 * With the cross-entropy the targets must be one-hot: the engine takes labels, and throws otherwise.
 */
export function byEngine({ theta, h0, xs, ys, loss }: Example): Gradients {
  return scratch(() => {
    const [U, W, V, b, c] = [theta.U, theta.W, theta.V, theta.b, theta.c].map(matrix);
    const network = RnnA.simple({ U, W, V, b, c });
    const states = network.forward(Unrolled.from([xs]), matrix(h0));
    const { dO } =
      loss === crossEntropy
        ? softmaxCrossEntropy(states.o, [ys.map((y) => y.indexOf(1))], { reduction: 'sum' })
        : squaredError(states.o, [ys], { reduction: 'sum' });
    const { gradients, dInitial } = network.backward(states, dO);
    return {
      dU: gradients.U.toArrays(), // [H, D]
      dW: gradients.W.toArrays(), // [H, H]
      dV: gradients.V.toArrays(), // [K, H]
      db: [...gradients.b.flat()], // [H]
      dc: [...gradients.c.flat()], // [K]
      dh0: [...dInitial.flat()], // [H]
    };
  });
}
