import type { Activation } from '../../matrix/activation';
import { Matrix } from '../../matrix/matrix';
import { expectShape } from '../../matrix/shape';
import { type Feedback, feedBack } from '../feedback';
import { gradientsOf, remember } from '../gradients';
import { Previous } from '../previous';
import { Reading } from '../reading';
import { Readout, type ReadoutParameters } from '../readout';
import type { Backward } from '../recurrence';
import { type SimpleParameters, SimpleRecurrence, type SimpleStates } from '../simple-recurrence';
import { Timeline } from '../timeline';
import { expectGradient, type Inputs, Unrolled } from '../unrolled';

/** The parameters, or their gradients: U [H, K] reads an output, R [H, D] the vector. */
export type VectorToSequenceParameters = SimpleParameters &
  ReadoutParameters & {
    readonly R: Matrix; // [H, D]
  };

/** What comes before the first step. */
export type BeforeSequence = {
  readonly h: Matrix; // [H, N], h(−1)
  readonly y: Matrix; // [K, N], y(−1)
};

/** What the forward pass leaves for the backward pass. */
export interface VectorToSequenceStates {
  readonly x: Matrix; // [D, N]
  readonly yPrev: Previous;
  readonly states: SimpleStates;
  readonly h: Unrolled; // [H, n(t)] at every t
  readonly o: Unrolled; // [K, n(t)] at every t
  readonly read: Reading;
}

/**
 * Vector to sequence, slides 004: one vector x conditions every step, as an image its caption.
 *   h(t) = g(b + W h(t−1) + U y(t−1) + R x), o(t) = c + V h(t)
 * Taught by the true y(t−1); in use ŷ(t−1) stands for it.
 */
export class VectorToSequence {
  readonly parameters: VectorToSequenceParameters;
  readonly recurrence: SimpleRecurrence;
  readonly readout: Readout;

  /** Throws a RangeError where the shapes don't fit. */
  constructor(parameters: VectorToSequenceParameters, g: Activation = 'tanh') {
    const { U, W, R, b, V, c } = parameters;
    this.parameters = { U, W, R, b, V, c };
    this.recurrence = new SimpleRecurrence({ U, W, b }, g);
    this.readout = new Readout({ V, c });
    expectShape('VectorToSequence', 'R', R, W.rows, R.cols);
    expectShape('VectorToSequence', 'U', U, W.rows, V.rows);
    expectShape('VectorToSequence', 'V', V, V.rows, W.rows);
  }

  /** What comes before the first step unless another is given: zeros. */
  initial(count: number): BeforeSequence {
    return { h: this.recurrence.initial(count), y: Matrix.zeros(this.readout.outputs, count) };
  }

  /** In training: x [D, N], and the true outputs y, of which step t reads y(t−1). */
  forward(x: Matrix, y: Inputs, before = this.initial(y.time.count)): VectorToSequenceStates {
    const yPrev = new Previous(y, before.y);
    const states = this.recurrence.forward(yPrev, before.h, this.drive(x, y.time.count));
    // o(t) = c + V h(t), for every t at once
    const o = new Unrolled(this.readout.forward(states.h.all), y.time); // [K, Σ n(t)]
    const { R, V, c } = this.parameters;
    return { x, yPrev, states, h: states.h, o, read: new Reading({ R, V, c, x }) };
  }

  /** In use: x [D, N], and as many steps as are wanted, each of which reads its own ŷ(t−1). */
  freeRunning(
    x: Matrix,
    steps: number,
    before = this.initial(x.cols),
    feedback: Feedback = 'softmax',
  ): Unrolled {
    const drive = this.drive(x, x.cols);
    const o = Unrolled.empty(
      this.readout.outputs,
      new Timeline(new Array<number>(x.cols).fill(steps)),
    );
    const oneStep = new Timeline(new Array<number>(x.cols).fill(1));
    let { h, y } = before;
    for (let t = 0; t < steps; t++) {
      // h(t) = g(b + W h(t−1) + U ŷ(t−1) + R x)
      const states = this.recurrence.forward(new Unrolled(y, oneStep), h, drive);
      h = this.recurrence.last(states); // [H, N]
      // o(t) = c + V h(t)
      o.at(t).assign(this.readout.forward(h)); // [K, N]
      y = feedBack(o.at(t), feedback); // [K, N]
    }
    return o;
  }

  /** R x, which every step reads. */
  private drive(x: Matrix, count: number): Matrix {
    const { R } = this.parameters;
    expectShape('VectorToSequence', 'x', x, R.cols, count);
    return R.times(x); // [H, N]
  }

  /**
   * From do(t) for every t to the gradient of everything. `dX()` is that of the vectors, [D, N],
   * `dY()` that of the true outputs.
   */
  backward(
    { x, yPrev, states, h, o, read }: VectorToSequenceStates,
    dO: Unrolled,
  ): Omit<Backward<VectorToSequenceParameters, BeforeSequence>, 'dX'> & {
    dX(): Matrix;
    dY(): Unrolled;
  } {
    const { R } = this.parameters;
    read.expectUnchanged('VectorToSequence.backward');
    expectGradient('VectorToSequence.backward', 'dO', dO, this.readout.outputs, h.time);
    const { gradients: ofReadout, dH } = this.readout.backward(h.all, dO.all);
    const below = this.recurrence.backward(states, new Unrolled(dH, h.time));
    const dDrive = below.dDrive(); // Σ da(t) of each sequence, [H, N]
    const { dY, dY0 } = yPrev.backward(below.dX());
    const gradients = {
      ...below.gradients,
      ...gradientsOf({ R }, { R: dDrive.times(x.T) }), // dR = Σ da(t) xᵀ
      ...ofReadout,
    };
    remember(gradients, { h, o });
    return {
      gradients,
      dInitial: { h: below.dInitial, y: dY0 },
      dX() {
        read.expectUnchanged('dX()');
        return R.T.times(dDrive); // dx = Rᵀ Σ da(t)
      },
      dY: () => dY, // dy(t) = Uᵀ da(t+1)
    };
  }
}
