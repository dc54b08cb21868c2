import { describe, expect, it } from 'vitest';
import { seeded } from '../../../lib/random';
import { Batches } from '../../../lib/sequences/batches';

const random = seeded(3);
const lengths = Array.from({ length: 50 }, () => random.integer(1, 12));
const make = (seed = 1) => new Batches(lengths, { size: 8, seed });
const epochOf = (batches: Batches, epoch: number) =>
  Array.from({ length: batches.count }, (_, i) => batches.at(epoch * batches.count + i));

describe('batches by length', () => {
  it('hold every sequence once an epoch, all batches full but one', () => {
    for (const epoch of [0, 1, 2]) {
      const batches = epochOf(make(), epoch);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
      expect(batches.map(({ length }) => length).sort()).toEqual([2, 8, 8, 8, 8, 8, 8]);
    }
  });

  it('hold neighbours in length: sorted by length, no two batches overlap', () => {
    const ranges = epochOf(make(), 0)
      .map((batch) => batch.map((i) => lengths[i]))
      .map((own) => [Math.min(...own), Math.max(...own)])
      .sort(([a, b], [c, d]) => a - c || b - d);
    ranges.slice(1).forEach(([shortest], i) => {
      expect(shortest).toBeGreaterThanOrEqual(ranges[i][1]);
    });
  });

  it('come in another order and company every epoch, and for another seed', () => {
    const sets = (epoch: number, seed?: number) =>
      epochOf(make(seed), epoch).map((batch) => [...batch].sort((a, b) => a - b).join(' '));
    expect(sets(1).sort()).not.toEqual(sets(0).sort());
    expect(sets(0, 2).sort()).not.toEqual(sets(0).sort());
    expect(sets(0, 2)).not.toEqual(sets(1, 1));
    const longest = (epoch: number) =>
      epochOf(make(), epoch).findIndex((batch) => batch.some((i) => lengths[i] === 12));
    expect(new Set([0, 1, 2, 3, 4].map(longest)).size).toBeGreaterThan(1);
  });

  it('follow from the seed and the step alone, in whatever order they are asked for', () => {
    const [forwards, backwards] = [make(), make()];
    const steps = Array.from({ length: 20 }, (_, step) => step);
    const late = [...steps].reverse().map((step) => backwards.at(step));
    expect(late.reverse()).toEqual(steps.map((step) => forwards.at(step)));
  });

  it('say what is wrong', () => {
    expect(() => new Batches([], { size: 1, seed: 0 })).toThrow(/there is no sequence/);
    expect(() => new Batches([1], { size: 0, seed: 0 })).toThrow(/size is 0/);
    expect(() => make().at(-1)).toThrow(/no step -1/);
    expect(() => make(0.5).at(0)).toThrow(/seeded/);
  });
});
