import { scratch } from '../matrix/memory';
import type { Matrices } from '../matrix/tree';
import { numericGradient } from './numeric-gradient';
import { totalError } from './relative-error';

/** The powers of ten from 1e-1 down to 1e-12. */
const POWERS = Array.from({ length: 12 }, (_, n) => Number(`1e-${n + 1}`));

/**
 * The step size's own error curve: how far central differences with each ε are from the analytic
 * gradients. A large ε truncates (the error falls with ε²), a small one rounds (it rises with 1/ε,
 * since L itself has sixteen digits): the valley between them is where a check belongs.
 */
export function stepSizeErrors<P extends Matrices>(
  loss: () => number,
  parameters: P,
  gradients: P,
  epsilons: readonly number[] = POWERS,
): { epsilon: number; error: number }[] {
  return epsilons.map((epsilon) => ({
    epsilon,
    error: scratch(() => totalError(gradients, numericGradient(loss, parameters, epsilon))),
  }));
}
