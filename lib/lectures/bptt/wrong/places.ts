/** Gradients made of the right vectors from the wrong place, or the wrong way round. */
import { multiply, outer, transpose, type Vec } from '../../../linear';
import type { Moment } from '../backward';
import type { WrongPass } from './wrong-pass';

const zerosLike = (v: Vec): Vec => v.map(() => 0);

export const wrongPlaces: WrongPass[] = [
  {
    name: 'dW with h(t) for h(t−1)',
    lesson: 'a(t) = W h(t−1) + …: W meets the state of the step before, so dW = Σ da(t) h(t−1)ᵀ.',
    lines: { dW: ({ t, dA, h }) => outer(dA[t], h[t]) },
  },
  {
    name: 'h(0) taken for zero in dW',
    lesson: 'The term of t = 1 is da(1) h(0)ᵀ. It is zero only where h(0) is.',
    lines: { dW: ({ t, dA, h }) => outer(dA[t], t === 1 ? zerosLike(h[0]) : h[t - 1]) },
  },
  {
    name: 'h(−1) wraps round to the last state',
    lesson: 'Before h(1) comes h(0). An index that wraps, as hs[−1] does in Python, finds h(τ).',
    lines: { dW: ({ t, tau, dA, h }) => outer(dA[t], t === 1 ? h[tau] : h[t - 1]) },
  },
  {
    name: 'dW transposed',
    lesson: 'dW has the shape of W, and entry (i, j) is Σ da(t)ᵢ h(t−1)ⱼ: da first, then h.',
    lines: { dW: ({ t, dA, h }) => outer(h[t - 1], dA[t]) },
  },
  {
    name: 'dU with x(t−1) for x(t)',
    lesson: 'a(t) = U x(t) + …: the input has the index of its own step, so dU = Σ da(t) x(t)ᵀ.',
    lines: {
      dU: ({ t, dA, x }) => outer(dA[t], t === 1 ? zerosLike(x[1]) : x[t - 1]),
    },
  },
  {
    name: 'dV with h(t−1) for h(t)',
    lesson: 'o(t) = V h(t) + c reads the new state, so dV = Σ do(t) h(t)ᵀ.',
    lines: { dV: ({ t, dO, h }) => outer(dO[t], h[t - 1]) },
  },
  {
    name: 'dV with a(t) for h(t)',
    lesson: 'V reads h(t), what comes out of tanh.',
    lines: { dV: ({ t, dO, a }) => outer(dO[t], a[t]) },
  },
  {
    name: 'the direct derivative for dW, dU and db',
    lesson:
      'da(t) holds what comes back from all later steps. With (1 − h²) ⊙ Vᵀ do(t) in its place only the loss of the same step counts.',
    lines: {
      dU: (now) => outer(direct(now), now.x[now.t]),
      dW: (now) => outer(direct(now), now.h[now.t - 1]),
      db: direct,
    },
  },
  {
    name: 'dU, dW and db from dh(t)',
    lesson: 'U, W and b sit inside the tanh: their gradients are made of da(t), not of dh(t).',
    lines: {
      dU: ({ t, dH, x }) => outer(dH[t], x[t]),
      dW: ({ t, dH, h }) => outer(dH[t], h[t - 1]),
      db: ({ t, dH }) => dH[t],
    },
  },
];

/** (1 − h(t)²) ⊙ Vᵀ do(t) */
function direct({ t, theta, h, dO }: Moment): Vec {
  const back = multiply(transpose(theta.V), dO[t]); // [H]
  return h[t].map((hi, i) => (1 - hi * hi) * back[i]); // [H]
}
