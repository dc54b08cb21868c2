import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import { PATHS, path, type Step, type Walk } from './paths';

type F = typeof Exercise.drive;
type Rule = (sPrev: unknown, x: unknown) => unknown;

/** A drive of its own making, of states and signals of any kind. */
function driveBy(wrong: (f: Rule, s0: unknown, xs: unknown[]) => unknown): F {
  return wrong as F;
}

/** A walk that hears x(t), which is xs[t − 1], at step t. */
function hearing(walk: Walk): F {
  return driveBy((f, s0, xs) => walk((s, t) => f(s, xs[t - 1]), s0, xs.length));
}

/** All as it should be, but for what a step does with f. */
function stepping(step: (f: Rule, xs: unknown[], s0: unknown) => Step): F {
  return driveBy((f, s0, xs) => path(step(f, xs, s0), s0, xs.length));
}

/** All as it should be, with other signals. */
function signalled(change: (xs: unknown[]) => unknown[]): F {
  return driveBy((f, s0, xs) => {
    const heard = change(xs);
    return path((s, t) => f(s, heard[t - 1]), s0, heard.length);
  });
}

const signals: Mistake<F>[] = [
  {
    name: 'the signal comes a step late',
    lesson:
      's(t) hears x(t), and x(1) is xs[0]. Here s(2) hears x(1), and so on: always the signal before.',
    wrong: [
      stepping((f, xs) => (s, t) => f(s, xs[Math.max(t - 2, 0)])),
      stepping((f, xs) => (s, t) => f(s, xs[t - 2])),
    ],
  },
  {
    name: 'the signal comes a step early',
    lesson:
      'x(t) is xs[t - 1]: lists count from zero. With xs[t] the first signal is never heard, and the last step hears what lies past the end of the list.',
    wrong: [
      stepping((f, xs) => (s, t) => f(s, xs[t])),
      signalled((xs) => xs.slice(1)),
      stepping((f, xs) => (s, t) => f(s, xs[Math.min(t, xs.length - 1)])),
    ],
  },
  {
    name: 'state and signal exchanged',
    lesson: 'f takes the state first and the signal second: f(sPrev, x).',
    wrong: stepping((f, xs) => (s, t) => f(xs[t - 1], s)),
  },
  {
    name: 'the same signal at every step',
    lesson: 'Each step has a signal of its own: x(t) is xs[t − 1].',
    wrong: [
      stepping((f, xs) => (s) => f(s, xs[0])),
      stepping((f, xs) => (s) => f(s, xs[xs.length - 1])),
    ],
  },
  {
    name: 'the signals backwards',
    lesson:
      'x(1) comes first. Here the last signal is heard first, and the state runs through the past in reverse.',
    wrong: signalled((xs) => [...xs].reverse()),
  },
  {
    name: 'the place of the signal, not the signal',
    lesson:
      'f takes x(t) itself, xs[t - 1]; its place in the list says nothing. for (const x of xs) walks through the signals, for (… in …) through their places.',
    wrong: [
      stepping((f) => (s, t) => f(s, t - 1)),
      stepping((f) => (s, t) => f(s, t)),
      stepping((f) => (s, t) => f(s, `${t - 1}`)),
    ],
  },
  {
    name: 'the signal is not heard',
    lesson: 'f takes two arguments, the state before and the signal now: f(sPrev, x).',
    wrong: stepping((f) => (s) => f(s, undefined)),
  },
  {
    name: 'the signal added, not given to f',
    lesson:
      'f takes two arguments and knows itself what the signal does: f(sPrev, x), no + outside.',
    wrong: [
      stepping((f, xs) => (s, t) => sumOf([f(s, undefined), xs[t - 1]])),
      stepping((f, xs) => (s, t) => f(sumOf([s, xs[t - 1]]), undefined)),
      stepping((f, xs) => (s, t) => sumOf([f(s, xs[t - 1]), xs[t - 1]])),
    ],
  },
  {
    name: 'the signals as one list',
    lesson: 'At each step f takes one signal, x(t), not all of them.',
    wrong: stepping((f, xs) => (s) => f(s, xs)),
  },
  {
    name: 'a signal 0 taken for none',
    lesson:
      'In a condition, and left of || or &&, 0 counts as false, and so does an empty text. A signal may be 0: silence is a step like any other.',
    wrong: [
      stepping((f, xs) => (s, t) => (xs[t - 1] ? f(s, xs[t - 1]) : s)),
      signalled((xs) => xs.filter(Boolean)),
      signalled((xs) =>
        xs.slice(
          0,
          [...xs, 0].findIndex((x) => !x),
        ),
      ),
      stepping((f, xs) => (s, t) => f(s, xs[t - 1] || xs[t - 2])),
      stepping((f, xs) => (s, t) => f(s, xs[t - 1] || 1)),
    ],
  },
  {
    name: 'the first signal taken for the first state',
    lesson: 's(0) is given, s0, and x(1) is heard in the first step: s(1) = f(s0, xs[0]).',
    wrong: [
      driveBy((f, _s0, xs) => path((s, t) => f(s, xs[t]), xs[0], xs.length - 1)),
      driveBy((f, s0, xs) => [s0, ...path((s, t) => f(s, xs[t]), xs[0], xs.length - 1)]),
    ],
  },
  {
    name: 'the signal where the state belongs',
    lesson: 'f takes the state before first, then the signal: f(states[t - 1], xs[t - 1]).',
    wrong: [
      stepping((f, xs) => (_, t) => f(xs[t - 1], undefined)),
      stepping((f, xs) => (_, t) => f(xs[t - 1], xs[t])),
      stepping((f, xs, s0) => (_, t) => f(t === 1 ? s0 : xs[t - 2], xs[t - 1])),
    ],
  },
  {
    name: 'all signals so far at each step',
    lesson: 'What came before is in the state already: step t hears x(t) alone.',
    wrong: [
      stepping((f, xs) => (s, t) => f(s, sumOf(xs.slice(0, t)))),
      stepping((f, xs, s0) => (_, t) => f(s0, sumOf(xs.slice(0, t)))),
    ],
  },
  {
    name: 'a signal that comes again found at its first place',
    lesson:
      'xs.indexOf(x) gives the first place where x stands. A signal may come twice: count the steps, or walk with xs.entries() or forEach((x, i) => …).',
    wrong: [
      driveBy((f, s0, xs) => {
        const states = [s0];
        for (const x of xs) states[xs.indexOf(x) + 1] = f(states[xs.indexOf(x)], x);
        return states;
      }),
      driveBy((f, s0, xs) => {
        const states = [s0];
        for (const x of xs) states.push(f(states[xs.indexOf(x)], x));
        return states;
      }),
      signalled((xs) => [...new Set(xs)]),
      signalled((xs) => xs.filter((x, i) => i === 0 || x !== xs[i - 1])),
    ],
  },
];

/** What + makes of signals, of whichever kind. */
function sumOf(xs: unknown[]): unknown {
  return (xs as number[]).reduce((sum, x) => sum + x);
}

export const drive: Mistake<F>[] = [
  ...signals,
  ...PATHS.map((mistake) => ({ ...mistake, wrong: mistake.wrong.map(hearing) })),
];
