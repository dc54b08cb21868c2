import type { Matrix } from '../matrix/matrix';
import { type Matrices, named } from '../matrix/parameters';
import { expectShape } from '../matrix/shape';

/** Two matrices that belong together, and how messages call the second. */
export type Pair = readonly [name: string, matrix: Matrix, partner: Matrix];

/**
 * The matrices of two records that stand under the same names, in the order of the first; such as
 * the parameters with their gradients. `called` is how messages call a partner.
 * Throws a RangeError for a name that only one of them has, and for a shape that differs.
 */
export function paired(
  matrices: Matrices,
  partners: Matrices,
  called: (name: string) => string,
): Pair[] {
  const left = new Map(named(partners));
  const pairs = named(matrices).map(([name, matrix]): Pair => {
    const partner = left.get(name);
    if (!partner) throw new RangeError(`${called(name)} is missing.`);
    expectShape('training', called(name), partner, matrix.rows, matrix.cols);
    left.delete(name);
    return [name, matrix, partner];
  });
  for (const name of left.keys()) {
    throw new RangeError(`${called(name)} was given, but there is no ${name}.`);
  }
  return pairs;
}

/** How messages call the gradient of a parameter. */
export const gradientOf = (name: string): string => `the gradient of ${name}`;
