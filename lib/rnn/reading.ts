import type { Matrix } from '../matrix/matrix';
import { type Inputs, Unrolled } from './unrolled';

/**
 * What a forward pass has read and will be read again on the way back: parameters, inputs, states.
 * If one has been changed since, the gradient would be that of no function; so it is an error.
 */
export class Reading {
  private readonly ofParameters: number[] = [];
  private readonly ofX: number;
  private readonly ofH: number;

  constructor(
    private readonly parameters: { readonly [name: string]: Matrix },
    private readonly x?: Inputs,
    private readonly h?: Unrolled,
  ) {
    for (const name in parameters) this.ofParameters.push(parameters[name].version);
    this.ofX = versionOf(x);
    this.ofH = versionOf(h);
  }

  /** Throws an Error that names what has been changed. */
  expectUnchanged(operation: string): void {
    let i = 0;
    for (const name in this.parameters) {
      if (this.parameters[name].version !== this.ofParameters[i++]) throw changed(operation, name);
    }
    if (versionOf(this.x) !== this.ofX) throw changed(operation, 'x');
    if (versionOf(this.h) !== this.ofH) throw changed(operation, 'h');
  }
}

/** One-hot inputs are copied when they are made, and never change. */
function versionOf(quantity: Inputs | undefined): number {
  return quantity instanceof Unrolled ? quantity.all.version : 0;
}

function changed(operation: string, name: string): Error {
  return new Error(
    `${operation}: ${name} was changed after the forward pass that these states are from, by an ` +
      `update or by a verb that changes its matrix, such as add: call ${operation} before that, ` +
      'or run the forward pass again.',
  );
}
