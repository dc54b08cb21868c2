import type { Matrices, State } from '../matrix/tree';
import type { Inputs, Unrolled } from './unrolled';

/**
 * A layer over time: from inputs x(t) and an initial state to a state h(t) at every step.
 * D inputs, H units, N sequences. P are its parameters, I is its state at one step (h, or for the
 * LSTM { h, c }), S what a forward pass leaves for the backward pass.
 */
export interface Recurrence<
  P extends Matrices = Matrices,
  I extends State = State,
  S extends States = States,
> {
  /** By the lecture's letters. */
  readonly parameters: P;
  /** D */
  readonly inputs: number;
  /** H */
  readonly units: number;

  /** The state before the first step unless another is given: zeros, [H, N]. */
  initial(count: number): I;

  /** The states for a batch, from the initial one [H, N] on, in the caller's order. */
  forward(x: Inputs, initial?: I): S;

  /** Each sequence's state after its last step, [H, N], in the caller's order. */
  last(states: S): I;

  /**
   * Backpropagation through time: from dH, dh(t) for every t, and what arrives at each sequence's
   * last state from elsewhere, to the gradient of everything that went in. Throws where what the
   * forward pass has read, a parameter or an input, was changed since.
   */
  backward(states: S, dH: Unrolled, dLast?: I): Backward<P, I>;
}

/** What every forward pass leaves. */
export interface States {
  readonly x: Inputs;
  readonly h: Unrolled; // [H, n(t)] at every t
}

/** The gradients of a layer over time, or of a network. */
export interface Backward<P, I> {
  /** Of the parameters, in the very same nesting. */
  readonly gradients: P;
  /** Of the initial state, in the caller's order. */
  readonly dInitial: I;
  /** Of dense inputs: asked for only where a layer below needs it, and before the update. */
  dX(): Unrolled;
}
