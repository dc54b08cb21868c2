import { describe, expect, it } from 'vitest';
import { beamSearch } from '../../../lib/sample/beam-search';
import { sample } from '../../../lib/sample/sample';
import { allTexts, chain, logProbabilityOf } from './markov';

const begin = { state: 2, token: 0 };
const logP = (tokens: number[]) => logProbabilityOf(tokens, begin.state, begin.token);

/** All texts, the one of the highest score first. */
function ranked(steps: number, end: number | undefined, lengthPower: number) {
  return allTexts(steps, end)
    .map((tokens) => ({ tokens, score: logP(tokens) / tokens.length ** lengthPower }))
    .sort((a, b) => b.score - a.score);
}

describe('beam search with a width that drops nothing', () => {
  it.each([
    { end: undefined, lengthPower: 0 },
    { end: 2, lengthPower: 0 },
    { end: 0, lengthPower: 0 },
    { end: 2, lengthPower: 1 },
    { end: 0, lengthPower: 0.7 },
  ])('ranks all texts as brute force does: end $end, p = $lengthPower', ({ end, lengthPower }) => {
    const found = beamSearch(chain, begin, { width: 3 ** 5, steps: 5, end, lengthPower });
    const expected = ranked(5, end, lengthPower);
    expect(found.length).toBe(expected.length);
    found.forEach(({ tokens, logProbability, score }, i) => {
      expect(score).toBeCloseTo(expected[i].score, 12);
      expect(logProbability).toBeCloseTo(logP(tokens), 12);
    });
    expect(found[0].tokens).toEqual(expected[0].tokens);
  });

  it('finds texts whose probabilities sum to 1', () => {
    const found = beamSearch(chain, begin, { width: 3 ** 6, steps: 6, end: 1 });
    const total = found.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
    expect(total).toBeCloseTo(1, 12);
  });
});

describe('a narrow beam', () => {
  it('of width 1 is greedy', () => {
    const [{ tokens }] = beamSearch(chain, begin, { width: 1, steps: 9 });
    expect(tokens).toEqual(sample(chain, begin, { steps: 9 }));
  });

  it('finds a text that greedy misses, and holds no more than its width', () => {
    const steps = 6;
    const found = beamSearch(chain, { state: 0, token: 0 }, { width: 3, steps });
    const short = sample(chain, { state: 0, token: 0 }, { steps });
    expect(found.length).toBe(3);
    expect(found[0].logProbability).toBeGreaterThan(logProbabilityOf(short, 0, 0) + 0.1);
  });

  it('finds longer texts for a higher length power', () => {
    const lengths = [0, 1, 2].map((lengthPower) => {
      const [best] = beamSearch(chain, begin, { width: 100, steps: 8, end: 0, lengthPower });
      return best.tokens.length;
    });
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths[2]).toBeGreaterThan(lengths[0]);
  });
});

it('beam search never follows what has probability 0', () => {
  const found = beamSearch(
    (state, token) => ({ state, o: token === 0 ? [-Infinity, 0] : [0, -Infinity] }),
    { state: null, token: 0 },
    { width: 10, steps: 4 },
  );
  expect(found).toEqual([{ tokens: [1, 0, 1, 0], logProbability: 0, score: 0 }]);
});

it('beam search names the option that makes no sense', () => {
  expect(() => beamSearch(chain, begin, { width: 0, steps: 1 })).toThrow(/width is 0/);
  expect(() => beamSearch(chain, begin, { width: 1, steps: 0 })).toThrow(/steps is 0/);
  expect(() => beamSearch(chain, begin, { width: 1, steps: 1, lengthPower: -1 })).toThrow(
    /lengthPower is -1/,
  );
});
