import type { Random } from '../random';
import { largest, probabilities } from './probabilities';

/**
 * A network as sampling sees it: from its state and the token that goes in, to its next state and
 * o, the scores of what may follow (not yet softmax). It must leave the given state as it is.
 */
export type Next<S> = (state: S, token: number) => { state: S; o: ArrayLike<number> };

/** Where a text begins: a state, and the token that goes in first, such as <s>. */
export interface Beginning<S> {
  state: S;
  token: number;
}

/** Chooses the next token by the scores o. */
export type Choice = (o: ArrayLike<number>) => number;

export interface SampleOptions {
  /** The most tokens that are written. */
  steps: number;
  /** The token that ends a text, such as </s>. */
  end?: number;
  /** `greedy` unless given. */
  choose?: Choice;
}

/**
 * Writes up to `steps` tokens, each going in to find the next, and stops after `end`, such as
 * </s>. Returns them without the first that went in, and with the end. Throws a RangeError unless
 * `steps` is 0 or more.
 */
export function sample<S>(
  next: Next<S>,
  { state, token }: Beginning<S>,
  { steps, end, choose = greedy }: SampleOptions,
): number[] {
  if (!(steps >= 0)) throw new RangeError(`sample: steps is ${steps}, expected 0 or more.`);
  const tokens: number[] = [];
  while (tokens.length < steps && (tokens.length === 0 || token !== end)) {
    const { state: after, o } = next(state, token);
    state = after;
    token = choose(o);
    tokens.push(token);
  }
  return tokens;
}

/** Always the most probable token; of equals the one with the lowest id. */
export const greedy: Choice = largest;

/**
 * A token by chance: i with probability softmax(o / T)[i]. T → 0 is greedy, T = 1 what the network
 * has learned, larger T more even. With `among`, only that many most probable tokens can come.
 * Throws a RangeError unless T is above 0, when it first chooses.
 */
export function atTemperature(temperature: number, random: Random, among = Infinity): Choice {
  return (o) => random.choose(probabilities(onlyLargest(o, among), temperature));
}

/** Whatever isn't among the `count` largest becomes −∞; of equals the lower id stays. */
function onlyLargest(o: ArrayLike<number>, count: number): ArrayLike<number> {
  if (!(count >= 1)) throw new RangeError(`among is ${count}, expected at least 1.`);
  if (count >= o.length) return o;
  largest(o); // NaN would spoil the sorting
  const order = Array.from(o, (_, i) => i).sort((i, j) => (o[i] < o[j] ? 1 : o[i] > o[j] ? -1 : 0));
  const kept = new Set(order.slice(0, count));
  return Array.from(o, (x, i) => (kept.has(i) ? x : -Infinity));
}
