import type * as Exercise from '../../exercises/00-start-here';
import * as right from '../../solutions/00-start-here';
import type { Mistakes } from '../judge/mistakes';

export const mistakes: Mistakes<typeof Exercise> = {
  mean: [
    {
      name: 'divided by n − 1',
      lesson:
        'n − 1 belongs to the variance of a sample. A mean divides by the number of values, xs.length.',
      wrong: (xs) => (right.mean(xs) * xs.length) / (xs.length - 1),
    },
    {
      name: 'a sum, not a mean',
      lesson: 'After the loop the sum is still to be divided by the number of values.',
      wrong: (xs) => right.mean(xs) * xs.length,
    },
    {
      name: 'only the first and the last',
      lesson: 'The middle of a range is not the mean of a list: every value counts.',
      wrong: (xs) => (xs[0] + xs[xs.length - 1]) / 2,
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
      name: 'one value left out',
      lesson: 'The loop begins at xs[0], not at xs[1]: arrays count from zero.',
      wrong: (xs) => right.mean(xs) - xs[0] / xs.length,
    },
  ],
  weightedSum: [
    {
      name: 'sums multiplied, not products summed',
      lesson: 'Each xᵢ has a weight of its own: multiply first, pair by pair, then add up.',
      wrong: (w, xs) => {
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        return sum(w) * sum(xs);
      },
    },
    {
      name: 'divided by the number of values',
      lesson: 'A weighted sum is not a mean: nothing is divided here.',
      wrong: (w, xs) => right.weightedSum(w, xs) / Math.max(xs.length, 1),
    },
    {
      name: 'the weights in reverse',
      lesson: 'w₁ goes with x₁ and wₙ with xₙ: both lists are read in the same direction.',
      wrong: (w, xs) => right.weightedSum([...w].reverse(), xs),
    },
  ],
};
