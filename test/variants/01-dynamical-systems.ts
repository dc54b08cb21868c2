/**
 * Right answers that look unlike the solution: recursion for a loop, buffers of their own, other
 * orders of summation. Every grader gives each of them every point and accuses none.
 */
import type * as Exercise from '../../exercises/01-dynamical-systems';
import type { Mat, Vec } from '../../lib/linear';
import type { Variants } from '../judge/mistakes';

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
  nextState: [{ name: 'column by column, from the last', right: after }],
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
  ],
};
