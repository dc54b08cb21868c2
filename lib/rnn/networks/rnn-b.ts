import { type Activation, backThrough } from '../../matrix/activation';
import { Matrix } from '../../matrix/matrix';
import { expectGiven, expectInputs, expectLengths, expectShape } from '../../matrix/shape';
import { backThroughFeedback, type Feedback, feedBack } from '../feedback';
import { gradientsOf, remember } from '../gradients';
import { Previous } from '../previous';
import { Reading } from '../reading';
import type { Backward } from '../recurrence';
import { expectGradient, type Inputs, Unrolled } from '../unrolled';

/** The parameters of RNN (B), or their gradients: D inputs, H hidden units, K outputs. */
export type RnnBParameters = {
  readonly U: Matrix; // [H, D]
  readonly W: Matrix; // [H, K]: it reads an output, so it isn't square
  readonly b: Matrix; // [H, 1]
  readonly V: Matrix; // [K, H]
  readonly c: Matrix; // [K, 1]
};

/** What a forward pass leaves for the backward pass. */
export interface RnnBStates {
  readonly x: Inputs;
  readonly yPrev: Previous; // what stood for y(t−1)
  readonly h: Unrolled; // [H, n(t)] at every t
  readonly o: Unrolled; // [K, n(t)] at every t
  readonly read: Reading;
  /** ŷ(t) and how it came from o(t), where the network ran freely. */
  readonly free?: { readonly yHat: Unrolled; readonly feedback: Feedback };
}

/**
 * RNN (B), slides 002 and 004: the output recurs, in place of the hidden state.
 *   h(t) = g(b + W y(t−1) + U x(t)), o(t) = c + V h(t)
 * Taught by the true y(t−1), no step waits for another; in use ŷ(t−1) stands for it.
 */
export class RnnB {
  /** Throws a RangeError where the shapes don't fit. */
  constructor(
    readonly parameters: RnnBParameters,
    readonly g: Activation = 'tanh',
  ) {
    const { U, W, b, V, c } = parameters;
    expectGiven('RnnB', { U, W, b, V, c });
    expectShape('RnnB', 'W', W, U.rows, V.rows);
    expectShape('RnnB', 'V', V, V.rows, U.rows);
    expectShape('RnnB', 'b', b, U.rows, 1);
    expectShape('RnnB', 'c', c, V.rows, 1);
  }

  /** y(−1) unless another is given: zeros, [K, N]. */
  initial(count: number): Matrix {
    return Matrix.zeros(this.parameters.V.rows, count);
  }

  /**
   * Teacher forcing: y are the true outputs at t = 0, 1, …; step t reads y(t−1), the first y0
   * [K, N]. All steps are computed at once.
   */
  teacherForced(x: Inputs, y: Inputs, y0 = this.initial(x.time.count)): RnnBStates {
    const { U, W, b, V, c } = this.parameters;
    expectLengths('RnnB.teacherForced', 'y', y.time.lengths, x.time.lengths);
    const yPrev = new Previous(y, y0);
    // h(t) = g(b + W y(t−1) + U x(t)), for every t at once
    const h = this.fromInputs(x); // [H, Σ n(t)]
    h.all.add(yPrev.project(W).all)[this.g]();
    // o(t) = c + V h(t), for every t at once
    const o = new Unrolled(V.times(h.all).addColumn(c), x.time); // [K, Σ n(t)]
    return { x, yPrev, h, o, read: new Reading({ U, W, b, V, c }, x, h) };
  }

  /** Running freely: step t reads its own ŷ(t−1), the first y0 [K, N]. */
  freeRunning(
    x: Inputs,
    y0 = this.initial(x.time.count),
    feedback: Feedback = 'softmax',
  ): RnnBStates {
    const { U, W, b, V, c } = this.parameters;
    const { time } = x;
    expectShape('RnnB.freeRunning', 'y0', y0, V.rows, time.count);
    const h = this.fromInputs(x); // [H, Σ n(t)]
    const o = Unrolled.empty(V.rows, time); // [K, Σ n(t)]
    const yHat = Unrolled.empty(V.rows, time); // [K, Σ n(t)]
    let yPrev = y0.gather(time.order); // [K, N]
    for (let t = 0; t < time.steps; t++) {
      // h(t) = g(b + W ŷ(t−1) + U x(t))
      h.at(t).addProduct(W, yPrev.columns(0, time.running[t]))[this.g](); // [H, n]
      // o(t) = c + V h(t)
      o.at(t).fill(0).addProduct(V, h.at(t)).addColumn(c); // [K, n]
      yPrev = yHat.at(t).assign(feedBack(o.at(t), feedback)); // [K, n]
    }
    const read = new Reading({ U, W, b, V, c }, x, h);
    return { x, yPrev: new Previous(yHat, y0), h, o, read, free: { yHat, feedback } };
  }

  /** b + U x(t), for every t at once: where h(t) begins. */
  private fromInputs(x: Inputs): Unrolled {
    const { U, b } = this.parameters;
    expectInputs('RnnB', 'U', U, x);
    const h = x.project(U);
    h.all.addColumn(b);
    return h;
  }

  /**
   * From do(t) for every t to the gradient of everything; of a free run, through time. `dY()` is
   * that of the true outputs, zeros where the network ran freely.
   */
  backward(
    states: RnnBStates,
    dO: Unrolled,
  ): Backward<RnnBParameters, Matrix> & { dY(): Unrolled } {
    const { U, W, b, V, c } = this.parameters;
    const { x, yPrev, h, o, read, free } = states;
    const { time } = x;
    read.expectUnchanged('RnnB.backward');
    expectGradient('RnnB.backward', 'dO', dO, V.rows, time);
    // do(t), with what arrives through ŷ(t), and da(t)
    const { total, da } = free
      ? this.throughTime(h, dO.all, free.yHat, free.feedback)
      : { total: dO.all, da: this.atOnce(h, dO.all) };
    const found = {
      U: x.gradient(da), // dU = Σ da(t) x(t)ᵀ
      W: yPrev.gradient(da), // dW = Σ da(t) y(t−1)ᵀ
      b: da.all.sumOfColumns(), // db = Σ da(t)
      V: total.times(h.all.T), // dV = Σ do(t) h(t)ᵀ
      c: total.sumOfColumns(), // dc = Σ do(t)
    };
    const gradients = gradientsOf({ U, W, b, V, c }, found);
    remember(gradients, { x, h, o });
    const back = (operation: string, M: Matrix) => {
      read.expectUnchanged(operation);
      return new Unrolled(M.T.times(da.all), time);
    };
    return {
      gradients,
      dInitial: W.T.times(da.at(0)).gather(time.first), // dy(−1) = Wᵀ da(0)
      dX: () => back('dX()', U), // dx(t) = Uᵀ da(t)
      dY() {
        if (free) return new Unrolled(Matrix.zeros(V.rows, time.columns), time);
        return yPrev.backward(back('dY()', W)).dY; // dy(t) = Wᵀ da(t+1)
      },
    };
  }

  /** Teacher-forced: da(t) = Vᵀ do(t) ⊙ g′(a(t)), for every t at once. */
  private atOnce(h: Unrolled, dO: Matrix): Unrolled {
    const dh = this.parameters.V.T.times(dO); // [H, Σ n(t)]
    return new Unrolled(backThrough(this.g, h.all, dh), h.time);
  }

  /** Running freely: do(t) waits for da(t+1), which read ŷ(t). */
  private throughTime(
    h: Unrolled,
    dO: Matrix,
    yHat: Unrolled,
    feedback: Feedback,
  ): { total: Matrix; da: Unrolled } {
    const { W, V } = this.parameters;
    const { time } = h;
    const total = new Unrolled(dO.copy(), time); // [K, Σ n(t)]
    const da = Unrolled.empty(W.rows, time); // [H, Σ n(t)]
    for (let t = time.steps - 1; t >= 0; t--) {
      if (t + 1 < time.steps) {
        const n = time.running[t + 1];
        // dŷ(t) = Wᵀ da(t+1), and from it what it adds to do(t), where there is a step t+1
        const dYHat = W.T.times(da.at(t + 1)); // [K, n]
        const fed = backThroughFeedback(yHat.at(t).columns(0, n), dYHat, feedback);
        total.at(t).columns(0, n).add(fed);
      }
      // dh(t) = Vᵀ do(t), da(t) = dh(t) ⊙ g′(a(t))
      da.at(t).fill(0).addProduct(V.T, total.at(t)); // [H, n]
      backThrough(this.g, h.at(t), da.at(t));
    }
    return { total: total.all, da };
  }
}
