import { Matrix } from '../matrix/matrix';
import { Node } from './node';

/** h = tanh a, number by number. da = dh ⊙ (1 − h²) */
export function tanh(a: Node): Node {
  const h = a.value.copy().tanh();
  const back = (dh: Matrix) => pairwise(dh, h, (dh, h) => dh * (1 - h * h));
  return new Node(h, 'tanh', [[a, back]]);
}

/** s = σ(a) = 1 / (1 + e⁻ᵃ), number by number. da = ds ⊙ s ⊙ (1 − s) */
export function sigmoid(a: Node): Node {
  const s = a.value.copy().sigmoid();
  const back = (ds: Matrix) => pairwise(ds, s, (ds, s) => ds * s * (1 - s));
  return new Node(s, 'σ', [[a, back]]);
}

/** h = max(a, 0), number by number. da = dh where a > 0, and 0 elsewhere */
export function relu(a: Node): Node {
  const back = (dh: Matrix) => pairwise(dh, a.value, (dh, a) => (a > 0 ? dh : 0));
  return new Node(a.value.copy().relu(), 'relu', [[a, back]]);
}

/** f(A(i, j), B(i, j)), number by number. */
function pairwise(A: Matrix, B: Matrix, f: (a: number, b: number) => number): Matrix {
  return Matrix.generate(A.rows, A.cols, (i, j) => f(A.at(i, j), B.at(i, j)));
}
