import type * as Exercise from '../../../exercises/04-bptt';
import { chainRule } from '../../../lib/bptt/backward';
import { wrongPasses } from '../../../lib/bptt/wrong/passes';
import { add, type Mat, scale } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../../lib/judge/mistakes';
import { backwardBy, from, vWithoutTranspose } from './lines';

type Gradients = Exercise.Gradients;

/** The loop as it is mostly written, with the places where it can go wrong as options. */
const loop =
  ({
    steps = down,
    x = (t: number) => t - 1,
    o = (t: number) => t - 1,
    label = (t: number) => t - 1,
    begin = zeros,
  }): typeof Exercise.backward =>
  (theta, hs, xs, os, labels) => {
    let sum = begin(theta);
    let later = theta.b.map(() => 0);
    for (const t of steps(xs.length)) {
      const dO = right.scoreGradient(os[o(t)], labels[label(t)]);
      const now = right.backwardStep(theta, hs[t - 1], xs[x(t)], hs[t], dO, later);
      sum = plus(sum, now);
      later = now.dhPrev;
    }
    return { ...sum, dh0: later };
  };

/** τ, …, 1 */
function down(tau: number): number[] {
  return Array.from({ length: tau }, (_, i) => tau - i);
}

/** θ as if it were gradients. */
function parameters({ U, W, V, b, c }: Exercise.Rnn): Gradients {
  return { dU: U, dW: W, dV: V, db: b, dc: c };
}

function zeros(theta: Exercise.Rnn): Gradients {
  const { dU, dW, dV, db, dc } = parameters(theta);
  const none = (M: Mat) => M.map((row) => scale(0, row));
  return { dU: none(dU), dW: none(dW), dV: none(dV), db: scale(0, db), dc: scale(0, dc) };
}

function plus(sum: Gradients, now: Gradients): Gradients {
  const addMat = (A: Mat, B: Mat) => A.map((row, i) => add(row, B[i]));
  return {
    dU: addMat(sum.dU, now.dU),
    dW: addMat(sum.dW, now.dW),
    dV: addMat(sum.dV, now.dV),
    db: add(sum.db, now.db),
    dc: add(sum.dc, now.dc),
  };
}

export const backward: Mistake<typeof Exercise.backward>[] = [
  {
    name: 'the loop runs forwards',
    lesson:
      'da(t) needs da(t+1), so the steps are visited from τ down to 1. Forwards, the carry comes from the step before.',
    wrong: loop({ steps: (tau) => down(tau).reverse() }),
  },
  {
    name: 'the loop ends before step 1',
    lesson:
      'With t > 1 the last step back is that of t = 2. Step 1 is missing in every sum, and dh(1) is taken for dh(0).',
    wrong: loop({ steps: (tau) => down(tau).slice(0, -1) }),
  },
  {
    name: 'the loop begins at τ − 1',
    lesson:
      'length − 1 is the last place of a list that is counted from 0. The steps are counted from 1: the last one is xs.length.',
    wrong: loop({ steps: (tau) => down(tau).slice(1) }),
  },
  {
    name: 'x(t) or h(t−1) where their lists have nothing',
    lesson:
      'x(t) is xs[t − 1], since xs begins with step 1: xs[t] is past the end at t = τ. hs begins with h(0): in a loop whose t ends at 0, hs[t − 1] does not exist.',
    wrong: loop({ x: (t) => t }),
  },
  {
    name: 'o(t) where its list has nothing',
    lesson:
      'o(t) and its label are os[t − 1] and labels[t − 1]: os begins with step 1. os[t] is past the end at t = τ, and os[−1], at t = 0, is nothing either.',
    wrong: loop({ o: (t) => t, label: (t) => t }),
  },
  {
    name: 'the label of the next step',
    lesson:
      'The label of step t is labels[t − 1], as o(t) is os[t − 1]. labels[t] is that of step t + 1; at t = τ there is none, and nothing is subtracted.',
    wrong: loop({ label: (t) => t }),
  },
  {
    name: 'the sums begin at θ, not at zero',
    lesson:
      'A gradient is the sum of what the steps add, and begins at zeros of the shape of its parameter: theta.b.map(() => 0), not theta.b.',
    wrong: loop({ begin: parameters }),
  },
  {
    name: 'dU overwritten at each step',
    lesson: 'dU = Σ da(t) x(t)ᵀ: here = stands where += belongs, and only step 1 is left.',
    wrong: backwardBy({ dU: (now) => atStep1(chainRule.dU(now), now) }),
  },
  {
    name: 'dW overwritten at each step',
    lesson: 'dW = Σ da(t) h(t−1)ᵀ: here = stands where += belongs, and only step 1 is left.',
    wrong: backwardBy({ dW: (now) => atStep1(chainRule.dW(now), now) }),
  },
  ...from([vWithoutTranspose], backwardBy),
  ...from(wrongPasses, backwardBy, ['the loop runs forwards']), // here with the dh(0) of that loop
];

/** The term of step 1, which is visited last, and zeros for the others. */
function atStep1(term: Mat, { t }: { t: number }): Mat {
  return term.map((row) => scale(t === 1 ? 1 : 0, row));
}
