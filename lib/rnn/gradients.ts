import type { Matrix } from '../matrix/matrix';
import { isMatrix, type Matrices } from '../matrix/tree';
import type { Inputs, Unrolled } from './unrolled';

/** What stood at every step when gradients were found, for whoever must say where one went wrong. */
export interface Pass {
  readonly x?: Inputs;
  readonly h?: Unrolled;
  /** The scores: at every step, or [K, N] where each sequence has one output. */
  readonly o?: Unrolled | Matrix;
  /** Whether it began with zeros for want of an initial state. */
  readonly fromZeros?: boolean;
}

/** Says of every gradient what it is the gradient of: so an update can tell a parameter's copy. */
export function gradientsOf<P extends { readonly [name: string]: Matrix }>(
  parameters: P,
  gradients: { readonly [name in keyof P]: Matrix },
): P {
  for (const name in gradients) gradients[name].of = parameters[name];
  return gradients as P;
}

/** Under it a record of gradients remembers its pass, and no list of its names shows it. */
const pass = Symbol('pass');

/** Remembers the pass from which gradients came, in the record itself and in what is spread of it. */
export function remember(gradients: object, what: Pass): void {
  (gradients as { [pass]?: Pass })[pass] = what;
}

/** The pass from which a whole record of gradients came, where its network remembers. */
export const passOf = (gradients: object): Pass | undefined =>
  (gradients as { [pass]?: Pass })[pass];

/** The passes from which these gradients came: that of the whole, then those of its parts. */
export function passesOf(gradients: Matrices): Pass[] {
  const found = passOf(gradients);
  const below = Object.values(gradients).flatMap((part) => (isMatrix(part) ? [] : passesOf(part)));
  return found ? [found, ...below] : below;
}
