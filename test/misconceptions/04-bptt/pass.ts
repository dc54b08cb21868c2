import type * as Exercise from '../../../exercises/04-bptt';
import { add, type Mat, multiply, outer, scale, transpose, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';

/** The six gradients. */
export type All = Exercise.Gradients & { dh0: Vec };
export type Term = keyof Exercise.Gradients;
export const TERMS = ['dU', 'dW', 'dV', 'db', 'dc'] as const;

/** What a pass is given; `dO` is do(t) as it should be. */
export interface Given {
  theta: Exercise.Rnn;
  hs: Vec[];
  xs: Vec[];
  tau: number;
  dO: (t: number) => Vec;
}

/** What happened at step t; `sent` is what is carried to step t − 1. */
export interface Moment {
  t: number;
  dO: Vec;
  later: Vec;
  now: ReturnType<typeof right.backwardStep>;
  sent: Vec;
}

/** The loop as it is mostly written, with the places where it can go wrong. */
export interface Ways {
  steps?: (tau: number, given: Given) => number[];
  dO?: (t: number, given: Given) => Vec;
  hPrev?: (t: number, given: Given) => Vec;
  x?: (t: number, given: Given) => Vec;
  h?: (t: number, given: Given) => Vec;
  step?: typeof right.backwardStep;
  /** what the sums begin with */
  begin?: (theta: Exercise.Rnn) => Exercise.Gradients;
  /** what comes back to h(τ) */
  last?: (given: Given) => Vec;
  /** what step t sends to the step before */
  carry?: (moment: Omit<Moment, 'sent'>, given: Given, before: Moment[]) => Vec;
  /** how often a step counts in a gradient */
  weight?: Partial<Record<Term, (t: number, tau: number) => number>>;
  /** what is returned otherwise than by the rule */
  result?: (all: All, moments: Moment[], given: Given) => Partial<Record<keyof All, unknown>>;
}

export function pass(ways: Ways, given: Given): All {
  const { theta, hs, xs, tau } = given;
  const step = ways.step ?? right.backwardStep;
  const sum = (ways.begin ?? zeros)(theta);
  const moments: Moment[] = [];
  let later = ways.last?.(given) ?? theta.b.map(() => 0);
  for (const t of ways.steps?.(tau, given) ?? down(tau)) {
    const dO = ways.dO?.(t, given) ?? given.dO(t);
    const hPrev = ways.hPrev ? ways.hPrev(t, given) : hs[t - 1];
    const x = ways.x ? ways.x(t, given) : xs[t - 1];
    const h = ways.h ? ways.h(t, given) : hs[t];
    const now = step(theta, hPrev, x, h, dO, later);
    for (const term of TERMS) {
      const weight = ways.weight?.[term]?.(t, tau) ?? 1;
      if (weight !== 0) sum[term] = plus(sum[term], now[term], weight) as Vec & Mat;
    }
    const sent = ways.carry ? ways.carry({ t, dO, later, now }, given, moments) : now.dhPrev;
    moments.push({ t, dO, later, now, sent });
    later = sent;
  }
  const all = { ...sum, dh0: later };
  return ways.result ? ({ ...all, ...ways.result(all, moments, given) } as All) : all;
}

/** A + k B, for two vectors or two matrices. */
export function plus(A: Vec | Mat, B: Vec | Mat, k = 1): Vec | Mat {
  if (!Array.isArray(B[0])) return add(A as Vec, scale(k, B as Vec));
  return (A as Mat).map((row, i) => add(row, scale(k, (B as Mat)[i])));
}

export const times = (k: number, A: Vec | Mat) =>
  Array.isArray(A[0]) ? (A as Mat).map((row) => scale(k, row)) : scale(k, A as Vec);

/** τ, …, 1 */
export function down(tau: number): number[] {
  return Array.from({ length: Math.max(0, tau) }, (_, i) => tau - i);
}

/** θ as if it were gradients. */
export function parameters({ U, W, V, b, c }: Exercise.Rnn): Exercise.Gradients {
  return { dU: U, dW: W, dV: V, db: b, dc: c };
}

export function zeros(theta: Exercise.Rnn): Exercise.Gradients {
  const { dU, dW, dV, db, dc } = parameters(theta);
  const none = (M: Mat) => M.map((row) => scale(0, row));
  return { dU: none(dU), dW: none(dW), dV: none(dV), db: scale(0, db), dc: scale(0, dc) };
}

/** Vᵀ do */
export const local = ({ theta }: Given, dO: Vec): Vec => multiply(transpose(theta.V), dO);

/** Wᵀ v */
export const back = ({ theta }: Given, v: Vec): Vec => multiply(transpose(theta.W), v);

/** (1 − h²) ⊙ v */
export const bent = (h: Vec, v: Vec): Vec => v.map((vi, i) => (1 - h[i] * h[i]) * vi);

/** Each loss goes back by `reach` steps and no further; dh(0) has what arrives there. */
export function truncated(reach: number, { theta, hs, xs, tau, dO }: Given): All {
  const sum: All = { ...zeros(theta), dh0: theta.b.map(() => 0) };
  const given = { theta, hs, xs, tau, dO };
  for (let s = 1; s <= tau; s++) {
    sum.dV = plus(sum.dV, outer(dO(s), hs[s])) as Mat;
    sum.dc = add(sum.dc, dO(s));
    let dh = local(given, dO(s));
    for (let t = s; t >= Math.max(1, s - reach); t--) {
      const da = bent(hs[t], dh);
      sum.dU = plus(sum.dU, outer(da, xs[t - 1])) as Mat;
      sum.dW = plus(sum.dW, outer(da, hs[t - 1])) as Mat;
      sum.db = add(sum.db, da);
      dh = back(given, da);
      if (t === 1) sum.dh0 = add(sum.dh0, dh);
    }
  }
  return sum;
}
