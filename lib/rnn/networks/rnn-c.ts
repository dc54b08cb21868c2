import type { Activation } from '../../matrix/activation';
import { expectMatrix } from '../../matrix/grid';
import { Matrix } from '../../matrix/matrix';
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
import { type Inputs, Unrolled } from '../unrolled';
import type { RnnParameters } from './rnn-a';

/** The one output of every sequence, and what the recurrence leaves. */
export interface RnnCStates<S extends States> {
  readonly states: S;
  readonly h: Matrix; // [H, N], the last states, in the caller's order
  readonly o: Matrix; // [K, N], in the caller's order
  readonly read: Reading;
  /** Whether no initial state was given, so that it began with zeros. */
  readonly fromZeros: boolean;
}

/**
 * RNN (C), slides 002 and 004: many to one. The hidden state recurs, and only the last one of a
 * sequence is read out: V appears once. The recurrence may be any one.
 */
export class RnnC<P extends Matrices, I extends State, S extends States> {
  readonly parameters: P & ReadoutParameters;

  /** Throws a RangeError where the readout doesn't read the recurrence's states. */
  constructor(
    readonly recurrence: Recurrence<P, I, S>,
    readonly readout: Readout,
  ) {
    expectShape('RnnC', 'V', readout.parameters.V, readout.outputs, recurrence.units);
    this.parameters = { ...recurrence.parameters, ...readout.parameters };
  }

  /** To begin training with: of a cell, such as Lstm, its sizes, a rule and a seed or a stream. */
  static random<P extends Matrices, I extends State, S extends States>(
    cell: Cell<P, I, S>,
    { D, H, K }: NetworkSizes,
    rule: Rule,
    random: Random | number,
  ): RnnC<P, I, S> {
    const stream = streamOf(random);
    const recurrence = cell.random({ D, H }, rule, stream);
    return new RnnC(recurrence, Readout.random({ H: recurrence.units, K }, rule, stream));
  }

  /** The lecture's own: h(t) = g(b + W h(t−1) + U x(t)), o = c + V h(last). */
  static simple(
    parameters: RnnParameters,
    g: Activation = 'tanh',
  ): RnnC<SimpleParameters, Matrix, SimpleStates> {
    return new RnnC(new SimpleRecurrence(parameters, g), new Readout(parameters));
  }

  /** The state before the first step of so many sequences: zeros. */
  initial(count: number): I {
    return this.recurrence.initial(count);
  }

  /** One output for every sequence, from the initial state on (zeros unless given). */
  forward(x: Inputs, initial?: I): RnnCStates<S> {
    const states = this.recurrence.forward(x, initial);
    const h = states.h.last(); // [H, N]
    // o = c + V h(last)
    const o = this.readout.forward(h); // [K, N]
    return { states, h, o, read: new Reading(this.readout.parameters), fromZeros: !initial };
  }

  /** Each sequence's state after its last step: where its continuation begins. */
  last({ states }: RnnCStates<S>): I {
    return this.recurrence.last(states);
  }

  /** From do, [K, N] in the caller's order, to the gradient of everything. */
  backward(
    { states, h, o, read, fromZeros }: RnnCStates<S>,
    dO: Matrix,
  ): Backward<P & ReadoutParameters, I> {
    const { x } = states;
    read.expectUnchanged('RnnC.backward');
    expectMatrix('RnnC.backward', 'dO', dO);
    expectShape('RnnC.backward', 'dO', dO, o.rows, o.cols);
    const { gradients: ofReadout, dH: dHLast } = this.readout.backward(h, dO);
    // dh(t) comes from above at the last step only
    const all = Matrix.zeros(h.rows, x.time.columns).scatterAdd(x.time.last, dHLast);
    const dH = new Unrolled(all, x.time); // [H, Σ n(t)]
    const { gradients, dInitial, dX } = this.recurrence.backward(states, dH);
    remember(gradients, { x, h: states.h, o, fromZeros });
    return { gradients: Object.assign(gradients, ofReadout), dInitial, dX };
  }
}
