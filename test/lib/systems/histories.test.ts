import { expect, it } from 'vitest';
import { byEveryHistory } from '../../../lib/systems/histories';

const P = [
  [0.9, 0.5],
  [0.1, 0.5],
];
const q = (umbrella: boolean) => (umbrella ? [0.2, 0.9] : [0.8, 0.1]);

it('is Bayes’ rule worked by hand for one day', () => {
  // P (0.5, 0.5) = (0.7, 0.3); times (0.2, 0.9) = (0.14, 0.27)
  expect(byEveryHistory(P, q, [0.5, 0.5], [true])[1]).toBeCloseTo(0.27 / 0.41, 12);
});

it('adds up the four weathers of two days', () => {
  // before: (0.14, 0.27); from sun 0.9 · 0.8, 0.1 · 0.1; from rain 0.5 · 0.8, 0.5 · 0.1
  const sun = 0.14 * 0.72 + 0.27 * 0.4;
  const rain = 0.14 * 0.01 + 0.27 * 0.05;
  expect(byEveryHistory(P, q, [0.5, 0.5], [true, false])[1]).toBeCloseTo(rain / (sun + rain), 12);
});
