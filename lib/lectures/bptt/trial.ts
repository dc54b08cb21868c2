import { relativeErrors, totalError } from '../../check/relative-error';
import { scratch } from '../../matrix/memory';
import { backward, chainRule, type Gradients } from './backward';
import { byDifferences } from './by-differences';
import { type GradientName, matrices } from './matrices';
import type { Example } from './rnn';
import { wrongPasses } from './wrong/passes';
import type { WrongPass } from './wrong/wrong-pass';

/** How a check compares an analytic gradient with finite differences. */
export interface Criterion {
  /** The largest relative error of any entry, or ‖a − n‖ / max(‖a‖, ‖n‖) of all entries together. */
  measure: 'largest' | 'norm';
  /** Up to which error the check is content. */
  tolerance: number;
  epsilon: number;
  /** Which gradients are compared. */
  of: GradientName[];
}

/** What one wrong pass got from a check. */
export interface Verdict extends WrongPass {
  /** Infinite where the wrong pass stopped with an error, such as shapes that don't fit. */
  error: number;
  survives: boolean;
}

/** Every gradient there is, entry by entry, to six digits. */
export const strict: Criterion = {
  measure: 'largest',
  tolerance: 1e-6,
  epsilon: 1e-5,
  of: ['dU', 'dW', 'dV', 'db', 'dc', 'dh0'],
};

/** Checks every known wrong pass on one example, or those that are given. */
export function trial(
  example: Example,
  criterion: Criterion,
  passes: readonly WrongPass[] = wrongPasses,
): Verdict[] {
  const numeric = byDifferences(example, criterion.epsilon);
  return passes.map((wrong) => {
    const lines = { ...chainRule, ...wrong.lines };
    const error = errorOf(() => backward(example, lines), numeric, criterion);
    return { ...wrong, error, survives: error <= criterion.tolerance };
  });
}

/** The error of the right pass under the same check: one that fails it is no check. */
export function errorOfRight(example: Example, criterion: Criterion): number {
  const numeric = byDifferences(example, criterion.epsilon);
  return errorOf(() => backward(example), numeric, criterion);
}

function errorOf(pass: () => Gradients, numeric: Gradients, { measure, of }: Criterion): number {
  return scratch(() => {
    try {
      const [a, n] = [matrices(pass(), of), matrices(numeric, of)];
      if (measure === 'norm') return totalError(a, n);
      return Math.max(...Object.values(relativeErrors(a, n)).map(({ largest }) => largest));
    } catch (error) {
      if (error instanceof RangeError) return Infinity; // shapes that don't fit
      throw error;
    }
  });
}
