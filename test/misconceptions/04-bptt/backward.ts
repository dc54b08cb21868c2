import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { wrongPass, wrongPasses } from '../../../lib/lectures/bptt/wrong/passes';
import { add, outer, scale } from '../../../lib/linear';
import { softmax } from '../../../lib/losses';
import * as right from '../../../solutions/04-bptt';
import { STEP_ROWS, stepBy } from './backward-step';
import { backwardBy, from, vWithoutTranspose } from './lines';
import type { Ways } from './pass';
import { innerScores } from './score-gradient';
import { ANY_TEXT } from './table';
import { averaged, leftAtZero, prefixes, THROUGH_ROWS, type Through, through } from './through';

type Backward = typeof Exercise.backward;

/** do of each step, from the lists that backward is given. */
type Scores = (t: number, os: number[][], labels: number[]) => number[];

const backwardThrough =
  (form: Through, dO: Scores = scored()): Backward =>
  (theta, hs, xs, os, labels) =>
    through(form, { theta, hs, xs, tau: xs.length, dO: (t) => dO(t, os, labels) });

/** do of o and a label from places of their lists that are counted from 0. */
function scored(
  o: (t: number, tau: number) => number = (t) => t - 1,
  label: (t: number, tau: number) => number = o,
): Scores {
  return (t, os, labels) => right.scoreGradient(os[o(t, os.length)], labels[label(t, os.length)]);
}

const PLACES =
  'o(t) and its label are os[t − 1] and labels[t − 1]: both lists begin with step 1, and every step has its own.';
const same = (t: number) => t - 1;

const SCORES: Row<Scores>[] = [
  [
    'o(t) where its list has nothing',
    'o(t) and its label are os[t − 1] and labels[t − 1]: os begins with step 1. os[t] is past the end at t = τ, and os[−1], at t = 0, is nothing either.',
    scored((t) => t),
  ],
  [
    'the label of the next step',
    'The label of step t is labels[t − 1], as o(t) is os[t − 1]. labels[t] is that of step t + 1; at t = τ there is none, and nothing is subtracted.',
    scored(same, (t) => t),
    scored(same, (t, tau) => t % tau),
    scored(same, (t, tau) => Math.min(t, tau - 1)),
  ],
  [
    'the label of the step before',
    PLACES,
    scored(same, (t) => t - 2),
    scored(same, (t) => Math.max(0, t - 2)),
    scored(same, (t, tau) => (t + tau - 2) % tau),
  ],
  [
    'a label of 0 taken for none',
    'In a condition 0 counts as false, but a label of 0 is a class like any other. Every step has a label; none needs to be asked for.',
    (t, os, labels) =>
      labels[t - 1] ? right.scoreGradient(os[t - 1], labels[t - 1]) : os[t - 1].map(() => 0),
    (t, os, labels) => softmax(os[t - 1]).map((p, k) => p - Number(k === (labels[t - 1] || -1))),
  ],
  ['the labels read from the wrong end', PLACES, scored(same, (t, tau) => tau - t)],
  [
    'the same label at every step',
    PLACES,
    scored(same, () => 0),
    scored(same, (_, tau) => tau - 1),
  ],
  [
    'the same scores at every step',
    PLACES,
    scored((_, tau) => tau - 1, same),
    scored(() => 0, same),
    scored((_, tau) => tau - 1),
    scored(() => 0),
  ],
  [
    'the step for the label',
    'The label of step t is labels[t − 1]: what stands in the list, and not where.',
    (t, os) => right.scoreGradient(os[t - 1], t - 1),
    (t, os) => right.scoreGradient(os[t - 1], t),
  ],
  [
    'only the first step has a loss',
    'Every step adds its L(t), so do(t) is not zero after step 1.',
    (t, os, labels) => scale(t === 1 ? 1 : 0, scored()(t, os, labels)),
  ],
  [
    'a weight for each step’s loss',
    'L is the sum of the L(t), and each counts once.',
    (t, os, labels) => scale(t, scored()(t, os, labels)),
    (t, os, labels) => scale(1 / t, scored()(t, os, labels)),
    (t, os, labels) => scale(t / os.length, scored()(t, os, labels)),
  ],
  ['halved', 'do = ŷ − y has no ½.', (t, os, labels) => scale(1 / 2, scored()(t, os, labels))],
];

const ROWS: Row<Through>[] = [
  [
    'divided by the number of steps',
    'L is the sum of the L(t), and every gradient is a sum over the steps. Divided by τ it is the gradient of a mean.',
    ...averaged,
  ],
  [
    'the loss of a step counted once for each later step',
    'One sweep from τ down to 1 has every loss in it. If each loss is sent back by itself, the steps on its way add Wᵀ da alone, not their own Vᵀ do again.',
    prefixes('once'),
    prefixes('again'),
  ],
  [
    'o and labels read from the wrong end',
    'The loop runs backwards, the lists do not: o(t) and its label stand at t − 1, whichever step is visited first.',
    { dO: (t, { dO, tau }) => dO(tau + 1 - t) },
    { x: (t, { xs, tau }) => xs[tau - t], dO: (t, { dO, tau }) => dO(tau + 1 - t) },
  ],
  [
    'dV from the sum of do and the sum of h',
    'Each step multiplies its own do(t) and its own h(t), and then the products are added.',
    {
      result: (_, moments, { hs }) => ({
        dV: outer(moments.map(({ dO }) => dO).reduce(add), hs.slice(1).reduce(add)),
      }),
    },
  ],
];

/** Mistakes of one step that are made where it is written out in the loop, too. */
const INLINE = [
  '1 + h² for 1 − h²',
  'h² for 1 − h²',
  'h² − 1: the sign of the slope turned round',
  'the slope applied twice',
  'one slope for all units',
  'the brackets around 1 − h² are missing',
  'dU, dW or db from dh(t)',
  'dV with the slope of tanh',
  'dV with dh(t) for h(t)',
  'the slope of the step before in what is sent back',
  'what came from later does not go on',
  'Vᵀ do passed on beside Wᵀ da',
];

export const stepForms: Row<Ways>[] = STEP_ROWS.filter(([name]) => INLINE.includes(name)).map(
  ([name, lesson, ...forms]) => [name, lesson, ...forms.map((form) => ({ step: stepBy(form) }))],
);

export const backward: Mistake<Backward>[] = [
  ...mistakesFrom(THROUGH_ROWS, (form) => backwardThrough(form)),
  ...mistakesFrom(ROWS, (form) => backwardThrough(form)),
  ...mistakesFrom(SCORES, (dO) => backwardThrough({}, dO)),
  ...mistakesFrom(innerScores, (score) =>
    backwardThrough({}, (t, os, labels) => score(os[t - 1], labels[t - 1])),
  ),
  ...mistakesFrom(stepForms, (form) => backwardThrough(form)),
  {
    name: 'a gradient left at zero',
    lesson: 'Every step adds to each of the five gradients; here one of them never gets anything.',
    text: ANY_TEXT,
    wrong: leftAtZero.map((form) => backwardThrough(form)),
  },
  ...from([vWithoutTranspose], backwardBy),
  ...from(wrongPasses, backwardBy, [
    'the loop runs forwards', // these have more forms above
    'nothing is carried back: the direct derivative for the total one',
    'the carry piles up',
    'the carry is cut after one step',
    'averaged over the steps',
    'the sign of do turned round',
    'the biases averaged over time',
    'each step overwrites the gradients of the one before',
    'the first step left out',
    'the last step left out',
    'dU, dW and db from dh(t)',
    'dh(0) left at zero', // below
  ]),
  ...from([wrongPass('dh(0) left at zero')], backwardBy).map((each) => ({
    ...each,
    text: ANY_TEXT,
  })),
];
