import { det, eigs, lusolve } from 'mathjs';
import { identity, type Mat, matmul, scale, subtract, type Vec } from '../linear';
import type { Affine } from './affine';
import { type Complex, modulus } from './complex';

/** What a linear system does in the end, from almost every start. */
export type Behaviour = 'dies out' | 'spirals in' | 'cycles' | 'stays' | 'spirals out' | 'grows';

/**
 * The D eigenvalues λ of W (W v = λ v for some v ≠ 0), largest |λ| first. Throws, as mathjs does,
 * when its iteration finds none: permutations such as [[0, 0, 1], [1, 0, 0], [0, 1, 0]] are known.
 */
export function eigenvalues(W: Mat): Complex[] {
  const { values } = eigs(W, { eigenvectors: false });
  return (values as (number | Complex)[])
    .map((value) => (typeof value === 'number' ? { re: value, im: 0 } : value))
    .map(({ re, im }) => ({ re, im }))
    .sort((p, q) => modulus(q) - modulus(p) || q.im - p.im);
}

/** ρ(W) = max |λ|: the factor by which W s grows, per step and in the long run. */
export function spectralRadius(W: Mat): number {
  return Math.max(...eigenvalues(W).map(modulus));
}

/**
 * The fixed point s* of an affine system: the state that the next step leaves where it is,
 * s* = W s* + b, so (I − W) s* = b. Throws when I − W has no inverse, which is when 1 is an
 * eigenvalue of W: then there is no such state, or a whole line of them.
 */
export function fixedPoint({ W, b }: Affine): Vec {
  const IminusW = identity(b.length).map((row, i) => subtract(row, W[i])); // [D, D]
  if (Math.abs(det(IminusW)) < 1e-12) {
    throw new RangeError(
      'fixedPoint: W has the eigenvalue 1, so s = W s + b has no solution or many',
    );
  }
  return (lusolve(IminusW, b) as number[][]).map(([si]) => si); // [D]
}

/**
 * How a linear system behaves in the long run, read from its leading eigenvalues, those with the
 * largest |λ|: inside the unit circle it comes to rest, outside it grows, on the circle it goes
 * round (where all of them are 1, it stays). A complex λ turns the state as it goes. |λ| counts as 1
 * when it is within `tolerance` of 1; an eigenvalue that is repeated on the circle can still hide a
 * slow growth, as in W = [[1, 1], [0, 1]].
 */
export function behaviour(W: Mat, tolerance = 1e-9): Behaviour {
  const all = eigenvalues(W);
  const size = modulus(all[0]);
  const leading = all.filter((lambda) => modulus(lambda) > size - tolerance);
  const turns = leading.some(({ im }) => Math.abs(im) > tolerance);
  if (Math.abs(size - 1) <= tolerance) {
    return leading.every(({ re }) => re > 1 - 2 * tolerance) ? 'stays' : 'cycles';
  }
  if (size < 1) return turns ? 'spirals in' : 'dies out';
  return turns ? 'spirals out' : 'grows';
}

/** The eigenvector of length 1 of a 2 × 2 matrix with W s = λ s, for a real λ. [2] */
export function eigenvector([[w11, w12], [w21, w22]]: Mat, lambda: number): Vec {
  // both solve (W − λ I) s = 0; where one row vanishes, the other says it
  const [v, u] = [
    [w12, lambda - w11],
    [lambda - w22, w21],
  ];
  const longer = Math.hypot(...v) > Math.hypot(...u) ? v : u;
  const length = Math.hypot(...longer);
  return length === 0 ? [1, 0] : scale((longer[0] < 0 ? -1 : 1) / length, longer);
}

/**
 * The most that a 2 × 2 system ever stretches a start: the largest |Wᵗ d| / |d| over all d and
 * t = 0, 1, …, `steps`. It is 1 where nothing ever grows.
 */
export function peakGrowth(W: Mat, steps = 400): { growth: number; step: number } {
  let power = identity(2);
  let peak = { growth: 1, step: 0 };
  for (let step = 1; step <= steps; step++) {
    power = matmul(W, power); // Wᵗ
    const growth = mostStretch(power);
    if (growth > peak.growth) peak = { growth, step };
  }
  return peak;
}

/** The largest |M d| / |d| of a 2 × 2 matrix: the root of the larger eigenvalue of Mᵀ M. */
function mostStretch([[m11, m12], [m21, m22]]: Mat): number {
  const sum = m11 ** 2 + m12 ** 2 + m21 ** 2 + m22 ** 2; // the trace of Mᵀ M
  const determinant = (m11 * m22 - m12 * m21) ** 2;
  return Math.sqrt((sum + Math.sqrt(Math.max(0, sum ** 2 - 4 * determinant))) / 2);
}

/** A turn by so many degrees, and a stretch by ρ: its eigenvalues are ρ (cos φ ± i sin φ). [2, 2] */
export function turn(rho: number, degrees: number): Mat {
  const phi = (degrees * Math.PI) / 180;
  const [c, s] = [rho * Math.cos(phi), rho * Math.sin(phi)];
  return [
    [c, -s],
    [s, c],
  ];
}
