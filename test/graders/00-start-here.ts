import type * as Exercise from '../../exercises/00-start-here';
import { drawSizes, drawVec } from '../../lib/judge/draw';
import type { Vec } from '../../lib/linear';
import type { Random } from '../../lib/random';
import { describe, expect, it, open } from '../judge/grader';

const student = await open<typeof Exercise>('00-start-here');

/** n numbers, 4 or more, of which the second is 0 and one comes again. */
function drawWithZero(random: Random, n: number): Vec {
  const [twice, ...others] = drawVec(random, n - 2);
  return [twice, 0, others[0], twice, ...others.slice(1)];
}

const hintsForMean = [
  'Two steps: add all values up, then divide once.',
  'let sum = 0; then a loop, for (const x of xs), that adds each x to it.',
  'After the loop: return sum / xs.length.',
];

describe('mean', { hints: hintsForMean }, () => {
  it('is 5 for 1, 4, 7 and 8', { points: 1 }, async () => {
    expect(await student.mean([1, 4, 7, 8])).toBeNear(5);
  });

  it('is the value itself for a list of one', { points: 1 }, async () => {
    expect(await student.mean([5])).toBeNear(5);
  });

  it('is −1.5 for 1, −4, 0.5 and −3.5', { points: 1 }, async () => {
    expect(await student.mean([1, -4, 0.5, -3.5])).toBeNear(-1.5);
  });

  it('is the sum divided by n, whatever the values', {
    points: 2,
    drawn: true,
  }, async ({ random }) => {
    for (const n of drawSizes(random, 3).map((size) => size + 3)) {
      const xs = drawWithZero(random, n);
      const [first, ...rest] = xs;
      // a running mean: each value moves it by its share of the difference
      const mean = rest.reduce((mean, x, i) => mean + (x - mean) / (i + 2), first);
      expect(await student.mean(xs)).toBeNear(mean);
    }
  });
});

const hintsForWeightedSum = [
  'Go through both lists together: at each place i, multiply w[i] and xs[i].',
  'Start from let sum = 0 and add the products to it: for (let i = 0; i < xs.length; i++) …',
  'Inside the loop: sum += w[i] * xs[i]. After it: return sum.',
];

describe('weightedSum', { hints: hintsForWeightedSum }, () => {
  it('is 11 for the weights 1, 2 and the values 3, 4', { points: 1 }, async () => {
    // 1·3 + 2·4
    expect(await student.weightedSum([1, 2], [3, 4])).toBeNear(11);
  });

  it('is −2 for the weights 0.5, −1, 2 and the values 4, 6, 1', { points: 1 }, async () => {
    // 2 − 6 + 2
    expect(await student.weightedSum([0.5, -1, 2], [4, 6, 1])).toBeNear(-2);
  });

  it('is 0 when there is nothing to add', { points: 1 }, async () => {
    expect(await student.weightedSum([], [])).toBeNear(0);
  });

  it('adds up the products of any two lists', { points: 2, drawn: true }, async ({ random }) => {
    for (const n of drawSizes(random, 3).map((size) => size + 3)) {
      const [w, xs] = [drawWithZero(random, n), drawWithZero(random, n).reverse()];
      let sum = 0;
      for (let i = n - 1; i >= 0; i--) sum += xs[i] * w[i];
      expect(await student.weightedSum(w, xs)).toBeNear(sum);
    }
  });
});
