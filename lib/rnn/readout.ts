import { expectMatrix } from '../matrix/grid';
import type { Matrix } from '../matrix/matrix';
import { expectGiven, expectShape } from '../matrix/shape';
import type { Shapes } from '../matrix/tree';
import type { Random } from '../random';
import { gradientsOf } from './gradients';
import { initialise, type Rule } from './initialise';

/** The parameters of a readout, or their gradients: H hidden units, K outputs. */
export type ReadoutParameters = {
  readonly V: Matrix; // [K, H]
  readonly c: Matrix; // [K, 1]
};

/** o = c + V h, for any number of states at once: those of every step, or the last ones. */
export class Readout {
  readonly parameters: ReadoutParameters;

  /** Throws a RangeError where V and c don't fit. Other members of the record are left out. */
  constructor({ V, c }: ReadoutParameters) {
    expectGiven('Readout', { V, c });
    expectShape('Readout', 'c', c, V.rows, 1);
    this.parameters = { V, c };
  }

  /** The shapes of its parameters, from its sizes. */
  static shapes({ H, K }: { H: number; K: number }) {
    return { V: [K, H], c: [K, 1] } satisfies Shapes;
  }

  /** With a first value for every parameter by a rule; `random` is a seed, or a stream. */
  static random(sizes: { H: number; K: number }, rule: Rule, random: Random | number): Readout {
    return new Readout(initialise(Readout.shapes(sizes), rule, random));
  }

  /** H */
  get inputs(): number {
    return this.parameters.V.cols;
  }

  /** K */
  get outputs(): number {
    return this.parameters.V.rows;
  }

  /** From states h [H, n] to outputs o [K, n]. */
  forward(h: Matrix): Matrix {
    const { V, c } = this.parameters;
    expectShape('Readout.forward', 'h', h, V.cols, h.cols);
    // o = c + V h
    return V.times(h).addColumn(c); // [K, n]
  }

  /** From dO [K, n], for the states h that gave o, to dH [H, n] and the gradients. */
  backward(h: Matrix, dO: Matrix): { gradients: ReadoutParameters; dH: Matrix } {
    const { V } = this.parameters;
    expectMatrix('Readout.backward', 'dO', dO);
    expectShape('Readout.backward', 'dO', dO, V.rows, h.cols);
    return {
      dH: V.T.times(dO), // dh = Vᵀ do, [H, n]
      gradients: gradientsOf(this.parameters, {
        V: dO.times(h.T), // dV = Σ do hᵀ
        c: dO.sumOfColumns(), // dc = Σ do
      }),
    };
  }
}
