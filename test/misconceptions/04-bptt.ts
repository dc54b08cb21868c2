import type * as Exercise from '../../exercises/04-bptt';
import { softmax } from '../../lib/bptt/loss';
import { wrongScores } from '../../lib/bptt/wrong/scores';
import { scale } from '../../lib/linear';
import * as right from '../../solutions/04-bptt';
import type { Mistakes } from '../../lib/judge/mistakes';
import { backward } from './04-bptt/backward';
import { backwardLast } from './04-bptt/backward-last';
import { backwardStep } from './04-bptt/backward-step';
import { check } from './04-bptt/check';
import { clippedUpdate } from './04-bptt/clipped-update';
import { from, scoreGradientBy } from './04-bptt/lines';
import { stateJacobian } from './04-bptt/state-jacobian';

export const mistakes: Mistakes<typeof Exercise> = {
  scoreGradient: [
    ...from(wrongScores, scoreGradientBy, [
      'averaged over the steps', // there is one step
      'only the last step has a loss',
    ]),
    {
      name: 'the powers overflow',
      lesson:
        'e^1000 is Infinity, and Infinity / Infinity is NaN. Subtract the largest score first: the factor e^(−max) cancels.',
      wrong: (o, label) => {
        const powers = o.map(Math.exp);
        const total = powers.reduce((sum, power) => sum + power, 0);
        return powers.map((power, k) => power / total - (k === label ? 1 : 0));
      },
    },
    {
      name: 'o − y: no softmax',
      lesson:
        'do = ŷ − y with ŷ = softmax o. o − y is what half the squared error of the scores would give.',
      wrong: (o, label) => o.map((ok, k) => ok - (k === label ? 1 : 0)),
    },
    {
      name: 'the label subtracted from every probability',
      lesson:
        'The label is an index, not a number to count with: y is 1 in that place and 0 in all others.',
      wrong: (o, label) => softmax(o).map((p) => p - label),
    },
    {
      name: 'labels counted from 1',
      lesson: 'Labels run from 0 to K − 1, as places in a list do: the 1 stands at y[label].',
      wrong: (o, label) => softmax(o).map((p, k) => p - (k === label - 1 ? 1 : 0)),
    },
    {
      name: 'the factor 2 of a squared error',
      lesson: 'do = ŷ − y has no 2: the loss is −log ŷ, and nothing in it is squared.',
      wrong: (o, label) => scale(2, right.scoreGradient(o, label)),
    },
    {
      name: 'the scores overwritten',
      lesson:
        'o still belongs to whoever gave it: a finite-difference check would read ŷ − y where the scores were. Begin with a new list, as map does.',
      wrong: (o, label) => {
        const dO = right.scoreGradient(o, label);
        for (const k of o.keys()) o[k] = dO[k];
        return o;
      },
    },
  ],
  backwardStep,
  backward,
  backwardLast,
  stateJacobian,
  check,
  clippedUpdate,
};
