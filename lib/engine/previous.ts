import type { Matrix } from './matrix';
import { expectShape } from './shape';
import type { Timeline } from './timeline';
import { type Inputs, Unrolled } from './unrolled';

/**
 * y(t−1) as an input: at the first step y0, then what y was one step earlier. Of y the last step
 * is never read. Lecture 004's teacher forcing, and the input of a decoder.
 */
export class Previous implements Inputs {
  /** From y, K numbers at every step, and y0 [K, N] in the caller's order. */
  constructor(
    private readonly y: Inputs,
    private readonly y0: Matrix,
  ) {
    expectShape('Previous', 'y0', y0, y0.rows, y.time.count);
  }

  get time(): Timeline {
    return this.y.time;
  }

  /** W y(t−1): first W y0, then what W y was one step earlier. */
  project(W: Matrix): Unrolled {
    expectShape('Previous', 'y0', this.y0, W.cols, this.time.count);
    return this.y.project(W).previous(W.times(this.y0));
  }

  /** dW = Σ da(t) y(t−1)ᵀ = da(0) y0ᵀ + Σ da(t+1) y(t)ᵀ */
  gradient(da: Unrolled): Matrix {
    const y0 = this.y0.gather(this.time.order);
    return this.y.gradient(da.next()).addProduct(da.at(0), y0.T);
  }

  /** From the gradient of y(t−1), [K, Σ n(t)], to those of y, [K, Σ n(t)], and y0, [K, N]. */
  backward(dYPrev: Matrix): { dY: Matrix; dY0: Matrix } {
    const d = new Unrolled(dYPrev, this.time);
    return { dY: d.next().all, dY0: d.at(0).gather(this.time.first) };
  }
}
