/** Wrong gradients of the scores, do(t). */
import { scale, type Vec } from '../../../linear';
import { softmax } from '../../../losses';
import type { WrongPass } from './wrong-pass';

/** What softmax sends back to its scores: J d with J = diag(ŷ) − ŷ ŷᵀ. */
function throughSoftmax(yHat: Vec, d: Vec): Vec {
  const mean = yHat.reduce((sum, p, k) => sum + p * d[k], 0);
  return yHat.map((p, k) => p * (d[k] - mean)); // [K]
}

export const wrongScores: WrongPass[] = [
  {
    name: 'the label is not subtracted',
    lesson: 'do(t) = ŷ(t) − y(t): without −y no score of a right class is ever pulled up.',
    lines: { dO: ({ t, o }) => softmax(o[t]) },
  },
  {
    name: 'the sign of do turned round',
    lesson: 'do(t) = ŷ(t) − y(t). With y − ŷ every gradient points downhill, and descent climbs.',
    lines: { dO: ({ t, o, y, scoreGradient }) => scale(-1, scoreGradient(o[t], y[t])) },
  },
  {
    name: 'softmax differentiated twice',
    lesson:
      'ŷ − y is already the gradient by the scores o. The Jacobian of softmax is in it, and must not be applied again.',
    lines: {
      dO: ({ t, o, y, scoreGradient }) => throughSoftmax(softmax(o[t]), scoreGradient(o[t], y[t])),
    },
  },
  {
    name: 'softmax not differentiated at all',
    lesson:
      '−y/ŷ is the gradient by the probabilities ŷ. From there the Jacobian of softmax leads to the scores, and makes it ŷ − y.',
    lines: { dO: ({ t, o, y }) => softmax(o[t]).map((p, k) => -y[t][k] / p) },
  },
  {
    name: 'only the score of the right class',
    lesson:
      'Every score moves the probability of the right class, since softmax divides by the sum of all powers.',
    lines: {
      dO: ({ t, o, y, scoreGradient }) => scoreGradient(o[t], y[t]).map((d, k) => d * y[t][k]),
    },
  },
  {
    name: 'averaged over the steps',
    lesson: 'L is the sum of the L(t). Divided by τ it is another loss, with a smaller gradient.',
    lines: { dO: ({ t, tau, o, y, scoreGradient }) => scale(1 / tau, scoreGradient(o[t], y[t])) },
  },
  {
    name: 'only the last step has a loss',
    lesson: 'Every step adds its L(t), so do(t) is not zero before τ.',
    lines: {
      dO: ({ t, tau, o, y, scoreGradient }) => scale(t === tau ? 1 : 0, scoreGradient(o[t], y[t])),
    },
  },
];
