import { describe, expect, it } from 'vitest';
import { differences } from '../../../lib/judge/differences';
import { identity, type Mat } from '../../../lib/linear';
import { affine } from '../../../lib/systems/affine';
import { learn, leastSquares, lossAndGradient, updateMatrix } from '../../../lib/systems/learn';
import { trajectory } from '../../../lib/systems/trajectory';

const truth = {
  W: [
    [0.9, 0.3],
    [-0.3, 0.8],
  ],
  b: [0.1, -0.2],
};
const states = trajectory(affine(truth), [1, -1], 12);
const guess = {
  W: [
    [0.5, -0.4],
    [0.2, 0.7],
  ],
  b: [0.3, 0.4],
};

describe('lossAndGradient', () => {
  it('is worked by hand for one component and two steps', () => {
    // e = −1 and −3: L = (1 + 9)/2, ∂L/∂w = −1·1 − 3·3, ∂L/∂b = −1 − 3
    const found = lossAndGradient({ W: [[1]], b: [1] }, [[1], [3], [7]]);
    expect(found).toEqual({ loss: 5, dW: [[-10]], db: [-4] });
  });

  it('agrees with finite differences in every entry of W and b', () => {
    const { dW, db } = lossAndGradient(guess, states);
    const numericW = differences(
      (W: Mat) => lossAndGradient({ W, b: guess.b }, states).loss,
      guess.W,
    );
    const numericB = differences(
      ([b]: Mat) => lossAndGradient({ W: guess.W, b }, states).loss,
      [guess.b],
    );
    dW.flat().forEach((d, n) => {
      expect(d).toBeCloseTo(numericW.flat()[n], 8);
    });
    db.forEach((d, n) => {
      expect(d).toBeCloseTo(numericB[0][n], 8);
    });
  });

  it('is zero for the parameters that made the trajectory', () => {
    expect(lossAndGradient(truth, states)).toEqual({
      loss: 0,
      dW: [
        [0, 0],
        [0, 0],
      ],
      db: [0, 0],
    });
  });

  it('says so when there is no step to learn from', () => {
    expect(() => lossAndGradient(truth, [[1, 1]])).toThrow('expected two states or more, got 1');
  });
});

describe('learn', () => {
  it('finds W and b again from the states that they made', () => {
    const steps = [...learn({ W: identity(2), b: [0, 0] }, states, { rate: 0.3, steps: 4000 })];
    const { theta, loss, step } = steps[steps.length - 1];
    expect(step).toBe(4000);
    expect(loss).toBeLessThan(1e-12);
    theta.W.flat().forEach((wij, n) => {
      expect(wij).toBeCloseTo(truth.W.flat()[n], 4);
    });
  });

  it('yields the start, and then every update', () => {
    const steps = [...learn(guess, states, { rate: 0.1, steps: 2 })];
    expect(steps.map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(steps[0].theta).toEqual(guess);
    expect(steps[2].loss).toBeLessThan(steps[0].loss);
  });
});

const blurred = states.map((s, t) => s.map((si, i) => si + 0.05 * Math.sin(7 * t + 3 * i)));

describe('leastSquares', () => {
  it('finds the system itself where nothing is blurred', () => {
    const { W, b } = leastSquares(states);
    const wanted = [...truth.W.flat(), ...truth.b];
    for (const [n, w] of [...W.flat(), ...b].entries()) expect(w).toBeCloseTo(wanted[n], 9);
  });

  it('is where the gradient vanishes: the floor of descent', () => {
    const { dW, db } = lossAndGradient(leastSquares(blurred), blurred);
    for (const d of [...dW.flat(), ...db]) expect(Math.abs(d)).toBeLessThan(1e-10);
  });
});

describe('updateMatrix', () => {
  it('is what an update does to the distance from the best [W, b]', () => {
    const best = leastSquares(blurred);
    const rows = ({ W, b }: typeof best) => W.map((row, i) => [...row, b[i]]);
    const away = (theta: typeof best) =>
      rows(theta).map((row, i) => row.map((w, j) => w - rows(best)[i][j]));
    const [before, after] = [...learn(guess, blurred, { rate: 0.1, steps: 1 })];
    const M = updateMatrix(blurred, 0.1);
    away(after.theta).forEach((row, i) => {
      row.forEach((w, j) => {
        const expected = M[j].reduce((sum, m, k) => sum + m * away(before.theta)[i][k], 0);
        expect(w).toBeCloseTo(expected, 12);
      });
    });
  });
});
