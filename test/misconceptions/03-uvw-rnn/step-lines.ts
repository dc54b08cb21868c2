import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { add, multiply, type Vec } from '../../../lib/linear';
import { softmax } from '../../../solutions/03-uvw-rnn';

export type Step = typeof Exercise.step;
type Now = ReturnType<Step>;

/** What the four lines read. */
export interface Parts {
  theta: Exercise.Rnn;
  hPrev: Vec;
  x: Vec;
  b: Vec;
  Wh: Vec;
  Ux: Vec;
}

/** Lines in the place of others; `out` changes what is returned. */
export interface Lines {
  a?: (parts: Parts) => Vec;
  h?: (parts: Parts & { a: Vec }) => Vec;
  o?: (parts: Parts & { a: Vec; h: Vec }) => Vec;
  yHat?: (parts: Parts & { a: Vec; h: Vec; o: Vec }) => Vec;
  out?: (now: Now, parts: Parts) => Partial<Now>;
}

/** The step, with some lines in the place of others. */
export const stepWith =
  (lines: Lines): Step =>
  (theta, hPrev, x) => {
    const { U, W, V, b, c } = theta;
    const parts = { theta, hPrev, x, b, Wh: multiply(W, hPrev), Ux: multiply(U, x) };
    const a = lines.a?.(parts) ?? add(add(b, parts.Wh), parts.Ux);
    const h = lines.h?.({ ...parts, a }) ?? a.map(Math.tanh);
    const o = lines.o?.({ ...parts, a, h }) ?? add(c, multiply(V, h));
    const yHat = lines.yHat?.({ ...parts, a, h, o }) ?? softmax(o);
    const now = { a, h, o, yHat };
    return { ...now, ...lines.out?.(now, parts) };
  };
