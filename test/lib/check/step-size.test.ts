import { describe, expect, it } from 'vitest';
import { stepSizeErrors } from '../../../lib/check/step-size';
import { example } from './network';

describe('the error curve of the step size', () => {
  const { parameters, loss, backward } = example();
  const { gradients } = backward();
  const curve = stepSizeErrors(loss, parameters, gradients);
  const error = new Map(curve.map(({ epsilon, error }) => [epsilon, error]));
  const at = (epsilon: number) => error.get(epsilon) as number;

  it('runs from 1e-1 to 1e-12 unless told otherwise', () => {
    const powers = Array.from({ length: 12 }, (_, n) => Number(`1e-${n + 1}`));
    expect(curve.map(({ epsilon }) => epsilon)).toEqual(powers);
    const two = stepSizeErrors(loss, parameters, gradients, [1e-3, 1e-4]);
    expect(two).toEqual([
      { epsilon: 1e-3, error: at(1e-3) },
      { epsilon: 1e-4, error: at(1e-4) },
    ]);
  });

  it('has its valley near 1e-5, below 1e-9', () => {
    const best = curve.reduce((low, point) => (point.error < low.error ? point : low));
    expect([1e-4, 1e-5, 1e-6]).toContain(best.epsilon);
    expect(best.error).toBeLessThan(1e-9);
  });

  it('falls with the square of a large step: truncation', () => {
    expect(at(1e-1) / at(1e-2)).toBeCloseTo(100, -1);
    expect(at(1e-2) / at(1e-3)).toBeCloseTo(100, -1);
  });

  it('rises with the inverse of a small step: rounding', () => {
    const small: [epsilon: number, thousandth: number][] = [
      [1e-7, 1e-10],
      [1e-8, 1e-11],
      [1e-9, 1e-12],
    ];
    for (const [epsilon, thousandth] of small) {
      expect(at(thousandth) / at(epsilon)).toBeGreaterThan(100);
      expect(at(thousandth) / at(epsilon)).toBeLessThan(10_000);
    }
  });
});
