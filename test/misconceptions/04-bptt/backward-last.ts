import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { chainRule } from '../../../lib/lectures/bptt/backward';
import { wrongCarries } from '../../../lib/lectures/bptt/wrong/carry';
import { wrongPass } from '../../../lib/lectures/bptt/wrong/passes';
import { wrongPlaces } from '../../../lib/lectures/bptt/wrong/places';
import { wrongSlopes } from '../../../lib/lectures/bptt/wrong/slope';
import { outer, scale, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import { stepForms } from './backward';
import { backwardLastBy, from, vWithoutTranspose } from './lines';
import { down, local, pass, plus } from './pass';
import { innerScores } from './score-gradient';
import { ANY_TEXT } from './table';
import { averaged, leftAtZero, THROUGH_ROWS, type Through, through } from './through';

type BackwardLast = typeof Exercise.backwardLast;

const lastThrough =
  (form: Through, score = right.scoreGradient): BackwardLast =>
  (theta, hs, xs, o, label) => {
    const tau = xs.length;
    const dO = (t: number) => (t === tau ? score(o, label) : o.map(() => 0));
    return through(form, { theta, hs, xs, tau, dO });
  };

/** Another do before the last step, where it is zero. */
const before = (dO: (o: Vec, label: number) => Vec): BackwardLast => {
  return (theta, hs, xs, o, label) => {
    const tau = xs.length;
    const of = (t: number) => (t === tau ? right.scoreGradient(o, label) : dO(o, label));
    return pass({}, { theta, hs, xs, tau, dO: of });
  };
};

const ONCE = 'RNN (C) answers once: V and c are used at t = τ only.';

const ROWS: Row<Through>[] = [
  [
    'do(τ) sent back at every step',
    'The error of o(τ) enters at h(τ), once: dh(τ) = Vᵀ do(τ). To the states before it, it comes back through W and the slopes, not through V.',
    { dO: (_, { dO, tau }) => dO(tau) },
    {
      carry: ({ t, now }, given) =>
        t > 1 ? (plus(now.dhPrev, local(given, given.dO(given.tau))) as Vec) : now.dhPrev,
    },
    { carry: ({ now }, given) => plus(now.dhPrev, local(given, given.dO(given.tau))) as Vec },
  ],
  [
    'dV summed over all states',
    `${ONCE} dV = do(τ) h(τ)ᵀ has one term, and dc = do(τ).`,
    {
      result: (_, __, { hs, dO, tau }) => ({
        dV: hs
          .slice(1)
          .map((h) => outer(dO(tau), h))
          .reduce((A, B) => plus(A, B) as number[][]),
      }),
    },
    {
      result: (_, __, { hs, dO, tau }) => ({
        dV: hs.map((h) => outer(dO(tau), h)).reduce((A, B) => plus(A, B) as number[][]),
      }),
    },
  ],
  [
    'dc counted τ times',
    `${ONCE} dc = do(τ), once.`,
    { result: ({ dc }, _, { tau }) => ({ dc: scale(tau, dc) }) },
  ],
  [
    'dV and dc counted τ times',
    `${ONCE} dV = do(τ) h(τ)ᵀ and dc = do(τ), once.`,
    {
      result: ({ dV, dc }, _, { tau }) => ({
        dV: dV.map((row) => scale(tau, row)),
        dc: scale(tau, dc),
      }),
    },
    { result: ({ dV }, _, { tau }) => ({ dV: dV.map((row) => scale(tau, row)) }) },
  ],
  [
    'dV with the first state',
    'V reads h(τ), the last state: hs[xs.length].',
    { result: (_, __, { hs, dO, tau }) => ({ dV: outer(dO(tau), hs[0]) }) },
    { result: (_, __, { hs, dO, tau }) => ({ dV: outer(dO(tau), hs[1]) }) },
  ],
  [
    'the error enters one step early',
    'o(τ) comes from h(τ), and so its error enters at h(τ): the last round of the network is t = τ, the first one back.',
    { dO: (t, { dO, tau }) => (t === tau - 1 ? dO(tau) : scale(0, dO(tau))) },
  ],
  [
    'no way back from the last step: the loop runs forwards, or the carry is lost',
    'The loss comes late, but h(τ) has come from all the steps: from t = τ on dhPrev goes to step τ − 1, and so down to step 1. What comes out there is dh(0).',
    { steps: (tau) => down(tau).slice(0, 1) },
    { steps: (tau) => down(tau).reverse() },
    { carry: ({ now }) => scale(0, now.dhPrev) },
    { carry: ({ t, now }) => (t > 1 ? scale(0, now.dhPrev) : now.dhPrev) },
  ],
  [
    'the slope of the last step left out',
    'h(τ) came out of a tanh, too: da(τ) = (1 − h(τ)²) ⊙ Vᵀ do(τ).',
    ({ theta, hs, xs, tau, dO }) => {
      const step: typeof right.backwardStep = (parameters, hPrev, x, h, scores, later) => {
        if (h !== hs[tau]) return right.backwardStep(parameters, hPrev, x, h, scores, later);
        const flat = right.backwardStep(
          parameters,
          hPrev,
          x,
          h.map(() => 0),
          scores,
          later,
        );
        return { ...flat, dV: outer(scores, h) };
      };
      return pass({ step }, { theta, hs, xs, tau, dO });
    },
  ],
  [
    'the slope at the last step only',
    'Each step back passes a tanh: da(t) = (1 − h(t)²) ⊙ Wᵀ da(t+1) at every t.',
    ({ theta, hs, xs, tau, dO }) => {
      const step: typeof right.backwardStep = (parameters, hPrev, x, h, scores, later) =>
        right.backwardStep(parameters, hPrev, x, h === hs[tau] ? h : h.map(() => 0), scores, later);
      return pass({ step }, { theta, hs, xs, tau, dO });
    },
  ],
  [
    'divided by the number of steps',
    'There is one loss, L = −log ŷ(τ), and nothing to average over.',
    ...averaged,
  ],
];

const BEFORE: Row<(o: Vec, label: number) => Vec>[] = [
  [
    'scores of zero taken for no loss',
    'Scores of 0 are the distribution 1/K, and that has a loss and a gradient, 1/K − y. Where no one asks, do(t) itself is zero.',
    (o, label) =>
      right.scoreGradient(
        o.map(() => 0),
        label,
      ),
    (o) =>
      right.scoreGradient(
        o.map(() => 0),
        0,
      ),
    (o) =>
      right.scoreGradient(
        o.map(() => 0),
        -1,
      ),
  ],
  [
    'a label of another step for no loss',
    'A label that is not there takes away the −y, and leaves ŷ. Where no one asks, do(t) as a whole is zero.',
    (o) => right.scoreGradient(o, -1),
    (o) => right.scoreGradient(o, 0),
  ],
];

/** o(t) of every step, judged by the one label. */
const everyStep = backwardLastBy({ dO: chainRule.dO });

/** Each of these has more forms above, or is right here. */
const ABOVE = [
  'nothing is carried back: the direct derivative for the total one',
  'the carry replaces Vᵀ do(t)', // here it does: do(t) is zero before τ
  'the carry piles up',
  'the carry is cut after one step',
  'the loop runs forwards', // nothing is carried then
  'dh(0) left at zero',
];

/** Mistakes of the loop that have more forms above. */
const OTHER_HERE = ['nothing is carried back', 'the loop runs forwards'];

/** Without the only step that has a loss every gradient is zero. */
const NOTHING_LEFT = 'the loop begins at τ − 1';

export const backwardLast: Mistake<BackwardLast>[] = [
  {
    name: 'a loss at every step',
    lesson:
      'RNN (C) answers once. Before τ no score is judged: do(t) is zero there, and only Wᵀ da(t+1) comes back to h(t).',
    wrong: everyStep,
  },
  ...mistakesFrom(ROWS, (form) => lastThrough(form)),
  ...mistakesFrom(BEFORE, before),
  ...mistakesFrom(
    THROUGH_ROWS.filter(([name]) => !OTHER_HERE.includes(name)),
    (form) => lastThrough(form),
  ).map((each) => (each.name === NOTHING_LEFT ? { ...each, text: ANY_TEXT } : each)),
  ...mistakesFrom(innerScores, (score) => lastThrough({}, score)),
  ...mistakesFrom(
    stepForms.filter(([name]) => name !== 'what came from later does not go on'), // truncated
    (form) => lastThrough(form),
  ),
  {
    name: 'a gradient left at zero',
    lesson:
      'All five gradients get something: dV and dc at the last step, dU, dW and db at every one.',
    text: ANY_TEXT,
    wrong: leftAtZero.map((form) => lastThrough(form)),
  },
  ...from([vWithoutTranspose], backwardLastBy),
  ...from(wrongCarries, backwardLastBy, ABOVE),
  ...from([wrongPass('dh(0) left at zero')], backwardLastBy).map((each) => ({
    ...each,
    text: ANY_TEXT,
  })),
  ...from(wrongSlopes, backwardLastBy, ['the slope on Vᵀ do(t) alone']), // the slope at the last step only
  ...from(wrongPlaces, backwardLastBy, [
    'dU, dW and db from dh(t)',
    'the direct derivative for dW, dU and db',
  ]),
];
