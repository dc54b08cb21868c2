import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { adagrad, adam, momentum, sgd } from '../../../lib/matrix/update';

const column = (...numbers: number[]) => Matrix.column(numbers);

describe('two steps of an optimizer, worked by hand for θ = (1, −2, 3), dθ = (0.5, −1, 2):', () => {
  const dTheta = column(0.5, -1, 2);

  it('SGD goes twice rate · dθ', () => {
    const theta = column(1, -2, 3);
    for (let k = 0; k < 2; k++) sgd(theta, dTheta, 0.1);
    expectNumbers(theta, [0.9, -1.8, 2.6]);
  });

  it('momentum goes rate · (dθ + (μ + 1) dθ)', () => {
    const theta = column(1, -2, 3);
    const v = Matrix.zeros(3);
    for (let k = 0; k < 2; k++) momentum(theta, dTheta, v, 0.1, 0.5);
    expectNumbers(v, [0.75, -1.5, 3]);
    expectNumbers(theta, [0.875, -1.75, 2.5]);
  });

  it('Adagrad goes rate · (1 + 1/√2) against the sign', () => {
    const theta = column(1, -2, 3);
    const s = Matrix.zeros(3);
    for (let k = 0; k < 2; k++) adagrad(theta, dTheta, s, 0.1);
    const way = 0.1 * (1 + Math.SQRT1_2);
    expectNumbers(s, [0.5, 2, 8]);
    expectNumbers(theta, [1 - way, -2 + way, 3 - way], 1e-9);
  });

  it('Adagrad with ε in the root goes rate · dθ / √(s + ε), as Karpathy’s character RNN does', () => {
    const theta = column(1, -2, 3);
    const s = Matrix.zeros(3);
    for (let k = 0; k < 2; k++) adagrad(theta, dTheta, s, 0.1, 0.25, true);
    expectNumbers(s, [0.5, 2, 8]);
    const way = (d: number) =>
      0.1 * d * (1 / Math.sqrt(d * d + 0.25) + 1 / Math.sqrt(2 * d * d + 0.25));
    expectNumbers(theta, [1 - way(0.5), -2 + way(1), 3 - way(2)]);
  });

  it('Adam goes rate against the sign each time, as the gradient stays', () => {
    const theta = column(1, -2, 3);
    const m = Matrix.zeros(3);
    const v = Matrix.zeros(3);
    for (let k = 1; k <= 2; k++) adam(theta, dTheta, m, v, { rate: 0.1, k });
    expectNumbers(m, [0.095, -0.19, 0.38]);
    expectNumbers(v, [0.00049975, 0.001999, 0.007996]);
    expectNumbers(theta, [0.8, -1.8, 2.8], 1e-8);
  });
});

it('an optimizer names the argument that is wrong', () => {
  const theta = column(1, 2);
  expect(() => adagrad(theta, Matrix.zeros(2), Matrix.zeros(3), 0.1)).toThrow(
    /adagrad: s is \[3, 1\], expected \[2, 1\]/,
  );
  expect(() => adagrad(theta, theta, Matrix.zeros(2), 0.1, 0)).toThrow(/epsilon is 0/);
  expect(() => momentum(theta, Matrix.zeros(1), Matrix.zeros(2), 0.1, 0.9)).toThrow(/dTheta/);
});

function expectNumbers(actual: Matrix, expected: number[], tolerance = 1e-15): void {
  expected.forEach((number, i) => {
    expect(Math.abs(actual.at(i, 0) - number), `number ${i}`).toBeLessThanOrEqual(
      tolerance * Math.abs(number) + 1e-18,
    );
  });
}
