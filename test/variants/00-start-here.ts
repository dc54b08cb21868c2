import type * as Exercise from '../../exercises/00-start-here';
import type { Variants } from '../../lib/judge/mistakes';

export const variants: Variants<typeof Exercise> = {
  mean: [
    {
      name: 'a running mean',
      right: (xs) => xs.reduce((mean, x, i) => mean + (x - mean) / (i + 1), 0),
    },
    {
      name: 'each value its share, from the end',
      right: (xs) => xs.reduceRight((mean, x) => mean + x / xs.length, 0),
    },
    {
      name: 'emptied, on a copy',
      right: (xs) => {
        const left = [...xs];
        let sum = 0;
        while (left.length > 0) sum += left.pop() as number;
        return sum / xs.length;
      },
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
    {
      name: 'a list of products, folded',
      right: (w, xs) => w.map((wi, i) => wi * xs[i]).reduce((sum, product) => sum + product, 0),
    },
    {
      name: 'with entries',
      right: (w, xs) => {
        let sum = 0;
        for (const [i, x] of xs.entries()) sum += x * w[i];
        return sum;
      },
    },
  ],
};
