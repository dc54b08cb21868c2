/**
 * Right answers that look unlike the solution: other orders of summation, recursion for a loop,
 * one stacked matrix. Every grader gives each of them every point and accuses none.
 */
import type * as Exercise from '../../exercises/03-uvw-rnn';
import type { Vec } from '../../lib/linear';
import type { Variants } from '../../lib/judge/mistakes';

function softmax(o: Vec): Vec {
  // ŷᵢ = 1 / Σⱼ e^(oⱼ − oᵢ)
  return o.map((oi) => 1 / o.reduce((sum, oj) => sum + Math.exp(oj - oi), 0));
}

function step(theta: Exercise.Rnn, hPrev: Vec, x: Vec) {
  const input = [...x, ...hPrev, 1];
  const a = theta.W.map((row, i) =>
    [...theta.U[i], ...row, theta.b[i]].reduce((sum, w, j) => sum + w * input[j], 0),
  );
  const h = a.map((ai) => 1 - 2 / (Math.exp(2 * ai) + 1));
  const o = theta.V.map((row, k) => row.reduce((sum, v, i) => sum + v * h[i], theta.c[k]));
  return { a, h, o, yHat: softmax(o) };
}

export const variants: Variants<typeof Exercise> = {
  softmax: [
    { name: 'each class against all', right: softmax },
    {
      name: 'through the logarithm of the sum',
      right: (o) => {
        const top = o.reduce((a, b) => (a > b ? a : b));
        const log = top + Math.log(o.reduce((sum, oj) => sum + Math.exp(oj - top), 0));
        return o.map((oi) => Math.exp(oi - log));
      },
    },
  ],
  step: [{ name: 'one stacked matrix, tanh from the exponential', right: step }],
  forward: [
    {
      name: 'recursion from the front',
      right: (theta, h0, xs) => {
        const walk = (h: Vec, rest: Vec[]): { hs: Vec[]; os: Vec[] } => {
          if (rest.length === 0) return { hs: [h], os: [] };
          const now = step(theta, h, rest[0]);
          const after = walk(now.h, rest.slice(1));
          return { hs: [h, ...after.hs], os: [now.o, ...after.os] };
        };
        return walk(h0, xs);
      },
    },
    {
      name: 'lists made beforehand',
      right: (theta, h0, xs) => {
        const hs = new Array<Vec>(xs.length + 1).fill(h0);
        const os = new Array<Vec>(xs.length);
        for (let t = 1; t <= xs.length; t++) {
          const now = step(theta, hs[t - 1], xs[t - 1]);
          hs[t] = now.h;
          os[t - 1] = now.o;
        }
        return { hs, os };
      },
    },
  ],
  loss: [
    {
      name: 'from the last step to the first',
      right: (os, labels) =>
        os.reduceRight((sum, o, t) => {
          const top = Math.max(...o);
          const all = o.reduce((before, oj) => before + Math.exp(oj - top), 0);
          return sum + top + Math.log(all) - o[labels[t]];
        }, 0),
    },
  ],
  unstack: [
    {
      name: 'entry by entry',
      right: (Wl, D) => {
        const H = Wl.length;
        const part = (first: number, count: number) =>
          Array.from({ length: H }, (_, i) =>
            Array.from({ length: count }, (_, j) => Wl[i][first + j]),
          );
        return { U: part(0, D), W: part(D, H) };
      },
    },
  ],
  windows: [
    {
      name: 'a list of starts, filtered for the targets',
      right: (series, size, horizon) => {
        const starts = series.map((_, i) => i).slice(0, series.length - size + 1);
        const known = starts.filter((start) => start + size + horizon <= series.length);
        return {
          xs: starts.map((start) => series.filter((_, i) => i >= start && i < start + size)),
          ys: known.map((start) => series.slice(start + size).slice(0, horizon)),
        };
      },
    },
  ],
  countParameters: [
    { name: 'matrices with their biases', right: (D, H, K) => H * (D + H + 1) + K * (H + 1) },
  ],
};
