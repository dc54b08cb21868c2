import type * as Exercise from '../../../exercises/04-bptt';
import { type Mat, scale, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../../lib/judge/mistakes';

const length = (v: Vec): number => Math.sqrt(v.reduce((sum, g) => sum + g * g, 0));

function numbersOf({ dU, dW, dV, db, dc }: Exercise.Gradients): Vec {
  return [...dU, ...dW, ...dV, db, dc].flat();
}

/** Each gradient changed by a function of its numbers. */
function mapped(gradients: Exercise.Gradients, of: (v: Vec) => (g: number) => number) {
  const vector = (v: Vec) => v.map(of(v));
  const matrix = (M: Mat) => M.map((row) => row.map(of(M.flat())));
  const { dU, dW, dV, db, dc } = gradients;
  return { dU: matrix(dU), dW: matrix(dW), dV: matrix(dV), db: vector(db), dc: vector(dc) };
}

/** θ − η g, with no clipping. */
function descend(theta: Exercise.Rnn, gradients: Exercise.Gradients, eta: number) {
  return right.clippedUpdate(theta, gradients, Infinity, eta);
}

/** An update that clips, by a norm of its own, where that is above the limit. */
const clippedBy =
  (norm: (gradients: Exercise.Gradients) => number): typeof Exercise.clippedUpdate =>
  (theta, gradients, limit, eta) =>
    descend(theta, gradients, eta * Math.min(1, limit / norm(gradients)));

export const clippedUpdate: Mistake<typeof Exercise.clippedUpdate>[] = [
  {
    name: 'not clipped',
    lesson:
      'Where ‖g‖ is above the limit, g is multiplied by limit / ‖g‖ before the step. Here the limit is not used.',
    wrong: (theta, gradients, _limit, eta) => descend(theta, gradients, eta),
  },
  {
    name: 'each gradient clipped by its own norm',
    lesson:
      'One norm for all five. With a factor for each matrix the step turns away from the direction of g.',
    wrong: (theta, gradients, limit, eta) => {
      const own = mapped(gradients, (v) => (g) => g * Math.min(1, limit / length(v)));
      return descend(theta, own, eta);
    },
  },
  {
    name: 'each row clipped by its own norm',
    lesson:
      'One norm for all five, found before any row is moved. With a factor for each row the step turns away from the direction of g.',
    wrong: (theta, gradients, limit, eta) => {
      const { dU, dW, dV, db, dc } = gradients;
      const row = (v: Vec) => scale(Math.min(1, limit / length(v)), v);
      const own = { dU: dU.map(row), dW: dW.map(row), dV: dV.map(row), db: row(db), dc: row(dc) };
      return descend(theta, own, eta);
    },
  },
  {
    name: 'each number clipped',
    lesson:
      'Cutting single numbers at ±limit changes the direction of g. Clipping by the norm only shortens it.',
    wrong: (theta, gradients, limit, eta) => {
      const cut = mapped(gradients, () => (g) => Math.min(limit, Math.max(-limit, g)));
      return descend(theta, cut, eta);
    },
  },
  {
    name: 'the norms added up',
    lesson:
      'The length of one long vector is √(‖dU‖² + ‖dW‖² + …): add the squares, and take one root. The sum of the five norms is larger as soon as two of them are not zero.',
    wrong: clippedBy(({ dU, dW, dV, db, dc }) =>
      [dU.flat(), dW.flat(), dV.flat(), db, dc].reduce((sum, v) => sum + length(v), 0),
    ),
  },
  {
    name: 'the square of the norm',
    lesson: '‖g‖ is the square root of the sum of squares.',
    wrong: clippedBy((gradients) => length(numbersOf(gradients)) ** 2),
  },
  {
    name: 'the root of the mean square',
    lesson:
      'A length is the root of a sum, not of a mean. With the mean of n squares a gradient may be √n times as long before it is clipped: the limit would be limit · √n, larger for a larger network.',
    wrong: clippedBy((gradients) => {
      const numbers = numbersOf(gradients);
      return length(numbers) / Math.sqrt(numbers.length);
    }),
  },
  {
    name: 'the largest number for the norm',
    lesson:
      '‖g‖ is the length of the whole vector. The largest single number is below that wherever two are not zero, and the step stays too long.',
    wrong: clippedBy((gradients) => Math.max(...numbersOf(gradients).map(Math.abs))),
  },
  {
    name: 'the biases left out of the norm',
    lesson: 'All five gradients count: ‖g‖² has the squares of db and dc in it too.',
    wrong: clippedBy(({ dU, dW, dV }) => length([...dU, ...dW, ...dV].flat())),
  },
  {
    name: 'the biases not clipped',
    lesson:
      'The one factor multiplies all five gradients. With db and dc left long, the step is above the limit and turned.',
    wrong: (theta, gradients, limit, eta) => {
      const { U, W, V } = right.clippedUpdate(theta, gradients, limit, eta);
      const { b, c } = descend(theta, gradients, eta);
      return { U, W, V, b, c };
    },
  },
  {
    name: 'short gradients stretched to the limit',
    lesson:
      'The limit is an upper one: the factor is limit / ‖g‖ where ‖g‖ is above it, and 1 elsewhere. (For g = 0 the quotient is not even a number.)',
    wrong: (theta, gradients, limit, eta) =>
      descend(theta, gradients, (eta * limit) / length(numbersOf(gradients))),
  },
  {
    name: 'shortened to 1, not to the limit',
    lesson:
      'g / ‖g‖ has the length 1. Multiplied by the limit it has the length that was asked for.',
    wrong: (theta, gradients, limit, eta) => {
      const norm = length(numbersOf(gradients));
      return descend(theta, gradients, norm > limit ? eta / norm : eta);
    },
  },
  {
    name: 'the factor upside down',
    lesson:
      'norm / limit is above 1 where it is used, and makes long gradients longer. The factor is limit / norm.',
    wrong: (theta, gradients, limit, eta) =>
      descend(theta, gradients, eta * Math.max(1, length(numbersOf(gradients)) / limit)),
  },
  {
    name: 'the new parameters under the names of the gradients',
    lesson: 'What comes back are parameters, and the next step reads them as theta.U … theta.c.',
    wrong: (theta, gradients, limit, eta) => {
      const { U, W, V, b, c } = right.clippedUpdate(theta, gradients, limit, eta);
      return { dU: U, dW: W, dV: V, db: b, dc: c } as unknown as Exercise.Rnn;
    },
  },
  {
    name: 'the clipped gradients returned',
    lesson: 'Clipping is half of it: θ ← θ − η g follows, and the new θ is returned.',
    wrong: (_theta, gradients, limit) => {
      const factor = Math.min(1, limit / length(numbersOf(gradients)));
      return mapped(gradients, () => (g) => factor * g) as unknown as Exercise.Rnn;
    },
  },
  {
    name: 'the step clipped, not the gradient',
    lesson:
      'Clip g, then multiply by η. If η g is held against the limit, a small η lets long gradients through.',
    wrong: (theta, gradients, limit, eta) => {
      const step = mapped(gradients, () => (g) => eta * g);
      return right.clippedUpdate(theta, step, limit, 1);
    },
  },
  {
    name: 'uphill',
    lesson: 'The gradient points to where the loss rises. Descent subtracts: θ ← θ − η g.',
    wrong: (theta, gradients, limit, eta) => right.clippedUpdate(theta, gradients, limit, -eta),
  },
  {
    name: 'η forgotten',
    lesson: 'θ ← θ − η g: the learning rate multiplies the gradient after clipping.',
    wrong: (theta, gradients, limit) => right.clippedUpdate(theta, gradients, limit, 1),
  },
  {
    name: 'the parameters changed in place',
    lesson:
      'Return new parameters: others still read the old ones. Make new rows, with map, in place of assigning to theta.U[i][j].',
    wrong: (theta, gradients, limit, eta) => {
      const { U, W, V, b, c } = right.clippedUpdate(theta, gradients, limit, eta);
      return Object.assign(theta, { U, W, V, b, c });
    },
  },
  {
    name: 'the gradients changed in place',
    lesson:
      'Clipping must not shorten the caller’s own gradients: whoever asks for their norm afterwards gets the limit. Scale a copy.',
    wrong: (theta, gradients, limit, eta) => {
      const factor = Math.min(1, limit / length(numbersOf(gradients)));
      const clipped = mapped(gradients, () => (g) => factor * g);
      return descend(theta, Object.assign(gradients, clipped), eta);
    },
  },
];
