/** Inputs for drawn cases: two decimals and never 0, so that a small case can be redone by hand. */
import type { Mat, Vec } from '../linear';
import type { Random } from '../random';

/** A number of −0.99 … −0.1 or 0.1 … 0.99, with two decimals. */
export function drawNumber(random: Random): number {
  return (random.integer(10, 99) * (random.integer(0, 1) === 0 ? -1 : 1)) / 100;
}

/** n such numbers. */
export function drawVec(random: Random, n: number): Vec {
  return Array.from({ length: n }, () => drawNumber(random)); // [n]
}

/** m rows of n such numbers. */
export function drawMat(random: Random, m: number, n: number): Mat {
  return Array.from({ length: m }, () => drawVec(random, n)); // [m, n]
}

/** `count` sizes of 2 … 2 + count, no two alike: no wrong shape fits by chance. */
export function drawSizes(random: Random, count: number): number[] {
  return random.shuffle(Array.from({ length: count + 1 }, (_, i) => i + 2)).slice(0, count);
}
