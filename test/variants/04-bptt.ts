/**
 * Right answers that look unlike the solution: sums written per entry, recursion, products of all steps
 * at once, forward-mode accumulation. Every grader gives each of them every point and accuses none.
 */
import type * as Exercise from '../../exercises/04-bptt';
import type { Variants } from '../../lib/judge/mistakes';
import {
  add,
  dot,
  identity,
  type Mat,
  matmul,
  multiply,
  outer,
  transpose,
  type Vec,
} from '../../lib/linear';

/** ŷ − y, as −Σ of the other probabilities at the label. */
function scoreGradient(o: Vec, label: number): Vec {
  const yHat = o.map((ok) => 1 / o.reduce((sum, oj) => sum + Math.exp(oj - ok), 0));
  const others = yHat.filter((_, k) => k !== label).reduce((sum, p) => sum + p, 0);
  return yHat.map((p, k) => (k === label ? -others : p));
}

/** diag(1 − h²) A */
function bent(h: Vec, A: Mat): Mat {
  return A.map((row, i) => row.map((a) => a * (1 - h[i]) * (1 + h[i])));
}

/** What `through` returns. */
type All = Exercise.Gradients & { dh0: Vec };

/** From do(1) … do(τ): first every da(t), then each gradient as one product over all steps. */
function allAtOnce(theta: Exercise.Rnn, hs: Vec[], xs: Vec[], dOs: Vec[]): All {
  const stacked = transpose([...theta.V, ...theta.W]); // [V; W]ᵀ
  const das = [theta.b.map(() => 0)]; // da(τ+1), then those before it
  for (const i of [...xs.keys()].reverse()) {
    const dh = multiply(stacked, [...dOs[i], ...das[0]]);
    das.unshift(bent(hs[i + 1], outer(dh, [1])).flat());
  }
  const columns = transpose(das.slice(0, -1)); // [H, τ]
  const ones = xs.map(() => 1);
  return {
    dU: matmul(columns, xs),
    dW: matmul(columns, hs.slice(0, -1)),
    dV: matmul(transpose(dOs), hs.slice(1)),
    db: multiply(columns, ones),
    dc: multiply(transpose(dOs), ones),
    dh0: matmul([das[0]], theta.W)[0], // da(1)ᵀ W
  };
}

/** The gradients of the steps from t on, and what they send back to h(t−1). */
function recursive(theta: Exercise.Rnn, hs: Vec[], xs: Vec[], dOs: Vec[], t = 1): All {
  const { V, W } = theta;
  const rest = t < xs.length ? recursive(theta, hs, xs, dOs, t + 1) : null;
  const plus = (A: Mat, B?: Mat) => (B ? A.map((row, i) => add(row, B[i])) : A);
  const da = hs[t].map((hi, i) => {
    let dh = rest ? rest.dh0[i] : 0;
    for (const [k, d] of dOs[t - 1].entries()) dh += V[k][i] * d;
    return dh - hi * hi * dh;
  });
  return {
    dU: plus(outer(da, xs[t - 1]), rest?.dU),
    dW: plus(outer(da, hs[t - 1]), rest?.dW),
    dV: plus(outer(dOs[t - 1], hs[t]), rest?.dV),
    db: rest ? add(rest.db, da) : da,
    dc: rest ? add(rest.dc, dOs[t - 1]) : dOs[t - 1],
    dh0: W[0].map((_, j) => da.reduce((sum, d, i) => sum + d * W[i][j], 0)),
  };
}

/** ∂h(t)/∂h(k), column by column: where a nudge of one unit has gone by step t. */
function jacobian(W: Mat, hs: Vec[], t: number, k: number): Mat {
  const columns = W.map((_, j) => {
    let moved = W.map((_, i) => Number(i === j));
    for (let s = k + 1; s <= t; s++) {
      moved = multiply(W, moved).map((m, i) => m * (1 - hs[s][i] * hs[s][i]));
    }
    return moved;
  });
  return transpose(columns);
}

/** Without a carry: each loss L(s) back to each step t ≤ s through ∂h(s)/∂h(t), found forwards. */
function everyPair(theta: Exercise.Rnn, hs: Vec[], xs: Vec[], dOs: Vec[]): All {
  const { U, W, V, b, c } = theta;
  const zeros = (M: Mat) => M.map((row) => row.map(() => 0));
  const [dU, dW, dV] = [zeros(U), zeros(W), zeros(V)];
  const [db, dh0] = [b.map(() => 0), b.map(() => 0)];
  const total = c.map((_, k) => dOs.reduce((sum, dO) => sum + dO[k], 0));
  for (let s = 1; s <= xs.length; s++) {
    const local = multiply(transpose(V), dOs[s - 1]); // Vᵀ do(s)
    for (let t = 1; t <= s; t++) {
      // L(s) by a(t), through ∂h(s)/∂h(t)
      const byState = multiply(transpose(jacobian(W, hs, s, t)), local);
      for (const [i, d] of byState.entries()) {
        const da = d * (1 - hs[t][i] ** 2);
        db[i] += da;
        for (const j of xs[t - 1].keys()) dU[i][j] += da * xs[t - 1][j];
        for (const j of b.keys()) dW[i][j] += da * hs[t - 1][j];
      }
    }
    for (const k of c.keys()) {
      for (const i of b.keys()) dV[k][i] += dOs[s - 1][k] * hs[s][i];
    }
    const first = multiply(transpose(jacobian(W, hs, s, 0)), local);
    for (const i of b.keys()) dh0[i] += first[i];
  }
  return { dU, dW, dV, db, dc: total, dh0 };
}

type Through = typeof allAtOnce;

const backwardBy =
  (through: Through): typeof Exercise.backward =>
  (theta, hs, xs, os, labels) =>
    through(
      theta,
      hs,
      xs,
      os.map((o, i) => scoreGradient(o, labels[i])),
    );

const backwardLastBy =
  (through: Through): typeof Exercise.backwardLast =>
  (theta, hs, xs, o, label) => {
    const silent = xs.slice(1).map(() => o.map(() => 0));
    return through(theta, hs, xs, [...silent, scoreGradient(o, label)]);
  };

export const variants: Variants<typeof Exercise> = {
  scoreGradient: [
    {
      name: 'one-hot first, and the distance to the largest negated',
      right: (o, label) => {
        const y = o.map((_, k) => Number(label === k));
        const sorted = [...o].sort((p, q) => q - p);
        const powers = o.map((ok) => 1 / Math.exp(sorted[0] - ok));
        const sum = powers.reduce((all, power) => all + power);
        return y.map((yk, k) => -(yk - powers[k] / sum));
      },
    },
    {
      name: 'a tiny number added to a sum that is 1 or more',
      right: (o, label) => {
        const top = Math.max(...o, -Infinity);
        let sum = 1e-12;
        for (const ok of o) sum += Math.exp(ok - top);
        return o.map((ok, k) => Math.exp(ok - top) / sum - +(k === label));
      },
    },
    { name: 'each class against all, and the others’ sum at the label', right: scoreGradient },
    {
      name: 'through the logarithm of the sum',
      right: (o, label) => {
        const top = o.reduce((a, b) => (a > b ? a : b));
        const log = top + Math.log(o.reduce((sum, oj) => sum + Math.exp(oj - top), 0));
        const dO = o.map((ok) => Math.exp(ok - log));
        dO[label] -= 1;
        return dO;
      },
    },
  ],
  backwardStep: [
    {
      name: 'loops that count down, into lists of zeros',
      right: ({ U, W, V }, hPrev, x, h, dO, later) => {
        const da = later.slice();
        for (let i = h.length; i-- > 0; ) {
          for (let k = dO.length; k-- > 0; ) da[i] += V[k][i] * dO[k];
          da[i] *= 1 - h[i] ** 2;
        }
        const dU = U.map((row) => row.map(() => 0));
        const dW = W.map((row) => row.map(() => 0));
        const dV = V.map((row) => row.map(() => 0));
        const dhPrev = hPrev.map(() => 0);
        for (let i = h.length; i-- > 0; ) {
          for (let j = x.length; j-- > 0; ) dU[i][j] += da[i] * x[j];
          for (let k = dO.length; k-- > 0; ) dV[k][i] = h[i] * dO[k];
          for (let j = h.length; j-- > 0; ) {
            dW[i][j] = hPrev[j] * da[i];
            dhPrev[j] += da[i] * W[i][j];
          }
        }
        return { dc: dO, db: da, dhPrev, dV, dW, dU, da };
      },
    },
    {
      name: 'entry by entry, da in one expression',
      right: ({ V, W }, hPrev, x, h, dO, later) => {
        const da = h.map((hi, i) => {
          const column = V.map((row) => row[i]);
          return (1 - hi) * (1 + hi) * (dot(column, dO) + later[i]);
        });
        const dhPrev = hPrev.map(() => 0);
        for (const [i, row] of W.entries()) {
          for (const [j, w] of row.entries()) dhPrev[j] += w * da[i];
        }
        const dU = da.map((d) => x.map((xj) => xj * d));
        const dW = da.map((d) => hPrev.map((hj) => hj * d));
        const dV = dO.map((d) => h.map((hi) => hi * d));
        return { da, dU, dW, dV, db: [...da], dc: [...dO], dhPrev };
      },
    },
    {
      name: 'dU, dW and db as one product with [x; h; 1]',
      right: ({ V, W }, hPrev, x, h, dO, later) => {
        const dh = transpose(V).map((column, i) => dot(column, dO) + later[i]);
        const da = bent(h, outer(dh, [1])).flat();
        const all = outer(da, [...x, ...hPrev, 1]); // [H, D + H + 1]
        return {
          da,
          dU: all.map((row) => row.slice(0, x.length)),
          dW: all.map((row) => row.slice(x.length, -1)),
          dV: transpose(outer(h, dO)),
          db: all.map((row) => row[row.length - 1]),
          dc: dO,
          dhPrev: matmul([da], W)[0], // daᵀ W
        };
      },
    },
  ],
  backward: [
    { name: 'every da first, each gradient one product', right: backwardBy(allAtOnce) },
    { name: 'recursion from the front', right: backwardBy(recursive) },
    { name: 'every pair of steps, with no carry at all', right: backwardBy(everyPair) },
  ],
  backwardLast: [
    { name: 'every da first, each gradient one product', right: backwardLastBy(allAtOnce) },
    { name: 'every pair of steps, with no carry at all', right: backwardLastBy(everyPair) },
    {
      name: 'the error alone travels, before the loop V is done with',
      right: ({ U, W, V }, hs, xs, o, label) => {
        const tau = xs.length;
        const dc = scoreGradient(o, label);
        let dh = matmul([dc], V)[0]; // doᵀ V
        const dU = U.map((row) => row.map(() => 0));
        const dW = W.map((row) => row.map(() => 0));
        const db = dh.map(() => 0);
        for (let t = tau; t > 0; t--) {
          const da = dh.map((d, i) => d - d * hs[t][i] ** 2);
          for (const [i, d] of da.entries()) {
            db[i] += d;
            xs[t - 1].forEach((x, j) => {
              dU[i][j] += d * x;
            });
            hs[t - 1].forEach((h, j) => {
              dW[i][j] += d * h;
            });
          }
          dh = matmul([da], W)[0];
        }
        return { dU, dW, dV: outer(dc, hs[tau]), db, dc, dh0: dh };
      },
    },
  ],
  stateJacobian: [
    {
      name: 'reduced over the states between, the slopes inside the product',
      right: (W, hs, t, k) =>
        hs
          .slice(k + 1, t + 1)
          .reduce<Mat>(
            (J, h) => matmul(W, J).map((row, i) => row.map((d) => d - d * h[i] ** 2)),
            identity(W.length),
          ),
    },
    { name: 'column by column', right: jacobian },
    {
      name: 'from the last step to the first, each factor on the right',
      right: (W, hs, t, k) => {
        let J = identity(W.length);
        for (let s = t; s > k; s--) J = matmul(J, bent(hs[s], W));
        return J;
      },
    },
    {
      name: 'recursion from the last step',
      right: function walk(W, hs, t, k): Mat {
        if (t === k) return identity(W.length);
        return bent(hs[t], matmul(W, walk(W, hs, t - 1, k)));
      },
    },
  ],
  check: [
    {
      name: 'by forEach and push, the worst kept, NaN never made',
      right: (loss, p, dp, epsilon) => {
        const result = { error: 0, numeric: [] as number[] };
        p.forEach((pi, i) => {
          const [above, below] = [epsilon, -epsilon].map((by) =>
            loss([...p.slice(0, i), pi + by, ...p.slice(i + 1)]),
          );
          result.numeric.push((above - below) / (2 * epsilon));
          const [a, n] = [dp[i], result.numeric[i]];
          if (a === n) return;
          const error = Math.max(Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n)), 0);
          result.error = error > result.error ? error : result.error;
        });
        return result;
      },
    },
    {
      name: 'one loop, in a copy that is set back',
      right: (loss, p, dp, epsilon) => {
        const copy = [...p];
        const numeric: Vec = [];
        let error = 0;
        for (let i = 0; i < p.length; i++) {
          copy[i] = p[i] + epsilon;
          const above = loss(copy);
          copy[i] = p[i] - epsilon;
          const below = loss(copy);
          copy[i] = p[i];
          numeric.push((above - below) / epsilon / 2);
          const size = Math.max(Math.abs(dp[i]), Math.abs(numeric[i]));
          if (size > 0) error = Math.max(error, Math.abs(dp[i] - numeric[i]) / size);
        }
        return { numeric, error };
      },
    },
    {
      name: 'along the rows of ε I, divided by the step that the rounded numbers make',
      right: (loss, p, dp, epsilon) => {
        const numeric = p.map((pi, i) => {
          const nudge = p.map((_, j) => (j === i ? epsilon : 0));
          const below = p.map((pj, j) => pj - nudge[j]);
          const above = add(p, nudge);
          return (loss(above) - loss(below)) / (pi + epsilon - (pi - epsilon));
        });
        const errors = dp.map((a, i) => {
          const [least, most] = [a, numeric[i]].map(Math.abs).sort((m, n) => m - n);
          // where the signs differ the distance is the sum of the sizes
          const apart = a * numeric[i] < 0 ? most + least : most - least;
          return most > 0 ? apart / most : 0;
        });
        return { numeric, error: errors.sort((m, n) => n - m)[0] };
      },
    },
  ],
  clippedUpdate: [
    {
      name: 'a tiny number added to the norm, and the smaller of 1 and the quotient',
      right: (theta, { dU, dW, dV, db, dc }, limit, eta) => {
        let squares = 0;
        for (const row of [...dU, ...dW, ...dV, db, dc]) for (const g of row) squares += g ** 2;
        const step = -eta * Math.min(1, limit / (Math.sqrt(squares) + 1e-18));
        const on = (v: Vec, dv: Vec) =>
          add(
            v,
            dv.map((g) => g * step),
          );
        return {
          c: on(theta.c, dc),
          b: on(theta.b, db),
          V: theta.V.map((row, k) => on(row, dV[k])),
          W: theta.W.map((row, i) => on(row, dW[i])),
          U: theta.U.map((row, i) => on(row, dU[i])),
        };
      },
    },
    {
      name: 'the norm by Math.hypot, the clipped gradients made first',
      right: ({ U, W, V, b, c }, { dU, dW, dV, db, dc }, limit, eta) => {
        const norm = Math.hypot(...[...dU, ...dW, ...dV, db, dc].flat());
        const clip = (M: Mat) =>
          M.map((row) => row.map((g) => (norm > limit ? (g / norm) * limit : g)));
        const down = (M: Mat, dM: Mat) => M.map((row, i) => row.map((m, j) => m - eta * dM[i][j]));
        return {
          U: down(U, clip(dU)),
          W: down(W, clip(dW)),
          V: down(V, clip(dV)),
          b: down([b], clip([db]))[0],
          c: down([c], clip([dc]))[0],
        };
      },
    },
    {
      name: 'in place, on copies',
      right: (theta, gradients, limit, eta) => {
        const copy = structuredClone(theta);
        const rows = [...copy.U, ...copy.W, ...copy.V, copy.b, copy.c];
        const { dU, dW, dV, db, dc } = gradients;
        const slopes = [...dU, ...dW, ...dV, db, dc];
        let squares = 0;
        for (const row of slopes) squares += dot(row, row);
        const rate = squares > limit * limit ? (eta * limit) / squares ** 0.5 : eta;
        rows.forEach((row, i) => {
          for (const j of row.keys()) row[j] -= rate * slopes[i][j];
        });
        return copy;
      },
    },
  ],
};
