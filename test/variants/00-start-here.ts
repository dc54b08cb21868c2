import type * as Exercise from '../../exercises/00-start-here';
import type { Variants } from '../judge/mistakes';

export const variants: Variants<typeof Exercise> = {
  mean: [
    {
      name: 'a running mean',
      right: (xs) => xs.reduce((mean, x, i) => mean + (x - mean) / (i + 1), 0),
    },
  ],
  weightedSum: [
    {
      name: 'recursion, from the end',
      right: function sum(w, xs): number {
        if (xs.length === 0) return 0;
        return w[xs.length - 1] * xs[xs.length - 1] + sum(w.slice(0, -1), xs.slice(0, -1));
      },
    },
  ],
};
