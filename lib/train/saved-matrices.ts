import { Matrix } from '../matrix/matrix';
import { type Matrices, named, paired } from '../matrix/tree';

/** The matrices of a record by their names, as plain data, fit for JSON. */
export type SavedMatrices = { [name: string]: SavedMatrix };

/** A matrix as plain data: its numbers row by row. */
export interface SavedMatrix {
  rows: number;
  cols: number;
  /** JSON has no −0: it stands there as text. */
  numbers: (number | '-0')[];
}

/** Throws an Error that names the first number which isn't finite: JSON couldn't hold it. */
export function saveMatrices(matrices: Matrices): SavedMatrices {
  return Object.fromEntries(
    named(matrices).map(([name, matrix]) => {
      const place = matrix.firstNonFinite();
      if (place) throw new Error(`save: ${name} is ${matrix.at(...place)} at (${place}).`);
      const numbers = Array.from(matrix.flat(), (x) => (Object.is(x, -0) ? '-0' : x));
      return [name, { rows: matrix.rows, cols: matrix.cols, numbers }];
    }),
  );
}

/** A matrix of its own that outlives any scratch. */
export function restoreMatrix({ rows, cols, numbers }: SavedMatrix): Matrix {
  return Matrix.fromFlat(rows, cols, numbers.map(Number)).keep();
}

/**
 * Finds the saved numbers for every matrix of a record; calling what it returns puts them there.
 * Throws a RangeError, and has changed nothing, when names or shapes differ.
 */
export function restoring(matrices: Matrices, saved: SavedMatrices): () => void {
  const restored = Object.fromEntries(
    Object.entries(saved).map(([name, matrix]) => [name, restoreMatrix(matrix)]),
  );
  const pairs = paired(
    'The snapshot is of another network',
    matrices,
    restored,
    (name) => `its ${name}`,
  );
  return () => {
    for (const [, matrix, numbers] of pairs) matrix.assign(numbers);
  };
}
