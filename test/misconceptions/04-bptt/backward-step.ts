import type * as Exercise from '../../../exercises/04-bptt';
import { wrongCarries } from '../../../lib/bptt/wrong/carry';
import { wrongPlaces } from '../../../lib/bptt/wrong/places';
import { wrongSlopes } from '../../../lib/bptt/wrong/slope';
import { add, multiply, outer, transpose } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../judge/mistakes';
import { backwardStepBy, from, vWithoutTranspose } from './lines';

export const backwardStep: Mistake<typeof Exercise.backwardStep>[] = [
  {
    name: 'later ignored',
    lesson:
      'h(t) reaches the loss through o(t) and through h(t+1): dh = Vᵀ do + later. Add `later` before the slope.',
    wrong: backwardStepBy({ dH: ({ t, theta, dO }) => multiply(transpose(theta.V), dO[t]) }),
  },
  {
    name: 'later multiplied by Wᵀ again',
    lesson: '`later` is Wᵀ da(t+1): it has been through W when it comes. Add it to Vᵀ do as it is.',
    wrong: (theta, hPrev, x, h, dO, later) =>
      right.backwardStep(theta, hPrev, x, h, dO, multiply(transpose(theta.W), later)),
  },
  {
    name: 'Vᵀ do added into later itself',
    lesson:
      'const dh = later makes a second name, not a second list: what is added to dh changes `later` too. add(…) gives a new list.',
    wrong: (theta, hPrev, x, h, dO, later) => {
      const step = right.backwardStep(theta, hPrev, x, h, dO, later);
      multiply(transpose(theta.V), dO).forEach((d, i) => {
        later[i] += d;
      });
      return step;
    },
  },
  {
    name: 'later passed on beside Wᵀ da',
    lesson:
      'da has `later` in it already. dhPrev is Wᵀ da and no more; adding `later` would let it skip this step’s tanh and W.',
    wrong: (theta, hPrev, x, h, dO, later) => {
      const step = right.backwardStep(theta, hPrev, x, h, dO, later);
      return { ...step, dhPrev: add(step.dhPrev, later) };
    },
  },
  {
    name: 'every outer product the wrong way round',
    lesson:
      'A gradient has the shape of its matrix: what comes back to the output gives the row, what the matrix multiplied gives the column. outer(da, x) is [H, D], as U is.',
    wrong: (theta, hPrev, x, h, dO, later) => {
      const step = right.backwardStep(theta, hPrev, x, h, dO, later);
      const [dU, dW, dV] = [step.dU, step.dW, step.dV].map(transpose);
      return { ...step, dU, dW, dV };
    },
  },
  {
    name: 'later passed on as it came',
    lesson:
      'dhPrev is what this step sends back: Wᵀ da. `later` is what came to this step, from the one after it.',
    wrong: (theta, hPrev, x, h, dO, later) => {
      const step = right.backwardStep(theta, hPrev, x, h, dO, later);
      return { ...step, dhPrev: later };
    },
  },
  {
    name: 'dU transposed',
    lesson: 'dU has the shape of U, [H, D]: da gives the row, x the column. That is outer(da, x).',
    wrong: backwardStepBy({ dU: ({ t, dA, x }) => outer(x[t], dA[t]) }),
  },
  {
    name: 'db from dh(t)',
    lesson: 'b is added inside the tanh: db is da, which has its slope, and not dh.',
    wrong: backwardStepBy({ db: ({ t, dH }) => dH[t] }),
  },
  ...from([vWithoutTranspose], backwardStepBy),
  ...from(wrongCarries, backwardStepBy, [
    'nothing is carried back: the direct derivative for the total one', // here: later ignored
    'the carry piles up', // what is summed over time is backward's
    'the carry is cut after one step',
    'the loop runs forwards',
    'dh(0) is da(1) without W',
    'dh(0) is dh(1)',
    'dh(0) left at zero',
  ]),
  ...from(wrongSlopes, backwardStepBy),
  ...from(wrongPlaces, backwardStepBy, [
    'h(0) taken for zero in dW', // h(t−1) and x(t) are given
    'h(−1) wraps round to the last state',
    'dU with x(t−1) for x(t)',
  ]),
];
