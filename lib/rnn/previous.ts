import type { Matrix } from '../matrix/matrix';
import { expectShape } from '../matrix/shape';
import type { Timeline } from './timeline';
import type { Inputs, Unrolled } from './unrolled';

/**
 * y(t−1) as an input: at the first step y0, then what y was one step earlier. Of y the last step
 * is never read. The teacher forcing of slides 004, and the input of a decoder.
 */
export class Previous implements Inputs {
  private readonly y0: Matrix; // [K, N], in the order of the columns

  /** From y, K numbers at every step, and y0 [K, N] in the caller's order, which is copied. */
  constructor(
    private readonly y: Inputs,
    y0: Matrix,
  ) {
    expectShape('Previous', 'y0', y0, y.size, y.time.count);
    this.y0 = y0.gather(y.time.order);
  }

  get time(): Timeline {
    return this.y.time;
  }

  get size(): number {
    return this.y.size;
  }

  /** W y(t−1): first W y0, then what W y was one step earlier. */
  project(W: Matrix): Unrolled {
    return this.y.project(W).earlier(W.times(this.y0));
  }

  /** dW = Σ da(t) y(t−1)ᵀ = da(0) y0ᵀ + Σ da(t+1) y(t)ᵀ */
  gradient(da: Unrolled): Matrix {
    return this.y.gradient(da.next()).addProduct(da.at(0), this.y0.T);
  }

  /** From the gradient of y(t−1) to those of y and of y0, [K, N] in the caller's order. */
  backward(dYPrev: Unrolled): { dY: Unrolled; dY0: Matrix } {
    return { dY: dYPrev.next(), dY0: dYPrev.at(0).gather(this.time.first) };
  }
}
