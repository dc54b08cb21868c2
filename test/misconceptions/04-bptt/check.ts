import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { subtract, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import { ANY_TEXT, length, total } from './table';

type Check = typeof Exercise.check;

/** A check with other differences: of L, for number i. */
const checkBy =
  (difference: (at: (by: number) => number, epsilon: number, pi: number) => number): Check =>
  (loss, p, dp, epsilon) => {
    const numeric = p.map((pi, i) => difference((by) => loss(nudged(p, i, by)), epsilon, pi));
    return { numeric, error: errorOf(dp, numeric) };
  };

/** A check with another error, of dp and the differences. */
const checkWith =
  (error: (dp: Vec, numeric: Vec) => number): Check =>
  (loss, p, dp, epsilon) => {
    const { numeric } = right.check(loss, p, dp, epsilon);
    return { numeric, error: error(dp, numeric) };
  };

/** A check with another error for each number. */
const eachWith = (error: (a: number, n: number) => number): Check =>
  checkWith((dp, numeric) => Math.max(0, ...dp.map((a, i) => error(a, numeric[i]))));

/** A check that divides the distance by another size. */
const bySize = (size: (a: number, n: number) => number): Check =>
  eachWith((a, n) => relative(Math.abs(a - n), size(a, n)));

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

const sizes = (v: Vec) => v.map(Math.abs);
const FLOORS = [
  1,
  1e-2,
  1e-3,
  1e-4,
  1e-5,
  1e-6,
  1e-7,
  1e-8,
  1e-9,
  1e-10,
  1e-12,
  1e-14,
  1e-15,
  1e-16,
  Number.EPSILON,
  1e-20,
];

const CENTRAL =
  'The central difference is (L(p + ε) − L(p − ε)) / 2ε, for one number of p at a time.';
const OWN =
  'ε is given. With another one the differences are others, as soon as L is more than quadratic.';
const LARGER = 'Divide by the larger of |a| and |n|.';
const LARGEST = 'The check asks for the largest error: one wrong entry is a wrong gradient.';
const ALL =
  'Every number of p has its difference and its error, the first and the last and one that is 0.';

/** A check whose one copy of p is nudged, and left so, number after number. */
const leaving =
  (left: (pi: number, epsilon: number) => number): Check =>
  (loss, p, dp, epsilon) => {
    const copy = [...p];
    const numeric = p.map((pi, i) => {
      const at = (by: number) => loss(nudged(copy, i, by));
      const slope = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
      copy[i] = left(pi, epsilon);
      return slope;
    });
    return { numeric, error: errorOf(dp, numeric) };
  };

const ROWS: Row<Check>[] = [
  [
    'a nudged number is never put back',
    'Each number is nudged by itself, while all the others stand where they were: make a new copy for each, or set the number back.',
    leaving((pi, epsilon) => pi - epsilon),
    leaving((pi, epsilon) => pi + epsilon),
  ],
  [
    'a number sought by its value',
    'indexOf finds the first number of that value. Where a value comes twice it is the wrong one: the place is i.',
    (loss, p, dp, epsilon) => {
      const numeric = p.map((pi) => {
        const at = (by: number) => loss(nudged(p, p.indexOf(pi), by));
        return (at(epsilon) - at(-epsilon)) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'a difference to one side',
    '(L(p + ε) − L(p)) / ε has an error that shrinks with ε; the central difference’s shrinks with ε². Nudge both ways.',
    checkBy((at, epsilon) => (at(epsilon) - at(0)) / epsilon),
    checkBy((at, epsilon) => (at(0) - at(-epsilon)) / epsilon),
  ],
  [
    'one side only, divided by 2ε',
    `${CENTRAL} From p itself to one side it is ε, and half of a difference is left. (A copy at p + ε from which ε is subtracted is p again: it takes 2ε.)`,
    checkBy((at, epsilon) => (at(epsilon) - at(0)) / (2 * epsilon)),
    checkBy((at, epsilon) => (at(0) - at(-epsilon)) / (2 * epsilon)),
  ],
  [
    'not divided by 2',
    'From p − ε to p + ε it is 2ε: divide by that, or every difference is twice as large.',
    checkBy((at, epsilon) => (at(epsilon) - at(-epsilon)) / epsilon),
  ],
  [
    'divided by 2, multiplied by ε',
    'In a / 2 * epsilon the division comes first, and then ε multiplies. Write a / (2 * epsilon).',
    checkBy((at, epsilon) => ((at(epsilon) - at(-epsilon)) / 2) * epsilon),
  ],
  [
    'the brackets around the difference are missing',
    'Division goes before subtraction: (above - below) / (2 * epsilon) needs both pairs of brackets.',
    checkBy((at, epsilon) => at(epsilon) - at(-epsilon) / (2 * epsilon)),
  ],
  [
    'not divided by 2ε',
    `${CENTRAL} Without / 2ε it is a change of L, not its slope.`,
    checkBy((at, epsilon) => at(epsilon) - at(-epsilon)),
  ],
  [
    'not divided by ε',
    `${CENTRAL} The distance is 2ε, and not 2.`,
    checkBy((at, epsilon) => (at(epsilon) - at(-epsilon)) / 2),
  ],
  [
    'divided by ε²',
    `${CENTRAL} The distance is 2ε; ε² belongs to a second derivative.`,
    checkBy((at, epsilon) => (at(epsilon) - at(-epsilon)) / epsilon ** 2),
    checkBy((at, epsilon) => (at(epsilon) - at(-epsilon)) / (2 * epsilon ** 2)),
    checkBy((at, epsilon) => (at(epsilon) - 2 * at(0) + at(-epsilon)) / epsilon ** 2),
  ],
  [
    'L(p − ε) − L(p + ε): the sign turned round',
    `${CENTRAL} Where L rises with p the difference is positive.`,
    checkBy((at, epsilon) => (at(-epsilon) - at(epsilon)) / (2 * epsilon)),
  ],
  [
    'the losses added',
    `${CENTRAL} It is a difference.`,
    checkBy((at, epsilon) => (at(epsilon) + at(-epsilon)) / (2 * epsilon)),
  ],
  [
    'the differences without their sign',
    `${CENTRAL} It is negative where L falls.`,
    checkBy((at, epsilon) => Math.abs(at(epsilon) - at(-epsilon)) / (2 * epsilon)),
  ],
  [
    'a step size of its own',
    OWN,
    ...[1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8].map((own) =>
      checkBy((at) => (at(own) - at(-own)) / (2 * own)),
    ),
  ],
  [
    'half of ε to each side, or 2ε',
    `${CENTRAL} The nudge is ε to each side.`,
    checkBy((at, epsilon) => (at(epsilon / 2) - at(-epsilon / 2)) / epsilon),
    checkBy((at, epsilon) => (at(2 * epsilon) - at(-2 * epsilon)) / (4 * epsilon)),
    checkBy((at, epsilon) => (at(epsilon) - at(-2 * epsilon)) / (3 * epsilon)),
    checkBy((at, epsilon) => (at(epsilon) - at(-2 * epsilon)) / (2 * epsilon)),
  ],
  [
    'a nudge that grows with p',
    `${CENTRAL} ε is added, not multiplied: a number that is 0 must move too.`,
    checkBy((at, epsilon, pi) => (at(pi * epsilon) - at(-pi * epsilon)) / (2 * epsilon)),
    checkBy((at, epsilon, pi) => (at(pi * epsilon) - at(-pi * epsilon)) / (2 * epsilon * pi)),
    checkBy((at, epsilon, pi) => {
      const own = epsilon * Math.max(1, Math.abs(pi));
      return (at(own) - at(-own)) / (2 * own);
    }),
    checkBy((at, epsilon, pi) => (at(epsilon - pi) - at(-epsilon - pi)) / (2 * epsilon)),
  ],
  [
    'all numbers nudged together',
    'A partial derivative moves one number and holds the others. Nudged together they give one number, the sum of all partial derivatives.',
    (loss, p, dp, epsilon) => {
      const all = (by: number) => loss(p.map((pj) => pj + by));
      const numeric = p.map(() => (all(epsilon) - all(-epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'only the first number nudged',
    `${ALL} Here p[0] is moved each time.`,
    (loss, p, dp, epsilon) => {
      const at = (by: number) => loss(nudged(p, 0, by));
      const numeric = p.map(() => (at(epsilon) - at(-epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'the other numbers set to 0',
    'A partial derivative holds the other numbers where they are. Copy p, and change number i alone.',
    (loss, p, dp, epsilon) => {
      const at = (i: number, by: number) => loss(p.map((pj, j) => (j === i ? pj + by : 0)));
      const numeric = p.map((_, i) => (at(i, epsilon) - at(i, -epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
    (loss, p, dp, epsilon) => {
      const at = (i: number, by: number) => loss(p.map((_, j) => (j === i ? by : 0)));
      const numeric = p.map((_, i) => (at(i, epsilon) - at(i, -epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'the gradient nudged, not p',
    'L depends on p: p + ε and p − ε are where it is asked. dp is what is checked.',
    (loss, p, dp, epsilon) => {
      const at = (i: number, by: number) => loss(nudged(dp, i, by));
      const numeric = p.map((_, i) => (at(i, epsilon) - at(i, -epsilon)) / (2 * epsilon));
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'the nudge left in place',
    'p[i] += … changes the caller’s own list, and p is never set back. Make a nudged copy for every loss.',
    (loss, p, dp, epsilon) => {
      const numeric = p.map((_, i) => {
        p[i] += epsilon;
        const above = loss(p);
        p[i] -= 2 * epsilon;
        return (above - loss(p)) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
    (loss, p, dp, epsilon) => {
      const numeric = p.map((_, i) => {
        p[i] += epsilon;
        const above = loss(p);
        p[i] -= epsilon;
        return (above - loss(p)) / epsilon;
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'the nudge taken back by adding',
    'p[i] + ε − 2ε + ε is p[i] on paper. In float64 each sum is rounded, and what is left is not quite p: others would read a changed list. Make a nudged copy for every loss.',
    (loss, p, dp, epsilon) => {
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
  ],
  [
    'the nudges pile up in one copy',
    'When number i + 1 is nudged, number i must be back in its place: begin each time with a fresh copy of p.',
    (loss, p, dp, epsilon) => {
      const copy = [...p];
      const numeric = p.map((_, i) => {
        copy[i] += epsilon;
        const above = loss([...copy]);
        copy[i] -= 2 * epsilon;
        return (above - loss([...copy])) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
    (loss, p, dp, epsilon) => {
      const [high, low] = [[...p], [...p]];
      const numeric = p.map((_, i) => {
        high[i] += epsilon;
        low[i] -= epsilon;
        return (loss([...high]) - loss([...low])) / (2 * epsilon);
      });
      return { numeric, error: errorOf(dp, numeric) };
    },
  ],
  [
    'one copy for both losses',
    `${CENTRAL} const below = above makes a second name, not a second list: the two nudges meet in one.`,
    checkBy((at, epsilon) => (at(0) - at(0)) / (2 * epsilon)),
  ],
  [
    'a number that is 0 is skipped',
    `${ALL} if (p[i]) takes 0 for false.`,
    checkBy((at, epsilon, pi) => (pi === 0 ? 0 : (at(epsilon) - at(-epsilon)) / (2 * epsilon))),
  ],
  [
    'numbers left out at an end',
    ALL,
    ...[(numeric: Vec) => numeric.slice(0, -1), (numeric: Vec) => numeric.slice(1)].map(
      (some): Check =>
        (loss, p, dp, epsilon) => {
          const { numeric } = right.check(loss, p, dp, epsilon);
          return { numeric: some(numeric), error: errorOf(some(dp), some(numeric)) };
        },
    ),
    checkWith((dp, numeric) => errorOf(dp.slice(1), numeric.slice(1))),
    checkWith((dp, numeric) => errorOf(dp.slice(0, -1), numeric.slice(0, -1))),
  ],
  [
    'the absolute error',
    '|a − n| of 0.001 is much beside 0.001 and nothing beside 1000. Divide by the larger of |a| and |n|.',
    checkWith((dp, numeric) => Math.max(0, ...sizes(subtract(dp, numeric)))),
  ],
  [
    'the squared error',
    'The error is |aᵢ − nᵢ| / max(|aᵢ|, |nᵢ|), with no square in it.',
    eachWith((a, n) => (a - n) ** 2),
    eachWith((a, n) => relative((a - n) ** 2, larger(a, n))),
    eachWith((a, n) => relative(a - n, larger(a, n)) ** 2),
    eachWith((a, n) => relative((a - n) ** 2, Math.max(a * a, n * n))),
    checkWith((dp, numeric) => total(subtract(dp, numeric).map((d) => d * d))),
    checkWith((dp, numeric) => length(subtract(dp, numeric))),
  ],
  [
    'a − n without its absolute value',
    'Without | | an error counts only where the gradient is off to one side; where it is off to the other, the largest of the errors hides it.',
    eachWith((a, n) => relative(a - n, larger(a, n))),
    eachWith((a, n) => relative(n - a, larger(a, n))),
    checkWith((dp, numeric) =>
      Math.max(...dp.map((a, i) => relative(a - numeric[i], larger(a, numeric[i])))),
    ),
    checkWith((dp, numeric) =>
      Math.max(...dp.map((a, i) => relative(numeric[i] - a, larger(a, numeric[i])))),
    ),
  ],
  [
    'the sizes compared, without their signs',
    'a and n of opposite signs are far apart: |a − n|, not | |a| − |n| |.',
    eachWith((a, n) => relative(Math.abs(Math.abs(a) - Math.abs(n)), larger(a, n))),
  ],
  [
    '|a + n| for |a − n|',
    'The error is the distance of a from n: |a − n|.',
    eachWith((a, n) => relative(Math.abs(a + n), larger(a, n))),
  ],
  [
    'sizes without their absolute value',
    'The larger of −3 and −2 is −2, and it would make the error negative. The size of a number is its absolute value.',
    bySize((a, n) => Math.max(a, n)),
    bySize((a, n) => Math.abs(Math.max(a, n))),
    checkWith((dp, numeric) =>
      Math.max(...dp.map((a, i) => relative(Math.abs(a - numeric[i]), Math.max(a, numeric[i])))),
    ),
  ],
  [
    'the norm for the largest',
    '‖a − n‖ / max(‖a‖, ‖n‖) is small when a small entry is all wrong beside large ones that are right. Take each entry’s error, and the largest of them.',
    checkWith((dp, numeric) =>
      relative(length(subtract(dp, numeric)), Math.max(length(dp), length(numeric))),
    ),
    checkWith((dp, numeric) =>
      relative(length(subtract(dp, numeric)), length(dp) + length(numeric)),
    ),
    checkWith((dp, numeric) => relative(length(subtract(dp, numeric)), length(numeric))),
    checkWith((dp, numeric) => length(errorsOf(dp, numeric))),
  ],
  [
    'the largest distance by the largest size',
    'Each distance is divided by the size of its own two numbers, and then the largest is taken. By the largest of all sizes a small entry that is all wrong goes unseen.',
    checkWith((dp, numeric) =>
      relative(
        Math.max(...sizes(subtract(dp, numeric))),
        Math.max(...sizes(dp), ...sizes(numeric)),
      ),
    ),
    checkWith((dp, numeric) =>
      relative(Math.max(...sizes(subtract(dp, numeric))), Math.max(...sizes(numeric))),
    ),
  ],
  [
    'the error of the largest distance',
    'The largest distance need not make the largest error: a small distance between two tiny numbers may be much more of them. Divide first, then compare.',
    checkWith((dp, numeric) => {
      const distances = sizes(subtract(dp, numeric));
      return errorsOf(dp, numeric)[distances.indexOf(Math.max(...distances))];
    }),
  ],
  [
    'the mean of the errors',
    `One wrong entry among many hides in a mean. ${LARGEST}`,
    checkWith((dp, numeric) => total(errorsOf(dp, numeric)) / dp.length),
    checkWith((dp, numeric) => length(errorsOf(dp, numeric)) / Math.sqrt(dp.length)),
  ],
  ['the sum of the errors', LARGEST, checkWith((dp, numeric) => total(errorsOf(dp, numeric)))],
  ['the smallest error', LARGEST, checkWith((dp, numeric) => Math.min(...errorsOf(dp, numeric)))],
  [
    'the error of the last number only',
    'Each number’s error is compared with the largest so far; it does not replace it.',
    checkWith((dp, numeric) => errorsOf(dp, numeric)[dp.length - 1]),
  ],
  [
    'the error of the first number only',
    LARGEST,
    checkWith((dp, numeric) => errorsOf(dp, numeric)[0]),
  ],
  [
    'divided by |a| + |n|',
    'The error here is measured by the larger of the two. By their sum it comes out half as large where a and n are close, and never above 1.',
    bySize((a, n) => Math.abs(a) + Math.abs(n)),
  ],
  ['divided by the mean of |a| and |n|', LARGER, bySize((a, n) => (Math.abs(a) + Math.abs(n)) / 2)],
  [
    'divided by the smaller of the two',
    LARGER,
    bySize((a, n) => Math.min(Math.abs(a), Math.abs(n))),
  ],
  ['divided by |a + n|', LARGER, bySize((a, n) => Math.abs(a + n)), bySize((a, n) => a + n)],
  ['divided by √(a² + n²)', LARGER, bySize((a, n) => Math.hypot(a, n))],
  [
    'divided by the product of a and n',
    LARGER,
    bySize((a, n) => Math.abs(a * n)),
    bySize((a, n) => Math.sqrt(Math.abs(a * n))),
  ],
  [
    'divided by |n|',
    'Divide by the larger of |a| and |n|. By |n| alone the error has no bound, and is infinite where n is 0 and a is not.',
    bySize((_, n) => Math.abs(n)),
    eachWith((a, n) => (n === 0 ? 0 : Math.abs((a - n) / n))),
  ],
  [
    'divided by |a|',
    'Divide by the larger of |a| and |n|. By |a| alone the error is infinite where a gradient is missing.',
    bySize((a) => Math.abs(a)),
    eachWith((a, n) => (a === 0 ? 0 : Math.abs((a - n) / a))),
  ],
  [
    'divided by |a − n|',
    'What is divided is the distance, |a − n|, and it is divided by the size of the numbers.',
    eachWith((a, n) => relative(larger(a, n), Math.abs(a - n))),
    bySize((a, n) => Math.abs(a - n)),
  ],
  [
    'the floor of the lecture’s relativeError',
    'The check of this exercise has none: each entry is divided by its own larger size, however tiny that is beside the largest of all.',
    checkWith((dp, numeric) => {
      const floor = Math.max(...sizes(dp), ...sizes(numeric)) / 1000;
      return Math.max(
        0,
        ...dp.map((a, i) =>
          relative(Math.abs(a - numeric[i]), Math.max(larger(a, numeric[i]), floor)),
        ),
      );
    }),
    checkWith((dp, numeric) => {
      const floor = Math.max(...sizes(numeric)) / 1000;
      return Math.max(
        0,
        ...dp.map((a, i) =>
          relative(Math.abs(a - numeric[i]), Math.max(larger(a, numeric[i]), floor)),
        ),
      );
    }),
  ],
  [
    'a number and its difference in per cent',
    'The error is |a − n| / max(|a|, |n|): 1 where all is missing, not 100.',
    eachWith((a, n) => 100 * relative(Math.abs(a - n), larger(a, n))),
  ],
  [
    'the error cut off at 1',
    'Where the sign is wrong the error is 2, and it is worse than a missing gradient.',
    checkWith((dp, numeric) => Math.min(1, errorOf(dp, numeric))),
  ],
  [
    'something else returned as numeric, or as error',
    'numeric holds the differences, one for each number of p, and error the largest error.',
    (loss, p, dp, epsilon) => ({ numeric: dp, error: right.check(loss, p, dp, epsilon).error }),
    (loss, p, dp, epsilon) => {
      const { numeric, error } = right.check(loss, p, dp, epsilon);
      return { numeric: errorsOf(dp, numeric), error };
    },
    (loss, p, dp, epsilon) => {
      const { numeric } = right.check(loss, p, dp, epsilon);
      return { numeric, error: errorsOf(dp, numeric) as unknown as number };
    },
  ],
];

/** These may show as nothing but 0 or NaN. */
const MUTE: Row<Check>[] = [
  [
    'a floor: tiny entries count less, or not at all',
    'Here the larger of |a| and |n| stands alone. Beside a floor, or something added to it, a tiny entry that is all wrong looks right: a number of 1e-9 counts as one of 1 does. Only 0 / 0 needs a rule of its own.',
    ...FLOORS.flatMap((floor) => [
      bySize((a, n) => Math.max(larger(a, n), floor)),
      bySize((a, n) => larger(a, n) + floor),
    ]),
    ...[1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, Number.EPSILON, 1e-16].flatMap(
      (floor) => [
        eachWith((a, n) => (larger(a, n) < floor ? 0 : relative(Math.abs(a - n), larger(a, n)))),
        eachWith((a, n) => (Math.abs(a - n) < floor ? 0 : relative(Math.abs(a - n), larger(a, n)))),
      ],
    ),
  ],
  [
    'an error of 0 as soon as one of the two is 0',
    'Only where both are 0 is there no error. A gradient of 0 that should be 4.5 is missing altogether: its error is 1.',
    eachWith((a, n) => (a === 0 || n === 0 ? 0 : Math.abs(a - n) / larger(a, n))),
    eachWith((a, n) => (a === 0 ? 0 : Math.abs(a - n) / larger(a, n))),
    eachWith((a, n) => (n === 0 ? 0 : Math.abs(a - n) / larger(a, n))),
  ],
  [
    'zero divided by zero',
    '0 / 0 is NaN, and the largest of a list with NaN in it is NaN. Where a and n are both 0 the error is 0.',
    checkWith((dp, numeric) =>
      Math.max(...dp.map((a, i) => Math.abs(a - numeric[i]) / larger(a, numeric[i]))),
    ),
    checkWith((dp, numeric) =>
      dp
        .map((a, i) => Math.abs(a - numeric[i]) / larger(a, numeric[i]))
        .reduce((most, e) => (most > e ? most : e)),
    ),
  ],
];

export const check: Mistake<Check>[] = [
  ...mistakesFrom(ROWS, (wrong) => wrong),
  ...mistakesFrom(MUTE, (wrong) => wrong).map((each) => ({ ...each, text: ANY_TEXT })),
];
