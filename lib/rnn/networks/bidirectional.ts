import type { Matrices, State } from '../../matrix/tree';
import { streamOf } from '../../random';
import { type Cell, unitsOf } from '../cell';
import { putGates, rowsOf } from '../gates';
import type { Backward, Recurrence, States } from '../recurrence';
import { Reversed } from '../reversed';
import { expectGradient, type Inputs, Unrolled } from '../unrolled';

/** Something for the recurrence that runs forward in time, and for the one that runs backward. */
export type BothWays<X> = { readonly forward: X; readonly backward: X };

/** What the forward pass leaves; h is [H + G, n(t)] at every t, h(t) above g(t). */
export interface BidirectionalStates<S extends States> extends States {
  readonly forward: S;
  readonly backward: S;
}

/**
 * Two recurrences over the same inputs, slides 004: h runs from each sequence's start, g from its
 * own end. H units run forward, G backward.
 *   h(t) from h(t−1) and x(t), g(t) from g(t+1) and x(t)
 * Together they are a recurrence of H + G units, which a readout reads and a layer may stand on:
 * with V = [V_F V_B], o(t) = c + V [h(t); g(t)] = c + V_F h(t) + V_B g(t).
 */
export class Bidirectional<P extends Matrices, I extends State, S extends States>
  implements Recurrence<BothWays<P>, BothWays<I>, BidirectionalStates<S>>
{
  readonly parameters: BothWays<P>;

  /** Throws a RangeError where the two read inputs of different sizes. */
  constructor(
    readonly hRecurrence: Recurrence<P, I, S>,
    readonly gRecurrence: Recurrence<P, I, S>,
  ) {
    if (hRecurrence.inputs !== gRecurrence.inputs) {
      throw new RangeError(
        `Bidirectional: forward reads ${hRecurrence.inputs} numbers, backward ` +
          `${gRecurrence.inputs}; both read the same x(t).`,
      );
    }
    this.parameters = { forward: hRecurrence.parameters, backward: gRecurrence.parameters };
  }

  /** A cell that runs both ways, with H units each way. */
  static of<P extends Matrices, I extends State, S extends States>(
    cell: Cell<P, I, S>,
  ): Cell<BothWays<P>, BothWays<I>, BidirectionalStates<S>> {
    return {
      units: (H) => 2 * unitsOf(cell, H),
      shapes: (sizes) => ({ forward: cell.shapes(sizes), backward: cell.shapes(sizes) }),
      random(sizes, rule, random) {
        const stream = streamOf(random);
        const forward = cell.random(sizes, rule, stream);
        return new Bidirectional(forward, cell.random(sizes, rule, stream));
      },
    };
  }

  get inputs(): number {
    return this.hRecurrence.inputs;
  }

  get units(): number {
    return this.hRecurrence.units + this.gRecurrence.units;
  }

  /** h(−1), and g after the last step: where each begins. */
  initial(count: number): BothWays<I> {
    return {
      forward: this.hRecurrence.initial(count),
      backward: this.gRecurrence.initial(count),
    };
  }

  /** The states for a batch; each sequence is reversed within its own length. */
  forward(x: Inputs, initial?: BothWays<I>): BidirectionalStates<S> {
    const forward = this.hRecurrence.forward(x, initial?.forward);
    const backward = this.gRecurrence.forward(new Reversed(x), initial?.backward);
    const h = Unrolled.empty(this.units, x.time);
    putGates(h.all, [forward.h.all, backward.h.reversed().all]); // [h(t); g(t)]
    return { x, h, forward, backward };
  }

  /** What each has read last: h at the sequence's end, g at its start. */
  last({ forward, backward }: BidirectionalStates<S>): BothWays<I> {
    return {
      forward: this.hRecurrence.last(forward),
      backward: this.gRecurrence.last(backward),
    };
  }

  backward(
    { x, forward, backward }: BidirectionalStates<S>,
    dH: Unrolled,
    dLast?: BothWays<I>,
  ): Backward<BothWays<P>, BothWays<I>> {
    expectGradient('Bidirectional.backward', 'dH', dH, this.units, x.time);
    const [H, G] = [this.hRecurrence.units, this.gRecurrence.units];
    const dh = new Unrolled(rowsOf(dH.all, 0, H), x.time); // [H, Σ n(t)]
    const dg = new Unrolled(rowsOf(dH.all, H, G), x.time); // [G, Σ n(t)]
    const ofH = this.hRecurrence.backward(forward, dh, dLast?.forward);
    const ofG = this.gRecurrence.backward(backward, dg.reversed(), dLast?.backward);
    return {
      gradients: { forward: ofH.gradients, backward: ofG.gradients },
      dInitial: { forward: ofH.dInitial, backward: ofG.dInitial },
      // x(t) was read by both
      dX() {
        const [dX, ofBoth] = [ofH.dX(), ofG.dX().reversed()];
        dX.all.add(ofBoth.all);
        return dX;
      },
    };
  }
}
