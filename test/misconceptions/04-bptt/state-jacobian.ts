import type * as Exercise from '../../../exercises/04-bptt';
import { add, identity, type Mat, matmul, scale, transpose, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import type { Mistake } from '../../../lib/judge/mistakes';

/** ∂h(s)/∂h(s−1) */
function oneStep(W: Mat, h: Vec): Mat {
  return W.map((row, i) => scale(1 - h[i] * h[i], row));
}

/** J(t, k) from other factors, each multiplied on the left of what is there. */
const chained =
  (factor: (W: Mat, hs: Vec[], s: number) => Mat): typeof Exercise.stateJacobian =>
  (W, hs, t, k) => {
    let J = identity(W.length);
    for (let s = k + 1; s <= t; s++) J = matmul(factor(W, hs, s), J);
    return J;
  };

export const stateJacobian: Mistake<typeof Exercise.stateJacobian>[] = [
  {
    name: 'the factors in the wrong order',
    lesson:
      'h(t) follows from h(t−1), which follows from h(t−2): the later factor stands on the left, and matrices do not commute. J = matmul(step, J).',
    wrong: (W, hs, t, k) => {
      let J = identity(W.length);
      for (let s = k + 1; s <= t; s++) J = matmul(J, oneStep(W, hs[s]));
      return J;
    },
  },
  {
    name: 'W before the slopes',
    lesson:
      'h = tanh(a): W comes first on the way forward, then the slope of row i. diag(1 − h²) W scales the rows of W; W diag(1 − h²) scales its columns.',
    wrong: chained((W, hs, s) => W.map((row) => row.map((w, j) => w * (1 - hs[s][j] ** 2)))),
  },
  {
    name: 'the slope of the step before',
    lesson:
      '∂h(s)/∂h(s−1) has the slope at a(s), which is 1 − h(s)²; h(s−1) came out of another tanh.',
    wrong: chained((W, hs, s) => oneStep(W, hs[s - 1])),
  },
  {
    name: 'one factor too many',
    lesson:
      'From k to t there are t − k steps: s runs from k + 1 to t. The factor of s = k leads from h(k−1) to h(k).',
    wrong: (W, hs, t, k) => matmul(right.stateJacobian(W, hs, t, k), oneStep(W, hs[k])),
  },
  {
    name: 'one factor W too few',
    lesson:
      'Each of the t − k steps is diag(1 − h(s)²) W, the first one too: J begins with the identity and not with the slopes of step k + 1.',
    wrong: (W, hs, t, k) => {
      if (t === k) return identity(W.length);
      let J = oneStep(identity(W.length), hs[k + 1]);
      for (let s = k + 2; s <= t; s++) J = matmul(oneStep(W, hs[s]), J);
      return J;
    },
  },
  {
    name: 'the last factor left out',
    lesson: 's runs from k + 1 up to t, with t: the last factor is ∂h(t)/∂h(t−1).',
    wrong: (W, hs, t, k) => right.stateJacobian(W, hs, Math.max(t - 1, k), k),
  },
  {
    name: 'one step, however far apart',
    lesson: 'diag(1 − h(t)²) W leads from h(t−1) to h(t). From h(k) it takes t − k such factors.',
    wrong: (W, hs, t, k) => (t === k ? identity(W.length) : oneStep(W, hs[t])),
  },
  {
    name: 'powers of W without the slopes',
    lesson:
      'Wᵗ⁻ᵏ would be right for h = W h + …; the tanh of each step multiplies its rows by 1 − h². The slopes are at most 1.',
    wrong: chained((W) => W),
  },
  {
    name: 'the slopes without W',
    lesson:
      'Each step has two parts: the slopes of its tanh and W. The slopes alone never mix the units.',
    wrong: chained((W, hs, s) => oneStep(identity(W.length), hs[s])),
  },
  {
    name: 'transposed',
    lesson:
      'Row i, column j is ∂h(t)ᵢ/∂h(k)ⱼ: the later state gives the row. The transpose is what carries a gradient back.',
    wrong: (W, hs, t, k) => transpose(right.stateJacobian(W, hs, t, k)),
  },
  {
    name: 'the matrices multiplied entry by entry',
    lesson:
      'The chain rule sums over the units between: matmul, rows times columns. Products of single entries leave out every detour.',
    wrong: (W, hs, t, k) => {
      if (t === k) return identity(W.length);
      let J = oneStep(W, hs[k + 1]);
      for (let s = k + 2; s <= t; s++) {
        const step = oneStep(W, hs[s]);
        J = J.map((row, i) => row.map((entry, j) => entry * step[i][j]));
      }
      return J;
    },
  },
  {
    name: 'summed over the steps',
    lesson:
      'One path leads through all the steps, and along a path the factors multiply. Sums are for paths side by side.',
    wrong: (W, hs, t, k) => {
      if (t === k) return identity(W.length);
      let J = oneStep(W, hs[k + 1]);
      for (let s = k + 2; s <= t; s++) {
        const step = oneStep(W, hs[s]);
        J = J.map((row, i) => add(row, step[i]));
      }
      return J;
    },
  },
  {
    name: '1 − tanh²(h): tanh applied twice',
    lesson: 'hs holds h(s) = tanh a(s), so the slope is 1 − h(s)². No tanh is needed here.',
    wrong: chained((W, hs, s) => oneStep(W, hs[s].map(Math.tanh))),
  },
  {
    name: 'zero for k = t',
    lesson:
      'A state moves with itself: ∂h(t)/∂h(t) is the identity, and a product of no factors is too.',
    wrong: (W, hs, t, k) =>
      t === k ? W.map((row) => row.map(() => 0)) : right.stateJacobian(W, hs, t, k),
  },
];
