import { expectMatrix } from '../matrix/grid';
import { Matrix } from '../matrix/matrix';
import { expectInputs, expectLabels, expectLengths, expectShape } from '../matrix/shape';
import { Timeline } from './timeline';

/** What a recurrent layer takes in: dense columns, or one-hot ones given by their labels. */
export interface Inputs {
  readonly time: Timeline;
  /** D, how many numbers x(t) has. */
  readonly size: number;
  /** U x(t), for every t at once. */
  project(U: Matrix): Unrolled;
  /** dU = Σ da(t) x(t)ᵀ */
  gradient(da: Unrolled): Matrix;
}

/** A quantity at every step of a batch of sequences: x, h, a, o. */
export class Unrolled implements Inputs {
  /** `all` is [rows, Σ n(t)]: the columns of every step, side by side. */
  constructor(
    readonly all: Matrix,
    readonly time: Timeline,
  ) {
    expectMatrix('Unrolled', 'all', all);
    expectShape('Unrolled', 'all', all, all.rows, time.columns);
  }

  get size(): number {
    return this.all.rows;
  }

  /** From sequences of column vectors: x[i][t] is x(t) of sequence i. */
  static from(sequences: readonly (readonly (readonly number[])[])[]): Unrolled {
    const time = new Timeline(sequences.map((sequence) => sequence.length));
    sequences.forEach((sequence, i) => {
      sequence.forEach((x, t) => {
        expectVector(x, sequences[0][0].length, `of sequence ${i} at t = ${t}`);
      });
    });
    return new Unrolled(Matrix.from(time.unroll(sequences)).transpose(), time);
  }

  /** With any content, for what will fill it. */
  static empty(rows: number, time: Timeline): Unrolled {
    return new Unrolled(Matrix.empty(rows, time.columns), time);
  }

  /** The quantity at step t, [rows, n(t)]: a part of `all`. */
  at(t: number): Matrix {
    return this.all.columns(this.time.start[t], this.time.running[t]);
  }

  /** Of every sequence its last step, [rows, N], in the caller's order. */
  last(): Matrix {
    return this.all.gather(this.time.last);
  }

  /** The same quantity one step earlier, from its initial value [rows, N] on. */
  previous(initial: Matrix): Unrolled {
    return this.earlier(initial.gather(this.time.order));
  }

  /** The same for an initial value that already has the order of the columns. */
  earlier(initial: Matrix): Unrolled {
    const { time } = this;
    const earlier = Unrolled.empty(this.all.rows, time);
    earlier.at(0).assign(initial);
    if (time.columns === time.steps * time.count) {
      // all of one length: every step but the last, moved on by one step
      const n = time.columns - time.count;
      earlier.all.columns(time.count, n).assign(this.all.columns(0, n));
      return earlier;
    }
    for (let t = 1; t < time.steps; t++) {
      earlier.at(t).assign(this.at(t - 1).columns(0, time.running[t]));
    }
    return earlier;
  }

  /**
   * The same quantity one step later, zeros at each sequence's end: what `previous` is for a
   * quantity, this is for its gradient.
   */
  next(): Unrolled {
    const { time } = this;
    const later = new Unrolled(Matrix.zeros(this.all.rows, time.columns), time);
    for (let t = 0; t + 1 < time.steps; t++) {
      later
        .at(t)
        .columns(0, time.running[t + 1])
        .assign(this.at(t + 1));
    }
    return later;
  }

  /** Each sequence from its own end to its start. */
  reversed(): Unrolled {
    const { time } = this;
    const mirror = new Array<number>(time.columns);
    for (let i = 0; i < time.count; i++) {
      const columns = time.columnsOf(i);
      columns.forEach((column, t) => {
        mirror[column] = columns[columns.length - 1 - t];
      });
    }
    return new Unrolled(this.all.gather(mirror), time);
  }

  /** Adds to every step of sequence i the column i of a matrix [rows, N]. */
  addToSequences(constant: Matrix): this {
    const { time } = this;
    expectShape('addToSequences', 'its argument', constant, this.all.rows, time.count);
    const ordered = constant.gather(time.order);
    for (let t = 0; t < time.steps; t++) this.at(t).add(ordered.columns(0, time.running[t]));
    return this;
  }

  /** Of every sequence the sum over its steps, [rows, N], in the caller's order. */
  sumOfSteps(): Matrix {
    const { time } = this;
    const sum = this.at(0).copy();
    for (let t = 1; t < time.steps; t++) sum.columns(0, time.running[t]).add(this.at(t));
    return sum.gather(time.first);
  }

  /** One sequence as plain arrays: its vector at every step. */
  sequence(i: number): number[][] {
    const columns = this.time.columnsOf(i);
    return columns.map((j) =>
      Array.from({ length: this.all.rows }, (_, row) => this.all.at(row, j)),
    );
  }

  project(U: Matrix): Unrolled {
    expectInputs('project', 'U', U, this);
    return new Unrolled(U.times(this.all), this.time);
  }

  gradient(da: Unrolled): Matrix {
    return da.all.times(this.all.T);
  }
}

/** One-hot inputs by their labels: no vector of zeros is made or multiplied. */
export class OneHot implements Inputs {
  readonly time: Timeline;
  private readonly labels: readonly number[];

  /** From sequences of labels 0 … D − 1. Throws a RangeError that says where another stands. */
  constructor(
    sequences: readonly (readonly number[])[],
    readonly D: number,
  ) {
    this.time = new Timeline(sequences.map((sequence) => sequence.length));
    this.labels = this.time.unroll(sequences);
    expectLabels('OneHot', this.labels, D, (column) => this.time.placeOf(column));
  }

  get size(): number {
    return this.D;
  }

  /** U x(t) is the column of U that x(t) names. */
  project(U: Matrix): Unrolled {
    expectInputs('project', 'U', U, this);
    return new Unrolled(U.gather(this.labels), this.time);
  }

  /** da(t) is added to the column of dU that x(t) names. */
  gradient(da: Unrolled): Matrix {
    return Matrix.zeros(da.all.rows, this.D).scatterAdd(this.labels, da.all);
  }
}

/** Throws unless d is a gradient by a quantity with so many rows at every step of this time. */
export function expectGradient(
  operation: string,
  name: string,
  d: Unrolled,
  rows: number,
  time: Timeline,
): void {
  if (!d?.time) {
    throw new TypeError(
      `${operation}: expected ${name} at every step of every sequence, as a loss of the unrolled ` +
        `scores gives it, got ${d instanceof Matrix ? `a matrix [${d.rows}, ${d.cols}]` : d}.`,
    );
  }
  expectMatrix(operation, name, d.all);
  if (d.time !== time) expectLengths(operation, name, d.time.lengths, time.lengths);
  expectShape(operation, name, d.all, rows, time.columns);
}

function expectVector(x: readonly number[], size: number, where: string): void {
  const is = !Array.isArray(x)
    ? `is ${x}, expected a list of numbers`
    : x.length !== size
      ? `has ${x.length} numbers, the first has ${size}`
      : x.findIndex((number) => typeof number !== 'number') >= 0
        ? `is [${x.map(String).join(', ')}], expected numbers`
        : undefined;
  if (is) throw new RangeError(`Unrolled.from: the vector ${where} ${is}.`);
}
