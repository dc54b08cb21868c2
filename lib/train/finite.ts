import { type Matrices, named } from '../matrix/tree';
import { overflow } from './overflow';

/** How messages call the gradient of a parameter. */
export const gradientOf = (name: string): string => `the gradient of ${name}`;

/** Training has met a NaN or an infinity; says where the first one stood. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';

  constructor(
    /** The step at which it appeared, counted from 0. */
    readonly step: number,
    /** What went first: `W`, `h`, `the loss`, `the gradient of V`. */
    readonly what: string,
    message: string,
  ) {
    super(`Step ${step}: ${message}`);
  }
}

/** Throws a NotFiniteError that names the first parameter which isn't finite. */
export function expectFiniteParameters(parameters: Matrices, step: number, when: string): void {
  expectFinite(parameters, step, (name) => name, when);
}

/**
 * Throws a NotFiniteError unless the loss and all gradients are finite, as they are when `norm`,
 * the gradients' length, is. It looks in the order in which a step computes: what went in (the
 * parameters and the carried state), what the network has made of it, the loss, the gradients.
 */
export function expectFiniteStep(
  step: number,
  given: Matrices,
  { loss, gradients }: { loss: number; gradients: Matrices },
  norm: number,
): void {
  if (Number.isFinite(loss) && Number.isFinite(norm)) return;
  expectFinite(given, step, (name) => name, 'before the update');
  if (!Number.isFinite(loss)) {
    const { what, why } = overflow(gradients);
    throw new NotFiniteError(
      step,
      what,
      `the loss is ${loss}, though every parameter is finite: ${why}`,
    );
  }
  expectFinite(gradients, step, gradientOf, 'while the loss is finite');
  const rest = 'overflows, while each gradient is finite: they have exploded.';
  throw new NotFiniteError(step, 'the norm', `the norm of all gradients ${rest}`);
}

function expectFinite(
  matrices: Matrices,
  step: number,
  called: (name: string) => string,
  when: string,
): void {
  const bad = named(matrices).filter(([, matrix]) => matrix.firstNonFinite());
  if (bad.length === 0) return;
  const [[name, matrix], ...others] = bad;
  const [i, j] = matrix.firstNonFinite() ?? [0, 0];
  const also =
    others.length > 0 ? ` (and so are ${others.map(([other]) => other).join(', ')})` : '';
  throw new NotFiniteError(
    step,
    called(name),
    `${called(name)} is ${matrix.at(i, j)} at (${i}, ${j})${also}, ${when}.`,
  );
}
