import type * as Exercise from '../../../exercises/04-bptt';
import { chainRule } from '../../../lib/bptt/backward';
import { wrongCarries } from '../../../lib/bptt/wrong/carry';
import { wrongPass } from '../../../lib/bptt/wrong/passes';
import { add, multiply, outer, scale, transpose } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../../lib/judge/mistakes';
import { backwardLastBy, from, vWithoutTranspose } from './lines';

export const backwardLast: Mistake<typeof Exercise.backwardLast>[] = [
  {
    name: 'a loss at every step',
    lesson:
      'RNN (C) answers once. Before τ no score is judged: do(t) is zero there, and only Wᵀ da(t+1) comes back to h(t).',
    wrong: backwardLastBy({ dO: chainRule.dO }),
  },
  {
    name: 'do(τ) sent back at every step',
    lesson:
      'The error of o(τ) enters at h(τ), once. To the states before it, it comes back through W and the slopes, not through V.',
    wrong: backwardLastBy({
      dO: ({ tau, o, y, scoreGradient }) => scoreGradient(o[tau], y[tau]),
    }),
  },
  {
    name: 'Vᵀ do(τ) added at every step',
    lesson:
      'dh(τ) = Vᵀ do(τ); before that dh(t) = Wᵀ da(t+1) alone. V leads from h(τ) and from no other state.',
    wrong: backwardLastBy({
      dH: ({ tau, theta, dO }, later) => add(multiply(transpose(theta.V), dO[tau]), later),
    }),
  },
  {
    name: 'dV summed over all states',
    lesson: 'V meets h(τ) only, so dV = do(τ) h(τ)ᵀ: one term, and dc = do(τ).',
    wrong: backwardLastBy({ dV: ({ t, tau, dO, h }) => outer(dO[tau], h[t]) }),
  },
  {
    name: 'dc counted τ times',
    lesson: 'c is added at τ only, so dc = do(τ), once.',
    wrong: backwardLastBy({ dc: ({ tau, dO }) => dO[tau] }),
  },
  {
    name: 'dU, dW and db of the last step only',
    lesson:
      'The loss comes late, but U, W and b have worked at every step: their gradients still sum over all t.',
    wrong: backwardLastBy({
      dU: (now) => chainRule.dU(now).map((row) => scale(now.t === now.tau ? 1 : 0, row)),
      dW: (now) => chainRule.dW(now).map((row) => scale(now.t === now.tau ? 1 : 0, row)),
      db: (now) => scale(now.t === now.tau ? 1 : 0, chainRule.db(now)),
    }),
  },
  {
    name: 'divided by the number of steps',
    lesson: 'There is one loss, L = −log ŷ(τ), and nothing to average over.',
    wrong: backwardLastBy({
      dO: ({ t, tau, o, y, scoreGradient }) =>
        scale(t === tau ? 1 / tau : 0, scoreGradient(o[t], y[t])),
    }),
  },
  {
    name: 'no way back from the last step',
    lesson:
      'The loss comes late, but h(τ) has come from all the steps: dhPrev goes on to step τ − 1, and so down to step 1. What comes out there is dh(0).',
    wrong: (theta, hs, xs, o, label) => {
      const tau = xs.length;
      const later = theta.b.map(() => 0);
      const dO = right.scoreGradient(o, label);
      const step = right.backwardStep(theta, hs[tau - 1], xs[tau - 1], hs[tau], dO, later);
      const { dU, dW, dV, db, dc, dhPrev } = step;
      return { dU, dW, dV, db, dc, dh0: dhPrev };
    },
  },
  ...from([vWithoutTranspose], backwardLastBy),
  ...from(wrongCarries, backwardLastBy, [
    'the carry replaces Vᵀ do(t)', // here it does: do(t) is zero before τ
    'the loop runs forwards', // here nothing is carried then
  ]),
  ...from(
    [
      'no slope of tanh',
      'the slope of the step before',
      'dW with h(t) for h(t−1)',
      'dV with h(t−1) for h(t)',
    ].map((name) => wrongPass(name)),
    backwardLastBy,
  ),
];
