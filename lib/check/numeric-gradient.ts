import { Matrix } from '../matrix/matrix';
import { scratch } from '../matrix/memory';
import { type Matrices, mapped, named } from '../matrix/tree';

/**
 * The gradient of a loss by central differences: every number of every matrix is nudged up and
 * down by ε, in its place, and set back. Any matrices that the loss reads may be asked for:
 * parameters, an initial state. The result has the very same nesting.
 *
 * With float64 the best ε is near 1e-5, as lecture 04 shows. The loss runs inside a scratch, twice
 * for every number. Throws when it is not a finite number, when it comes out differently for the
 * same numbers, and when ε is not above 0.
 */
export function numericGradient<P extends Matrices>(
  loss: () => number,
  parameters: P,
  epsilon = 1e-5,
): P {
  if (!(epsilon > 0)) {
    throw new RangeError(`numericGradient: epsilon is ${epsilon}, expected above 0.`);
  }
  expectSteady(loss);
  const names = new Map(named(parameters).map(([name, theta]) => [theta, name]));
  return mapped(parameters, (theta) =>
    centralDifferences(loss, theta, epsilon, names.get(theta) as string),
  );
}

function centralDifferences(
  loss: () => number,
  theta: Matrix,
  epsilon: number,
  name: string,
): Matrix {
  return Matrix.generate(theta.rows, theta.cols, (i, j) => {
    const value = theta.at(i, j);
    const lossAt = (nudged: number) => {
      theta.set(i, j, nudged);
      const L = scratch(loss);
      if (Number.isFinite(L)) return L;
      throw new RangeError(
        `numericGradient: the loss is ${L} with ${name}(${i}, ${j}) = ${nudged}.`,
      );
    };
    const [above, below] = [value + epsilon, value - epsilon];
    try {
      // dL/dθ ≈ (L(θ + ε) − L(θ − ε)) / 2ε, where 2ε is the step that the rounded numbers make
      return (lossAt(above) - lossAt(below)) / (above - below);
    } finally {
      theta.set(i, j, value);
    }
  });
}

function expectSteady(loss: () => number): void {
  const [once, again] = [scratch(loss), scratch(loss)];
  if (!Number.isFinite(once)) throw new RangeError(`numericGradient: the loss is ${once}.`);
  if (once === again) return;
  throw new Error(
    `numericGradient: the loss was ${once} and then ${again} for the same numbers. ` +
      'Does it draw at random, or change what it reads?',
  );
}
