import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne';

/** Random numbers from one seed: the same seed gives the same numbers, bit for bit, for ever. */
export interface Random {
  /** A number spread evenly over low … high (high itself excluded). */
  uniform(low?: number, high?: number): number;
  /** A number from the bell curve with this mean and standard deviation. */
  normal(mean?: number, deviation?: number): number;
  /** A whole number from low … high, both included. */
  integer(low: number, high: number): number;
  /** An index 0 … n−1, index i with probability weights[i] / Σ weights. */
  choose(weights: readonly number[]): number;
  /** A new array with the same items in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** Where the stream stands, as plain numbers. */
  save(): RandomState;
  /** Goes on from where a stream stood. Throws a RangeError unless `save` gave the state. */
  restore(state: RandomState): void;
}

/** Where a stream stands: 625 whole numbers, fit for JSON. */
export type RandomState = readonly number[];

/**
 * Starts a stream of random numbers.
 *
 * @param seed - a whole number, −2³¹ … 2³¹−1
 * @throws RangeError when the seed is anything else (two such seeds could silently be one)
 */
export function seeded(seed: number): Random {
  if ((seed | 0) !== seed) {
    throw new RangeError(`seeded: expected a whole number from −2³¹ to 2³¹−1, got ${seed}`);
  }
  // Neighbouring seeds must give unrelated numbers: of pure-rand's generators only this one
  // mixes its seed well enough (xoroshiro128+ begins with 1.0000 for seeds 0, 1, 2, 3, …).
  let generator = mersenne(seed);

  function uniform(low = 0, high = 1): number {
    return low + (high - low) * uniformFloat64(generator);
  }

  // The polar method needs no sine: only √ and log, and log is the one step that another
  // JavaScript engine might round differently in the last bit.
  function normal(mean = 0, deviation = 1): number {
    for (;;) {
      const u = uniform(-1, 1);
      const v = uniform(-1, 1);
      const r2 = u * u + v * v;
      if (r2 > 0 && r2 < 1) return mean + deviation * u * Math.sqrt((-2 * Math.log(r2)) / r2);
    }
  }

  function integer(low: number, high: number): number {
    return uniformInt(generator, low, high);
  }

  function choose(weights: readonly number[]): number {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0 && total < Infinity) || weights.some((weight) => weight < 0)) {
      throw new RangeError(
        `choose: expected weights of at least 0 with a sum above 0, got [${weights.join(', ')}]`,
      );
    }
    let rest = uniform(0, total);
    let chosen = 0;
    // Rounding may leave a crumb of `rest` at the end: it belongs to the last weight above 0.
    weights.forEach((weight, i) => {
      if (rest >= 0 && weight > 0) chosen = i;
      rest -= weight;
    });
    return chosen;
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = integer(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }

  function save(): RandomState {
    return generator.getState();
  }

  function restore(state: RandomState): void {
    if (!(state.length === 625 && state.every((n) => (n | 0) === n))) {
      throw new RangeError(
        `restore: expected the 625 whole numbers of save(), got ${state.length}`,
      );
    }
    generator = mersenneFromState(state);
  }

  return { uniform, normal, integer, choose, shuffle, save, restore };
}

/** A stream as it is, or the one that a seed begins. */
export function streamOf(random: Random | number): Random {
  return typeof random === 'number' ? seeded(random) : random;
}
