import type * as Exercise from '../../../exercises/04-bptt';
import { subtract, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../../lib/judge/mistakes';

/** A check with other differences: of L, for number i. */
const checkBy =
  (difference: (at: (by: number) => number, epsilon: number) => number): typeof Exercise.check =>
  (loss, p, dp, epsilon) => {
    const numeric = p.map((_, i) => difference((by) => loss(nudged(p, i, by)), epsilon));
    return { numeric, error: errorOf(dp, numeric) };
  };

/** A check with another error, of dp and the differences. */
const checkWith =
  (error: (dp: Vec, numeric: Vec) => number): typeof Exercise.check =>
  (loss, p, dp, epsilon) => {
    const { numeric } = right.check(loss, p, dp, epsilon);
    return { numeric, error: error(dp, numeric) };
  };

function nudged(p: Vec, i: number, by: number): Vec {
  return p.map((pj, j) => (j === i ? pj + by : pj));
}

function errorOf(dp: Vec, numeric: Vec): number {
  return Math.max(0, ...errorsOf(dp, numeric));
}

function errorsOf(dp: Vec, numeric: Vec): Vec {
  return dp.map((a, i) => relative(Math.abs(a - numeric[i]), larger(a, numeric[i])));
}

function larger(a: number, n: number): number {
  return Math.max(Math.abs(a), Math.abs(n));
}

function relative(distance: number, size: number): number {
  return distance === 0 ? 0 : distance / size;
}

const length = (v: Vec): number => Math.sqrt(v.reduce((sum, g) => sum + g * g, 0));

export const check: Mistake<typeof Exercise.check>[] = [
  {
    name: 'a difference to one side',
    lesson:
      '(L(p + ε) − L(p)) / ε has an error that shrinks with ε; the central difference’s shrinks with ε². Nudge both ways.',
    wrong: checkBy((at, epsilon) => (at(epsilon) - at(0)) / epsilon),
  },
  {
    name: 'not divided by 2',
    lesson: 'From p − ε to p + ε it is 2ε: divide by that, or every difference is twice as large.',
    wrong: checkBy((at, epsilon) => (at(epsilon) - at(-epsilon)) / epsilon),
  },
  {
    name: 'divided by 2, multiplied by ε',
    lesson:
      'In a / 2 * epsilon the division comes first, and then ε multiplies. Write a / (2 * epsilon).',
    wrong: checkBy((at, epsilon) => ((at(epsilon) - at(-epsilon)) / 2) * epsilon),
  },
  {
    name: 'a step size of its own',
    lesson:
      'ε is given. With another one the differences are others, as soon as L is more than quadratic.',
    wrong: checkBy((at) => (at(1e-5) - at(-1e-5)) / 2e-5),
  },
  {
    name: 'all numbers nudged together',
    lesson:
      'A partial derivative moves one number and holds the others. Nudged together they give one number, the sum of all partial derivatives.',
    wrong: (loss, p, dp, epsilon) => {
      const all = (by: number) => loss(p.map((pj) => pj + by));
      const numeric = p.map(() => (all(epsilon) - all(-epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
  },
  {
    name: 'the nudge left in place',
    lesson:
      'p[i] += … changes the caller’s own list, and p is never set back. Make a nudged copy for every loss.',
    wrong: (loss, p, dp, epsilon) => {
      const numeric = p.map((_, i) => {
        p[i] += epsilon;
        const above = loss(p);
        p[i] -= 2 * epsilon;
        return (above - loss(p)) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  },
  {
    name: 'the nudge taken back by adding',
    lesson:
      'p[i] + ε − 2ε + ε is p[i] on paper. In float64 each sum is rounded, and what is left is not quite p: others would read a changed list. Make a nudged copy for every loss.',
    wrong: (loss, p, dp, epsilon) => {
      const numeric = p.map((_, i) => {
        p[i] += epsilon;
        const above = loss(p);
        p[i] -= 2 * epsilon;
        const below = loss(p);
        p[i] += epsilon;
        return (above - below) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  },
  {
    name: 'the nudges pile up in one copy',
    lesson:
      'When number i + 1 is nudged, number i must be back in its place: begin each time with a fresh copy of p.',
    wrong: (loss, p, dp, epsilon) => {
      const copy = [...p];
      const numeric = p.map((_, i) => {
        copy[i] += epsilon;
        const above = loss([...copy]);
        copy[i] -= 2 * epsilon;
        return (above - loss([...copy])) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  },
  {
    name: 'the absolute error',
    lesson:
      '|a − n| of 0.001 is much beside 0.001 and nothing beside 1000. Divide by the larger of |a| and |n|.',
    wrong: checkWith((dp, numeric) => Math.max(0, ...subtract(dp, numeric).map(Math.abs))),
  },
  {
    name: 'a − n without its absolute value',
    lesson:
      'Without | | an error counts only where the gradient is too large; where it is too small, the largest of the errors hides it.',
    wrong: checkWith((dp, numeric) =>
      Math.max(0, ...dp.map((a, i) => relative(a - numeric[i], larger(a, numeric[i])))),
    ),
  },
  {
    name: 'sizes without their absolute value',
    lesson:
      'The larger of −3 and −2 is −2, and it would make the error negative. The size of a number is its absolute value.',
    wrong: checkWith((dp, numeric) =>
      Math.max(0, ...dp.map((a, i) => relative(Math.abs(a - numeric[i]), Math.max(a, numeric[i])))),
    ),
  },
  {
    name: 'the norm for the largest',
    lesson:
      '‖a − n‖ / max(‖a‖, ‖n‖) is small when a small entry is all wrong beside large ones that are right. Take each entry’s error, and the largest of them.',
    wrong: checkWith((dp, numeric) =>
      relative(length(subtract(dp, numeric)), Math.max(length(dp), length(numeric))),
    ),
  },
  {
    name: 'the mean of the errors',
    lesson: 'One wrong entry among many hides in a mean. The check asks for the largest error.',
    wrong: checkWith(
      (dp, numeric) => errorsOf(dp, numeric).reduce((sum, e) => sum + e, 0) / dp.length,
    ),
  },
  {
    name: 'the error of the last number only',
    lesson: 'Each number’s error is compared with the largest so far; it does not replace it.',
    wrong: checkWith((dp, numeric) => errorsOf(dp, numeric)[dp.length - 1]),
  },
  {
    name: 'divided by |a| + |n|',
    lesson:
      'The error here is measured by the larger of the two. By their sum it comes out half as large where a and n are close, and never above 1.',
    wrong: checkWith((dp, numeric) =>
      Math.max(
        0,
        ...dp.map((a, i) => relative(Math.abs(a - numeric[i]), Math.abs(a) + Math.abs(numeric[i]))),
      ),
    ),
  },
  {
    name: 'divided by |n|',
    lesson:
      'Divide by the larger of |a| and |n|. By |n| alone the error has no bound, and is infinite where n is 0 and a is not.',
    wrong: checkWith((dp, numeric) =>
      Math.max(0, ...dp.map((a, i) => relative(Math.abs(a - numeric[i]), Math.abs(numeric[i])))),
    ),
  },
  {
    name: 'zero divided by zero',
    lesson:
      '0 / 0 is NaN, and the largest of a list with NaN in it is NaN. Where a and n are both 0 the error is 0.',
    wrong: checkWith((dp, numeric) =>
      Math.max(...dp.map((a, i) => Math.abs(a - numeric[i]) / larger(a, numeric[i]))),
    ),
  },
];
