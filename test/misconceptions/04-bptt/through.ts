import type { Row } from '../../../lib/judge/mistakes';
import { add, multiply, outer, scale, transpose, type Vec } from '../../../lib/linear';
import {
  type All,
  back,
  down,
  type Given,
  local,
  type Moment,
  parameters,
  pass,
  plus,
  TERMS,
  type Term,
  times,
  truncated,
  type Ways,
} from './pass';

/** A pass of its own, or the loop with ways. */
export type Through = Ways | ((given: Given) => All);

export const through = (form: Through, given: Given): All =>
  typeof form === 'function' ? form(given) : pass(form, given);

const none = (v: Vec) => v.map(() => 0);
const first = (moments: Moment[]) => moments[moments.length - 1];
const dhOf = (given: Given, { dO, later }: Omit<Moment, 'sent'>) => add(local(given, dO), later);
const weights = (terms: readonly Term[], weight: (t: number, tau: number) => number): Ways => ({
  weight: Object.fromEntries(terms.map((term) => [term, weight])),
});
/** Some of the gradients multiplied when all is done. */
const multiplied = (terms: readonly (keyof All)[], by: (tau: number) => number): Ways => ({
  result: (all, _, { tau }) =>
    Object.fromEntries(terms.map((term) => [term, times(by(tau), all[term])])),
});
const ALL = [...TERMS, 'dh0'] as const;
const INNER = ['dU', 'dW', 'db'] as const;
const OUTER = ['dV', 'dc'] as const;

const STATES =
  'hs begins with h(0): h(t) is hs[t] and h(t−1) is hs[t − 1]. The other lists begin with step 1.';
const CARRY =
  'Step t sends Wᵀ da(t) back to h(t−1), as it comes out of backwardStep: later = dhPrev.';
const DH0 = 'dh(0) is what step 1 sends back: Wᵀ da(1). After the loop it is `later`.';
const SUMS = 'One U, W, V, b and c serve every step, and each step adds its term once.';
const CUT =
  'Backpropagation through time goes all the way back to h(0). Cut off after some steps, it is truncated BPTT: the gradient of something else.';

/** Cut every so many steps, counted from the front or from the end, or after so many for good. */
const cuts = (at: number): Through[] => [
  { carry: ({ t, now }) => ((t - 1) % at === 0 && t > 1 ? none(now.dhPrev) : now.dhPrev) },
  { carry: ({ now }, _, seen) => ((seen.length + 1) % at === 0 ? none(now.dhPrev) : now.dhPrev) },
  { carry: ({ now }, _, seen) => (seen.length + 1 >= at ? none(now.dhPrev) : now.dhPrev) },
  { steps: (tau) => down(tau).slice(0, at) },
];

/** Mistakes of the loop, whichever steps have a loss. */
export const THROUGH_ROWS: Row<Through>[] = [
  [
    'the loop runs forwards',
    'da(t) needs da(t+1), so the steps are visited from τ down to 1. Forwards, the carry comes from the step before.',
    { steps: (tau) => down(tau).reverse() },
  ],
  [
    'the loop ends before step 1',
    'With t > 1 the last step back is that of t = 2. Step 1 is missing in every sum, and dh(1) is taken for dh(0).',
    { steps: (tau) => down(tau).slice(0, -1) },
  ],
  [
    'the loop begins at τ − 1',
    'length − 1 is the last place of a list that is counted from 0. The steps are counted from 1: the last one is xs.length.',
    { steps: (tau) => down(tau).slice(1) },
  ],
  [
    'the loop counts something else than the steps',
    'There are as many steps as inputs: τ is xs.length. D, H and K are sizes of vectors.',
    { steps: (_, { xs }) => down(xs[0].length) },
    { steps: (_, { theta }) => down(theta.b.length) },
    { steps: (_, { theta }) => down(theta.c.length) },
  ],
  [
    'h(t − 1) taken for h(t)',
    STATES,
    { h: (t, { hs }) => hs[t - 1] },
    { h: (t, { hs }) => hs[t - 1], hPrev: (t, { hs }) => (t > 1 ? hs[t - 2] : none(hs[0])) },
    { h: (t, { hs }) => hs[t - 1], hPrev: (t, { hs }) => (t > 1 ? hs[t - 2] : hs[0]) },
    { h: (t, { hs }) => hs[t - 1], hPrev: (t, { hs }) => hs[t] },
  ],
  [
    'h(t + 1) taken for h(t)',
    STATES,
    { h: (t, { hs }) => hs[t + 1], hPrev: (t, { hs }) => hs[t] },
    { h: (t, { hs }) => hs[t + 1] },
  ],
  [
    'x(t) or h(t−1) where their lists have nothing',
    'x(t) is xs[t − 1], since xs begins with step 1: xs[t] is past the end at t = τ. hs begins with h(0): in a loop whose t ends at 0, hs[t − 1] does not exist.',
    { x: (t, { xs }) => xs[t] },
  ],
  [
    'x(t + 1) for x(t)',
    'x(t) is xs[t − 1]: xs begins with step 1.',
    { x: (t, { xs, tau }) => xs[Math.min(t, tau - 1)] },
    { x: (t, { xs, tau }) => (t < tau ? xs[t] : none(xs[0])) },
    { x: (t, { xs, tau }) => xs[t % tau] },
  ],
  [
    'the same x at every step',
    'Step t has heard x(t): dU = Σ da(t) x(t)ᵀ.',
    { x: (_, { xs }) => xs[0] },
    { x: (_, { xs, tau }) => xs[tau - 1] },
  ],
  [
    'lists read from the wrong end',
    'The loop runs backwards, the lists do not: what belongs to step t stands at t − 1 (or, in hs, at t), whichever step is visited first.',
    { x: (t, { xs, tau }) => xs[tau - t] },
    {
      h: (t, { hs, tau }) => hs[tau - t + 1],
      hPrev: (t, { hs, tau }) => hs[tau - t],
    },
    {
      x: (t, { xs, tau }) => xs[tau - t],
      h: (t, { hs, tau }) => hs[tau - t + 1],
      hPrev: (t, { hs, tau }) => hs[tau - t],
    },
  ],
  [
    'the carry is dh(t+1), without its slope and W',
    `Between h(t+1) and h(t) stand a tanh and W. ${CARRY}`,
    { carry: (moment, given) => dhOf(given, moment) },
  ],
  [
    'the carry passed through Wᵀ twice',
    `${CARRY} It has been through W then.`,
    { carry: ({ now }, given) => back(given, now.dhPrev) },
    { carry: ({ t, now }, given) => (t > 1 ? back(given, now.dhPrev) : now.dhPrev) },
    {
      step: (theta, hPrev, x, h, dO, later) => {
        const dh = add(multiply(transpose(theta.V), dO), multiply(transpose(theta.W), later));
        const da = dh.map((d, i) => (1 - h[i] * h[i]) * d);
        const dhPrev = multiply(transpose(theta.W), da);
        return {
          da,
          dU: outer(da, x),
          dW: outer(da, hPrev),
          dV: outer(dO, h),
          db: da,
          dc: dO,
          dhPrev,
        };
      },
    },
  ],
  [
    'the carry subtracted',
    'Two ways to the loss add up: dh(t) = Vᵀ do(t) + Wᵀ da(t+1).',
    { carry: ({ now }) => scale(-1, now.dhPrev) },
    { carry: ({ t, now }) => scale(t > 1 ? -1 : 1, now.dhPrev) },
  ],
  [
    'what step τ sends back, carried to every step',
    `${CARRY} Each step has one of its own.`,
    { carry: ({ later, now }, _, before) => (before.length === 0 ? now.dhPrev : later) },
    {
      carry: ({ t, later, now }, _, before) =>
        before.length === 0 || t === 1 ? now.dhPrev : later,
    },
  ],
  [
    'the carry piles up',
    'da(t+1) has everything in it that comes back from later steps. Adding the carries of t+2, t+3, … counts them again.',
    { carry: ({ later, now }) => add(later, now.dhPrev) },
    { carry: ({ t, later, now }) => (t > 1 ? add(later, now.dhPrev) : now.dhPrev) },
  ],
  [
    'nothing is carried back',
    'h(t) reaches the loss through o(t) and through h(t+1). dh(t) = Vᵀ do(t) + Wᵀ da(t+1) has a term for each: later = dhPrev at the end of each round.',
    { carry: ({ now }) => none(now.dhPrev) },
    { carry: ({ t, now }) => (t > 1 ? none(now.dhPrev) : now.dhPrev) },
  ],
  [
    'truncated: the carry is cut after some steps',
    CUT,
    ...[1, 2, 3, 4, 5].map((reach) => (given: Given) => truncated(reach, given)),
    ...[2, 3, 4].flatMap(cuts),
  ],
  [
    'twice Vᵀ do(τ) in dh(τ)',
    'Vᵀ do(τ) comes in once. backwardStep adds it to `later` itself, and nothing comes back to h(τ) from later steps: there `later` begins at zero.',
    { last: (given) => local(given, given.dO(given.tau)) },
  ],
  [
    'later does not begin at zero',
    'Nothing comes back to h(τ) from later steps, for there are none: there `later` is a vector of zeros.',
    { last: ({ theta }) => theta.b.map(() => 1) },
    { last: ({ hs, tau }) => hs[tau] },
    { last: ({ hs }) => hs[0] },
    { last: ({ theta }) => theta.b },
    { last: (given) => back(given, local(given, given.dO(given.tau))) },
  ],
  [
    'the sums begin at θ, not at zero',
    'A gradient is the sum of what the steps add, and begins at zeros of the shape of its parameter: theta.b.map(() => 0), not theta.b.',
    { begin: parameters },
  ],
  [
    'the sums begin at ones',
    'A gradient is the sum of what the steps add, and a sum begins at 0.',
    {
      begin: ({ U, W, V, b, c }) => {
        const one = (v: Vec) => v.map(() => 1);
        return { dU: U.map(one), dW: W.map(one), dV: V.map(one), db: one(b), dc: one(c) };
      },
    },
  ],
  [
    'outer product of the sums for the sum of outer products',
    'Each step multiplies its own da(t) and its own x(t), and then the products are added. Σ da(t) · Σ x(t)ᵀ pairs every step with every other.',
    ...[ALL, INNER, ['dU'], ['dW']].map(
      (terms): Ways => ({
        result: (all, moments, given) => {
          const sum = (vectors: Vec[]) => vectors.reduce(add);
          const { hs, xs } = given;
          const products = {
            dU: outer(all.db, sum(xs)),
            dW: outer(all.db, sum(hs.slice(0, -1))),
            dV: outer(sum(moments.map(({ dO }) => dO)), sum(hs.slice(1))),
          };
          return Object.fromEntries(
            Object.entries(products).filter(([name]) => (terms as string[]).includes(name)),
          );
        },
      }),
    ),
  ],
  [
    'each step overwrites the gradients of the one before',
    `${SUMS} Here = stands where += belongs, and only step 1 is left.`,
    weights(TERMS, (t) => (t === 1 ? 1 : 0)),
    weights(INNER, (t) => (t === 1 ? 1 : 0)),
    ...TERMS.map((name) => weights([name], (t) => (t === 1 ? 1 : 0))),
  ],
  [
    'dU, dW or db of the last step only',
    'U, W and b have worked at every step: their gradients sum over all t.',
    weights(INNER, (t, tau) => (t === tau ? 1 : 0)),
    ...INNER.map((name) => weights([name], (t, tau) => (t === tau ? 1 : 0))),
  ],
  [
    'the first step left out',
    'The loop goes down to t = 1, where W meets h(0) and U meets x(1).',
    weights(TERMS, (t) => (t === 1 ? 0 : 1)),
    weights(INNER, (t) => (t === 1 ? 0 : 1)),
    ...(['dU', 'dV', 'db', 'dc'] as const).map((name) => weights([name], (t) => (t === 1 ? 0 : 1))),
  ],
  [
    'the last step left out',
    'The loop begins at t = τ, the last step; what it adds counts as the others do.',
    weights(TERMS, (t, tau) => (t === tau ? 0 : 1)),
    weights(INNER, (t, tau) => (t === tau ? 0 : 1)),
    ...INNER.map((name) => weights([name], (t, tau) => (t === tau ? 0 : 1))),
  ],
  [
    'a step counted twice',
    `${SUMS} Where the sums begin with the terms of a step, the loop must not visit it again.`,
    weights(TERMS, (t, tau) => (t === tau ? 2 : 1)),
    weights(TERMS, (t) => (t === 1 ? 2 : 1)),
    weights(INNER, (t, tau) => (t === tau ? 2 : 1)),
  ],
  [
    'gradients multiplied by the number of steps',
    `${SUMS} τ is no factor.`,
    multiplied(TERMS, (tau) => tau),
    multiplied(ALL, (tau) => tau),
  ],
  [
    'every gradient has its sign turned round',
    'do = ŷ − y, and a gradient points to where the loss rises. The minus comes later, when the parameters step down.',
    multiplied(ALL, () => -1),
    multiplied(TERMS, () => -1),
  ],
  [
    'entries clipped',
    'The gradient is what it is, however large. Clipping comes afterwards, where the parameters are changed, and by the norm.',
    ...[1, 5, 10].flatMap((limit) =>
      [TERMS, ALL].map(
        (names): Ways => ({
          result: (all) =>
            Object.fromEntries(
              names.map((name) => {
                const cut = (v: Vec) => v.map((g) => Math.max(-limit, Math.min(limit, g)));
                const value = all[name] as Vec;
                return [
                  name,
                  Array.isArray(value[0]) ? value.map((row) => cut(row as never)) : cut(value),
                ];
              }),
            ),
        }),
      ),
    ),
    ...[1, 5].map(
      (limit): Ways => ({
        carry: ({ now }) => now.dhPrev.map((g) => Math.max(-limit, Math.min(limit, g))),
      }),
    ),
  ],
  [
    'the gradients clipped by their norm',
    'The gradient is what it is, however large. Clipping comes afterwards, where the parameters are changed.',
    ...[1, 5].flatMap((limit) =>
      [TERMS, ALL].map(
        (names): Ways => ({
          result: (all) => {
            const numbers = names.flatMap((name) => all[name].flat());
            const norm = Math.sqrt(numbers.reduce((sum, g) => sum + g * g, 0));
            const factor = Math.min(1, limit / norm);
            return Object.fromEntries(names.map((name) => [name, times(factor, all[name])]));
          },
        }),
      ),
    ),
  ],
  [
    'dh(0) with W for Wᵀ',
    `${DH0} The way back sums over the rows of W.`,
    { result: (_, moments, { theta }) => ({ dh0: multiply(theta.W, first(moments).now.da) }) },
  ],
  [
    'dh(0) passed through Wᵀ twice',
    `${DH0} It has been through W, and nothing is left to multiply.`,
    { result: (all, _, given) => ({ dh0: back(given, all.dh0) }) },
    { result: (all, _, given) => ({ dh0: multiply(given.theta.W, all.dh0) }) },
  ],
  [
    'dh(0) with a slope of tanh',
    `${DH0} h(0) is given, and did not come out of a tanh.`,
    { result: (all, _, { hs }) => ({ dh0: all.dh0.map((d, i) => (1 - hs[0][i] ** 2) * d) }) },
    { result: (all, _, { hs }) => ({ dh0: all.dh0.map((d, i) => (1 - hs[1][i] ** 2) * d) }) },
  ],
  [
    'dh(0) without the slope of step 1',
    `${DH0} da(1) has the slope of the tanh of step 1.`,
    { result: (_, moments, given) => ({ dh0: back(given, dhOf(given, first(moments))) }) },
  ],
  [
    'dh(0) is what came back to step 1',
    `${DH0} What came back to h(1) from step 2 is one step short of it.`,
    { result: (_, moments) => ({ dh0: first(moments).later }) },
  ],
  [
    'dh(0) from the last step',
    `${DH0} Step τ sends its part to h(τ−1), and from there the way goes on.`,
    { result: (_, moments) => ({ dh0: moments[0].sent }) },
  ],
  [
    'dh(0) summed over the steps',
    `${DH0} h(0) is used once, at step 1: there is no sum over time.`,
    { result: (_, moments) => ({ dh0: moments.map(({ sent }) => sent).reduce(add) }) },
    { result: (all, _, given) => ({ dh0: back(given, all.db) }) },
  ],
  ['h(0) itself for dh(0)', DH0, { result: (_, __, { hs }) => ({ dh0: hs[0] }) }],
  ['db for dh(0)', `${DH0} db is the sum of all da(t).`, { result: ({ db }) => ({ dh0: db }) }],
];

/** Divided by τ, all or some of them. */
export const averaged: Through[] = [
  multiplied(ALL, (tau) => 1 / tau),
  multiplied(TERMS, (tau) => 1 / tau),
  multiplied(INNER, (tau) => 1 / tau),
  multiplied(OUTER, (tau) => 1 / tau),
  ...TERMS.map((name) => multiplied([name], (tau) => 1 / tau)),
];

/** One gradient left at zero. (Not dV: that is zero, too, where all its rows are one list, for Σₖ do(k) = 0.) */
export const leftAtZero: Through[] = (['dU', 'dW', 'db', 'dc'] as const).map((name) =>
  multiplied([name], () => 0),
);

/** Every prefix of the sequence as a pass with all its losses, added up. */
export const prefixes =
  (outside: 'once' | 'again'): Through =>
  (given) => {
    const parts = down(given.tau).map((tau) => pass({}, { ...given, tau }));
    const names = outside === 'once' ? [...INNER, 'dh0' as const] : ALL;
    const whole = pass({}, given);
    const sums = names.map((name) => [
      name,
      parts.map((part) => part[name]).reduce((A, B) => plus(A, B)),
    ]);
    return { ...whole, ...Object.fromEntries(sums) };
  };
