import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import type { Vec } from '../../../lib/linear';
import { softmax } from '../../../solutions/03-uvw-rnn';
import { asItIs, CRUMBS, shifts, sum } from './table';

type Loss = typeof Exercise.loss;
type Surprise = (o: Vec, label: number) => number;

const logOfSum = (o: Vec, m = Math.max(...o)): number =>
  m + Math.log(sum(o.map((oj) => Math.exp(oj - m))));
const shares = (o: Vec): Vec => {
  const powers = o.map(Math.exp);
  return powers.map((power) => power / sum(powers));
};

/** −log of the right class’s probability: as it should be, and in the two ways that meet 0 and ∞. */
const surprise: Surprise = (o, label) => logOfSum(o) - o[label];
const surprises: Surprise[] = [
  surprise,
  (o, label) => -Math.log(softmax(o)[label]),
  (o, label) => -Math.log(shares(o)[label]),
];

const over =
  (part: (o: Vec, label: number, t: number) => number): Loss =>
  (os, labels) =>
    sum(os.map((o, t) => part(o, labels[t], t)));

/** A mistake in the sum over the steps, with each way to compute one of them. */
const each = (write: (of: Surprise) => Loss): Loss[] => surprises.map(write);

/** A mistake in what is made of the probabilities. */
const probabilities = (part: (p: Vec, label: number, t: number) => number): Loss[] =>
  [softmax, shares].map((by) => over((o, label, t) => part(by(o), label, t)));

const listed = (of: Surprise, os: Vec[], labels: number[]): number[] =>
  os.map((o, t) => of(o, labels[t]));
const chosen = (o: Vec): number => o.indexOf(Math.max(...o));
const oneHot = (p: Vec, label: number): Vec => p.map((_, k) => Number(k === label));
const squares = (v: Vec): number => sum(v.map((x) => x ** 2));

/** Three ways to write one step’s loss, with what m is taken for the largest. */
const byLogOfSum = (o: Vec, label: number, m: number): number => logOfSum(o, m) - o[label];
const byRatio = (o: Vec, label: number, m: number): number => {
  const powers = o.map((oj) => Math.exp(oj - m));
  return -Math.log(powers[label] / sum(powers));
};
const byLogs = (o: Vec, label: number, m: number): number => {
  const powers = o.map((oj) => Math.exp(oj - m));
  return Math.log(sum(powers)) - Math.log(powers[label]);
};

const shiftedBy = (shift: (o: Vec, os: Vec[]) => number): Loss[] =>
  [byLogOfSum, byRatio, byLogs].map(
    (by): Loss =>
      (os, labels) =>
        sum(os.map((o, t) => by(o, labels[t], shift(o, os)))),
  );

const rows: Row<Loss>[] = [
  [
    'averaged over the steps',
    'Equation (7) is the sum over the steps. The mean is τ times smaller, and so are all its gradients.',
    ...each((of) => (os, labels) => sum(listed(of, os, labels)) / os.length),
    ...each((of) => (os, labels) => os.length && sum(listed(of, os, labels)) / os.length),
  ],
  [
    'the sum of powers never set back',
    'Each step has a sum of its own over its classes: it begins at 0 inside the loop over the steps, not before it.',
    (os, labels) => {
      let powers = 0;
      return sum(
        os.map((o, t) => {
          powers += sum(o.map((oj) => Math.exp(oj - Math.max(...o))));
          return Math.log(powers) + Math.max(...o) - o[labels[t]];
        }),
      );
    },
    (os, labels) => {
      let powers = 0;
      return sum(
        os.map((o, t) => {
          powers += sum(o.map((oj) => Math.exp(oj)));
          return Math.log(powers) - o[labels[t]];
        }),
      );
    },
  ],
  [
    'averaged over the classes',
    'Each step adds −log of one probability, that of the right class. Nothing is divided by K.',
    ...each((of) => over((o, label) => of(o, label) / o.length)),
    ...each((of) => (os, labels) => sum(listed(of, os, labels)) / (os.length * os[0]?.length)),
    ...each((of) => (os, labels) => sum(listed(of, os, labels)) / (os.length * os[0].length)),
  ],
  [
    'half of it',
    'The ½ belongs to the squared error. This loss has no factor.',
    ...each((of) => over((o, label) => of(o, label) / 2)),
  ],
  [
    'twice as much',
    'This loss has no factor before it.',
    ...each((of) => over((o, label) => 2 * of(o, label))),
  ],
  [
    'the last step only',
    'RNN (A) answers at every step, and every step counts. The last one alone is the loss of RNN (C), and = in the place of += leaves it, too.',
    ...each((of) => (os, labels) => listed(of, os, labels).at(-1) ?? 0),
    ...each((of) => (os, labels) => listed(of, os, labels).at(-1) as number),
    ...each((of) => (os, labels) => of(os[os.length - 1], labels[labels.length - 1])),
  ],
  [
    'the first step only',
    'RNN (A) answers at every step, and every step counts. A return inside the loop ends it after the first.',
    ...each((of) => (os, labels) => listed(of, os, labels)[0]),
    ...each((of) => (os, labels) => listed(of, os, labels)[0] ?? 0),
  ],
  [
    'the first step left out',
    'The sum runs over all τ steps. Lists count from 0: step 1 is os[0].',
    ...each((of) => (os, labels) => sum(listed(of, os, labels).slice(1))),
  ],
  [
    'the last step left out',
    'The sum runs over all τ steps: the last is os[τ − 1].',
    ...each((of) => (os, labels) => sum(listed(of, os, labels).slice(0, -1))),
  ],
  [
    'the worst step only',
    'All steps are added up, not the largest taken.',
    ...each((of) => (os, labels) => Math.max(...listed(of, os, labels))),
    ...each((of) => (os, labels) => Math.max(0, ...listed(of, os, labels))),
    ...each((of) => (os, labels) => Math.min(...listed(of, os, labels))),
  ],
  [
    'the steps multiplied',
    'Probabilities are multiplied; their logarithms are added.',
    ...each((of) => (os, labels) => listed(of, os, labels).reduce((all, L) => all * L, 1)),
  ],
  [
    'a probability, not its logarithm',
    'The loss is −log of the probability. e^(−L) is the probability of all the right answers together.',
    ...probabilities((p, label) => p[label]),
    ...probabilities((p, label) => -p[label]),
    ...probabilities((p, label) => 1 - p[label]),
    (os, labels) => Math.exp(-sum(listed(surprise, os, labels))),
    (os, labels) => 1 - Math.exp(-sum(listed(surprise, os, labels))),
  ],
  [
    'the logarithm of the sum of the probabilities',
    'The logarithm is taken at each step, and the logarithms are added: log p + log q is not log (p + q).',
    (os, labels) => -Math.log(sum(os.map((o, t) => softmax(o)[labels[t]]))),
    (os, labels) => -Math.log(sum(os.map((o, t) => softmax(o)[labels[t]])) / os.length),
  ],
  [
    'the squared loss of each step',
    'L(t) is −log ŷ of the right class, as it is.',
    ...each((of) => over((o, label) => of(o, label) ** 2)),
  ],
  [
    'weighed by the probability',
    'For the right class y is 1 and for the others 0: what is left of the sum is −log ŷ of the right class. Weighed by ŷ itself it is another quantity, the entropy.',
    ...probabilities((p) => -sum(p.map((pk) => pk * Math.log(pk)))),
    ...probabilities((p, label) => -p[label] * Math.log(p[label])),
  ],
  [
    'softmax twice',
    'The loss takes scores and applies softmax itself. Given probabilities, it applies it again: no step’s loss is then farther than 1 from log K.',
    over((o, label) => surprise(softmax(o), label)),
    ...probabilities((p, label) => -Math.log(softmax(p)[label])),
  ],
  [
    'the logarithm of a vanishing probability',
    'A probability such as e^(−1000) is too small for a number and becomes 0, and −log 0 is Infinity. Work with the logarithm from the start: log ŷᵢ = oᵢ − m − log Σⱼ e^(oⱼ − m).',
    over((o, label) => -Math.log(softmax(o)[label])),
    over((o, label) => {
      const powers = o.map((oj) => Math.exp(oj - Math.max(...o)));
      return Math.log(sum(powers)) - Math.log(powers[label]);
    }),
    (os, labels) => -Math.log(os.reduce((all, o, t) => all * softmax(o)[labels[t]], 1)),
  ],
  [
    'the probability kept from 0',
    'A small number added under the logarithm, or a floor, puts an end to the loss: −log 1e-12 is 27.6, where the right answer may be 1000. Work with the logarithm from the start: log ŷᵢ = oᵢ − m − log Σⱼ e^(oⱼ − m).',
    ...CRUMBS.flatMap((crumb) => [
      ...probabilities((p, label) => -Math.log(p[label] + crumb)),
      ...probabilities((p, label) => -Math.log(Math.max(p[label], crumb))),
      over((o, label) => -Math.log(Math.min(Math.max(softmax(o)[label], crumb), 1 - crumb))),
      over((o, label) => -Math.log(softmax(o)[label] || crumb)),
    ]),
    ...[0, 1, 100, 700, 709, 745, 1e6, 1e9, Number.MAX_VALUE].map((most) =>
      over((o, label) => {
        const p = softmax(o)[label];
        return p > 0 ? -Math.log(p) : most;
      }),
    ),
    over((o, label) => -Math.max(Math.log(softmax(o)[label]), -100)),
  ],
  [
    'the rivals at the top counted as one',
    'Where several scores share the top, the sum of powers is not 1 but their number: log Σⱼ e^(oⱼ − m) is added to m − o of the right class in every case.',
    ...[0, 1e-323, 1e-300, 1e-100, 1e-15, 1e-12, 1e-10].map((bound) =>
      over((o, label) => {
        const p = softmax(o)[label];
        return p > bound ? -Math.log(p) : Math.max(...o) - o[label];
      }),
    ),
  ],
  [
    'the largest score in the sum’s place',
    'log Σⱼ e^oⱼ is near the largest score, but never below or at it: the other classes count, too.',
    over((o, label) => Math.max(...o) - o[label]),
  ],
  [
    'the strongest rival only',
    'All the other classes compete, not the strongest alone: with three classes or more the sum below has them all.',
    over((o, label) => {
      const rival = Math.max(...o.filter((_, k) => k !== label));
      return Math.log1p(Math.exp(rival - o[label]));
    }),
    over((o, label) => surprise([o[label], Math.max(...o.filter((_, k) => k !== label))], 0)),
  ],
  [
    'the right class left out of the sum',
    'The sum of powers runs over all K classes, the right one among them.',
    over((o, label) => logOfSum(o.filter((_, k) => k !== label)) - o[label]),
  ],
  [
    'a class left out of the sum',
    'The sum of powers runs over all K classes, from place 0 to place K − 1.',
    over((o, label) => logOfSum(o.slice(1)) - o[label]),
    over((o, label) => logOfSum(o.slice(0, -1)) - o[label]),
    over((o, label) => {
      const m = Math.max(...o);
      return m + Math.log(sum(o.slice(1).map((oj) => Math.exp(oj - m)))) - o[label];
    }),
    over((o, label) => {
      const m = Math.max(...o);
      return m + Math.log(sum(o.slice(0, -1).map((oj) => Math.exp(oj - m)))) - o[label];
    }),
  ],
  [
    'a sum of powers without its start',
    'A sum starts at 0. reduce without a start value takes the first score as it is, where e to that power belongs.',
    over((o, label) => {
      const m = Math.max(...o);
      return m + Math.log(o[0] - m + sum(o.slice(1).map((oj) => Math.exp(oj - m)))) - o[label];
    }),
    over((o, label) => {
      const m = Math.max(...o);
      return m + Math.log(o[0] + sum(o.slice(1).map((oj) => Math.exp(oj - m)))) - o[label];
    }),
    over((o, label) => Math.log(o[0] + sum(o.slice(1).map(Math.exp))) - o[label]),
  ],
  [
    'the sum of powers starts at 1',
    'A sum starts at 0. From 1 on it counts a class too many.',
    over((o, label) => Math.log(1 + sum(o.map(Math.exp))) - o[label]),
    over((o, label) => {
      const m = Math.max(...o);
      return m + Math.log1p(sum(o.map((oj) => Math.exp(oj - m)))) - o[label];
    }),
  ],
  [
    'the largest subtracted in one place',
    'What is subtracted from the scores in the sum must be subtracted from the right class’s score, too, or added back: log Σⱼ e^(oⱼ − m) − (o − m).',
    over((o, label) => logOfSum(o) - Math.max(...o) - o[label]),
    over((o, label) => logOfSum(o) + Math.max(...o) - o[label]),
    over((o, label) => Math.log(sum(o.map(Math.exp))) - (o[label] - Math.max(...o))),
    over(
      (o, label) =>
        -Math.log(Math.exp(o[label]) / sum(o.map((oj) => Math.exp(oj - Math.max(...o))))),
    ),
  ],
  [
    'the largest subtracted twice',
    'log Σⱼ e^(oⱼ − m) − (o − m): the m of the sum and the m of the score cancel, once each.',
    over((o, label) => logOfSum(o) - 2 * Math.max(...o) - o[label]),
    over((o, label) => logOfSum(o) - (o[label] - 2 * Math.max(...o))),
  ],
  [
    'mean of the powers for their sum',
    'The powers are added, not averaged.',
    over((o, label) => surprise(o, label) - Math.log(o.length)),
  ],
  [
    'the sum of the scores',
    'log Σⱼ e^oⱼ: raise each score first, then add up, then take the logarithm.',
    over((o, label) => sum(o) - o[label]),
    over((o, label) => Math.log(sum(o)) - o[label]),
    over((o, label) => Math.log(Math.abs(sum(o))) - o[label]),
  ],
  [
    'no logarithm of the sum',
    'log ŷ = o − log Σⱼ e^oⱼ: the sum stands under the logarithm, too.',
    over((o, label) => sum(o.map(Math.exp)) - o[label]),
    over((o, label) => {
      const m = Math.max(...o);
      return sum(o.map((oj) => Math.exp(oj - m))) - (o[label] - m);
    }),
  ],
  [
    'sign',
    'log of a probability is negative. The loss has a minus before it, and is never below 0.',
    ...each((of) => over((o, label) => -of(o, label))),
  ],
  [
    'signs within the step',
    'L(t) = log Σⱼ e^oⱼ − o of the right class: the score is subtracted.',
    over((o, label) => logOfSum(o) + o[label]),
    over(
      (o, label) =>
        Math.log(sum(o.map((oj) => Math.exp(oj - Math.max(...o))))) + o[label] - Math.max(...o),
    ),
    over((o, label) =>
      surprise(
        o.map((ok) => -ok),
        label,
      ),
    ),
    over(
      (o, label) =>
        Math.max(...o) - Math.log(sum(o.map((oj) => Math.exp(oj - Math.max(...o))))) - o[label],
    ),
  ],
  [
    'in another unit',
    'Math.log2 measures in bits, Math.log10 in tenfold steps; the loss is in nats, with the natural Math.log.',
    ...each((of) => over((o, label) => of(o, label) / Math.LN2)),
    ...each((of) => over((o, label) => of(o, label) / Math.LN10)),
    over(
      (o, label) =>
        Math.max(...o) + Math.log2(sum(o.map((oj) => Math.exp(oj - Math.max(...o))))) - o[label],
    ),
    over(
      (o, label) =>
        Math.max(...o) + Math.log10(sum(o.map((oj) => Math.exp(oj - Math.max(...o))))) - o[label],
    ),
  ],
  [
    'Math.log1p of the probability',
    'Math.log1p(x) is log(1 + x). The loss takes the logarithm of the probability itself.',
    ...probabilities((p, label) => -Math.log1p(p[label])),
    ...probabilities((p, label) => Math.log1p(p[label])),
  ],
  [
    'the score without its rivals',
    '−o_y alone can fall for ever by raising every score. log Σ e^oⱼ is what makes the classes compete.',
    over((o, label) => -o[label]),
    over((o, label) => o[label]),
  ],
  [
    'the sum without the score',
    'log Σⱼ e^oⱼ minus the score of the right class: without that score the label plays no part.',
    over((o) => logOfSum(o)),
  ],
  [
    'scores taken for probabilities',
    'os holds scores, which may be negative or above 1. Softmax comes first.',
    over((o, label) => -Math.log(o[label])),
    over((o, label) => -Math.log(o[label] / sum(o))),
    over((o, label) => -Math.log(Math.abs(o[label]))),
  ],
  [
    'a sigmoid for the softmax',
    'The sigmoid looks at one score alone. Softmax weighs the right class against all the others.',
    over((o, label) => Math.log1p(Math.exp(-o[label]))),
    over((o, label) => -Math.log(1 / (1 + Math.exp(-o[label])))),
  ],
  [
    'every class by itself',
    'One of K classes is right: the loss is −log of its probability. The terms log (1 − ŷ) belong to K yes-or-no questions.',
    ...probabilities((p, label) => -sum(p.map((pk, k) => Math.log(k === label ? pk : 1 - pk)))),
    over((o, label) => sum(o.map((ok, k) => Math.log1p(Math.exp(k === label ? -ok : ok))))),
    ...probabilities(
      (p, label) => -sum(p.map((pk, k) => Math.log(k === label ? pk : 1 - pk))) / p.length,
    ),
  ],
  [
    'the probability of the wrong classes',
    'The loss is −log of the right class’s probability, not of what is left for the others.',
    ...probabilities((p, label) => -Math.log(1 - p[label])),
    ...probabilities((p, label) => Math.log(1 - p[label])),
  ],
  [
    'all classes added up',
    'The label picks one class at each step: only −log of its probability counts.',
    ...each((of) => over((o) => sum(o.map((_, k) => of(o, k))))),
    ...each((of) => over((o, label) => sum(o.map((_, k) => (k === label ? 0 : of(o, k)))))),
    ...probabilities((p) => -sum(p.map((pk) => Math.log(pk)))),
  ],
  [
    'weighed by the label',
    'A label is the name of a class, not an amount: it says where to look.',
    ...each((of) => over((o, label) => label * of(o, label))),
    ...each((of) => over((o, label) => sum(o.map((_, k) => label * of(o, k))))),
    over((o, label) => Math.abs(chosen(o) - label)),
    over((o, label) => (chosen(o) - label) ** 2),
  ],
  [
    'squared error',
    'For classes our loss is −log of the probability of the right one, not |ŷ − y|².',
    ...[1, 1 / 2].flatMap((factor) => [
      ...probabilities((p, label) => factor * squares(p.map((pk, k) => pk - oneHot(p, label)[k]))),
      ...probabilities((p, label) => factor * (1 - p[label]) ** 2),
      over((o, label) => factor * squares(o.map((ok, k) => ok - oneHot(o, label)[k]))),
    ]),
    ...probabilities((p, label) => squares(p.map((pk, k) => pk - oneHot(p, label)[k])) / p.length),
    ...probabilities((p, label) => sum(p.map((pk, k) => Math.abs(pk - oneHot(p, label)[k])))),
  ],
  [
    'a margin to the strongest rival',
    'The loss is −log of a probability: it goes on falling when the right class is ahead, and never is exactly 0.',
    over((o, label) => Math.max(0, 1 + Math.max(...o.filter((_, k) => k !== label)) - o[label])),
    over((o, label) => sum(o.map((ok, k) => (k === label ? 0 : Math.max(0, 1 + ok - o[label]))))),
  ],
  [
    'one softmax for all steps',
    'Each step has a softmax of its own, over its K classes.',
    (os, labels) => sum(os.map((o, t) => logOfSum(os.flat()) - o[labels[t]])),
    (os, labels) =>
      sum(os.map((o, t) => logOfSum(os.map((other) => other[labels[t]])) - o[labels[t]])),
  ],
  [
    'e to the loss',
    'e^L, or e to the mean of the steps, is the perplexity. The loss is L itself.',
    ...each((of) => (os, labels) => Math.exp(sum(listed(of, os, labels)))),
    ...each((of) => (os, labels) => Math.exp(sum(listed(of, os, labels)) / os.length)),
  ],
  [
    'divided by log K',
    'log K is what a guesser loses at each step, a thing to compare with. The loss itself is not divided.',
    ...each((of) => over((o, label) => of(o, label) / Math.log(o.length))),
  ],
  [
    'step and class swapped',
    'os[t] is the output of a step, and os[t][label] its score for a class: the step comes first.',
    (os, labels) => sum(os.map((_, t) => surprise(os[labels[t]], t))),
    (os, labels) => sum(labels.map((label) => surprise(os[label], label))),
  ],
  [
    'wrong answers counted',
    'How often the largest score is not at the label is a count; the loss asks how probable the right class was.',
    over((o, label) => Number(chosen(o) !== label)),
    over((o, label) => Number(chosen(o) === label)),
    (os, labels) => sum(os.map((o, t) => Number(chosen(o) !== labels[t]))) / os.length,
  ],
  [
    'the chosen class for the right one',
    'The label says which class is right, whichever has the largest score.',
    ...each((of) => over((o) => of(o, chosen(o)))),
  ],
  [
    'targets a step off',
    'o(t) is judged by the label of its own step, labels[t − 1]. Both lists begin with step 1: the same place in both.',
    ...each((of) => (os, labels) => sum(os.map((o, t) => (t === 0 ? 0 : of(o, labels[t - 1]))))),
    ...each(
      (of) => (os, labels) =>
        sum(os.map((o, t) => (t === os.length - 1 ? 0 : of(o, labels[t + 1])))),
    ),
    ...each((of) => (os, labels) => sum(os.map((o, t) => of(o, labels[(t + 1) % labels.length])))),
    ...each(
      (of) => (os, labels) =>
        sum(os.map((o, t) => of(o, labels[Math.min(t + 1, labels.length - 1)]))),
    ),
    ...each((of) => (os, labels) => sum(os.map((o, t) => of(o, labels[Math.max(t - 1, 0)])))),
  ],
  [
    'the labels backwards',
    'labels[0] is the right class of step 1, as os[0] is its output.',
    ...each((of) => (os, labels) => sum(listed(of, os, [...labels].reverse()))),
  ],
  [
    'one label for all steps',
    'Each step has a label of its own: labels[t − 1].',
    ...each((of) => (os, labels) => sum(os.map((o) => of(o, labels[0])))),
    ...each((of) => (os, labels) => sum(os.map((o) => of(o, labels[labels.length - 1])))),
  ],
  [
    'class 0 or the step for the label',
    'The label of the step says which class is right: o[labels[t]].',
    ...each((of) => over((o) => of(o, 0))),
    ...each((of) => over((o) => of(o, o.length - 1))),
    ...each((of) => over((o, _, t) => of(o, t))),
    ...each((of) => over((o, _, t) => of(o, t % o.length))),
  ],
  [
    'labels counted from 1',
    'Labels run from 0 to K − 1, as places in a list do: o[label].',
    ...each((of) => over((o, label) => of(o, label - 1))),
    ...each((of) => over((o, label) => of(o, (label + 1) % o.length))),
    ...each((of) => over((o, label) => of(o, (label - 1 + o.length) % o.length))),
  ],
  [
    'the label 0 passed over',
    'In a condition 0 counts as false, but it is a class like any other.',
    ...each((of) => over((o, label) => (label ? of(o, label) : 0))),
    ...each((of) => (os, labels) => {
      const kept = labels.filter((label) => label);
      return sum(kept.map((label, t) => of(os[t], label)));
    }),
    ...each((of) => (os, labels) => {
      const end = labels.indexOf(0);
      return sum(listed(of, os, labels).slice(0, end < 0 ? os.length : end));
    }),
    ...each((of) => over((o, label) => of(o, label || 1))),
    ...each((of) => over((o, label) => of(o, label || o.length - 1))),
    ...each((of) => over((o, label) => (label > 0 ? of(o, label) : 0))),
  ],
  [
    'the total starts in the wrong place',
    'A sum starts at 0.',
    ...each((of) => (os, labels) => 1 + sum(listed(of, os, labels))),
    ...each((of) => (os, labels) => os[0]?.[labels[0]] + sum(listed(of, os, labels).slice(1))),
  ],
  [
    'one loss for each step',
    'The loss of a sequence is one number: the sum over its steps.',
    ...each((of) => (os, labels) => listed(of, os, labels) as never),
  ],
  [
    'no loss without steps',
    'The sum over no steps is 0. reduce needs the 0 to start from.',
    ...each((of) => (os, labels) => listed(of, os, labels).reduce((all, L) => all + L)),
  ],
  [
    'the scores overwritten',
    'os still belongs to whoever gave it. Begin with new lists, as map does.',
    ...[shifts0, softmax, powers0].map(
      (change): Loss =>
        (os, labels) => {
          const total = sum(listed(surprise, os, labels));
          for (const o of os) for (const [k, ok] of change(o).entries()) o[k] = ok;
          return total;
        },
    ),
    (os, labels) => {
      const total = sum(listed(surprise, os, labels));
      os.splice(0);
      return total;
    },
    (os, labels) => {
      const total = sum(listed(surprise, os, labels));
      for (const o of os) o.sort((p, q) => p - q);
      return total;
    },
    (os, labels) => {
      const total = sum(listed(surprise, os, labels));
      for (const o of os) o.sort((p, q) => q - p);
      return total;
    },
    (os, labels) => {
      for (const o of os) o.sort((p, q) => q - p);
      return sum(listed(surprise, os, labels));
    },
  ],
];

function shifts0(o: Vec): Vec {
  return o.map((ok) => ok - Math.max(...o));
}

function powers0(o: Vec): Vec {
  return shifts0(o).map(Math.exp);
}

export const loss: Mistake<Loss>[] = [
  ...mistakesFrom(rows, asItIs),
  {
    name: 'a place past the end',
    lesson:
      'labels[t + 1] of the last step, labels[−1] of the first and o[K] are not there, and what is not there makes NaN. The label of step os[t] is labels[t], and its score o[labels[t]].',
    wrong: [
      (os, labels) => sum(os.map((o, t) => surprise(o, labels[t + 1]))),
      (os, labels) => sum(os.map((o, t) => surprise(o, labels[t - 1]))),
      (os, labels) => sum(os.map((o, t) => logOfSum(o) - o[labels[t] + 1])),
      (os, labels) => sum([...os, []].map((o, t) => logOfSum(o) - o[labels[t + 0]])),
    ],
    text: /[+-] [01]\]|<=/,
  },
  {
    name: 'the powers overflow',
    lesson:
      'e^1000 is Infinity. Subtract the largest score first, in the sum and from the right class’s score: the factor e^(−max) cancels.',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], 0))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], 0))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], 0))),
      (os, labels) => -sum(os.map((o, t) => Math.log(shares(o)[labels[t]]))),
    ],
    text: /^(?![\s\S]*max)/i,
  },
  {
    name: 'shifted by the first score',
    lesson:
      'o[0] need not be the largest. When another score is far above it, e^(that difference) overflows: subtract Math.max(...o).',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], o[0]))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], o[0]))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], o[0]))),
    ],
    text: /\[0\]/,
  },
  {
    name: 'shifted by the last score',
    lesson:
      'The last score need not be the largest. When another is far above it, e^(that difference) overflows: subtract Math.max(...o).',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], o[o.length - 1]))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], o[o.length - 1]))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], o[o.length - 1]))),
    ],
    text: /length - 1\]|at\(-1\)|pop\(\)|slice\(-1\)/,
  },
  {
    name: 'shifted by the smallest score',
    lesson:
      'After subtracting the smallest, the others are as large as before or larger, and can overflow. Subtract the largest: then no power is above e⁰ = 1.',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], Math.min(...o)))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], Math.min(...o)))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], Math.min(...o)))),
    ],
    text: /min|<|sort/i,
  },
  {
    name: 'shifted by the mean score',
    lesson:
      'One score can stand far above the mean, and its power overflows. Subtract the largest: then no power is above e⁰ = 1.',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], sum(o) / o.length))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], sum(o) / o.length))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], sum(o) / o.length))),
    ],
    text: /\/ [\w.]*(?:length|K|n)\b|mean|average/,
  },
  {
    name: 'the largest as text',
    lesson:
      'sort() without a rule compares as text, and there 9 comes after 1000. Math.max(...o) compares numbers.',
    wrong: [
      (os, labels) => sum(os.map((o, t) => byLogOfSum(o, labels[t], [...o].sort()[o.length - 1]))),
      (os, labels) => sum(os.map((o, t) => byRatio(o, labels[t], [...o].sort()[o.length - 1]))),
      (os, labels) => sum(os.map((o, t) => byLogs(o, labels[t], [...o].sort()[o.length - 1]))),
    ],
    text: /sort\(\)|toSorted\(\)/i,
  },
  {
    name: 'no shift where all scores are below 0',
    lesson:
      'Scores of −1000 need the shift as well, or all the powers become 0. A search for the largest that begins at 0 finds 0 there: begin with −Infinity, or with the first score.',
    wrong: shiftedBy(shifts.largestOrZero),
  },
  {
    name: 'shifted by the largest size',
    lesson:
      'Math.abs makes −1000 the largest of all, and then every power is 0. The largest score is wanted, sign and all.',
    wrong: shiftedBy(shifts.size),
  },
  {
    name: 'one shift for the whole sequence',
    lesson:
      'A step whose scores are all far below the largest of another step has nothing but powers of 0. Each step needs a largest score of its own.',
    wrong: [
      ...shiftedBy((_, os) => Math.max(...os.flat())),
      ...shiftedBy((_, os) => Math.max(...os[0])),
    ],
  },
];
