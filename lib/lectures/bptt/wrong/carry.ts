/** Wrong carries: what the step after t sends back to h(t). */
import { add, multiply, transpose, type Vec } from '../../../linear';
import { chainRule, type Moment } from '../backward';
import type { WrongPass } from './wrong-pass';

const zeros = ({ theta }: Moment): Vec => theta.b.map(() => 0);

/** Wᵀ v */
const back = ({ theta }: Moment, v: Vec): Vec => multiply(transpose(theta.W), v);

export const wrongCarries: WrongPass[] = [
  {
    name: 'nothing is carried back: the direct derivative for the total one',
    lesson:
      'h(t) reaches the loss through o(t) and through h(t+1). dh(t) = Vᵀ do(t) + Wᵀ da(t+1) has a term for each.',
    lines: { later: zeros },
  },
  {
    name: 'the carry replaces Vᵀ do(t)',
    lesson: 'dh(t) is a sum: what comes back from o(t) and what comes back from h(t+1).',
    lines: { dH: (now, later) => (now.t === now.tau ? chainRule.dH(now, later) : later) },
  },
  {
    name: 'W where Wᵀ belongs in the carry',
    lesson:
      'a(t+1) = W h(t) + …, so ∂a(t+1)ᵢ/∂h(t)ⱼ is Wᵢⱼ, and the way back sums over i: Wᵀ da(t+1).',
    lines: { later: ({ t, theta, dA }) => multiply(theta.W, dA[t + 1]) },
  },
  {
    name: 'the carry leaves out the slope of tanh',
    lesson:
      'What goes back through W is da(t+1), not dh(t+1): between h(t+1) and W stands the tanh of step t+1.',
    lines: { later: (now) => back(now, now.dH[now.t + 1]) },
  },
  {
    name: 'the carry leaves out W',
    lesson: 'From a(t+1) to h(t) leads W: dh(t) gets Wᵀ da(t+1), not da(t+1).',
    lines: { later: ({ t, dA }) => dA[t + 1] },
  },
  {
    name: 'the carry piles up',
    lesson:
      'da(t+1) has everything in it that comes back from later steps. Adding the carries of t+2, t+3, … counts them again.',
    lines: {
      later: (now) => back(now, now.dA.slice(now.t + 1).reduce(add)),
    },
  },
  {
    name: 'the carry is cut after one step',
    lesson:
      'da(t+1) must hold its own carry from t+2 already. Here each loss goes back by one step and no further: truncated BPTT.',
    lines: {
      later: (now) => {
        const { t, tau } = now;
        if (t === tau) return zeros(now);
        const next = { ...now, t: t + 1, dH: [...now.dH] };
        next.dH[t + 1] = chainRule.dH(next, zeros(now));
        return back(now, chainRule.dA(next, zeros(now)));
      },
    },
  },
  {
    name: 'the loop runs forwards',
    lesson:
      'da(t) needs da(t+1), so the steps are visited from τ down to 1. Forwards, the carry comes from the step before.',
    lines: {
      order: (tau) => Array.from({ length: tau }, (_, i) => i + 1),
      later: (now) => back(now, now.dA[Math.max(now.t - 1, 0)]),
    },
  },
  {
    name: 'dh(0) is da(1) without W',
    lesson: 'a(1) = b + W h(0) + U x(1), so dh(0) = Wᵀ da(1).',
    lines: { later: (now) => (now.t === 0 ? now.dA[1] : chainRule.later(now)) },
  },
  {
    name: 'dh(0) is dh(1)',
    lesson: 'h(0) is one step earlier: from h(1) back through its tanh, and then through W.',
    lines: { later: (now) => (now.t === 0 ? now.dH[1] : chainRule.later(now)) },
  },
  {
    name: 'dh(0) left at zero',
    lesson:
      'h(0) moves h(1), and with it the loss. Whether it is learned or not, it has a gradient.',
    lines: { later: (now) => (now.t === 0 ? zeros(now) : chainRule.later(now)) },
  },
];
