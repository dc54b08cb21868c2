/**
 * A network that draws: it has watched a pen go round a figure of eight and then draws on its own.
 * Where the curve crosses itself, the place of the pen doesn't say which way it goes on: the
 * network's state must remember where it came from.
 */

import type { Vec } from '../linear';
import { Matrix } from '../matrix/matrix';
import { scratch } from '../matrix/memory';
import type { Random } from '../random';
import { byUnits, initialise } from '../rnn/initialise';
import { squaredError } from '../rnn/loss';
import { RnnA } from '../rnn/networks/rnn-a';
import { parameterCount } from '../rnn/parameter-count';
import { rnnShapes } from '../rnn/shapes';
import { Unrolled } from '../rnn/unrolled';
import { Adam } from '../train/optimizers';
import { Training } from '../train/training';

/** Steps that the pen takes for one round. */
export const ROUND = 40;
const UNITS = 32;
const EXAMPLES = 16; // at each update, each of them a round and a half long

/** The pen after t steps: a figure of eight through (0, 0), [2]. */
export function eight(t: number): Vec {
  const angle = (2 * Math.PI * t) / ROUND;
  return [Math.sin(angle), 0.6 * Math.sin(2 * angle)];
}

/** What has been learned after so many updates. */
export interface Drawing {
  updates: number;
  /** How many numbers the network has learned with. */
  parameters: number;
  /** Where the network's pen went on its own: `path`, [2] each. */
  path: Vec[];
}

/**
 * Trains a network to say where the pen will be one step later, and yields after 0 updates and at
 * every one of `at` what it draws by itself in `steps` steps, from a start of its own.
 */
export function* learnToDraw(at: number[], steps: number): Generator<Drawing> {
  const parameters = initialise(rnnShapes({ D: 2, H: UNITS, K: 2 }), byUnits(UNITS), 7);
  const network = RnnA.simple(parameters);
  const training = new Training({
    parameters,
    optimizer: new Adam({ rate: 0.005 }),
    clip: { norm: 1 },
    seed: 1,
    lossAndGradients: ({ random }) => {
      const { seen, next } = examples(random);
      const states = network.forward(Unrolled.from(seen));
      const { loss, dO } = squaredError(states.o, next, { reduction: 'mean' });
      return { loss, gradients: network.backward(states, dO).gradients };
    },
  });
  for (const updates of at) {
    Array.from(training.run(updates - training.step)); // made as they are asked for
    const path = scratch(() => drawnBy(network, steps));
    yield { updates, parameters: parameterCount(parameters), path };
  }
}

/** Stretches of the curve from anywhere, seen a little unsharply, with the place one step later. */
function examples(random: Random): { seen: Vec[][]; next: Vec[][] } {
  const starts = Array.from({ length: EXAMPLES }, () => random.uniform(0, ROUND));
  const length = 1.5 * ROUND;
  const stretch = (from: number) => Array.from({ length: length + 1 }, (_, t) => eight(from + t));
  const paths = starts.map(stretch);
  return {
    seen: paths.map((path) =>
      path.slice(0, -1).map((place) => place.map((s) => s + random.normal(0, 0.1))),
    ),
    next: paths.map((path) => path.slice(1)),
  };
}

/** The network reads its own answer at every step: nothing comes from outside. */
function drawnBy(network: ReturnType<typeof RnnA.simple>, steps: number): Vec[] {
  let h = Matrix.zeros(UNITS);
  const path: Vec[] = [[0.5, -0.9]]; // off the curve
  for (let t = 0; t < steps; t++) {
    const states = network.forward(Unrolled.from([[path[t]]]), h);
    path.push(states.o.sequence(0)[0]);
    h = network.last(states);
  }
  return path;
}
