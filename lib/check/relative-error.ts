import type { Mat } from '../linear';
import type { Matrix } from '../matrix/matrix';
import { scratch } from '../matrix/memory';
import { expectShape } from '../matrix/shape';
import { type Matrices, paired } from '../matrix/tree';

/** How far apart two matrices are that should agree: 0 is the same, 1 and above nothing alike. */
export interface RelativeError {
  /** ‖A − B‖ / max(‖A‖, ‖B‖) */
  whole: number;
  /** The largest of the entries' errors. */
  largest: number;
  /** Where the largest stands, as [i, j]. */
  at: [i: number, j: number];
  /** The error of every entry, for a heatmap. */
  entries: Mat;
}

/**
 * The relative error of two matrices of one shape, as a whole and entry for entry. An entry's error
 * is |a − b| / max(|a|, |b|), but what is smaller than `floor` times the largest entry is measured
 * against that: beside large numbers small ones aren't known to as many digits. An error is
 * infinite where a number isn't finite. Throws a RangeError when the shapes differ.
 */
export function relativeError(A: Matrix, B: Matrix, floor = 1e-3): RelativeError {
  expectShape('relativeError', 'B', B, A.rows, A.cols);
  const [a, b] = [A.toArrays(), B.toArrays()];
  const sizes = [...a, ...b].flat().map(Math.abs).filter(Number.isFinite);
  const least = floor * sizes.reduce((most, size) => Math.max(most, size), 0);
  const entries = a.map((row, i) =>
    row.map((x, j) => ratio(x - b[i][j], Math.max(Math.abs(x), Math.abs(b[i][j]), least))),
  );
  let [largest, at]: [number, [number, number]] = [0, [0, 0]];
  entries.forEach((row, i) => {
    row.forEach((error, j) => {
      if (error > largest) [largest, at] = [error, [i, j]];
    });
  });
  return { whole: wholeError([[A, B]]), largest, at, entries };
}

/** The relative error of every matrix, by its name: { U: …, 'decoder.W': … }. */
export function relativeErrors<P extends Matrices>(
  A: P,
  B: P,
  floor?: number,
): Record<string, RelativeError> {
  return Object.fromEntries(pairs(A, B).map(([name, a, b]) => [name, relativeError(a, b, floor)]));
}

/** ‖A − B‖ / max(‖A‖, ‖B‖), all matrices taken as one long vector. */
export function totalError<P extends Matrices>(A: P, B: P): number {
  return wholeError(pairs(A, B).map(([, a, b]) => [a, b] as const));
}

/** Matrices of one name together. Throws where the names or the shapes differ. */
const pairs = (A: Matrices, B: Matrices) =>
  paired('relativeErrors', A, B, (name) => `${name} of B`);

function wholeError(matrices: (readonly [A: Matrix, B: Matrix])[]): number {
  const norm = (squares: number[]) => Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  const difference = norm(matrices.map(([A, B]) => squaredDistance(A, B)));
  const [a, b] = [0, 1].map((n) => norm(matrices.map((pair) => pair[n].sumOfSquares())));
  return ratio(difference, Math.max(a, b));
}

function squaredDistance(A: Matrix, B: Matrix): number {
  return scratch(() => A.copy().addScaled(-1, B).sumOfSquares());
}

/** |difference| / size, 0 for no difference, infinite where either isn't finite. */
function ratio(difference: number, size: number): number {
  if (difference === 0) return 0;
  return Number.isFinite(difference) && Number.isFinite(size)
    ? Math.abs(difference) / size
    : Infinity;
}
