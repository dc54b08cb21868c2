import { softmaxCrossEntropy } from '../../../lib/rnn/loss';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { type Inputs, OneHot, type Unrolled } from '../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../matrix/random';

/** An RNN (A) with D 3, H 4, K 5 on sequences of lengths 2, 4, 1 and 3, from a non-zero state. */
export function example() {
  const next = random(31);
  const parameters = {
    U: randomMatrix(4, 3, next),
    W: randomMatrix(4, 4, next),
    b: randomMatrix(4, 1, next),
    V: randomMatrix(5, 4, next),
    c: randomMatrix(5, 1, next),
  };
  const h0 = randomMatrix(4, 4, next);
  const network = RnnA.simple(parameters);
  const labels = [[2, 0], [0, 1, 2, 1], [1], [1, 2, 0]];
  const targets = [[4, 1], [0, 3, 2, 2], [1], [2, 4, 0]];
  const x = new OneHot(labels, 3);
  const lossOf = (o: Unrolled) => softmaxCrossEntropy(o, targets, { reduction: 'sum' });
  const loss = (inputs: Inputs = x) => lossOf(network.forward(inputs, h0).o).loss;
  const backward = (inputs: Inputs = x) => {
    const states = network.forward(inputs, h0);
    return network.backward(states, lossOf(states.o).dO);
  };
  return { parameters, h0, labels, targets, x, loss, backward };
}
