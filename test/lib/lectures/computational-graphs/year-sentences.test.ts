import { describe, expect, it } from 'vitest';
import { yearColumns } from '../../../../lib/lectures/computational-graphs/year-columns';
import {
  longestYearSentence,
  type YearSentence,
  yearSentences,
  yearWords,
} from '../../../../lib/lectures/computational-graphs/year-sentences';

const some = yearSentences(2000, { seed: 1, hedged: true });
const text = ({ words }: YearSentence) => words.join(' ');

describe('sentences with a number', () => {
  it('say where it stands, and whether the words around make it a year', () => {
    for (const sentence of some) {
      const { words, position, isYear, between } = sentence;
      expect(words[position - 1]).toMatch(/^20\d\d$/);
      expect(words.filter((word) => /\d/.test(word))).toHaveLength(1);
      const deciding = between === null ? words[position] : words[position - 2 - between];
      expect(['in', 'was', 'sold', 'counted', 'packed']).toContain(deciding);
      expect(isYear, text(sentence)).toBe(deciding === 'in' || deciding === 'was');
    }
  });

  it('use the words of the vocabulary and no other, and are at most as long as is said', () => {
    expect([...new Set(some.flatMap(({ words }) => words))].sort()).toEqual(yearWords);
    expect(Math.max(...some.map(({ words }) => words.length))).toBe(longestYearSentence);
  });

  it('have 0, 1, 3 or 5 words in between when hedged, and none else', () => {
    expect(new Set(some.map(({ between }) => between))).toEqual(new Set([0, 1, 3, 5, null]));
    const plain = yearSentences(200, { seed: 1 });
    expect(new Set(plain.map(({ between }) => between))).toEqual(new Set([0, null]));
  });

  it('are the same for the same seed, and only those that fit', () => {
    const fits = ({ position }: YearSentence) => position % 2 === 1;
    const odd = yearSentences(50, { seed: 3, fits });
    expect(odd).toEqual(yearSentences(50, { seed: 3, fits }));
    expect(odd).not.toEqual(yearSentences(50, { seed: 4, fits }));
    expect(odd.every(fits)).toBe(true);
    expect(() => yearSentences(2, { seed: 3, fits: () => false })).toThrow(/only 0 fit/);
  });
});

describe('sentences as columns', () => {
  const sentences = some.slice(0, 20);
  const { xs, ys } = yearColumns(sentences);

  it('hold the words at their positions, and zeros after the end', () => {
    expect(xs).toHaveLength(longestYearSentence);
    sentences.forEach(({ words }, j) => {
      const read = xs.map((x) => yearWords.filter((_, i) => x.at(i, j) === 1));
      expect(read.flat()).toEqual(words);
      expect(read.slice(words.length).flat()).toEqual([]);
    });
  });

  it('tag every word once, and as a year the number alone where it is one', () => {
    sentences.forEach(({ words, position, isYear }, j) => {
      const tags = ys.map((y) => [y.at(0, j), y.at(1, j)]);
      const expected = tags.map((_, i) => {
        if (i >= words.length) return [0, 0];
        return isYear && i === position - 1 ? [1, 0] : [0, 1];
      });
      expect(tags).toEqual(expected);
    });
  });
});
