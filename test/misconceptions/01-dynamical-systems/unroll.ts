import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import { PATHS, path, type Walk } from './paths';

type F = typeof Exercise.unroll;

/** A walk without a signal. */
function without(walk: Walk): F {
  return ((f: (s: unknown) => unknown, s0: unknown, tau: number) =>
    walk((s) => f(s), s0, tau)) as F;
}

export const unroll: Mistake<F>[] = [
  ...PATHS.map((mistake) => ({ ...mistake, wrong: mistake.wrong.map(without) })),
  {
    name: 'begins at s(1)',
    lesson: 'The list starts with s(0), the state that was given, and ends with s(τ).',
    wrong: without((step, s0, tau) => path(step, s0, tau + 1).slice(1)),
  },
  {
    name: 'f of the time, not of the state',
    lesson: 'f takes the state before: f(states[t - 1]). t only counts the steps.',
    wrong: [
      without((step, s0, tau) => path((_, t) => step(t, t), s0, tau)),
      without((step, s0, tau) => path((_, t) => step(t - 1, t), s0, tau)),
    ],
  },
];
