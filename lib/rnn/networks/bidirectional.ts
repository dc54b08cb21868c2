import type { Matrix } from '../../matrix/matrix';
import type { Matrices, State } from '../../matrix/tree';
import { expectShape } from '../../matrix/shape';
import { gradientsOf, remember } from '../gradients';
import { Reading } from '../reading';
import type { Backward, Recurrence, States } from '../recurrence';
import { Reversed } from '../reversed';
import { expectGradient, type Inputs, Unrolled } from '../unrolled';

/** The parameters that read both states. */
export type BothReadout = {
  readonly V_F: Matrix; // [K, H]
  readonly V_B: Matrix; // [K, G], for G units of the backward recurrence
  readonly c: Matrix; // [K, 1]
};

/** The parameters, or their gradients. */
export type BidirectionalParameters<P extends Matrices> = BothReadout & {
  readonly forward: P;
  readonly backward: P;
};

/** h(−1), and g after the last step: where each recurrence begins. */
export type BothStates<I extends State> = { readonly forward: I; readonly backward: I };

/** What the forward pass leaves for the backward pass. */
export interface BidirectionalStates<S extends States> {
  readonly forward: S;
  readonly backward: S;
  readonly h: Unrolled; // [H, n(t)] at every t
  readonly g: Unrolled; // [G, n(t)] at every t, t as in x
  readonly o: Unrolled; // [K, n(t)] at every t
  readonly read: Reading;
}

/**
 * A bidirectional network, slides 004: h runs from each sequence's start, g from its own end.
 *   h(t) from h(t−1) and x(t), g(t) from g(t+1) and x(t), o(t) = c + V_F h(t) + V_B g(t)
 */
export class Bidirectional<P extends Matrices, I extends State, S extends States> {
  readonly parameters: BidirectionalParameters<P>;

  /** Throws a RangeError where the readout doesn't read both recurrences' states. */
  constructor(
    readonly hRecurrence: Recurrence<P, I, S>,
    readonly gRecurrence: Recurrence<P, I, S>,
    { V_F, V_B, c }: BothReadout,
  ) {
    expectShape('Bidirectional', 'V_F', V_F, V_F.rows, hRecurrence.units);
    expectShape('Bidirectional', 'V_B', V_B, V_F.rows, gRecurrence.units);
    expectShape('Bidirectional', 'c', c, V_F.rows, 1);
    const [forward, backward] = [hRecurrence.parameters, gRecurrence.parameters];
    this.parameters = { forward, backward, V_F, V_B, c };
  }

  /** The states and outputs for a batch; each sequence is reversed within its own length. */
  forward(x: Inputs, initial?: BothStates<I>): BidirectionalStates<S> {
    const { V_F, V_B, c } = this.parameters;
    const forward = this.hRecurrence.forward(x, initial?.forward);
    const backward = this.gRecurrence.forward(new Reversed(x), initial?.backward);
    const h = forward.h;
    const g = backward.h.reversed();
    // o(t) = c + V_F h(t) + V_B g(t), for every t at once
    const all = V_F.times(h.all).addProduct(V_B, g.all).addColumn(c); // [K, Σ n(t)]
    const read = new Reading({ V_F, V_B, c });
    return { forward, backward, h, g, o: new Unrolled(all, x.time), read };
  }

  /** From do(t) for every t to the gradient of everything. */
  backward(
    { forward, backward, h, g, o, read }: BidirectionalStates<S>,
    dO: Unrolled,
  ): Backward<BidirectionalParameters<P>, BothStates<I>> {
    const { V_F, V_B, c } = this.parameters;
    const { x } = forward;
    read.expectUnchanged('Bidirectional.backward');
    expectGradient('Bidirectional.backward', 'dO', dO, V_F.rows, x.time);
    const dH = new Unrolled(V_F.T.times(dO.all), x.time); // dh(t) = V_Fᵀ do(t)
    const dG = new Unrolled(V_B.T.times(dO.all), x.time); // dg(t) = V_Bᵀ do(t)
    const ofH = this.hRecurrence.backward(forward, dH);
    const ofG = this.gRecurrence.backward(backward, dG.reversed());
    const readout = {
      V_F: dO.all.times(h.all.T), // dV_F = Σ do(t) h(t)ᵀ
      V_B: dO.all.times(g.all.T), // dV_B = Σ do(t) g(t)ᵀ
      c: dO.all.sumOfColumns(), // dc = Σ do(t)
    };
    const gradients = {
      forward: ofH.gradients,
      backward: ofG.gradients,
      ...gradientsOf({ V_F, V_B, c }, readout),
    };
    remember(gradients, { x, h, o });
    return {
      gradients,
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
