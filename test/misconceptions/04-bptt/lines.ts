import type * as Exercise from '../../../exercises/04-bptt';
import { backward, chainRule, type Lines, type Moment } from '../../../lib/lectures/bptt/backward';
import { labelled } from '../../../lib/lectures/bptt/labels';
import { wrongPass } from '../../../lib/lectures/bptt/wrong/passes';
import type { WrongPass } from '../../../lib/lectures/bptt/wrong/wrong-pass';
import { add, multiply } from '../../../lib/linear';
import { crossEntropy } from '../../../lib/losses';

// The known wrong passes of lib/lectures/bptt are lines in the place of others. Each of the first four
// exercises is a part of such a pass, so that a wrong line makes a mistake in each that has it.

/** Where K and H differ this throws, and so is no pass that a gradient check could judge. */
export const vWithoutTranspose: WrongPass = {
  name: 'V where Vᵀ belongs',
  lesson:
    'o(t) = V h(t) + c, so ∂o(t)ₖ/∂h(t)ᵢ is Vₖᵢ, and the way back sums over k: Vᵀ do(t), [H]. V do(t) fits only where K = H, and is wrong there too.',
  lines: { dH: ({ t, theta, dO }, later) => add(multiply(theta.V, dO[t]), later) },
};

/** do of one step, by a pass whose scores are o. */
export const scoreGradientBy =
  (lines: Partial<Lines>): typeof Exercise.scoreGradient =>
  (o, label) => {
    // with V = 0 the scores are c
    const theta = { U: [[0]], W: [[0]], V: o.map(() => [0]), b: [0], c: o };
    return backward(labelled(theta, [0], [[0]], [label]), { ...chainRule, ...lines }).dO[1];
  };

/** One step back, with the lines of a pass for step 2 of 3. */
export const backwardStepBy =
  (lines: Partial<Lines>): typeof Exercise.backwardStep =>
  (theta, hPrev, x, h, dO, later) => {
    const line = { ...chainRule, ...lines };
    const zeros = () => Array.from({ length: 5 }, () => later.map(() => 0));
    const now: Moment = {
      t: 2,
      tau: 3,
      theta,
      x: [[], [], x],
      a: [[], [], h.map(Math.atanh)],
      h: [[], hPrev, h],
      o: [],
      y: [],
      scoreGradient: crossEntropy.gradient,
      dO: [[], [], dO],
      dH: zeros(),
      dA: zeros(),
    };
    now.dH[2] = line.dH(now, later);
    now.dA[2] = line.dA(now, later);
    const [dU, dW, dV] = [line.dU(now), line.dW(now), line.dV(now)];
    const dhPrev = line.later({ ...now, t: 1 });
    return { da: now.dA[2], dU, dW, dV, db: line.db(now), dc: line.dc(now), dhPrev };
  };

export const backwardBy =
  (lines: Partial<Lines>): typeof Exercise.backward =>
  (theta, hs, xs, _os, labels) => {
    const pass = backward(labelled(theta, hs[0], xs, labels), { ...chainRule, ...lines });
    const { dU, dW, dV, db, dc, dh0 } = pass;
    return { dU, dW, dV, db, dc, dh0 };
  };

/** With a loss at the last step only: a mistake in `backward` is the rule here. */
export const backwardLastBy =
  (lines: Partial<Lines>): typeof Exercise.backwardLast =>
  (theta, hs, xs, _o, label) => {
    const { dO } = wrongPass('only the last step has a loss').lines;
    const labels = xs.map(() => label);
    return backwardBy({ dO, ...lines })(theta, hs, xs, [], labels);
  };

/** Wrong passes as mistakes of one function, without those that are right in it. */
export function from<F>(
  passes: WrongPass[],
  by: (lines: Partial<Lines>) => F,
  except: string[] = [],
) {
  for (const name of except) wrongPass(name, passes);
  return passes
    .filter(({ name }) => !except.includes(name))
    .map(({ name, lesson, lines }) => ({ name, lesson, wrong: by(lines) }));
}
