import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { analyticSteps } from '../../../lib/check/per-step';
import { relativeErrors } from '../../../lib/check/relative-error';
import { symbolicGradient, symbolicLoss, symbolicStep } from '../../../lib/check/symbolic';
import { Matrix } from '../../../lib/matrix/matrix';
import { squaredError } from '../../../lib/rnn/loss';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { type Inputs, Unrolled } from '../../../lib/rnn/unrolled';

const numbers = { U: 0.7, W: -0.6, b: 0.3, V: 1.1, c: -0.4, h0: 0.5 };
const x = [0.9, -0.8, 0.4, 1.2];
const y = [0.2, 0.6, -0.7, 0.1];

/** The first T numbers, one at each step. */
const overTime = (values: number[], T: number) =>
  Unrolled.from([values.slice(0, T).map((v) => [v])]);

/** The same network in the engine, with every matrix [1, 1]. */
function engine(T: number, inputs: Inputs = overTime(x, T)) {
  const matrices = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, Matrix.from([[value]])]),
  ) as Record<keyof typeof numbers, Matrix>;
  const network = RnnA.simple(matrices);
  const states = network.forward(inputs, matrices.h0);
  const { loss, dO } = squaredError(states.o, overTime(y, T), { reduction: 'sum' });
  const { gradients, dInitial } = network.backward(states, dO);
  return { loss, gradients: { ...gradients, h0: dInitial } };
}

describe.each([1, 2, 3, 4])('a scalar RNN (A) unrolled over %i steps', (T) => {
  const network = { ...numbers, x: x.slice(0, T), y: y.slice(0, T) };

  it('has the engine’s loss', () => {
    expect(symbolicLoss(T).at(network)).toBeCloseTo(engine(T).loss, 13);
  });

  it('has by calculus the gradient that is written by hand in the engine, to 1e-12', () => {
    const derivatives = Object.entries(symbolicGradient(T));
    const byCalculus = Object.fromEntries(
      derivatives.map(([letter, dL]) => [letter, Matrix.from([[dL.at(network)]])]),
    );
    const errors = relativeErrors(engine(T).gradients as typeof byCalculus, byCalculus);
    expect(Object.keys(errors)).toHaveLength(6);
    for (const [letter, { largest }] of Object.entries(errors)) {
      expect(largest, `dL/d${letter}`).toBeLessThan(1e-12);
    }
  });

  it('has by calculus the da(t) of every step that the engine finds on its way back', () => {
    const byEngine = analyticSteps((inputs) => engine(T, inputs), overTime(x, T), 1);
    for (let t = 1; t <= T; t++) {
      const da = byEngine.at(t - 1).at(0, 0);
      expect(symbolicStep(T, 'a', t).at(network)).toBeCloseTo(da, 12);
    }
  });

  it('is written in LaTeX that KaTeX can set', () => {
    const steps = (['a', 'h', 'o'] as const).map((at) => symbolicStep(T, at, 1));
    for (const { latex } of [symbolicLoss(T), ...Object.values(symbolicGradient(T)), ...steps]) {
      expect(() => katex.renderToString(latex, { strict: 'error' })).not.toThrow();
    }
  });
});

describe('the expressions', () => {
  it('are unrolled down to the parameters, h(0), x and y', () => {
    expect(symbolicLoss(2).text).toBe(
      '(c + V * tanh(b + W * h0 + U * x1) - y1) ^ 2 + ' +
        '(c + V * tanh(b + W * tanh(b + W * h0 + U * x1) + U * x2) - y2) ^ 2',
    );
  });

  it('show the chain rule in the lecture’s letters', () => {
    const { W, h0 } = symbolicGradient(1);
    const rest = String.raw`\left(1-{h^{(1)}}^2\right)\,\left(c+V\,h^{(1)}-y^{(1)}\right)`;
    expect(W.latex).toBe(String.raw`2\,V\,h^{(0)}\,${rest}`);
    expect(h0.latex).toBe(String.raw`2\,V\,W\,${rest}`);
  });

  it('have for h(1) a term for each of its two ways to the loss', () => {
    // dh(1) = V do(1) + W (1 − h(2)²) V do(2)
    expect(symbolicStep(2, 'h', 1).latex).toBe(
      String.raw`2\,V\,\left(c+V\,h^{(1)}-y^{(1)}\right)` +
        String.raw`+2\,V\,W\,\left(1-{h^{(2)}}^2\right)\,\left(c+V\,h^{(2)}-y^{(2)}\right)`,
    );
    expect(symbolicStep(2, 'o', 1).text).toBe('2 * (c + V * tanh(b + W * h0 + U * x1) - y1)');
  });

  it('ask for a step that there is', () => {
    expect(() => symbolicStep(3, 'a', 4)).toThrow(
      'symbolicStep: t is 4, expected a step from 1 to 3.',
    );
  });

  it('ask for as many inputs and targets as steps, and for a step at least', () => {
    const short = { ...numbers, x: [1], y: [1, 2] };
    expect(() => symbolicGradient(2).W.at(short)).toThrow('at: x has 1 numbers, expected 2.');
    expect(() => symbolicGradient(0)).toThrow(/T is 0, expected a whole number of steps from 1/);
  });
});
