/** Gradients whose terms are right, but not their sum over time. */
import { scale } from '../../../linear';
import { chainRule, type Lines, type Moment } from '../backward';
import type { WrongPass } from './wrong-pass';

type Term = 'dU' | 'dW' | 'dV' | 'db' | 'dc';

/** Lines whose terms count `weight(t)` times. */
function weighted(terms: Term[], weight: (now: Moment) => number): Partial<Lines> {
  const lines: Record<Term, (now: Moment) => unknown> = {
    dU: (now) => chainRule.dU(now).map((row) => scale(weight(now), row)),
    dW: (now) => chainRule.dW(now).map((row) => scale(weight(now), row)),
    dV: (now) => chainRule.dV(now).map((row) => scale(weight(now), row)),
    db: (now) => scale(weight(now), chainRule.db(now)),
    dc: (now) => scale(weight(now), chainRule.dc(now)),
  };
  return Object.fromEntries(terms.map((name) => [name, lines[name]]));
}

const ALL: Term[] = ['dU', 'dW', 'dV', 'db', 'dc'];

export const wrongSums: WrongPass[] = [
  {
    name: 'each step overwrites the gradients of the one before',
    lesson: 'One U, W, V serve every step, and each step adds its term: += where you have =.',
    lines: weighted(ALL, ({ t }) => (t === 1 ? 1 : 0)),
  },
  {
    name: 'dV and dc of the last step only',
    lesson: 'V and c answer at every step, so their gradients sum over all of them.',
    lines: weighted(['dV', 'dc'], ({ t, tau }) => (t === tau ? 1 : 0)),
  },
  {
    name: 'the first step left out',
    lesson: 'The loop goes down to t = 1, where W meets h(0) and U meets x(1).',
    lines: weighted(ALL, ({ t }) => (t === 1 ? 0 : 1)),
  },
  {
    name: 'the last step left out',
    lesson: 'The loop begins at t = τ, the last step; L(τ) counts as the others do.',
    lines: weighted(ALL, ({ t, tau }) => (t === tau ? 0 : 1)),
  },
  {
    name: 'the biases averaged over time',
    lesson:
      'b and c are added at every step: db = Σ da(t) and dc = Σ do(t) are sums, as the other gradients are. Here both are divided by τ.',
    lines: weighted(['db', 'dc'], ({ tau }) => 1 / tau),
  },
];
