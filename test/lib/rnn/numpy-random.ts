import { mersenne } from 'pure-rand/generator/mersenne';
import type { Mat } from '../../../lib/linear';

/** Numbers as np.random.randn gives them after np.random.seed: whole courses print what follows. */
export class NumpyRandom {
  private readonly generator: ReturnType<typeof mersenne>;
  private spare: number | undefined;

  constructor(seed: number) {
    this.generator = mersenne(seed);
  }

  /** np.random.randn(rows, cols) */
  matrix(rows: number, cols: number): Mat {
    return Array.from({ length: rows }, () => Array.from({ length: cols }, () => this.normal()));
  }

  /** np.random.randn(n, rows, cols) */
  cube(n: number, rows: number, cols: number): Mat[] {
    return Array.from({ length: n }, () => this.matrix(rows, cols));
  }

  /** The polar method, which finds two at a time: the second first. */
  private normal(): number {
    const { spare } = this;
    this.spare = undefined;
    if (spare !== undefined) return spare;
    for (;;) {
      const [u, v] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const r2 = u * u + v * v;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * Math.log(r2)) / r2);
      this.spare = f * u;
      return f * v;
    }
  }

  /** 53 bits of two draws. */
  private uniform(): number {
    const [high, low] = [this.generator.next() >>> 5, this.generator.next() >>> 6];
    return (high * 2 ** 26 + low) / 2 ** 53;
  }
}
