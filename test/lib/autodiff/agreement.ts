import { expect } from 'vitest';
import { relu, sigmoid, tanh } from '../../../lib/autodiff/activation';
import { addColumn, plus, times } from '../../../lib/autodiff/arithmetic';
import type { Gradient } from '../../../lib/autodiff/backward';
import type { Leaves } from '../../../lib/autodiff/leaves';
import { input, Node } from '../../../lib/autodiff/node';
import { relativeErrors } from '../../../lib/check/relative-error';
import type { Activation } from '../../../lib/matrix/activation';
import { Matrix } from '../../../lib/matrix/matrix';
import type { Matrices } from '../../../lib/matrix/tree';

/** The graph's gradient by every leaf of a nested record. */
export function gradientsOf<P extends Matrices>(leaves: Leaves<P>, d: Gradient): P {
  const entries = Object.entries(leaves).map(([name, value]) => [
    name,
    value instanceof Node ? d(value) : gradientsOf(value as Leaves<Matrices>, d),
  ]);
  return Object.fromEntries(entries);
}

/** Two independent gradients agree to 1e-12 in every entry of every matrix. */
export function expectAgreement<P extends Matrices>(byHand: P, byGraph: P) {
  for (const [name, error] of Object.entries(relativeErrors(byHand, byGraph))) {
    expect(error.largest, `d${name}(${error.at})`).toBeLessThan(1e-12);
  }
}

export const activations: Record<Activation, (a: Node) => Node> = { tanh, relu, sigmoid };

/** b + Σ Aᵢ xᵢ, for pairs of a parameter and what it multiplies. */
export function affine(b: Node, ...products: [A: Node, x: Node][]): Node {
  return addColumn(products.map(([A, x]) => times(A, x)).reduce(plus), b);
}

/** A list of numbers as an input [n, 1]. */
export const vector = (numbers: readonly number[]): Node => input(Matrix.column(numbers), 'x');

/** The sum of losses. */
export const total = (losses: readonly Node[]): Node => losses.reduce((sum, L) => plus(sum, L));
