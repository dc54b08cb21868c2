import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../../../lib/lectures/bptt/geometry';
import { labelled } from '../../../../lib/lectures/bptt/labels';
import { transpose } from '../../../../lib/linear';
import { crossEntropy } from '../../../../lib/losses';
import { open } from './geometries';

describe('an example of a geometry', () => {
  it('has the sizes that were asked for', () => {
    const { theta, h0, xs, ys } = exampleOf(open);
    const size = (M: number[][]) => [M.length, ...new Set(M.map((row) => row.length))];
    expect([theta.U, theta.W, theta.V].map(size)).toEqual([
      [4, 3],
      [4, 4],
      [5, 4],
    ]);
    expect([theta.b, theta.c, h0].map((v) => v.length)).toEqual([4, 5, 4]);
    expect([xs, ys].map(size)).toEqual([
      [4, 3],
      [4, 5],
    ]);
  });

  it('has the same bits for the same seed, and others for another', () => {
    expect(exampleOf(open, 7)).toEqual(exampleOf(open, 7));
    expect(exampleOf(open, 7).theta.W).not.toEqual(exampleOf(open, 8).theta.W);
  });

  it('has one-hot targets and cross-entropy', () => {
    const { ys, loss } = exampleOf({ ...open, tau: 50 });
    for (const y of ys) expect([...y].sort()).toEqual([0, 0, 0, 0, 1]);
    expect(new Set(ys.map((y) => y.indexOf(1))).size).toBe(5);
    expect(loss).toBe(crossEntropy);
  });

  it('has a symmetric W where one is wanted, and no other', () => {
    const { W } = exampleOf({ ...open, W: 'symmetric' }).theta;
    expect(W).toEqual(transpose(W));
    const any = exampleOf(open).theta.W;
    expect(any).not.toEqual(transpose(any));
  });

  it('has a zero h(0) or zero biases where they are wanted, and all else as it was', () => {
    const [usual, fromZero] = [exampleOf(open), exampleOf({ ...open, h0: 'zero' })];
    expect(fromZero.h0.every((h) => h === 0)).toBe(true);
    expect(fromZero).toEqual({ ...usual, h0: fromZero.h0 });
    const { b, c } = exampleOf({ ...open, biases: 'zero' }).theta;
    expect([...b, ...c].every((number) => number === 0)).toBe(true);
    expect([...usual.h0, ...usual.theta.b, ...usual.theta.c].includes(0)).toBe(false);
  });

  it('has weights of the wanted scale, and inputs of scale 1 whatever that is', () => {
    const deviation = (numbers: number[]) =>
      Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);
    const { theta, xs } = exampleOf({ ...open, D: 30, H: 40, K: 50, tau: 60, scale: 0.01 });
    for (const M of [theta.U, theta.W, theta.V]) expect(deviation(M.flat())).toBeCloseTo(0.01, 3);
    expect(deviation(xs.flat())).toBeCloseTo(1, 1);
  });
});

it('labels become one-hot targets', () => {
  const { theta, h0, xs } = exampleOf({ ...open, K: 3, tau: 2 });
  expect(labelled(theta, h0, xs, [2, 0]).ys).toEqual([
    [0, 0, 1],
    [1, 0, 0],
  ]);
});
