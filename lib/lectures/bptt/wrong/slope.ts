/** Wrong slopes of tanh: from dh(t) to da(t). */
import { add, multiply, subtract, transpose, type Vec } from '../../../linear';
import { chainRule, type Moment } from '../backward';
import type { WrongPass } from './wrong-pass';

/** da(t) with another slope, computed from one number of h(t) and a(t). */
const slope =
  (of: (h: number, a: number) => number) =>
  ({ t, h, a, dH }: Moment): Vec =>
    dH[t].map((d, i) => of(h[t][i], a[t][i]) * d); // [H]

export const wrongSlopes: WrongPass[] = [
  {
    name: 'no slope of tanh',
    lesson: 'da(t) = (1 − h(t)²) ⊙ dh(t): what tanh flattens on the way forward it flattens back.',
    lines: { dA: slope(() => 1) },
  },
  {
    name: '1 − a² for 1 − h²',
    lesson: 'tanh′(a) = 1 − tanh²(a) = 1 − h²: square what came out of tanh, not what went in.',
    lines: { dA: slope((_, a) => 1 - a * a) },
  },
  {
    name: '1 − tanh²(h): tanh applied twice',
    lesson: 'h is tanh(a) already, so the slope is 1 − h².',
    lines: { dA: slope((h) => 1 - Math.tanh(h) ** 2) },
  },
  {
    name: '1 − h without the square',
    lesson: 'tanh′ = 1 − tanh²: it is even, the same at a and −a, and 1 − h is not.',
    lines: { dA: slope((h) => 1 - h) },
  },
  {
    name: 'divided by the slope',
    lesson: 'dh/da = 1 − h² multiplies. Divided by, it belongs to the inverse function, artanh.',
    lines: { dA: slope((h) => 1 / (1 - h * h)) },
  },
  {
    name: 'the slope of the sigmoid',
    lesson: 'h (1 − h) belongs to the sigmoid. The slope of tanh is 1 − h².',
    lines: { dA: slope((h) => h * (1 - h)) },
  },
  {
    name: 'the slope of the step before',
    lesson: 'da(t) has the slope at a(t), and that is 1 − h(t)²; h(t−1) came out of another tanh.',
    lines: { dA: ({ t, h, dH }) => h[t - 1].map((hi, i) => (1 - hi * hi) * dH[t][i]) },
  },
  {
    name: 'the slope on Vᵀ do(t) alone',
    lesson: 'Both ways back to a(t) lead through h(t), and so both have its slope 1 − h(t)².',
    lines: {
      dA: (now, later) => {
        const local = subtract(now.dH[now.t], later); // Vᵀ do(t)
        return add(chainRule.dA({ ...now, dH: at(now, local) }, later), later);
      },
    },
  },
  {
    name: 'the slope twice on the carry',
    lesson:
      'Wᵀ da(t+1) is a gradient by h(t). It passes the tanh of step t once, together with Vᵀ do(t).',
    lines: {
      dA: (now, later) => {
        const bent = chainRule.dA({ ...now, dH: at(now, later) }, later);
        const local = multiply(transpose(now.theta.V), now.dO[now.t]);
        return chainRule.dA({ ...now, dH: at(now, add(local, bent)) }, later);
      },
    },
  },
];

/** The dH of this moment with another vector at t. */
function at({ t, dH }: Moment, v: Vec): Vec[] {
  return dH.map((before, s) => (s === t ? v : before));
}
