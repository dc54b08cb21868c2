import { expect, it } from 'vitest';
import { eight, learnToDraw, ROUND } from '../../../lib/systems/pen';

/** How far a place is from the curve. */
function distance([x, y]: number[]): number {
  const curve = Array.from({ length: 10 * ROUND }, (_, k) => eight(k / 10));
  return Math.min(...curve.map(([cx, cy]) => Math.hypot(x - cx, y - cy)));
}

it('goes through the middle twice in a round, and on in two directions', () => {
  for (const t of [0, ROUND / 2]) expect(Math.hypot(...eight(t))).toBeCloseTo(0, 12);
  expect(Math.sign(eight(1)[0])).toBe(-Math.sign(eight(ROUND / 2 + 1)[0]));
});

it('learns to draw the whole curve by itself, from a start beside it', () => {
  const [untrained, trained] = learnToDraw([0, 700], 120);
  expect([untrained.updates, trained.updates]).toEqual([0, 700]);
  expect(distance(trained.path[0])).toBeGreaterThan(0.3);
  const rounds = trained.path.slice(40);
  expect(Math.max(...rounds.map(distance))).toBeLessThan(0.06);
  const reach = (path: number[][]) => Math.max(...path.map(([x]) => Math.abs(x)));
  expect(reach(rounds)).toBeGreaterThan(0.9);
  expect(reach(untrained.path.slice(40))).toBeLessThan(0.3);
  expect(trained.parameters).toBe(32 * 2 + 32 * 32 + 32 + 2 * 32 + 2);
});

it('draws the same at every time: the seed decides', () => {
  const [one] = learnToDraw([20], 30);
  const [two] = learnToDraw([20], 30);
  expect(one).toEqual(two);
});
