import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { relativeErrors } from '../../../lib/check/relative-error';
import { symbolicGradient, symbolicLoss } from '../../../lib/check/symbolic';
import { squaredError } from '../../../lib/engine/loss';
import { Matrix } from '../../../lib/engine/matrix';
import { RnnA } from '../../../lib/engine/networks/rnn-a';
import { Unrolled } from '../../../lib/engine/unrolled';

const numbers = { U: 0.7, W: -0.6, b: 0.3, V: 1.1, c: -0.4, h0: 0.5 };
const x = [0.9, -0.8, 0.4, 1.2];
const y = [0.2, 0.6, -0.7, 0.1];

/** The same network in the engine, with every matrix [1, 1]. */
function engine(T: number) {
  const matrices = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, Matrix.from([[value]])]),
  ) as Record<keyof typeof numbers, Matrix>;
  const network = RnnA.simple(matrices);
  const overTime = (values: number[]) => Unrolled.from([values.slice(0, T).map((v) => [v])]);
  const states = network.forward(overTime(x), matrices.h0);
  const { loss, dYHat } = squaredError(states.o.all, overTime(y).all);
  const { gradients, dInitial } = network.backward(states, dYHat);
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

  it('is written in LaTeX that KaTeX can set', () => {
    for (const { latex } of [symbolicLoss(T), ...Object.values(symbolicGradient(T))]) {
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

  it('ask for as many inputs and targets as steps, and for a step at least', () => {
    const short = { ...numbers, x: [1], y: [1, 2] };
    expect(() => symbolicGradient(2).W.at(short)).toThrow('at: x has 1 numbers, expected 2.');
    expect(() => symbolicGradient(0)).toThrow(/T is 0, expected a whole number of steps from 1/);
  });
});
