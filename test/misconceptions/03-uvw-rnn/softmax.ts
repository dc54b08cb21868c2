import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import type { Vec } from '../../../lib/linear';
import { softmax as right } from '../../../solutions/03-uvw-rnn';
import { asItIs, CRUMBS, shifts, sum } from './table';

type Softmax = typeof Exercise.softmax;

const divided = (powers: Vec, total = sum(powers)): Vec => powers.map((power) => power / total);
const shifted = (o: Vec): Vec => o.map((oi) => oi - Math.max(...o));

/** The shares of the powers, with some number taken off every score. */
const shiftedBy =
  (shift: (o: Vec) => number): Softmax =>
  (o) =>
    divided(o.map((oi) => Math.exp(oi - shift(o))));

/** Shares that are right but for the sum below, of the powers as they are and with the largest taken off. */
const over = (total: (powers: Vec, scores: Vec) => number): Softmax[] =>
  [asItIs<Vec>, shifted].map((prepare) => (o) => {
    const scores = prepare(o);
    const powers = scores.map(Math.exp);
    return divided(powers, total(powers, scores));
  });

/** Softmax of other scores, as by the definition and with the largest taken off. */
const of = (change: (o: Vec) => Vec): Softmax[] => [
  (o) => right(change(o)),
  (o) => divided(change(o).map(Math.exp)),
];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const winner = (o: Vec): Vec => o.map((oi) => Number(oi === Math.max(...o)));
const [CAPS, CAPS_BOTH_WAYS] = [
  (cap: number): Softmax =>
    (o) =>
      divided(o.map((oi) => Math.exp(Math.min(oi, cap)))),
  (cap: number): Softmax =>
    (o) =>
      divided(o.map((oi) => Math.exp(Math.max(-cap, Math.min(oi, cap))))),
].map((by) => [10, 20, 30, 50, 88, 100, 300, 500, 600, 700, 709].map(by));

/** The winner takes all, when the scores are such; by the definition otherwise. */
const hardWhen =
  (large: (o: Vec, total: number) => boolean): Softmax =>
  (o) => {
    const powers = o.map(Math.exp);
    return large(o, sum(powers)) ? winner(o) : divided(powers);
  };

const rows: Row<Softmax>[] = [
  [
    'the powers overflow',
    'e^1000 is Infinity, and Infinity / Infinity is NaN. Subtract the largest score first: the factor e^(−max) cancels.',
    shiftedBy(shifts.nothing),
    (o) => divided(o.map((oi) => Math.exp(oi) / Math.exp(Math.max(...o)))),
    (o) => {
      const powers = o.map(Math.exp);
      const factor = 1 / sum(powers);
      return powers.map((power) => power * factor);
    },
  ],
  [
    'shifted by the first score',
    'o[0] need not be the largest. When another score is far above it, e^(that difference) overflows: subtract Math.max(...o).',
    shiftedBy(shifts.first),
  ],
  [
    'shifted by the last score',
    'The last score need not be the largest. When another is far above it, e^(that difference) overflows: subtract Math.max(...o).',
    shiftedBy(shifts.last),
  ],
  [
    'shifted by the smallest score',
    'After subtracting the smallest, the others are as large as before or larger, and can overflow. Subtract the largest: then no power is above e⁰ = 1.',
    shiftedBy(shifts.smallest),
  ],
  [
    'shifted by the mean score',
    'One score can stand far above the mean, and its power overflows. Subtract the largest: then no power is above e⁰ = 1.',
    shiftedBy(shifts.mean),
  ],
  [
    'no shift where all scores are below 0',
    'Scores of −1000 need the shift as well, or all the powers become 0. A search for the largest that begins at 0 finds 0 there: begin with −Infinity, or with the first score.',
    shiftedBy(shifts.largestOrZero),
  ],
  [
    'shifted by the largest size',
    'Math.abs makes −1000 the largest of all, and then every power is 0. The largest score is wanted, sign and all.',
    shiftedBy(shifts.size),
  ],
  [
    'the largest as text',
    'sort() without a rule compares as text, and there 9 comes after 1000. Math.max(...o) compares numbers.',
    shiftedBy(shifts.asText),
  ],
  [
    'the largest added, not subtracted',
    'e^(o + max) overflows twice as early. Subtract the largest: then no power is above e⁰ = 1.',
    (o) => divided(o.map((oi) => Math.exp(oi + Math.max(...o)))),
  ],
  [
    'the largest looked up in a list that changes',
    'Once the first score is replaced, the largest of the list is another. Find the largest before the loop, once, for all.',
    (o) => {
      const powers = [...o];
      for (const k of powers.keys()) powers[k] = Math.exp(powers[k] - Math.max(...powers));
      return divided(powers);
    },
  ],
  [
    'the largest subtracted above, not below',
    'The same number must be subtracted in the numerator and in the sum below it, or it does not cancel.',
    (o) => divided(shifted(o).map(Math.exp), sum(o.map(Math.exp))),
  ],
  [
    'the largest subtracted below, not above',
    'The same number must be subtracted in the numerator and in the sum below it, or it does not cancel.',
    (o) => divided(o.map(Math.exp), sum(shifted(o).map(Math.exp))),
  ],
  [
    'the largest subtracted outside the exponential',
    'It is subtracted from the scores, before the exponential: e^(o − max), not e^o − max.',
    (o) => divided(o.map((oi) => Math.exp(oi) - Math.max(...o))),
    (o) => right(o).map((p) => p - Math.max(...o)),
  ],
  [
    'scores are capped',
    'Two scores above the cap become alike, though one of them may be far more probable. Subtract the largest instead of cutting.',
    ...CAPS,
    ...CAPS_BOTH_WAYS,
  ],
  [
    'large scores: the winner takes all',
    'Beside a score of 1000 one of 999 still has its share, 0.27. Only the differences count: subtract the largest, and no case needs another rule.',
    ...[50, 100, 200, 300, 500, 600, 700, 709].flatMap((bound) => [
      hardWhen((o) => Math.max(...o) > bound),
      hardWhen((o) => Math.max(...o.map(Math.abs)) > bound),
    ]),
    hardWhen((_, total) => total === Infinity),
    hardWhen((_, total) => total === Infinity || total === 0),
    (o) => divided(o.map(Math.exp)).map((p) => (Number.isNaN(p) ? 1 : p)),
  ],
  [
    'something small added to the sum',
    'With the largest score subtracted the sum is 1 or more, and nothing has to keep it from 0. Added to the plain powers, the crumb outweighs them when all scores are far below 0.',
    ...CRUMBS.map(
      (crumb): Softmax =>
        (o) => {
          const powers = o.map(Math.exp);
          return divided(powers, sum(powers) + crumb);
        },
    ),
    ...[1e-2, 1e-3, 1e-4, 1e-5].map(
      (crumb): Softmax =>
        (o) => {
          const powers = shifted(o).map(Math.exp);
          return divided(powers, sum(powers) + crumb);
        },
    ),
  ],
  [
    'shares without the exponential',
    'oᵢ / Σ oⱼ is no distribution: scores may be negative. e^o is positive whatever o is.',
    (o) => divided(o),
    (o) => divided(o, sum(o.map(Math.abs))),
    (o) => divided(o.map(Math.abs)),
    (o) => divided(o.map((oi) => oi - Math.min(...o))),
    (o) => divided(shifted(o)),
    (o) => divided(o.map((oi) => Math.max(oi, 0))),
    (o) => divided(o.map((oi) => oi ** 2)),
  ],
  [
    'a sigmoid for each class',
    'The sigmoid of oᵢ looks at one score alone, and the results do not sum to 1. Softmax weighs each class against all the others.',
    (o) => o.map(sigmoid),
  ],
  [
    'shares of sigmoids',
    'Divided by their sum, sigmoids are a distribution, but another one. Softmax takes the shares of e^oᵢ.',
    (o) => divided(o.map(sigmoid)),
    (o) => right(o.map(sigmoid)),
  ],
  [
    'divided by the largest',
    'Softmax stays the same when a number is subtracted from every score, not when the scores are divided by one.',
    ...of((o) => o.map((oi) => oi / Math.max(...o))),
    ...of((o) => o.map((oi) => oi / Math.max(...o.map(Math.abs)))),
  ],
  [
    'the scores scaled first',
    'Divided by a number, the scores come closer together, and so do the probabilities. Softmax takes them as they are; subtracting is all that changes nothing.',
    ...of((o) => divided(o)),
    ...of((o) => o.map((oi) => oi / o.length)),
    ...of((o) => o.map((oi) => oi / Math.hypot(...o))),
    ...of((o) => {
      const mean = shifts.mean(o);
      const spread = Math.sqrt(sum(o.map((oi) => (oi - mean) ** 2)) / o.length);
      return o.map((oi) => (oi - mean) / spread);
    }),
    ...of((o) => {
      const [low, high] = [Math.min(...o), Math.max(...o)];
      return o.map((oi) => (oi - low) / (high - low));
    }),
    ...of((o) => o.map((oi) => 2 * oi)),
    ...of((o) => o.map((oi) => oi / 2)),
  ],
  [
    'powers of another base',
    'The base is e = 2.718…, which Math.exp has built in. With base 2 all scores count as if they were log 2 times as large.',
    ...[2, 10].flatMap((base): Softmax[] => [
      (o) => divided(o.map((oi) => base ** oi)),
      (o) => divided(shifted(o).map((oi) => base ** oi)),
    ]),
  ],
  [
    'the sign of the scores',
    'The larger the score, the larger the probability: e^oᵢ, without a minus.',
    ...of((o) => o.map((oi) => -oi)),
    (o) => divided(o.map((oi) => Math.exp(-oi - Math.max(...o)))),
  ],
  [
    'powers minus 1',
    'Math.expm1(x) is e^x − 1, which is negative for negative scores. Math.exp is e^x.',
    (o) => divided(o.map(Math.expm1)),
    (o) => divided(shifted(o).map(Math.expm1)),
  ],
  [
    'not divided by the sum',
    'The powers are positive, but they add up to their sum, not to 1. Divide each by that sum.',
    (o) => o.map(Math.exp),
    (o) => shifted(o).map(Math.exp),
    (o) => divided(o.map(Math.exp), Math.max(...o.map(Math.exp))),
  ],
  [
    'a mean for the sum',
    'Divided by their mean, the shares add up to K, not to 1. Divide by the sum.',
    ...over((powers) => shifts.mean(powers)),
  ],
  [
    'divided by the number of classes',
    'Divide each power by the sum of all powers, not by how many there are.',
    ...over((powers) => powers.length),
  ],
  [
    'divided by the length',
    'The root of the sum of squares makes the squares add up to 1. For probabilities divide by the plain sum.',
    ...over((powers) => Math.hypot(...powers)),
    ...over((powers) => sum(powers.map((power) => power ** 2))),
  ],
  [
    'divided by the sum of the scores',
    'Below stands the sum of the powers e^oⱼ, of the same numbers as above.',
    (o) => divided(o.map(Math.exp), sum(o)),
    (o) => divided(shifted(o).map(Math.exp), sum(o)),
    (o) => divided(shifted(o).map(Math.exp), sum(shifted(o))),
  ],
  [
    'the exponential of the sum',
    'Σⱼ e^oⱼ is a sum of powers; e^(Σⱼ oⱼ) is their product, and so is what *= gives. Raise first, then add up.',
    ...over((_, scores) => Math.exp(sum(scores))),
  ],
  [
    'divided by the largest score',
    'Divide each power by the sum of all powers; the largest score has no place below.',
    (o) => divided(o.map(Math.exp), Math.max(...o)),
    (o) => divided(shifted(o).map(Math.exp), Math.max(...o)),
  ],
  [
    'one power for the sum',
    'The sum below has all K powers. With = in the place of += only the last is left.',
    ...over((powers) => powers[powers.length - 1]),
    ...over((powers) => powers[0]),
  ],
  [
    'the sum so far',
    'Each power is divided by the sum of all powers, so the sum has to be complete before the first division: two loops.',
    ...[asItIs<Vec>, shifted].map(
      (prepare): Softmax =>
        (o) => {
          const powers = prepare(o).map(Math.exp);
          return powers.map((power, k) => power / sum(powers.slice(0, k + 1)));
        },
    ),
  ],
  [
    'a class left out of its sum',
    'The sum below runs over all classes, i itself among them; without it the shares are odds, and can be above 1.',
    ...[asItIs<Vec>, shifted].map(
      (prepare): Softmax =>
        (o) => {
          const powers = prepare(o).map(Math.exp);
          return powers.map((power) => power / (sum(powers) - power));
        },
    ),
  ],
  [
    'the sum one term short',
    'The sum runs over all K classes, from place 0 to place K − 1.',
    ...over((powers) => sum(powers.slice(1))),
    ...over((powers) => sum(powers.slice(0, -1))),
  ],
  [
    'the sum starts in the wrong place',
    'A sum starts at 0. reduce without a start value takes the first item as it is, untouched by what the others go through; a product starts at 1.',
    ...over((powers, scores) => scores[0] + sum(powers.slice(1))),
    ...over((powers) => 1 + sum(powers)),
    (o) => divided(shifted(o).map(Math.exp), o[0] + sum(shifted(o).map(Math.exp).slice(1))),
  ],
  [
    'the powers subtracted',
    'The probability is the power divided by the sum of all powers.',
    ...[asItIs<Vec>, shifted].map(
      (prepare): Softmax =>
        (o) => {
          const powers = prepare(o).map(Math.exp);
          return powers.map((power) => power - sum(powers));
        },
    ),
  ],
  [
    'upside down',
    'The probability is the power over the sum, not the sum over the power.',
    (o) => right(o).map((p) => 1 / p),
  ],
  [
    'a score of 0 passed over',
    'In a condition 0 counts as false, but it is a score like any other: its power is e⁰ = 1.',
    ...[asItIs<Vec>, shifted].flatMap((prepare): Softmax[] => [
      (o) => {
        const powers = prepare(o).map(Math.exp);
        return divided(powers, sum(powers.filter((_, k) => o[k])));
      },
      (o) => divided(prepare(o).map((oi, k) => (o[k] ? Math.exp(oi) : 0))),
      (o) => right(o.filter((oi) => oi)),
    ]),
  ],
  [
    'the winner takes all',
    'A 1 for the largest score and 0 for the others is a choice, not a distribution: softmax gives every class a share.',
    winner,
    (o) => o.map((_, k) => Number(k === o.indexOf(Math.max(...o)))),
    (o) => o.map((_, k) => Number(k === o.lastIndexOf(Math.max(...o)))),
  ],
  [
    'the logarithm of the probabilities',
    'log ŷ is what the loss needs; softmax itself gives ŷ.',
    (o) => right(o).map(Math.log),
    (o) => right(o).map((p) => -Math.log(p)),
  ],
  [
    'softmax twice',
    'A second softmax takes probabilities for scores and draws every answer towards even.',
    ...of(right),
  ],
  [
    'the complement',
    '1 − ŷᵢ is the probability of all the other classes together.',
    (o) => right(o).map((p) => 1 - p),
  ],
  [
    'the probabilities sorted',
    'The probability at place i belongs to the score at place i: keep the order.',
    (o) => right([...o].sort((p, q) => p - q)),
    (o) => right([...o].sort((p, q) => q - p)),
    (o) => right([...o].reverse()),
  ],
  [
    'a class too few',
    'Every score gets its probability: the loop runs from place 0 to place K − 1.',
    (o) => right(o).slice(0, -1),
    (o) => right(o).slice(1),
    (o) => right(o.slice(0, -1)),
    (o) => right(o.slice(1)),
  ],
  [
    'the scores overwritten',
    'o still belongs to whoever gave it: step returns it, and the loss reads it. Begin with a new list, as map does.',
    (o) => overwrite(o, right(o)),
    (o) => {
      overwrite(o, shifted(o));
      return right(o);
    },
    (o) => {
      overwrite(o, shifted(o).map(Math.exp));
      return divided(o);
    },
    (o) => {
      overwrite(o, o.map(Math.exp));
      return divided(o);
    },
  ],
  [
    'the scores sorted in place',
    'sort rearranges the list that it is called on, and that is the caller’s. Take Math.max(...o), or sort a copy: [...o].sort(…).',
    ...[(p: number, q: number) => p - q, (p: number, q: number) => q - p, undefined].flatMap(
      (rule): Softmax[] => [
        (o) => {
          const answer = right(o);
          o.sort(rule);
          return answer;
        },
        (o) => {
          o.sort(rule);
          return right(o);
        },
      ],
    ),
  ],
];

/** Writes into the list that was given. */
function overwrite(o: Vec, values: Vec): Vec {
  for (const [k, value] of values.entries()) o[k] = value;
  return o;
}

export const softmax: Mistake<Softmax>[] = mistakesFrom(rows, asItIs);
