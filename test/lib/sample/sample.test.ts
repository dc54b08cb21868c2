import { describe, expect, it } from 'vitest';
import { seeded } from '../../../lib/random';
import { logProbabilities, probabilities } from '../../../lib/sample/probabilities';
import { atTemperature, type Choice, greedy, sample } from '../../../lib/sample/sample';
import { chain, P } from './markov';

/** How often each of three tokens comes in n choices. */
function frequencies(choose: Choice, o: number[], n: number): number[] {
  const counts = [0, 0, 0];
  for (let i = 0; i < n; i++) counts[choose(o)]++;
  return counts.map((count) => count / n);
}

const o = P[1][2].map(Math.log); // 0.3, 0.1, 0.6

describe('the probabilities', () => {
  it('are softmax(o / T): worked by hand for T = 1, 2 and 1/2', () => {
    const expectNear = (actual: number[], expected: number[]) =>
      actual.forEach((p, i) => {
        expect(p).toBeCloseTo(expected[i], 14);
      });
    expectNear(probabilities(o), [0.3, 0.1, 0.6]);
    const roots = [0.3, 0.1, 0.6].map(Math.sqrt);
    const total = roots[0] + roots[1] + roots[2];
    expectNear(
      probabilities(o, 2),
      roots.map((root) => root / total),
    );
    expectNear(
      probabilities(o, 0.5),
      [0.09, 0.01, 0.36].map((square) => square / 0.46),
    );
    expectNear(logProbabilities(o.map((x) => x - 3)), o);
  });

  it('hold for scores of any size', () => {
    expect(probabilities([1e308, -1e308, 1e308])).toEqual([0.5, 0, 0.5]);
    expect(probabilities([1, 0], 1e-300)).toEqual([1, 0]);
    expect(probabilities([-Infinity, 2])).toEqual([0, 1]);
    expect(logProbabilities([0, -2000])).toEqual([0, -2000]);
  });

  it('name a score that is no number, and a temperature that makes no sense', () => {
    expect(() => probabilities([1, Number.NaN])).toThrow(/o\[1\] is NaN/);
    expect(() => greedy([Infinity, 1])).toThrow(/o\[0\] is Infinity/);
    expect(() => probabilities([-Infinity, -Infinity])).toThrow(/nothing|no number/);
    for (const T of [0, -1, Infinity, Number.NaN]) {
      expect(() => probabilities([1, 2], T)).toThrow(`temperature is ${T}`);
    }
  });
});

describe('sampling', () => {
  const begin = { state: 0, token: 1 };

  it('is greedy unless told: always the most probable token, of equals the first', () => {
    // 0 1 → 2, 1 2 → 2, 2 2 → 1, 2 1 → 1, 1 1 → 0, 1 0 → 1, 0 1 → 2
    expect(sample(chain, begin, { steps: 7 })).toEqual([2, 2, 1, 1, 0, 1, 2]);
    expect(greedy([1, 3, 3])).toBe(1);
  });

  it('stops after the end, and is not stopped by the token that it begins with', () => {
    expect(sample(chain, begin, { steps: 7, end: 0 })).toEqual([2, 2, 1, 1, 0]);
    expect(sample(chain, begin, { steps: 7, end: 1 })).toEqual([2, 2, 1]);
    expect(sample(chain, begin, { steps: 0 })).toEqual([]);
  });

  it('at a temperature near 0 is greedy', () => {
    const choose = atTemperature(1e-3, seeded(1));
    expect(sample(chain, begin, { steps: 50, choose })).toEqual(
      sample(chain, begin, { steps: 50 }),
    );
  });

  it('at temperature T draws tokens as often as softmax(o / T) says, within 4 deviations', () => {
    for (const T of [1, 0.5, 3]) {
      const n = 20_000;
      const often = frequencies(atTemperature(T, seeded(2)), o, n);
      probabilities(o, T).forEach((p, i) => {
        expect(Math.abs(often[i] - p), `T = ${T}`).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
      });
    }
  });

  it('at T = 1 follows the chain: each transition as often as its probability says', () => {
    const text = sample(chain, begin, { steps: 30_000, choose: atTemperature(1, seeded(3)) });
    const counts = P.map((rows) => rows.map((row) => row.map(() => 0)));
    text.slice(2).forEach((next, i) => {
      counts[text[i]][text[i + 1]][next]++;
    });
    P.forEach((rows, i) => {
      rows.forEach((row, j) => {
        const n = counts[i][j].reduce((a, b) => a + b);
        row.forEach((p, k) => {
          const deviation = Math.sqrt((p * (1 - p)) / n);
          expect(Math.abs(counts[i][j][k] / n - p), `${i} ${j} → ${k}`).toBeLessThan(4 * deviation);
        });
      });
    });
  });

  it('among the two most probable tokens never gives the third', () => {
    const often = frequencies(atTemperature(1, seeded(4), 2), o, 20_000);
    expect(often[1]).toBe(0);
    expect(Math.abs(often[0] - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 20_000));
    expect(frequencies(atTemperature(1, seeded(4), 1), [1, 1, 1], 100)).toEqual([1, 0, 0]);
    expect(() => atTemperature(1, seeded(4), 0)(o)).toThrow(/among is 0/);
  });

  it('writes the same text for the same seed, another for another', () => {
    const write = (seed: number) =>
      sample(chain, begin, { steps: 40, choose: atTemperature(1, seeded(seed)) });
    expect(write(5)).toEqual(write(5));
    expect(write(5)).not.toEqual(write(6));
  });
});
