import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { wrongScores } from '../../../lib/lectures/bptt/wrong/scores';
import { scale, subtract, type Vec } from '../../../lib/linear';
import { softmax } from '../../../lib/losses';
import * as right from '../../../solutions/04-bptt';
import { from, scoreGradientBy } from './lines';
import { total } from './table';

type ScoreGradient = typeof Exercise.scoreGradient;

const largest = (o: Vec) => Math.max(...o);
const oneHot = (o: Vec, label: number) => o.map((_, k) => (k === label ? 1 : 0));
const powersOf = (o: Vec, shift: number) => o.map((ok) => Math.exp(ok - shift));
const sharesOf = (powers: Vec) => powers.map((power) => power / total(powers));

/** ŷ − y with another ŷ. */
const withShares =
  (shares: (o: Vec) => Vec): ScoreGradient =>
  (o, label) =>
    subtract(shares(o), oneHot(o, label));

/** ŷ − y with another number than the largest score taken away from every score. */
const withShift = (shift: (o: Vec, label: number) => number): ScoreGradient => {
  return (o, label) => {
    const powers = powersOf(o, shift(o, label));
    const sum = total(powers);
    return powers.map((power, k) => power / sum - (k === label ? 1 : 0));
  };
};

/** What becomes of ŷ(k) and y(k), number by number. */
const withEntry =
  (entry: (p: number, y: number, label: number, yHat: Vec) => number): ScoreGradient =>
  (o, label) => {
    const yHat = softmax(o);
    return yHat.map((p, k) => entry(p, k === label ? 1 : 0, label, yHat));
  };

/** The 1 in another place. */
const withPlace =
  (place: (label: number, o: Vec) => number): ScoreGradient =>
  (o, label) =>
    softmax(o).map((p, k) => p - (k === place(label, o) ? 1 : 0));

const cut = (low: number, high: number): ScoreGradient =>
  withShares((o) => sharesOf(o.map((ok) => Math.exp(Math.max(low, Math.min(high, ok))))));

const LARGEST =
  'The factor e^(−m) cancels for every m, but only with the largest score no power is above 1 and one of them is 1: nothing overflows, and no 0 / 0 is left.';
const INDEX = 'The label is a place, 0 … K − 1: y is 1 at y[label], and 0 elsewhere.';
const SUM = 'ŷₖ = e^oₖ / Σⱼ e^oⱼ: each power divided by the sum of all powers.';

const ROWS: Row<ScoreGradient>[] = [
  [
    'the powers overflow',
    'e^1000 is Infinity, and Infinity / Infinity is NaN; e^−1000 is 0, and so is the sum of such powers. Subtract the largest score first: the factor e^(−max) cancels.',
    withShift(() => 0),
    withShares((o) => {
      const log = Math.log(total(powersOf(o, 0)));
      return o.map((ok) => Math.exp(ok - log));
    }),
    ...[1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15].map((little) =>
      withShares((o) => {
        const powers = powersOf(o, 0);
        return powers.map((power) => power / (total(powers) + little));
      }),
    ),
  ],
  [
    'the search for the largest score begins at 0',
    'Where every score is negative, the largest is negative too: −1000 taken for 0 leaves nothing but powers that are 0. Begin with o[0], or with −Infinity.',
    withShift((o) => Math.max(0, ...o)),
  ],
  ['the first score subtracted, not the largest', LARGEST, withShift((o) => o[0])],
  ['the last score subtracted, not the largest', LARGEST, withShift((o) => o[o.length - 1])],
  ['the smallest score subtracted, not the largest', LARGEST, withShift((o) => Math.min(...o))],
  ['the mean of the scores subtracted', LARGEST, withShift((o) => total(o) / o.length)],
  ['the score of the label subtracted', LARGEST, withShift((o, label) => o[label])],
  [
    'the largest |o| subtracted',
    'Where the scores are −1000 and −999, the largest is −999. With 1000 in its place every power is 0.',
    withShift((o) => Math.max(...o.map(Math.abs))),
  ],
  [
    'the largest score added',
    'e^(o + max) overflows sooner than e^o. What is taken away from every score cancels: o − max.',
    withShift((o) => -largest(o)),
  ],
  [
    'large scores cut off',
    'Scores of 1000 and 1001 are cut to the same number, and their difference, on which softmax depends, is lost. Subtract the largest: that keeps every difference.',
    cut(-Infinity, 700),
    cut(-700, 700),
    cut(-300, 300),
  ],
  [
    'o − y: no softmax',
    'do = ŷ − y with ŷ = softmax o. o − y is what half the squared error of the scores would give.',
    withShares((o) => o),
  ],
  [
    'powers that are not divided by their sum',
    SUM,
    withShares((o) => powersOf(o, largest(o))),
    withShares((o) => powersOf(o, 0)),
  ],
  [
    '1 subtracted before dividing by the sum',
    'ŷ − y is (power / sum) − 1 at the label: divide first. Subtracted from the power, the 1 is divided too.',
    (o, label) => {
      const powers = powersOf(o, largest(o));
      return subtract(powers, oneHot(o, label)).map((power) => power / total(powers));
    },
    (o, label) => {
      const powers = powersOf(o, 0);
      return subtract(powers, oneHot(o, label)).map((power) => power / total(powers));
    },
    (o, label) => sharesOf(subtract(powersOf(o, largest(o)), oneHot(o, label))),
  ],
  [
    '1 subtracted from the score, not from the probability',
    'y is subtracted from ŷ, after softmax. softmax (o − y) is the distribution of other scores.',
    (o, label) => softmax(subtract(o, oneHot(o, label))),
  ],
  [
    'the scores divided by their sum, without powers',
    SUM,
    withShares(sharesOf),
    withShares((o) => sharesOf(o.map((ok) => ok - largest(o)))),
  ],
  [
    'the powers divided by something else than their sum',
    SUM,
    withShares((o) => scale(1 / o.length, powersOf(o, largest(o)))),
    withShares((o) => {
      const powers = powersOf(o, largest(o));
      return scale(1 / Math.sqrt(total(powers.map((p) => p * p))), powers);
    }),
    withShares((o) => {
      const powers = powersOf(o, largest(o));
      return powers.map((power) => power / (total(powers) - power));
    }),
    withShares((o) => {
      const powers = powersOf(o, largest(o));
      return scale(1 / (total(powers) + 1), powers);
    }),
  ],
  [
    'softmax of −o',
    'The largest score has the largest probability: e^(o − max), not e^(max − o).',
    withShares((o) => softmax(scale(-1, o))),
  ],
  [
    'powers of 2 or 10',
    'softmax is made of powers of e: Math.exp.',
    withShares((o) => sharesOf(o.map((ok) => 2 ** (ok - largest(o))))),
    withShares((o) => sharesOf(o.map((ok) => 10 ** (ok - largest(o))))),
  ],
  [
    'a sigmoid for each score',
    'One of K classes is right, so the K probabilities share a sum of 1: softmax. A sigmoid judges each score by itself.',
    withShares((o) => o.map((ok) => 1 / (1 + Math.exp(-ok)))),
  ],
  [
    'log ŷ for ŷ',
    'The gradient of −log ŷ is made of the probabilities themselves: ŷ − y.',
    withShares((o) => softmax(o).map(Math.log)),
  ],
  [
    'softmax applied twice',
    'softmax o is ŷ already. Taken for scores, the probabilities come out much more alike.',
    withShares((o) => softmax(softmax(o))),
  ],
  [
    'the label subtracted from every probability',
    'The label is an index, not a number to count with: y is 1 in that place and 0 in all others.',
    withEntry((p, _, label) => p - label),
  ],
  [
    'the label itself subtracted in its place',
    'What is subtracted in the place of the label is 1, whichever the label is.',
    withEntry((p, y, label) => p - y * label),
  ],
  [
    '1 subtracted from every probability',
    'y is 1 at the label and 0 elsewhere: the other probabilities stay as they are.',
    withEntry((p) => p - 1),
  ],
  [
    'labels counted from 1',
    'Labels run from 0 to K − 1, as places in a list do: the 1 stands at y[label].',
    withPlace((label) => label - 1),
    (o, label) => {
      const dO = softmax(o);
      dO[label - 1] -= 1; // at −1 the list gets a name, which is no item
      return [...dO];
    },
  ],
  ['the 1 one place too late', INDEX, withPlace((label) => label + 1)],
  ['1 subtracted everywhere but at the label', INDEX, withEntry((p, y) => p - (1 - y))],
  [
    'the scores divided by the largest',
    'What cancels in softmax is a number that is subtracted: o − max. Divided, the scores lose their distances.',
    withShares((o) => softmax(scale(1 / largest(o), o))),
    withShares((o) => softmax(scale(1 / Math.max(...o.map(Math.abs)), o))),
  ],
  ['the 1 counted from the end', INDEX, withPlace((label, o) => o.length - 1 - label)],
  [
    'the 1 at the largest score',
    'y says what is right, not what the network holds to be right: the 1 stands at the label.',
    withPlace((_, o) => o.indexOf(largest(o))),
  ],
  ['the 1 at the first place', INDEX, withPlace(() => 0)],
  ['the 1 at the last place', INDEX, withPlace((_, o) => o.length - 1)],
  [
    'the label 0 counts as no label',
    '0 is a label like the others, and `if (label)` takes it for false. Compare: k === label.',
    withEntry((p, y, label) => (label ? p - y : p)),
  ],
  [
    'y added, not subtracted',
    'do = ŷ − y: at the label it is negative, for that score should rise.',
    withEntry((p, y) => p + y),
  ],
  [
    'the sign turned at the label alone',
    'do = ŷ − y has one rule for all places: at the label it is ŷ − 1, below 0.',
    withEntry((p, y) => (y === 1 ? 1 - p : p)),
    withEntry((p, y) => (y === 1 ? p - 1 : -p)),
  ],
  ['1 − ŷ in every place', 'do = ŷ − y: at the label ŷ − 1, elsewhere ŷ.', withEntry((p) => 1 - p)],
  [
    '−y alone: no probabilities',
    'do = ŷ − y: each score has its probability in it, also at the label.',
    withEntry((_, y) => -y),
    withEntry((p, y) => (y === 1 ? -1 : p)),
  ],
  [
    'multiplied by ŷ (1 − ŷ) as well',
    'ŷ − y is the gradient by the scores already: softmax and −log have been differentiated together. ŷ (1 − ŷ) belongs to a sigmoid with a squared error.',
    withEntry((p, y) => (p - y) * p * (1 - p)),
    withEntry((p) => p * (1 - p)),
  ],
  [
    'the gradient of ŷ, not of −log ŷ',
    '∂ŷ_label/∂o is ŷ_label (y − ŷ). The derivative of −log divides it by −ŷ_label, and ŷ − y is left.',
    (o, label) => scale(softmax(o)[label], right.scoreGradient(o, label)),
    (o, label) => scale(-softmax(o)[label], right.scoreGradient(o, label)),
  ],
  [
    'the factor 2 of a squared error',
    'do = ŷ − y has no 2: the loss is −log ŷ, and nothing in it is squared.',
    withEntry((p, y) => 2 * (p - y)),
  ],
  ['halved', 'do = ŷ − y has no ½: there is nothing to halve.', withEntry((p, y) => (p - y) / 2)],
  [
    'squared',
    'do = ŷ − y is a difference, with its sign. The loss is −log ŷ, and nothing in it is squared.',
    withEntry((p, y) => (p - y) ** 2),
  ],
  [
    'divided by the number of scores',
    'L = −log ŷ_label is one number, and no mean over the K scores: its gradient is ŷ − y.',
    withEntry((p, y, _, yHat) => (p - y) / yHat.length),
  ],
  [
    'the loss, not its gradient',
    '−log ŷ_label is the loss, one number. Its gradient by the K scores is ŷ − y.',
    (o, label) => -Math.log(softmax(o)[label]) as unknown as Vec,
    withEntry((p, y) => (y === 0 ? 0 : -Math.log(p))),
    withEntry((p) => -Math.log(p)),
  ],
  [
    'ŷ · y: the probability of the label',
    'do has a number for every score, and 1 is subtracted at the label: ŷ − y.',
    withEntry((p, y) => p * y),
    (o, label) => softmax(o)[label] as unknown as Vec,
    (o, label) => (softmax(o)[label] - 1) as unknown as Vec,
  ],
  [
    'the scores overwritten',
    'o still belongs to whoever gave it: a finite-difference check would read ŷ − y where the scores were. Begin with a new list, as map does.',
    (o, label) => {
      const dO = right.scoreGradient(o, label);
      for (const k of o.keys()) o[k] = dO[k];
      return o;
    },
    (o, label) => {
      const dO = right.scoreGradient(o, label);
      const m = largest(o);
      for (const k of o.keys()) o[k] -= m;
      return dO;
    },
  ],
];

export const scoreGradient: Mistake<ScoreGradient>[] = [
  ...from(wrongScores, scoreGradientBy, [
    'averaged over the steps', // there is one step
    'only the last step has a loss',
  ]),
  ...mistakesFrom(ROWS, (wrong) => wrong),
];

/** Those that another function can have inside it, with scores of ordinary size. */
export const innerScores: Row<ScoreGradient>[] = ROWS.filter(([name]) =>
  [
    'o − y: no softmax',
    'labels counted from 1',
    'the label 0 counts as no label',
    'y added, not subtracted',
    'the factor 2 of a squared error',
    'multiplied by ŷ (1 − ŷ) as well',
    '1 subtracted before dividing by the sum',
    'powers that are not divided by their sum',
  ].includes(name),
);
