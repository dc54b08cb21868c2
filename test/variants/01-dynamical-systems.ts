/**
 * Right answers that look unlike the solution: recursion for a loop, buffers of their own, other
 * orders of summation. Every grader gives each of them every point and accuses none.
 */
import type * as Exercise from '../../exercises/01-dynamical-systems';
import type { Variants } from '../../lib/judge/mistakes';
import type { Mat, Vec } from '../../lib/linear';

type System = { W: Mat; b: Vec };

function after(W: Mat, b: Vec, s: Vec): Vec {
  const next = [...b];
  for (let j = s.length - 1; j >= 0; j--) {
    for (let i = 0; i < b.length; i++) next[i] += W[i][j] * s[j];
  }
  return next;
}

function join(second: System, first: System): System {
  const zero = first.b.map(() => 0);
  const columns = first.b.map((_, j) =>
    after(
      second.W,
      zero,
      first.W.map((row) => row[j]),
    ),
  );
  return {
    W: first.b.map((_, i) => columns.map((column) => column[i])),
    b: after(second.W, second.b, first.b),
  };
}

function power(system: System, k: number): System {
  if (k === 0) {
    const zero = system.b.map(() => 0);
    return { W: zero.map((_, i) => zero.map((_, j) => Number(i === j))), b: zero };
  }
  const half = power(system, Math.floor(k / 2));
  const whole = join(half, half);
  return k % 2 === 0 ? whole : join(system, whole);
}

export const variants: Variants<typeof Exercise> = {
  nextState: [
    { name: 'column by column, from the last', right: after },
    {
      name: 'a row that has b, a state that has 1',
      right: (W, b, s) =>
        W.map((row, i) => [...row, b[i]].reduce((sum, w, j) => sum + w * [...s, 1][j], 0)),
    },
    {
      name: 'a typed list inside',
      right: (W, b, s) => {
        const next = Float64Array.from(b);
        W.forEach((row, i) => {
          for (const [j, w] of row.entries()) next[i] += w * s[j];
        });
        return Array.from(next);
      },
    },
  ],
  unroll: [
    {
      name: 'recursion',
      right: (f, s0, tau) => {
        const walk = (s: typeof s0, left: number): (typeof s0)[] =>
          left === 0 ? [s] : [s, ...walk(f(s), left - 1)];
        return walk(s0, tau);
      },
    },
    {
      name: 'one variable for the state',
      right: (f, s0, tau) => {
        let s = s0;
        return [s0].concat(Array.from({ length: tau }, () => (s = f(s))));
      },
    },
    {
      name: 'halves, joined',
      right: function walk(f, s0, tau): (typeof s0)[] {
        if (tau < 2) return tau === 0 ? [s0] : [s0, f(s0)];
        const early = walk(f, s0, Math.floor(tau / 2));
        return [...early.slice(0, -1), ...walk(f, early[early.length - 1], Math.ceil(tau / 2))];
      },
    },
    {
      name: 'a generator',
      right: (f, s0, tau) => {
        function* states() {
          for (let [s, left] = [s0, tau]; left >= 0; left--) {
            yield s;
            if (left > 0) s = f(s);
          }
        }
        return [...states()];
      },
    },
  ],
  drive: [
    {
      name: 'a fold',
      right: (f, s0, xs) =>
        xs.reduce((states, x) => states.concat([f(states[states.length - 1], x)]), [s0]),
    },
    {
      name: 'a list made beforehand',
      right: (f, s0, xs) => {
        const states = new Array(xs.length + 1).fill(s0);
        for (let t = 0; t < xs.length; t++) states[t + 1] = f(states[t], xs[t]);
        return states;
      },
    },
    {
      name: 'recursion, from the end',
      right: function listen(f, s0, xs): (typeof s0)[] {
        if (xs.length === 0) return [s0];
        const before = listen(f, s0, xs.slice(0, -1));
        return [...before, f(before[before.length - 1], xs[xs.length - 1])];
      },
    },
    {
      name: 'a list that is emptied, of its own',
      right: (f, s0, xs) => {
        const [left, states] = [[...xs], [s0]];
        while (left.length > 0) states.push(f(states[states.length - 1], left.shift() as never));
        return states;
      },
    },
  ],
  compose: [
    { name: 'repeated squaring', right: (W, b, k) => power({ W, b }, k) },
    {
      name: 'from the last step back',
      right: (W, b, k) => {
        let far = power({ W, b }, 0);
        for (let step = 0; step < k; step++) far = join(far, { W, b });
        return far;
      },
    },
    {
      name: 'one matrix with b beside W and a row 0 … 0 1',
      right: (W, b, k) => {
        const D = b.length;
        const one = [...W.map((row, i) => [...row, b[i]]), [...b.map(() => 0), 1]];
        let far = one.map((row, i) => row.map((_, j) => Number(i === j)));
        for (let step = 0; step < k; step++) {
          far = one.map((row) =>
            row.map((_, j) => row.reduce((sum, w, l) => sum + w * far[l][j], 0)),
          );
        }
        return {
          W: far.slice(0, D).map((row) => row.slice(0, D)),
          b: far.slice(0, D).map((row) => row[D]),
        };
      },
    },
    {
      name: 'the sum of the powers first, then b',
      right: (W, b, k) => {
        const zero = b.map(() => 0);
        let power: Mat = zero.map((_, i) => zero.map((_, j) => Number(i === j)));
        let sum: Mat = zero.map(() => zero);
        for (let i = 0; i < k; i++) {
          sum = sum.map((row, i) => row.map((n, j) => n + power[i][j]));
          power = join({ W, b: zero }, { W: power, b: zero }).W;
        }
        return { W: power, b: after(sum, zero, b) };
      },
    },
  ],
  spectralRadius: [
    {
      name: 'both eigenvalues as complex numbers',
      right: ([[p, q], [r, s]]) => {
        const middle = (p + s) / 2;
        const d = ((p - s) / 2) ** 2 + q * r;
        const [re, im] = d >= 0 ? [Math.sqrt(d), 0] : [0, Math.sqrt(-d)];
        return Math.max(Math.hypot(middle + re, im), Math.hypot(middle - re, im));
      },
    },
    {
      name: 'half the trace, and its distance from both',
      right: ([[p, q], [r, s]]) => {
        const [half, product] = [Math.abs(p + s) / 2, p * s - q * r];
        return half * half < product ? Math.sqrt(product) : half + Math.sqrt(half * half - product);
      },
    },
    {
      name: 'the sizes in order',
      right: (W) => {
        const trace = W[0][0] + W[1][1];
        const d = trace ** 2 - 4 * (W[0][0] * W[1][1] - W[0][1] * W[1][0]);
        const sizes = [1, -1].map((sign) =>
          d < 0 ? Math.sqrt(trace ** 2 - d) / 2 : Math.abs((trace + sign * Math.sqrt(d)) / 2),
        );
        return sizes.sort((a, b) => b - a)[0];
      },
    },
  ],
  gradient: [
    {
      name: 'entry by entry, backwards in time',
      right: (W, b, states) => {
        const tau = states.length - 1;
        const dW = W.map((row) => new Array<number>(row.length).fill(0));
        const db = new Array<number>(b.length).fill(0);
        let loss = 0;
        for (let t = tau - 1; t >= 0; t--) {
          const forecast = after(W, b, states[t]);
          for (let i = 0; i < b.length; i++) {
            const e = forecast[i] - states[t + 1][i];
            loss += e ** 2;
            db[i] += (2 * e) / tau;
            for (let j = 0; j < b.length; j++) dW[i][j] += (2 * e * states[t][j]) / tau;
          }
        }
        return { loss: loss / tau, dW, db };
      },
    },
    {
      name: 'all errors first, entry by entry over time',
      right: (W, b, states) => {
        const tau = states.length - 1;
        const errors = states
          .slice(1)
          .map((next, t) => after(W, b, states[t]).map((forecast, i) => forecast - next[i]));
        const mean = (of: (t: number) => number) =>
          errors.reduce((sum, _, t) => sum + of(t), 0) / tau;
        return {
          loss: mean((t) => errors[t].reduce((sum, e) => sum + e * e, 0)),
          dW: W.map((row, i) => row.map((_, j) => mean((t) => 2 * errors[t][i] * states[t][j]))),
          db: b.map((_, i) => mean((t) => 2 * errors[t][i])),
        };
      },
    },
    {
      name: 'a running mean of each step',
      right: (W, b, states) => {
        let loss = 0;
        let dW = W.map((row) => row.map(() => 0));
        let db = b.map(() => 0);
        for (let t = 1; t < states.length; t++) {
          const s = states[t - 1];
          const e = after(W, b, s).map((forecast, i) => forecast - states[t][i]);
          loss += (e.reduce((sum, ei) => sum + ei ** 2, 0) - loss) / t;
          dW = dW.map((row, i) => row.map((w, j) => w + (2 * e[i] * s[j] - w) / t));
          db = db.map((n, i) => n + (2 * e[i] - n) / t);
        }
        return { loss, dW, db };
      },
    },
  ],
};
