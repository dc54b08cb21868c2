import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../../../lib/lectures/bptt/geometry';
import { labelled } from '../../../../lib/lectures/bptt/labels';
import { matrices } from '../../../../lib/lectures/bptt/matrices';
import { type Nudge, run, totalLoss } from '../../../../lib/lectures/bptt/rnn';
import { add } from '../../../../lib/linear';
import { crossEntropy, softmax, squaredError } from '../../../../lib/losses';
import { scratch } from '../../../../lib/matrix/memory';
import * as lecture03 from '../../../../solutions/03-uvw-rnn';
import { open } from './geometries';

const example = exampleOf(open, 9);

describe('the forward pass', () => {
  it('is that of lecture 03, with every list at the index of its step', () => {
    const { a, h, o } = run(example);
    const { hs, os } = lecture03.forward(example.theta, example.h0, example.xs);
    expect(h).toEqual(hs);
    expect(o).toEqual([[], ...os]);
    expect(a[0]).toEqual([]);
    expect(a.slice(1).map((at) => at.map(Math.tanh))).toEqual(hs.slice(1));
  });

  it('has the loss of lecture 03', () => {
    const labels = [3, 0, 4, 1];
    const judged = labelled(example.theta, example.h0, example.xs, labels);
    const { os } = lecture03.forward(example.theta, example.h0, example.xs);
    expect(totalLoss(judged)).toBeCloseTo(lecture03.loss(os, labels), 12);
  });

  it.each(['a', 'h', 'o'] as const)('is the same when zeros are added to %s(2)', (at) => {
    const by = at === 'o' ? [0, 0, 0, 0, 0] : [0, 0, 0, 0];
    expect(run(example, { at, t: 2, by })).toEqual(run(example));
  });

  it('runs on from what is added to h(2), and knows nothing of it before', () => {
    const nudge: Nudge = { at: 'h', t: 2, by: [0.1, -0.2, 0.3, 0.4] };
    const [usual, nudged] = [run(example), run(example, nudge)];
    expect(nudged.o.slice(0, 2)).toEqual(usual.o.slice(0, 2));
    expect(nudged.a[2]).toEqual(usual.a[2]);
    expect(nudged.h[2]).toEqual(add(usual.h[2], nudge.by));
    expect(nudged.h[4]).not.toEqual(usual.h[4]);
  });
});

describe('a step’s loss', () => {
  it('is −log of the probability of the class, and its gradient ŷ − y', () => {
    const o = [0, Math.log(2), Math.log(3)];
    expect(crossEntropy.of(o, [0, 1, 0])).toBeCloseTo(Math.log(3), 14);
    const [none, class1, class2] = crossEntropy.gradient(o, [0, 1, 0]);
    expect(none).toBeCloseTo(1 / 6, 14);
    expect(class1).toBeCloseTo(-2 / 3, 14);
    expect(class2).toBeCloseTo(1 / 2, 14);
  });

  it('survives scores of 1000', () => {
    expect(crossEntropy.of([1000, 0], [0, 1])).toBe(1000);
    const [share, same, none] = softmax([1000, 1000, -1000]);
    expect(share).toBeCloseTo(0.5, 12);
    expect(same).toBe(share);
    expect(none).toBe(0);
  });

  it('is |o − y|² where it is squared, with the gradient 2 (o − y)', () => {
    expect(squaredError.of([1, 3], [2, 1])).toBe(5);
    expect(squaredError.gradient([1, 3], [2, 1])).toEqual([-2, 4]);
  });
});

it('gradients become matrices under their names, vectors as columns', () => {
  const gradients = { dU: [[1, 2]], dW: [[3]], dV: [[4], [5]], db: [6], dc: [7, 8], dh0: [9] };
  scratch(() => {
    const all = matrices(gradients);
    expect(Object.entries(all).map(([name, M]) => [name, M.rows, M.cols])).toEqual([
      ['dU', 1, 2],
      ['dW', 1, 1],
      ['dV', 2, 1],
      ['db', 1, 1],
      ['dc', 2, 1],
      ['dh0', 1, 1],
    ]);
    expect(all.dc.toArrays()).toEqual([[7], [8]]);
    expect(Object.keys(matrices(gradients, ['dW', 'dh0']))).toEqual(['dW', 'dh0']);
  });
});
