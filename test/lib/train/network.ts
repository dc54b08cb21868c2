import { Matrix } from '../../../lib/matrix/matrix';
import { softmaxCrossEntropy } from '../../../lib/rnn/loss';
import { RnnA, type RnnParameters } from '../../../lib/rnn/networks/rnn-a';
import { OneHot } from '../../../lib/rnn/unrolled';
import { Chunks } from '../../../lib/sequences/chunks';
import type { Optimizer } from '../../../lib/train/optimizer';
import { Training, type TrainingOptions } from '../../../lib/train/training';
import { random, randomMatrix } from '../matrix/random';

/** RNN (A) with these sizes and random parameters of order 0.7 · size. */
export function makeParameters(D: number, H: number, K: number, seed: number, size = 1) {
  const next = random(seed);
  const make = (rows: number, cols: number) => randomMatrix(rows, cols, next).scale(size);
  return { U: make(H, D), W: make(H, H), V: make(K, H), b: make(H, 1), c: make(K, 1) };
}

const stream = [...'3141592653589793238462643383279502884197'].map(Number);
const pieces = new Chunks(stream, { steps: 4, lanes: 2 });

/** A little training in which all that a snapshot holds matters: carried states, chance, memory. */
export function makeTraining(
  optimizer: Optimizer,
  options: Partial<TrainingOptions<RnnParameters, Matrix>> = {},
) {
  const parameters = makeParameters(10, 6, 10, 8);
  const rnn = RnnA.simple(parameters);
  const training = new Training<RnnParameters, Matrix>({
    parameters,
    optimizer,
    clip: { norm: 1 },
    carried: Matrix.zeros(6, 2),
    seed: 4,
    lossAndGradients({ step, random, carried }) {
      const { x, y } = pieces.at(step);
      const states = rnn.forward(new OneHot(x, 10), carried);
      // drawn step by step, as the lanes run
      const drawn = y[0].map(() => y.map(() => random.uniform(0, 2)));
      const weights = y.map((_, lane) => drawn.map((step) => step[lane]));
      const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'sum', weights });
      return { loss, gradients: rnn.backward(states, dO).gradients, carried: rnn.last(states) };
    },
    ...options,
  });
  return { parameters, training };
}

/** All numbers of the parameters. */
export const numbersOf = (parameters: RnnParameters): number[] =>
  Object.values(parameters).flatMap((theta) => [...theta.flat()]);
