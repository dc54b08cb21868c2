import { type Mat, multiply, scale, type Vec } from '../linear';

/**
 * Bayes by brute force: what is believed of a hidden state after `seen`, by adding up every history
 * that there may have been. `P` is the chain, column j what follows j; `q(x)` says how probable it
 * is to see x in each state; `start` is the belief before the first step. There are Dᵗ histories
 * after t steps: this is what a recurrence spares.
 */
export function byEveryHistory<X>(P: Mat, q: (x: X) => Vec, start: Vec, seen: X[]): Vec {
  const weight = start.map(() => 0);
  const follow = (before: Vec, probability: number, t: number) => {
    multiply(P, before).forEach((next, i) => {
      const p = probability * next * q(seen[t])[i];
      if (t === seen.length - 1) weight[i] += p;
      else {
        const here = start.map((_, j) => (j === i ? 1 : 0));
        follow(here, p, t + 1);
      }
    });
  };
  follow(start, 1, 0);
  return scale(1 / weight.reduce((sum, p) => sum + p, 0), weight);
}
