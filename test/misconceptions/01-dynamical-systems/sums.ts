import { add, type Mat, type Vec } from '../../../lib/linear';

/** The sum of a list. */
export function total(numbers: Vec): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

/** The sum of matrices of one size. */
export function sumMat(matrices: Mat[]): Mat {
  return matrices.reduce((A, B) => A.map((row, i) => add(row, B[i])));
}
