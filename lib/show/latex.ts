import type { Mat, Vec } from '../linear';
import { shortened } from './round';

/** A matrix as LaTeX, its numbers rounded for the eye to `digits` significant digits. */
export function latexMatrix(W: Mat, digits = 3): string {
  const rows = W.map((row) => row.map((w) => latexNumber(w, digits)).join(' & '));
  return `\\begin{bmatrix} ${rows.join(' \\\\ ')} \\end{bmatrix}`;
}

/** A column vector as LaTeX. */
export function latexVector(s: Vec, digits = 3): string {
  return latexMatrix(
    s.map((si) => [si]),
    digits,
  );
}

/** A number as LaTeX: 0.25, -3, 1.2 \cdot 10^{-7}. */
export function latexNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '\\text{NaN}';
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  const { mantissa, exponent } = shortened(value, digits);
  return exponent === 0 ? String(mantissa) : `${mantissa} \\cdot 10^{${exponent}}`;
}

/**
 * One line of LaTeX from pieces in order: text stays as it is, numbers, vectors and matrices are
 * written out. `equation('\\tilde{W} = W W =', matmul(W, W))`
 */
export function equation(...pieces: (string | number | Vec | Mat)[]): string {
  return pieces.map(latexPiece).join(' ');
}

function latexPiece(piece: string | number | Vec | Mat): string {
  if (typeof piece === 'string') return piece;
  if (typeof piece === 'number') return latexNumber(piece);
  return isMatrix(piece) ? latexMatrix(piece) : latexVector(piece);
}

function isMatrix(piece: Vec | Mat): piece is Mat {
  return Array.isArray(piece[0]);
}
