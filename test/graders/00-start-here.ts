import { describe, expect, it } from 'vitest';
import type * as Exercise from '../../exercises/00-start-here';
import { open } from '../judge/open';
import '../judge/expect';

const student = await open<typeof Exercise>('00-start-here');

const hintsForMean = [
  'Two steps: add all values up, then divide once.',
  'let sum = 0; then a loop, for (const x of xs), that adds each x to it.',
  'After the loop: return sum / xs.length.',
];

describe('mean', { meta: { hints: hintsForMean } }, () => {
  it('is 5 for 1, 4, 7 and 8', { meta: { points: 1 } }, async () => {
    expect(await student.mean([1, 4, 7, 8])).toBeNear(5);
  });

  it('is the value itself for a list of one', { meta: { points: 1 } }, async () => {
    expect(await student.mean([5])).toBeNear(5);
  });

  it('is −0.5 for 1, −2, 0.5 and −1.5', { meta: { points: 1 } }, async () => {
    expect(await student.mean([1, -2, 0.5, -1.5])).toBeNear(-0.5);
  });
});

const hintsForWeightedSum = [
  'Go through both lists together: at each place i, multiply w[i] and xs[i].',
  'Start from let sum = 0 and add the products to it: for (let i = 0; i < xs.length; i++) …',
  'Inside the loop: sum += w[i] * xs[i]. After it: return sum.',
];

describe('weightedSum', { meta: { hints: hintsForWeightedSum } }, () => {
  it('is 11 for the weights 1, 2 and the values 3, 4', { meta: { points: 1 } }, async () => {
    // 1·3 + 2·4
    expect(await student.weightedSum([1, 2], [3, 4])).toBeNear(11);
  });

  it('is −2 for the weights 0.5, −1, 2 and the values 4, 6, 1', {
    meta: { points: 1 },
  }, async () => {
    // 2 − 6 + 2
    expect(await student.weightedSum([0.5, -1, 2], [4, 6, 1])).toBeNear(-2);
  });

  it('is 0 when there is nothing to add', { meta: { points: 1 } }, async () => {
    expect(await student.weightedSum([], [])).toBeNear(0);
  });
});
