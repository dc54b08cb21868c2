import type { Matrix } from '../matrix/matrix';
import type { Timeline } from './timeline';
import type { Inputs, Unrolled } from './unrolled';

/** The same inputs, each sequence from its own end to its start: what a backward state reads. */
export class Reversed implements Inputs {
  constructor(private readonly x: Inputs) {}

  get time(): Timeline {
    return this.x.time;
  }

  get size(): number {
    return this.x.size;
  }

  project(U: Matrix): Unrolled {
    return this.x.project(U).reversed();
  }

  gradient(da: Unrolled): Matrix {
    return this.x.gradient(da.reversed());
  }
}
