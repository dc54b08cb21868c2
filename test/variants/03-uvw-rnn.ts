/**
 * Right answers that look unlike the solution: other orders of summation, recursion for a loop,
 * one stacked matrix, typed arrays, copies worked on in place. Every grader gives each of them every point and accuses none.
 */
import type * as Exercise from '../../exercises/03-uvw-rnn';
import type { Variants } from '../../lib/judge/mistakes';
import { type Mat, matmul, transpose, type Vec } from '../../lib/linear';

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

/** log (e^p + e^q), without either power. */
function logAdd(p: number, q: number): number {
  return Math.max(p, q) + Math.log1p(Math.exp(-Math.abs(p - q)));
}

/** The windows of one length, one after the other. */
function* sliding(series: Vec, length: number): Generator<Vec> {
  const now: Vec = [];
  for (const value of series) {
    now.push(value);
    if (now.length > length) now.shift();
    if (now.length === length) yield [...now];
  }
}

export const variants: Variants<typeof Exercise> = {
  softmax: [
    { name: 'each class against all', right: softmax },
    {
      name: 'on a copy, from the largest down',
      right: (o) => {
        const powers = o.slice();
        const [top] = [...o].sort((p, q) => q - p);
        let total = 0;
        for (const k of powers.keys()) {
          powers[k] = Math.exp(powers[k] - top);
          total += powers[k];
        }
        return powers.map((power) => (1 / total) * power);
      },
    },
    {
      name: 'through the logarithm of the sum',
      right: (o) => {
        const top = o.reduce((a, b) => (a > b ? a : b));
        const log = top + Math.log(o.reduce((sum, oj) => sum + Math.exp(oj - top), 0));
        return o.map((oi) => Math.exp(oi - log));
      },
    },
  ],
  step: [
    { name: 'one stacked matrix, tanh from the exponential', right: step },
    {
      name: 'column by column, into typed arrays',
      right: ({ U, W, V, b, c }, hPrev, x) => {
        const a = Float64Array.from(b);
        for (const [j, hj] of hPrev.entries()) for (const i of a.keys()) a[i] += W[i][j] * hj;
        for (const [j, xj] of x.entries()) for (const i of a.keys()) a[i] += U[i][j] * xj;
        const h = a.map(Math.tanh);
        const o = Float64Array.from(c);
        for (const [j, hj] of h.entries()) for (const k of o.keys()) o[k] += V[k][j] * hj;
        return { a: [...a], h: [...h], o: [...o], yHat: softmax([...o]) };
      },
    },
    {
      name: 'columns as matrices',
      right: ({ U, W, V, b, c }, hPrev, x) => {
        const column = (v: Vec): Mat => v.map((vi) => [vi]);
        const [Wh, Ux] = [matmul(W, column(hPrev)), matmul(U, column(x))];
        const a = b.map((bi, i) => bi + Wh[i][0] + Ux[i][0]);
        const h = a.map((ai) => Math.sign(ai) * (2 / (1 + Math.exp(-2 * Math.abs(ai))) - 1));
        const o = matmul(V, column(h)).map(([ok], k) => ok + c[k]);
        return { a, h, o, yHat: softmax(o) };
      },
    },
  ],
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
    {
      name: 'the inputs’ part first, the outputs last',
      right: ({ U, W, V, b, c }, h0, xs) => {
        const product = (A: Mat, v: Vec, start: Vec) =>
          A.map((row, i) => row.reduce((sum, w, j) => sum + w * v[j], start[i]));
        const hs = [[...h0]];
        for (const driven of xs.map((x) => product(U, x, b))) {
          hs.push(product(W, hs[hs.length - 1], driven).map(Math.tanh));
        }
        return { hs, os: hs.slice(1).map((h) => product(V, h, c)) };
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
    {
      name: 'two powers at a time',
      right: (os, labels) =>
        labels.reduce((sum, label, t) => sum + os[t].reduce(logAdd) - os[t][label], 0),
    },
    {
      name: 'the lead of each class over the right one',
      right: (os, labels) => {
        let total = 0;
        for (const [t, o] of os.entries()) {
          const leads = o.map((oj) => oj - o[labels[t]]);
          const [most, ...others] = leads.sort((p, q) => q - p);
          total += most + Math.log1p(others.reduce((sum, lead) => sum + Math.exp(lead - most), 0));
        }
        return total;
      },
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
    {
      name: 'columns as rows, and back',
      right: (Wl, D) => {
        const columns = transpose(Wl);
        return { U: transpose(columns.slice(0, D)), W: transpose(columns.slice(D)) };
      },
    },
    {
      name: 'splice on copies',
      right: (Wl, D) => {
        const W = Wl.map((row) => [...row]);
        return { U: W.map((row) => row.splice(0, D)), W };
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
    {
      name: 'windows of both together, cut',
      right: (series, size, horizon) => ({
        xs: [...sliding(series, size)],
        ys: [...sliding(series, size + horizon)].map((both) => both.slice(size)),
      }),
    },
  ],
  countParameters: [
    {
      name: 'from the list of shapes',
      right: (D, H, K) =>
        [
          [H, D],
          [H, H],
          [H, 1],
          [K, H],
          [K, 1],
        ].reduce((sum, [rows, columns]) => sum + rows * columns, 0),
    },
    { name: 'matrices with their biases', right: (D, H, K) => H * (D + H + 1) + K * (H + 1) },
  ],
};
