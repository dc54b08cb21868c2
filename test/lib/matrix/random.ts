import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { Matrix } from '../../../lib/matrix/matrix';

/** Numbers from 0 to 1, the same ones for the same seed. */
export function random(seed: number): () => number {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}

/** A matrix of numbers between −0.7 and 0.7. */
export function randomMatrix(rows: number, cols: number, next: () => number): Matrix {
  return Matrix.generate(rows, cols, () => 1.4 * next() - 0.7);
}
