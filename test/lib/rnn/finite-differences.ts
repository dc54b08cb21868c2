import { expect } from 'vitest';
import type { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { type Matrices, mapped, named } from '../../../lib/matrix/tree';

/** A loss, and its gradient for everything that went in, in the nesting of what went in. */
export interface LossAndGradients {
  loss: number;
  gradients: Matrices;
}

const epsilon = 1e-5;

/**
 * Holds every number of every gradient against (L(θ + ε) − L(θ − ε)) / 2ε, to 1e-7 of its size;
 * numbers below 0.01 count as 0.01. A gradient that is zero throughout would show nothing: it
 * fails too, unless its name is among `zero`.
 */
export function expectGradients(
  values: Matrices,
  compute: () => LossAndGradients,
  zero: readonly string[] = [],
): void {
  const gradients = named(
    scratch(() => mapped(compute().gradients, (matrix: Matrix) => matrix.keep())),
  );
  const loss = () => scratch(() => compute().loss);
  const thetas = named(values);
  expect(gradients.map(([name]) => name).sort()).toEqual(thetas.map(([name]) => name).sort());
  const gradientOf = new Map(gradients);
  for (const [name, theta] of thetas) {
    const gradient = gradientOf.get(name) as Matrix;
    expect([gradient.rows, gradient.cols], `shape of d${name}`).toEqual([theta.rows, theta.cols]);
    expectDerivatives(name, theta, gradient, loss);
    if (zero.includes(name)) expect(gradient.sumOfSquares(), `d${name}`).toBe(0);
    else expect(gradient.sumOfSquares(), `d${name}`).toBeGreaterThan(1e-6);
  }
}

function expectDerivatives(
  name: string,
  theta: Matrix,
  gradient: Matrix,
  loss: () => number,
): void {
  for (let i = 0; i < theta.rows; i++) {
    for (let j = 0; j < theta.cols; j++) {
      const value = theta.at(i, j);
      theta.set(i, j, value + epsilon);
      const above = loss();
      theta.set(i, j, value - epsilon);
      const below = loss();
      theta.set(i, j, value);
      const numeric = (above - below) / (2 * epsilon);
      const analytic = gradient.at(i, j);
      const size = Math.max(Math.abs(numeric), Math.abs(analytic), 1e-2);
      expect(Math.abs(numeric - analytic) / size, `d${name}(${i}, ${j})`).toBeLessThan(1e-7);
    }
  }
}

/** Σ G ⊙ X: a loss whose gradient for X is G. */
export function weighted(G: Matrix, X: Matrix): number {
  return X.copy()
    .hadamard(G)
    .flat()
    .reduce((sum, x) => sum + x, 0);
}
