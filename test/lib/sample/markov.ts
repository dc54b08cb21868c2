import type { Next } from '../../../lib/sample/sample';

/** A Markov chain over 0, 1, 2 in which the last two tokens tell what follows. */
export const P: readonly (readonly (readonly number[])[])[] = [
  [
    [0.5, 0.3, 0.2],
    [0.1, 0.25, 0.65],
    [0.4, 0.35, 0.25],
  ],
  [
    [0.05, 0.75, 0.2],
    [0.45, 0.2, 0.35],
    [0.3, 0.1, 0.6],
  ],
  [
    [0.7, 0.1, 0.2],
    [0.15, 0.55, 0.3],
    [0.02, 0.9, 0.08],
  ],
];

/** The state is the token before; the scores are log P but for a constant, as a network's are. */
export const chain: Next<number> = (before, token) => ({
  state: token,
  o: P[before][token].map((p) => Math.log(p) + 7),
});

/** log P of some tokens after `before`, `token`. */
export function logProbabilityOf(tokens: readonly number[], before: number, token: number): number {
  const all = [before, token, ...tokens];
  return tokens.reduce((sum, next, i) => sum + Math.log(P[all[i]][all[i + 1]][next]), 0);
}

/** Every text that has ended within `steps` tokens, or has that many. */
export function allTexts(steps: number, end?: number): number[][] {
  if (steps === 0) return [[]];
  return [0, 1, 2].flatMap((token) =>
    token === end ? [[token]] : allTexts(steps - 1, end).map((rest) => [token, ...rest]),
  );
}
