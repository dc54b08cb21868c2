import { Matrix } from '../matrix/matrix';
import type { Timeline } from '../rnn/timeline';
import { type Inputs, Unrolled } from '../rnn/unrolled';
import { numericGradient } from './numeric-gradient';
import { relativeError } from './relative-error';

/**
 * Inputs with a nudge beside them: where a recurrence asks for U x(t), it gets U x(t) + nudge(t).
 * The nudge is zero and changes nothing. But the loss changes with nudge(t) as it does with a(t),
 * what the nonlinearity is applied to at step t: dL/dnudge(t) = da(t).
 */
class Nudged implements Inputs {
  readonly time: Timeline;
  /** da(t), once a backward pass has asked for its product with x(t); of several, their sum. */
  da: Unrolled | undefined;

  constructor(
    private readonly x: Inputs,
    private readonly nudge: Matrix, // [rows of U, Σ n(t)]
  ) {
    this.time = x.time;
  }

  get size(): number {
    return this.x.size;
  }

  project(U: Matrix): Unrolled {
    const a = this.x.project(U);
    a.all.add(this.nudge);
    return a;
  }

  gradient(da: Unrolled): Matrix {
    if (this.da) this.da.all.add(da.all);
    else this.da = new Unrolled(da.all.keep(), da.time);
    return this.x.gradient(da);
  }
}

/**
 * da(t) for every step by central differences: the total derivative, through all later steps, of
 * the loss by what the nonlinearity is applied to at step t. `rows` is how many rows U has: H, or
 * the rows of all gates together. `loss` must read the inputs it is given. Where two recurrences
 * read them, forward and backward in time, it is the sum of theirs.
 */
export function numericSteps(
  loss: (x: Inputs) => number,
  x: Inputs,
  rows: number,
  epsilon?: number,
): Unrolled {
  const nudge = Matrix.zeros(rows, x.time.columns);
  const nudged = new Nudged(x, nudge);
  return new Unrolled(numericGradient(() => loss(nudged), { nudge }, epsilon).nudge, x.time);
}

/**
 * da(t) for every step as a network's own backward pass has it. `pass` runs forward and backward
 * with the inputs it is given. Throws when it asks for no gradient of U.
 */
export function analyticSteps(pass: (x: Inputs) => unknown, x: Inputs, rows: number): Unrolled {
  const nudged = new Nudged(x, Matrix.zeros(rows, x.time.columns));
  pass(nudged);
  if (nudged.da) return nudged.da;
  throw new Error('analyticSteps: pass ran no backward pass with the inputs it was given.');
}

/** The relative error ‖a(t) − b(t)‖ / max(‖a(t)‖, ‖b(t)‖) at every step t. */
export function errorPerStep(a: Unrolled, b: Unrolled): number[] {
  return Array.from({ length: a.time.steps }, (_, t) => relativeError(a.at(t), b.at(t)).whole);
}
