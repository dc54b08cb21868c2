import { engine } from './engine';
import { Grid } from './grid';

/**
 * What is done number by number, in place: M is the matrix before the dot, and returned.
 * Partners have M's shape, or a RangeError names both.
 */
export class Elementwise extends Grid {
  /** M = value, everywhere */
  fill(value: number): this {
    engine.kernels.fill(this.size, value, this.placeToChange);
    return this;
  }

  /** M = X */
  assign(X: Grid): this {
    const place = this.partner('assign', X);
    engine.kernels.copy(this.size, place, this.placeToChange);
    return this;
  }

  /** M = M + X */
  add(X: Grid): this {
    const place = this.partner('add', X);
    engine.kernels.add(this.size, place, this.placeToChange);
    return this;
  }

  /** M = M + k X */
  addScaled(k: number, X: Grid): this {
    const place = this.partner('addScaled', X);
    engine.kernels.addScaled(this.size, k, place, this.placeToChange);
    return this;
  }

  /** M = M ⊙ X */
  hadamard(X: Grid): this {
    const place = this.partner('hadamard', X);
    engine.kernels.hadamard(this.size, place, this.placeToChange);
    return this;
  }

  /** M = k M */
  scale(k: number): this {
    engine.kernels.scale(this.size, k, this.placeToChange);
    return this;
  }

  /** M = M, every number held between −limit and limit */
  clip(limit: number): this {
    engine.kernels.clip(this.size, limit, this.placeToChange);
    return this;
  }

  /** M = tanh M */
  tanh(): this {
    engine.kernels.tanh(this.size, this.placeToChange);
    return this;
  }

  /** M = σ(M) = 1 / (1 + e⁻ᴹ) */
  sigmoid(): this {
    engine.kernels.sigmoid(this.size, this.placeToChange);
    return this;
  }

  /** M = max(M, 0) */
  relu(): this {
    engine.kernels.relu(this.size, this.placeToChange);
    return this;
  }

  /** M(j) = softmax M(j), column for column */
  softmax(): this {
    if (this.rows > 0) engine.kernels.softmax(this.rows, this.cols, this.placeToChange);
    return this;
  }

  /** From dh to da for h = tanh a: M = M ⊙ (1 − h²) */
  backThroughTanh(h: Grid): this {
    const place = this.partner('backThroughTanh', h);
    engine.kernels.backThroughTanh(this.size, place, this.placeToChange);
    return this;
  }

  /** From ds to da for s = σ(a): M = M ⊙ s ⊙ (1 − s) */
  backThroughSigmoid(s: Grid): this {
    const place = this.partner('backThroughSigmoid', s);
    engine.kernels.backThroughSigmoid(this.size, place, this.placeToChange);
    return this;
  }

  /** From dh to da for h = max(a, 0): M stays where h > 0 and is 0 elsewhere */
  backThroughRelu(h: Grid): this {
    const place = this.partner('backThroughRelu', h);
    engine.kernels.backThroughRelu(this.size, place, this.placeToChange);
    return this;
  }
}
