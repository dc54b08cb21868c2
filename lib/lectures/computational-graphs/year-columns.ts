import { Matrix } from '../../matrix/matrix';
import { longestYearSentence, type YearSentence, yearWords } from './year-sentences';

/** Sentences side by side, one column each: at every position t the words and their tags. */
export interface YearColumns {
  /** x(1), …, x(τ), [D, N] each: the t-th words, one-hot; zeros where a sentence has ended. */
  xs: Matrix[];
  /** y(1), …, y(τ), [2, N] each: row 0 says “a year”, row 1 “no year”; zeros likewise. */
  ys: Matrix[];
}

/** The sentences as columns, all filled up with zeros to τ words, as many as the longest can have. */
export function yearColumns(sentences: readonly YearSentence[]): YearColumns {
  const idOf = new Map(yearWords.map((word, i) => [word, i]));
  const N = sentences.length;
  const positions = Array.from({ length: longestYearSentence }, (_, i) => i + 1);
  const isYearAt = ({ isYear, position }: YearSentence, t: number) => isYear && t === position;
  return {
    xs: positions.map((t) => {
      const ids = sentences.map(({ words }) => idOf.get(words[t - 1]));
      return Matrix.generate(yearWords.length, N, (i, j) => (ids[j] === i ? 1 : 0));
    }),
    ys: positions.map((t) =>
      Matrix.generate(2, N, (k, j) => {
        if (t > sentences[j].words.length) return 0;
        return (isYearAt(sentences[j], t) ? 0 : 1) === k ? 1 : 0;
      }),
    ),
  };
}
