/**
 * ŷ = softmax(o / T), for a temperature T: above 1 more even, below 1 more decided.
 * An o of −∞ gets probability 0. Throws a RangeError unless T is above 0 and finite, and when o has
 * NaN or +∞ or nothing above −∞.
 */
export function probabilities(o: ArrayLike<number>, temperature = 1): number[] {
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new RangeError(`The temperature is ${temperature}, expected a number above 0.`);
  }
  const top = o[largest(o)];
  const powers = Array.from(o, (x) => Math.exp((x - top) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** log softmax(o), exact also where a probability is too small for a number. Throws likewise. */
export function logProbabilities(o: ArrayLike<number>): number[] {
  const top = o[largest(o)];
  const total = Array.from(o).reduce((sum, x) => sum + Math.exp(x - top), 0);
  return Array.from(o, (x) => x - top - Math.log(total));
}

/** The index of the largest o, the first one of equals. Throws a RangeError as said above. */
export function largest(o: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < o.length; i++) {
    if (!(o[i] < Infinity)) throw new RangeError(`o[${i}] is ${o[i]}, expected a finite number.`);
    if (o[i] > (o[best] ?? -Infinity)) best = i;
  }
  if (best < 0) throw new RangeError('o has no number above −Infinity to choose.');
  return best;
}
