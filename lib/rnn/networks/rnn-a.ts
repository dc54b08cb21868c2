import type { Activation } from '../../matrix/activation';
import type { Matrix } from '../../matrix/matrix';
import { expectShape } from '../../matrix/shape';
import type { Matrices, State } from '../../matrix/tree';
import { type Random, streamOf } from '../../random';
import type { Cell, NetworkSizes } from '../cell';
import { remember } from '../gradients';
import type { Rule } from '../initialise';
import { Reading } from '../reading';
import { Readout, type ReadoutParameters } from '../readout';
import type { Backward, Recurrence, States } from '../recurrence';
import { type SimpleParameters, SimpleRecurrence, type SimpleStates } from '../simple-recurrence';
import { expectGradient, type Inputs, Unrolled } from '../unrolled';

/** The parameters of the lecture's RNN (A): U, W, b of its recurrence, V, c of its readout. */
export type RnnParameters = SimpleParameters & ReadoutParameters;

/** The outputs at every step, and what the recurrence leaves. */
export interface RnnAStates<S extends States> {
  readonly states: S;
  readonly h: Unrolled; // [H, n(t)] at every t
  readonly o: Unrolled; // [K, n(t)] at every t
  readonly read: Reading;
  /** Whether no initial state was given, so that it began with zeros. */
  readonly fromZeros: boolean;
}

/**
 * RNN (A), slides 002: the hidden state recurs, and every step has an output. The recurrence may
 * be any one: with a GRU it is a GRU network, with a stack a deep one. Its parameters stand beside
 * V and c in one record.
 */
export class RnnA<P extends Matrices, I extends State, S extends States> {
  readonly parameters: P & ReadoutParameters;

  /** Throws a RangeError where the readout doesn't read the recurrence's states. */
  constructor(
    readonly recurrence: Recurrence<P, I, S>,
    readonly readout: Readout,
  ) {
    expectShape('RnnA', 'V', readout.parameters.V, readout.outputs, recurrence.units);
    this.parameters = { ...recurrence.parameters, ...readout.parameters };
  }

  /** To begin training with: of a cell, such as Lstm, its sizes, a rule and a seed or a stream. */
  static random<P extends Matrices, I extends State, S extends States>(
    cell: Cell<P, I, S>,
    { D, H, K }: NetworkSizes,
    rule: Rule,
    random: Random | number,
  ): RnnA<P, I, S> {
    const stream = streamOf(random);
    const recurrence = cell.random({ D, H }, rule, stream);
    return new RnnA(recurrence, Readout.random({ H: recurrence.units, K }, rule, stream));
  }

  /** The lecture's own: h(t) = g(b + W h(t−1) + U x(t)), o(t) = c + V h(t). */
  static simple(
    parameters: RnnParameters,
    g: Activation = 'tanh',
  ): RnnA<SimpleParameters, Matrix, SimpleStates> {
    return new RnnA(new SimpleRecurrence(parameters, g), new Readout(parameters));
  }

  /** The state before the first step of so many sequences: zeros. */
  initial(count: number): I {
    return this.recurrence.initial(count);
  }

  /** The states and outputs for a batch, from the initial state on (zeros unless given). */
  forward(x: Inputs, initial?: I): RnnAStates<S> {
    const states = this.recurrence.forward(x, initial);
    // o(t) = c + V h(t), for every t at once
    const o = new Unrolled(this.readout.forward(states.h.all), x.time); // [K, Σ n(t)]
    return {
      states,
      h: states.h,
      o,
      read: new Reading(this.readout.parameters),
      fromZeros: !initial,
    };
  }

  /** Each sequence's state after its last step: where its continuation begins. */
  last({ states }: RnnAStates<S>): I {
    return this.recurrence.last(states);
  }

  /**
   * From do(t) for every t to the gradient of everything. `dLast` is what arrives at each
   * sequence's last state from elsewhere.
   */
  backward(
    { states, h, o, read, fromZeros }: RnnAStates<S>,
    dO: Unrolled,
    dLast?: I,
  ): Backward<P & ReadoutParameters, I> {
    const { x } = states;
    read.expectUnchanged('RnnA.backward');
    expectGradient('RnnA.backward', 'dO', dO, this.readout.outputs, x.time);
    const { gradients: ofReadout, dH } = this.readout.backward(h.all, dO.all);
    const dHs = new Unrolled(dH, x.time);
    const { gradients, dInitial, dX } = this.recurrence.backward(states, dHs, dLast);
    remember(gradients, { x, h, o, fromZeros });
    return { gradients: Object.assign(gradients, ofReadout), dInitial, dX };
  }
}
