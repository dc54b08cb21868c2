/** Parameters to begin training with: from their shapes, a rule and a seed. */

import { Matrix } from '../matrix/matrix';
import { isShape, type MatricesOf, type Shape, type Shapes } from '../matrix/tree';
import { type Random, streamOf } from '../random';

/** A first value for the parameter of this name and shape. */
export type Rule = (shape: Shape, random: Random, name: string) => Matrix;

/**
 * A matrix for every shape, in the same nesting; the random numbers are read in the order of the
 * record. `random` is a seed, or a stream that goes on from one network to the next.
 *
 *   const parameters = initialise(rnnBShapes({ D: 65, H: 100, K: 65 }), byUnits(100), 1);
 */
export function initialise<S extends Shapes>(
  shapes: S,
  rule: Rule,
  random: Random | number,
): MatricesOf<S> {
  const stream = streamOf(random);
  const entries = Object.entries(shapes).map(([name, part]) => [
    name,
    isShape(part) ? rule(part, stream, name) : initialise(part, rule, stream),
  ]);
  return Object.fromEntries(entries);
}

/** All zeros. */
export const zeros: Rule = ([rows, cols]) => Matrix.zeros(rows, cols);

/** Between −bound and bound, biases as well. */
export function uniform(bound: number): Rule {
  return ([rows, cols], random) => Matrix.generate(rows, cols, () => random.uniform(-bound, bound));
}

/** Uniform within ±1/√H: PyTorch's rule for RNN, GRU, LSTM and a readout of H units. */
export function byUnits(H: number): Rule {
  return uniform(1 / Math.sqrt(H));
}

/** From the bell curve around 0; biases 0. With 0.01 the rule of Karpathy's character RNN. */
export function normal(deviation: number): Rule {
  return zeroBiases(([rows, cols], random) =>
    Matrix.generate(rows, cols, () => random.normal(0, deviation)),
  );
}

/** Uniform within ±√(6 / (rows + cols)), Glorot and Bengio's rule; biases 0. */
export const xavier: Rule = zeroBiases((shape, random, name) =>
  uniform(Math.sqrt(6 / (shape[0] + shape[1])))(shape, random, name),
);

/** Ones on the diagonal: with ReLU a W that remembers at first. */
export const identity: Rule = ([rows, cols]) =>
  Matrix.generate(rows, cols, (i, j) => (i === j ? 1 : 0));

/**
 * Columns of length 1 at right angles to one another (rows, where there are more columns): a W
 * under which nothing explodes or vanishes at first.
 */
export const orthogonal: Rule = ([rows, cols], random) => {
  const long = Math.max(rows, cols);
  const directions: number[][] = [];
  for (let n = 0; n < Math.min(rows, cols); n++) {
    // Gram and Schmidt: what goes along an earlier direction is taken away
    let v = Array.from({ length: long }, () => random.normal());
    for (const q of directions) {
      const along = q.reduce((sum, qi, i) => sum + qi * v[i], 0);
      v = v.map((vi, i) => vi - along * q[i]);
    }
    const length = Math.hypot(...v);
    directions.push(v.map((vi) => vi / length));
  }
  return Matrix.generate(rows, cols, (i, j) =>
    rows >= cols ? directions[j][i] : directions[i][j],
  );
};

/** Rules of their own for some names, at any depth: `each({ W: orthogonal }, xavier)`. */
export function each(rules: { readonly [name: string]: Rule }, otherwise: Rule): Rule {
  return (shape, random, name) => (rules[name] ?? otherwise)(shape, random, name);
}

/** The rule, with biases (one column called b, c or d) 0. */
function zeroBiases(rule: Rule): Rule {
  return each({ b: zeros, c: zeros, d: zeros }, rule);
}
