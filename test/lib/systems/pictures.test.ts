import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../lib/show/figure';
import * as picture from '../../../lib/systems/pictures';

const swing = {
  W: [
    [1, 0.3],
    [-0.3, 0.85],
  ],
  b: [0, 0.06],
};
const start = [1.2, 0.5];
const ways = picture.waysBack(swing, start);
type Trace = { name?: string; x: number[]; y: number[] };
const trace = ({ data }: Figure, name: string) =>
  (data as unknown as Trace[]).find((each) => each.name === name) as Trace;

describe('the pictures of lecture 01', () => {
  it('lands every jump on the line of single steps', () => {
    const figure = picture.jumps(swing, [1, 0], 10, 5);
    const [steps, jumps] = ['step by step', 'jump by jump'].map((name) => trace(figure, name));
    jumps.x.forEach((t, k) => {
      expect(jumps.y[k]).toBeCloseTo(steps.y[t], 12);
    });
  });

  it('offers one way that never leaves the circle at every step, and the true one that does', () => {
    const distance = ([x, y]: number[]) => Math.hypot(x - 0.2, y);
    for (const name of ['A', 'B'] as const) {
      const path = ways[name].map(distance);
      expect(path.every((d, t) => t === 0 || d < path[t - 1])).toBe(true);
    }
    expect(distance(ways.C[3])).toBeGreaterThan(distance(ways.C[0]));
    expect(ways.C[60].length).toBe(2);
  });

  it('moves what lies on an eigenvector along it', () => {
    const figure = picture.stretched([
      [1, 0.4],
      [0.2, 0.8],
    ]);
    expect(trace(figure, 'eigenvector, λ = 1.2')).toBeDefined();
    expect(trace(figure, 'eigenvector, λ = 0.6')).toBeDefined();
    expect(figure.alt).toContain('by the factor 1.2');
  });

  it('draws a prediction that meets the loss above its floor', () => {
    const losses = Array.from({ length: 31 }, (_, k) => 0.5 + 0.9 ** (2 * k));
    const figure = picture.lossAboveFloor(losses, 0.5, 0.9);
    const above = trace(figure, 'loss minus its floor').y;
    trace(figure, '0.9<sup>2t</sup>, to scale').y.forEach((y, k) => {
      expect(y / above[k]).toBeCloseTo(1, 9);
    });
  });

  it('moves sliders over figures with the same traces, each named by its position', () => {
    expect(picture.turnsByRadius([0.9, 1], 20).frames?.map(({ name }) => name)).toEqual([
      '0.90',
      '1.00',
    ]);
    expect(picture.turnsByAngle([30, 180], 1).frames).toHaveLength(2);
  });

  it('says in words what each of them shows', () => {
    const figures = [
      picture.coolingTea([90, 83], 20),
      picture.foldedAndUnrolled(),
      picture.sketches(swing, ways),
      picture.threeFates([0.85, 1], 20),
      picture.weightsByAge([0.5], 10),
      picture.twoPasts([0, 1], [2, 1], 1),
      picture.heardThroughStates(),
      picture.countsByLength([5, 10], [102, 432], 123),
      picture.beliefs([0.5, 0.7], [true]),
      picture.filtered([20], [21], [20.5]),
      picture.freeRun([start], [start]),
    ];
    for (const { alt } of figures) expect(alt.length).toBeGreaterThan(20);
  });
});
