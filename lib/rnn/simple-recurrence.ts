import { type Activation, backThrough } from '../matrix/activation';
import { expectMatrix } from '../matrix/grid';
import { Matrix } from '../matrix/matrix';
import { expectGates, expectInputs, expectShape } from '../matrix/shape';
import type { Shapes } from '../matrix/tree';
import type { Random } from '../random';
import type { LayerSizes } from './cell';
import { gradientsOf } from './gradients';
import { initialise, type Rule } from './initialise';
import { Reading } from './reading';
import type { Backward, Recurrence, States } from './recurrence';
import { expectGradient, type Inputs, Unrolled } from './unrolled';

/** The parameters of a simple recurrence, or their gradients: D inputs, H hidden units. */
export type SimpleParameters = {
  readonly U: Matrix; // [H, D]
  readonly W: Matrix; // [H, H]
  readonly b: Matrix; // [H, 1]
};

/** What the forward pass leaves for the backward pass. */
export interface SimpleStates extends States {
  readonly h0: Matrix; // [H, N], a copy in the order of the columns
  readonly read: Reading;
}

/** h(t) = g(b + W h(t−1) + U x(t)), with g = tanh, relu or sigmoid: slides 002, equation (6). */
export class SimpleRecurrence implements Recurrence<SimpleParameters, Matrix, SimpleStates> {
  readonly parameters: SimpleParameters;

  /** Throws a RangeError where the shapes don't fit. Other members of the record are left out. */
  constructor(
    { U, W, b }: SimpleParameters,
    readonly g: Activation = 'tanh',
  ) {
    expectGates('SimpleRecurrence', { U, W, b }, 1, U?.rows);
    expectShape('SimpleRecurrence', 'b', b, U.rows, 1);
    this.parameters = { U, W, b };
  }

  /** The shapes of its parameters, from its sizes. */
  static shapes({ D, H }: LayerSizes) {
    return { U: [H, D], W: [H, H], b: [H, 1] } satisfies Shapes;
  }

  /** With a first value for every parameter by a rule; `random` is a seed, or a stream. */
  static random(sizes: LayerSizes, rule: Rule, random: Random | number): SimpleRecurrence {
    return new SimpleRecurrence(initialise(SimpleRecurrence.shapes(sizes), rule, random));
  }

  get inputs(): number {
    return this.parameters.U.cols;
  }

  get units(): number {
    return this.parameters.W.rows;
  }

  initial(count: number): Matrix {
    return Matrix.zeros(this.units, count);
  }

  /**
   * The states for a batch, from h(−1) = h0 [H, N] on. `drive` [H, N], where given, is added to
   * b + U x(t) at every step of its sequence: R x, for one x that conditions a whole sequence.
   */
  forward(x: Inputs, h0 = this.initial(x.time.count), drive?: Matrix): SimpleStates {
    const { U, W, b } = this.parameters;
    const { time } = x;
    expectInputs('SimpleRecurrence.forward', 'U', U, x);
    expectMatrix('SimpleRecurrence.forward', 'h0', h0);
    expectShape('SimpleRecurrence.forward', 'h0', h0, this.units, time.count);
    // b + U x(t), for every t at once: where h(t) begins
    const h = x.project(U); // [H, Σ n(t)]
    h.all.addColumn(b);
    if (drive) h.addToSequences(drive);
    const before = h0.gather(time.order); // [H, N]
    let hPrev = before;
    for (let t = 0; t < time.steps; t++) {
      const n = time.running[t];
      // h(t) = g(b + W h(t−1) + U x(t))
      hPrev = h.at(t).addProduct(W, hPrev.columns(0, n))[this.g](); // [H, n]
    }
    return { x, h0: before, h, read: new Reading(this.parameters, x, h) };
  }

  last(states: SimpleStates): Matrix {
    return states.h.last();
  }

  /** `dDrive()` is the gradient of the drive, [H, N]. */
  backward(
    states: SimpleStates,
    dH: Unrolled,
    dLast?: Matrix,
  ): Backward<SimpleParameters, Matrix> & { dDrive(): Matrix } {
    const { U, W } = this.parameters;
    const { x, h0, h, read } = states;
    const { time } = x;
    read.expectUnchanged('SimpleRecurrence.backward');
    expectGradient('SimpleRecurrence.backward', 'dH', dH, this.units, time);
    // A single column is quicker with Wᵀ itself than with W read the other way.
    const WT = time.count === 1 ? W.transpose() : W.T;
    // dh(t) as it comes from above: where da(t) begins
    const da = new Unrolled(dH.all.copy(), time); // [H, Σ n(t)]
    if (dLast) da.all.scatterAdd(time.last, dLast);
    for (let t = time.steps - 1; t >= 0; t--) {
      // dh(t) = dh(t) + Wᵀ da(t+1), where there is a step t+1
      if (t + 1 < time.steps) {
        da.at(t)
          .columns(0, time.running[t + 1])
          .addProduct(WT, da.at(t + 1));
      }
      // da(t) = dh(t) ⊙ g′(a(t))
      backThrough(this.g, h.at(t), da.at(t)); // [H, n]
    }
    return {
      gradients: gradientsOf(this.parameters, {
        U: x.gradient(da), // dU = Σ da(t) x(t)ᵀ
        W: da.all.times(h.earlier(h0).all.T), // dW = Σ da(t) h(t−1)ᵀ
        b: da.all.sumOfColumns(), // db = Σ da(t)
      }),
      dInitial: WT.times(da.at(0)).gather(time.first), // dh(−1) = Wᵀ da(0)
      dX() {
        read.expectUnchanged('dX()');
        return new Unrolled(U.T.times(da.all), time); // dx(t) = Uᵀ da(t)
      },
      dDrive: () => da.sumOfSteps(), // Σ da(t) of each sequence
    };
  }
}
