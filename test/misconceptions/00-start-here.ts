import type * as Exercise from '../../exercises/00-start-here';
import type { Mistakes } from '../../lib/judge/mistakes';
import type { Vec } from '../../lib/linear';
import * as right from '../../solutions/00-start-here';

const sum = (numbers: Vec): number => numbers.reduce((total, n) => total + n, 0);
const isZero = (n: number) => n === 0;
const ascending = (xs: Vec): Vec => [...xs].sort((a, b) => a - b);

/** The list up to its first 0. */
const untilZero = (xs: Vec): Vec => xs.slice(0, [...xs, 0].findIndex(isZero));

/** A weighted sum of other terms than wᵢ xᵢ. */
const ofTerms =
  (term: (w: number, x: number, i: number, n: number) => number): typeof Exercise.weightedSum =>
  (w, xs) =>
    sum(xs.map((x, i) => term(w[i], x, i, xs.length)));

export const mistakes: Mistakes<typeof Exercise> = {
  mean: [
    {
      name: 'divided by n − 1',
      lesson:
        'n − 1 belongs to the variance of a sample. A mean divides by the number of values, xs.length.',
      wrong: (xs) => sum(xs) / (xs.length - 1),
    },
    {
      name: 'divided by n + 1',
      lesson: 'xs.length is the number of values already: divide by it as it is.',
      wrong: (xs) => sum(xs) / (xs.length + 1),
    },
    {
      name: 'divided by 2',
      lesson: 'Two values have their mean at half their sum. n values have it at the nth part.',
      wrong: (xs) => sum(xs) / 2,
    },
    {
      name: 'a sum, not a mean',
      lesson: 'After the loop the sum is still to be divided by the number of values.',
      wrong: sum,
    },
    {
      name: 'divided in every round',
      lesson:
        'Add everything up first and divide once, after the loop. A sum that is divided in every round shrinks what came first again and again.',
      wrong: [
        (xs) => xs.reduce((total, x) => (total + x) / xs.length, 0),
        (xs) => xs.reduce((mean, x) => (mean + x) / 2, 0),
        (xs) => xs.reduce((mean, x) => (mean + x) / 2),
        (xs) => xs.reduce((mean, x, i) => (mean + x) / (i + 1), 0),
      ],
    },
    {
      name: 'only the first and the last',
      lesson: 'The middle between two values is not the mean of a list: every value counts.',
      wrong: (xs) => (xs[0] + xs[xs.length - 1]) / 2,
    },
    {
      name: 'only the smallest and the largest',
      lesson: 'The middle of a range is not the mean of a list: every value counts.',
      wrong: (xs) => (Math.min(...xs) + Math.max(...xs)) / 2,
    },
    {
      name: 'the median',
      lesson: 'The value in the middle is the median. The mean is the sum divided by n.',
      wrong: [
        (xs) => ascending(xs)[Math.floor(xs.length / 2)],
        (xs) => ascending(xs)[Math.floor((xs.length - 1) / 2)],
        (xs) => {
          const [low, high] = [Math.floor((xs.length - 1) / 2), Math.floor(xs.length / 2)];
          return (ascending(xs)[low] + ascending(xs)[high]) / 2;
        },
        (xs) => xs[Math.floor(xs.length / 2)],
      ],
    },
    {
      name: 'for … in, not for … of',
      lesson:
        '`for (const x in xs)` walks through the places “0”, “1”, …, as texts. The values are what `for (const x of xs)` gives.',
      wrong: (xs) => {
        let sum = 0 as never;
        for (const x in xs) sum = (sum + x) as never;
        return sum / xs.length;
      },
    },
    {
      name: 'places, not values',
      lesson: 'i is the place of a value in the list; the value itself is xs[i].',
      wrong: [(xs) => sum([...xs.keys()]) / xs.length, (xs) => sum([...xs.keys()])],
    },
    {
      name: 'the first value left out',
      lesson: 'The loop begins at xs[0], not at xs[1]: arrays count from zero.',
      wrong: [(xs) => sum(xs.slice(1)) / xs.length, (xs) => sum(xs.slice(1)) / (xs.length - 1)],
    },
    {
      name: 'the last value left out',
      lesson: 'i < xs.length reaches the last value, xs[xs.length - 1].',
      wrong: [
        (xs) => sum(xs.slice(0, -1)) / xs.length,
        (xs) => sum(xs.slice(0, -1)) / (xs.length - 1),
      ],
    },
    {
      name: 'only the last value',
      lesson: 'With = for += each value replaces those before it: add them up, sum += x.',
      wrong: [(xs) => xs[xs.length - 1] / xs.length, (xs) => xs[xs.length - 1]],
    },
    {
      name: 'only the first value',
      lesson: 'A return inside the loop ends it in the first round: return after the loop.',
      wrong: [(xs) => xs[0] / xs.length, (xs) => xs[0]],
    },
    {
      name: 'the first value counted twice',
      lesson: 'A sum that begins at xs[0] goes on with xs[1]; one that begins at 0 takes them all.',
      wrong: (xs) => (xs[0] + sum(xs)) / xs.length,
    },
    {
      name: 'the first value not divided',
      lesson:
        'reduce without a start value takes the first item as it is. Give it a 0, or divide the whole sum once, at the end.',
      wrong: (xs) => xs.reduce((mean, x) => mean + x / xs.length),
    },
    {
      name: 'the sum begins at 1',
      lesson: 'Before anything is added a sum is 0: let sum = 0.',
      wrong: (xs) => (1 + sum(xs)) / xs.length,
    },
    {
      name: 'a 0 not counted',
      lesson: 'A value of 0 counts like any other: it adds nothing to the sum, and one to n.',
      wrong: [
        (xs) => sum(xs) / xs.filter((x) => !isZero(x)).length,
        (xs) => sum(untilZero(xs)) / xs.length,
        (xs) => sum(untilZero(xs)) / untilZero(xs).length,
      ],
    },
    {
      name: 'a value that comes again left out',
      lesson: 'Every value counts as often as it stands in the list.',
      wrong: [
        (xs) => sum([...new Set(xs)]) / new Set(xs).size,
        (xs) => sum([...new Set(xs)]) / xs.length,
      ],
    },
    {
      name: 'signs dropped',
      lesson: 'Negative values pull a mean down: add them as they are, with their signs.',
      wrong: [
        (xs) => sum(xs.map(Math.abs)) / xs.length,
        (xs) => Math.abs(sum(xs)) / xs.length,
        (xs) => sum(xs.filter((x) => x > 0)) / xs.length,
      ],
    },
    {
      name: 'with a minus',
      lesson: 'The values are added: sum += x, not sum -= x.',
      wrong: [(xs) => -sum(xs) / xs.length, (xs) => xs.reduce((a, b) => a - b) / xs.length],
    },
    {
      name: 'another kind of mean',
      lesson: 'The values are added as they are, neither squared nor multiplied with each other.',
      wrong: [
        (xs) => sum(xs.map((x) => x * x)) / xs.length,
        (xs) => Math.sqrt(sum(xs.map((x) => x * x)) / xs.length),
        (xs) => xs.reduce((product, x) => product * x) / xs.length,
        (xs) => xs.reduce((product, x) => product * x) ** (1 / xs.length),
      ],
    },
    {
      name: 'cut to a whole number',
      lesson: 'A mean has decimals: give it as it comes.',
      wrong: [
        (xs) => Math.floor(sum(xs) / xs.length),
        (xs) => Math.round(sum(xs) / xs.length),
        (xs) => Math.trunc(sum(xs) / xs.length),
        (xs) => Math.ceil(sum(xs) / xs.length),
      ],
    },
  ],
  weightedSum: [
    {
      name: 'sums multiplied, not products summed',
      lesson: 'Each xᵢ has a weight of its own: multiply first, pair by pair, then add up.',
      wrong: (w, xs) => sum(w) * sum(xs),
    },
    {
      name: 'divided by the number of values',
      lesson: 'A weighted sum is not a mean: nothing is divided here.',
      wrong: [
        (w, xs) => right.weightedSum(w, xs) / Math.max(xs.length, 1),
        (w, xs) => right.weightedSum(w, xs) / xs.length,
      ],
    },
    {
      name: 'divided by the sum of the weights',
      lesson: 'That would be a weighted mean. A weighted sum divides by nothing.',
      wrong: [
        (w, xs) => right.weightedSum(w, xs) / (sum(w) || 1),
        (w, xs) => right.weightedSum(w, xs) / sum(w),
      ],
    },
    {
      name: 'the weights in reverse',
      lesson: 'w₁ goes with x₁ and wₙ with xₙ: both lists are read in the same direction.',
      wrong: (w, xs) => right.weightedSum([...w].reverse(), xs),
    },
    {
      name: 'weight and value a place apart',
      lesson: 'wᵢ goes with xᵢ: the same i in both, w[i] * xs[i].',
      wrong: [
        (w, xs) => right.weightedSum(w.slice(0, -1), xs.slice(1)),
        (w, xs) => right.weightedSum(w.slice(1), xs.slice(0, -1)),
        (w, xs) => right.weightedSum([...w.slice(1), w[0]], xs),
      ],
    },
    {
      name: 'added, not multiplied',
      lesson: 'A weight multiplies its value: w[i] * xs[i].',
      wrong: ofTerms((w, x) => w + x),
    },
    {
      name: 'the weights not used',
      lesson: 'Each value is multiplied by its weight before it is added: w[i] * xs[i].',
      wrong: (_w, xs) => sum(xs),
    },
    {
      name: 'the values not used',
      lesson: 'Each weight multiplies its value: w[i] * xs[i].',
      wrong: (w) => sum(w),
    },
    {
      name: 'one weight for all',
      lesson: 'Each value has a weight of its own, w[i].',
      wrong: [
        (w, xs) => sum(xs.map((x) => w[0] * x)),
        (w, xs) => sum(xs.map((x) => w[w.length - 1] * x)),
      ],
    },
    {
      name: 'one value for all',
      lesson: 'Each weight has a value of its own, xs[i].',
      wrong: [
        (w, xs) => sum(w.map((wi) => wi * xs[0])),
        (w, xs) => sum(w.map((wi) => wi * xs[xs.length - 1])),
      ],
    },
    {
      name: 'something squared',
      lesson: 'Each product is wᵢ times xᵢ, once each.',
      wrong: [
        ofTerms((w, x) => w * x * x),
        ofTerms((w, x) => w * w * x),
        ofTerms((w, x) => (w * x) ** 2),
        ofTerms((_w, x) => x * x),
        ofTerms((w) => w * w),
      ],
    },
    {
      name: 'the place instead of a number',
      lesson: 'i is only the place: the weight is w[i], the value xs[i].',
      wrong: [
        ofTerms((w, _x, i) => w * i),
        ofTerms((_w, x, i) => x * i),
        ofTerms((w, x, i) => w * x * i),
        ofTerms((w, x, i) => w * x * (i + 1)),
      ],
    },
    {
      name: 'the first product left out',
      lesson: 'The loop begins at i = 0: arrays count from zero.',
      wrong: ofTerms((w, x, i) => (i === 0 ? 0 : w * x)),
    },
    {
      name: 'the last product left out',
      lesson: 'i < xs.length reaches the last pair, at xs.length - 1.',
      wrong: ofTerms((w, x, i, n) => (i === n - 1 ? 0 : w * x)),
    },
    {
      name: 'only the last product',
      lesson: 'With = for += each product replaces those before it: sum += w[i] * xs[i].',
      wrong: ofTerms((w, x, i, n) => (i === n - 1 ? w * x : 0)),
    },
    {
      name: 'only the first product',
      lesson: 'A return inside the loop ends it in the first round: return after the loop.',
      wrong: [
        ofTerms((w, x, i) => (i === 0 ? w * x : 0)),
        (w, xs) => w[0] * xs[0],
        ((w: Vec, xs: Vec) =>
          xs.length === 0 ? undefined : w[0] * xs[0]) as typeof Exercise.weightedSum,
      ],
    },
    {
      name: '`reduce` without a start value',
      lesson:
        'Without a start value reduce takes the first item as it is for the sum so far, and stops with an error on an empty list. Give it a 0: reduce((sum, …) => …, 0).',
      wrong: [
        (w, xs) => w.map((wi, i) => wi * xs[i]).reduce((total, product) => total + product),
        (w, xs) => w.reduce((total, wi, i) => total + wi * xs[i]),
        (w, xs) => xs.reduce((total, x, i) => total + w[i] * x),
      ],
    },
    {
      name: 'the sum begins at 1',
      lesson: 'Before anything is added a sum is 0: let sum = 0.',
      wrong: (w, xs) => 1 + right.weightedSum(w, xs),
    },
    {
      name: 'a stop at 0',
      lesson: 'A weight or a value of 0 adds nothing, and what follows it counts all the same.',
      wrong: [
        (w, xs) => right.weightedSum(w, xs.slice(0, untilZero(w).length)),
        (w, xs) => right.weightedSum(w, untilZero(xs)),
        (w, xs) => sum(untilZero(xs.map((x, i) => w[i] * x || 0))),
      ],
    },
    {
      name: 'a 0 taken for no number',
      lesson: 'In a condition, and left of ||, 0 counts as false. A weight or a value may be 0.',
      wrong: [
        ofTerms((w, x) => (w || 1) * x),
        ofTerms((w, x) => w * (x || 1)),
        ofTerms((w, x) => (w || 1) * (x || 1)),
        (w, xs) => right.weightedSum(w, xs.filter(Boolean)),
        (w, xs) => right.weightedSum(w.filter(Boolean), xs.slice(0, w.filter(Boolean).length)),
      ],
    },
    {
      name: 'products multiplied, not added',
      lesson: 'The products are added: sum += w[i] * xs[i].',
      wrong: (w, xs) => xs.reduce((product, x, i) => product * w[i] * x, 1),
    },
    {
      name: 'with a minus',
      lesson: 'The products are added: sum += w[i] * xs[i], not -=.',
      wrong: (w, xs) => -right.weightedSum(w, xs),
    },
    {
      name: 'signs dropped',
      lesson: 'A negative product is subtracted from the sum: keep its sign.',
      wrong: [
        ofTerms((w, x) => Math.abs(w * x)),
        ofTerms((w, x) => Math.abs(w) * x),
        (w, xs) => Math.abs(right.weightedSum(w, xs)),
        ofTerms((w, x) => Math.max(w * x, 0)),
      ],
    },
    {
      name: 'products not added up',
      lesson: 'The result is one number, the sum of the products, not the list of them.',
      wrong: ((w: Vec, xs: Vec) =>
        xs.map((x, i) => w[i] * x)) as unknown as typeof Exercise.weightedSum,
    },
  ],
};
