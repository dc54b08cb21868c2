import { describe, expect, it } from 'vitest';
import { seeded } from '../../lib/random';

const many = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded randomness', () => {
  it('gives these very numbers for seed 42, bit for bit', () => {
    const random = seeded(42);
    expect([random.uniform(), random.uniform(), random.uniform(-1, 1)]).toEqual([
      0.9705673231091424, 0.8457159529613436, 0.6952241346273398,
    ]);
    expect([random.normal(), random.normal(10, 2)]).toEqual([
      -2.557307084002735, 7.6996743067247015,
    ]);
    expect(many(3, () => random.integer(1, 6))).toEqual([6, 4, 4]);
    expect(many(2, () => random.choose([1, 2, 3]))).toEqual([0, 0]);
    expect(random.shuffle([1, 2, 3, 4, 5])).toEqual([4, 3, 5, 1, 2]);
  });

  it('starts two streams of one seed alike and lets neither disturb the other', () => {
    const [a, b] = [seeded(7), seeded(7)];
    const first = many(5, () => a.uniform());
    expect(many(5, () => b.uniform())).toEqual(first);
    expect(a.uniform()).toBe(b.uniform());
  });

  it('starts neighbouring seeds without a family likeness', () => {
    const starts = many(2000, () => 0).map((_, seed) => seeded(seed).uniform() - 0.5);
    const products = starts.slice(1).map((start, i) => start * starts[i]);
    expect(Math.abs(mean(starts))).toBeLessThan(0.03);
    expect(Math.abs(mean(products)) * 12).toBeLessThan(0.08); // correlation of seed n with n + 1
  });

  it('spreads uniform numbers evenly over low … high, high excluded', () => {
    const random = seeded(1);
    const values = many(20_000, () => random.uniform(2, 4));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(4);
    const inFirstQuarter = values.filter((value) => value < 2.5).length / values.length;
    expect(inFirstQuarter).toBeCloseTo(0.25, 1);
    expect(mean(values)).toBeCloseTo(3, 1);
  });

  it('draws normal numbers with the mean, the deviation and the tails asked for', () => {
    const random = seeded(2);
    const values = many(20_000, () => random.normal(5, 3));
    const deviation = Math.sqrt(mean(values.map((value) => (value - 5) ** 2)));
    expect(Math.abs(mean(values) - 5)).toBeLessThan(0.1);
    expect(Math.abs(deviation - 3)).toBeLessThan(0.1);
    const within = values.filter((value) => Math.abs(value - 5) < 3).length / values.length;
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.01);
  });

  it('draws each whole number of low … high equally often, both ends included', () => {
    const random = seeded(3);
    const counts = new Map<number, number>();
    for (const roll of many(12_000, () => random.integer(-1, 4))) {
      counts.set(roll, (counts.get(roll) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3, 4]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('chooses an index as often as its weight says, and never one of weight zero', () => {
    const random = seeded(4);
    const chosen = many(10_000, () => random.choose([0, 1, 3, 0]));
    expect(new Set(chosen)).toEqual(new Set([1, 2]));
    expect(Math.abs(chosen.filter((i) => i === 2).length / 10_000 - 0.75)).toBeLessThan(0.02);
  });

  it('shuffles a copy, every order equally likely', () => {
    const random = seeded(5);
    const items = ['a', 'b', 'c'] as const;
    const orders = new Map<string, number>();
    for (const order of many(6000, () => random.shuffle(items).join(''))) {
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(['a', 'b', 'c']);
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it.each([0.5, 2 ** 31, Number.NaN])('refuses %s as a seed', (seed) => {
    expect(() => seeded(seed)).toThrow(/expected a whole number/);
  });

  it.each([
    { weights: [] },
    { weights: [0, 0] },
    { weights: [1, -1, 2] },
    { weights: [1, Number.NaN] },
  ])('refuses to choose by the weights $weights', ({ weights }) => {
    expect(() => seeded(1).choose(weights)).toThrow(/expected weights/);
  });

  it('goes on from where it was saved, bit for bit, also by way of JSON', () => {
    const random = seeded(6);
    many(1000, () => random.normal());
    const saved = JSON.stringify(random.save());
    const draws = () => [random.uniform(), random.normal(), random.integer(0, 99)];
    const first = many(700, draws);
    const other = seeded(0);
    other.restore(JSON.parse(saved));
    random.restore(JSON.parse(saved));
    expect(many(700, draws)).toEqual(first);
    expect(many(700, () => [other.uniform(), other.normal(), other.integer(0, 99)])).toEqual(first);
  });

  it('keeps a saved state as it was, whatever is drawn afterwards', () => {
    const random = seeded(6);
    const saved = random.save();
    const first = random.uniform();
    many(2000, () => random.uniform());
    random.restore(saved);
    expect(random.uniform()).toBe(first);
    random.restore(saved);
    expect(random.uniform()).toBe(first);
  });

  it.each([
    { state: [] },
    { state: [1, 2, 3] },
    { state: [0, ...many(624, () => 0.5)] },
    { state: [624, ...many(624, () => 1)] },
  ])('refuses a state that it never had', ({ state }) => {
    expect(() => seeded(1).restore(state)).toThrow(/state|625/);
  });
});
