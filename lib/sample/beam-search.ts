import { logProbabilities } from './probabilities';
import type { Beginning, Next } from './sample';

export interface BeamOptions {
  /** How many hypotheses are followed at a time. */
  width: number;
  /** The most tokens a hypothesis may have. */
  steps: number;
  /** The token that ends a hypothesis, such as </s>. */
  end?: number;
  /** How much length is made up for: 0, the default, not at all; 1 compares means per token. */
  lengthPower?: number;
}

/** A text that the search has found. */
export interface Hypothesis {
  /** Without the token that went in first, and with the end if it has come to one. */
  tokens: number[];
  /** log P(tokens), natural. */
  logProbability: number;
  /** log P / lengthᵖ, by which hypotheses are compared; p is `lengthPower`. */
  score: number;
}

interface Running<S> extends Hypothesis, Beginning<S> {
  ended: boolean;
}

/**
 * Looks for the most probable text: of all continuations by one token, the `width` best are
 * followed, until all of them have ended or have `steps` tokens. Returns them, the best first.
 *
 * On length: each token makes a text less probable, so with p = 0 short texts win; that is right
 * if the most probable text is asked for. A higher `lengthPower` p favours longer ones. A text that
 * has ended stays in the beam and is compared with those that go on; one cut off at `steps` counts
 * as it stands. Equals keep their order: the lower id first.
 *
 * A width of 1 with p = 0 and no `end` is greedy; a width that never drops a text finds the best.
 * Throws a RangeError for a width or a number of steps below 1, a `lengthPower` below 0, and what
 * `probabilities` refuses.
 */
export function beamSearch<S>(
  next: Next<S>,
  { state, token }: Beginning<S>,
  { width, steps, end, lengthPower = 0 }: BeamOptions,
): Hypothesis[] {
  for (const [name, value, least] of [
    ['width', width, 1] as const,
    ['steps', steps, 1] as const,
    ['lengthPower', lengthPower, 0] as const,
  ]) {
    if (!(value >= least)) {
      throw new RangeError(`beamSearch: ${name} is ${value}, expected at least ${least}.`);
    }
  }

  function continuations(before: Running<S>): Running<S>[] {
    if (before.ended) return [before];
    const { state, o } = next(before.state, before.token);
    const length = before.tokens.length + 1;
    return logProbabilities(o).map((logP, token) => {
      const logProbability = before.logProbability + logP;
      const score = logProbability / length ** lengthPower;
      const tokens = [...before.tokens, token];
      return { tokens, logProbability, score, state, token, ended: token === end };
    });
  }

  let beam: Running<S>[] = [
    { tokens: [], logProbability: 0, score: 0, state, token, ended: false },
  ];
  for (let t = 0; t < steps && beam.some(({ ended }) => !ended); t++) {
    beam = beam
      .flatMap(continuations)
      .filter(({ score }) => score > -Infinity) // what can't come
      .sort((a, b) => b.score - a.score)
      .slice(0, width);
  }
  return beam.map(({ tokens, logProbability, score }) => ({ tokens, logProbability, score }));
}
