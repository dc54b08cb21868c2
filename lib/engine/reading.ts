import type { Matrix } from './matrix';
import { type Inputs, Unrolled } from './unrolled';

/**
 * What a forward pass has read and will be read again on the way back: parameters, inputs, states.
 * If one has been changed since, the gradient would be that of no function; so it is an error.
 */
export class Reading {
  private readonly versions: number[] = [];

  constructor(private readonly matrices: { readonly [name: string]: Matrix }) {
    for (const name in matrices) this.versions.push(matrices[name].version);
  }

  /** What a recurrence reads: the parameters, x where it is dense, and h. */
  static of(parameters: { readonly [name: string]: Matrix }, x: Inputs, h: Unrolled): Reading {
    const read = new Reading(parameters);
    read.more = new Reading(x instanceof Unrolled ? { x: x.all, h: h.all } : { h: h.all });
    return read;
  }

  private more: Reading | undefined;

  /** Throws an Error that names what has been changed. */
  expectUnchanged(operation: string): void {
    let i = 0;
    for (const name in this.matrices) {
      if (this.matrices[name].version === this.versions[i++]) continue;
      throw new Error(
        `${operation}: ${name} was changed after the forward pass that these states are from, by ` +
          'an update or by a verb that changes its matrix, such as add: ' +
          `call ${operation} before that, or run the forward pass again.`,
      );
    }
    this.more?.expectUnchanged(operation);
  }
}
