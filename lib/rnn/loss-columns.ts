import { expectMatrix } from '../matrix/grid';
import { Matrix } from '../matrix/matrix';
import { expectLengths, expectShape } from '../matrix/shape';
import type { Timeline } from './timeline';
import { Unrolled } from './unrolled';

/** Something for every step of every sequence: y[i][t]. */
export type Nested<X> = readonly (readonly X[])[];
export type Numbers = ArrayLike<number>;

/**
 * How the losses of all columns become one: their 'sum', or their 'mean', for which the squared
 * error is also divided by the K numbers of a column. A column counts by its weight, 1 unless
 * given: 0 leaves it out, and the mean is then Σ w L / Σ w.
 */
export interface Reduction<W> {
  reduction: 'mean' | 'sum';
  weights?: W;
}

/** The columns of scores, and how what belongs to them is given. */
export class Columns {
  readonly all: Matrix;
  /** Where they are scores at every step: else there is one column for every sequence. */
  readonly time: Timeline | undefined;

  constructor(
    private readonly operation: string,
    o: Unrolled | Matrix,
  ) {
    const isOverTime = 'time' in o;
    this.all = isOverTime ? o.all : o;
    this.time = isOverTime ? o.time : undefined;
    expectMatrix(operation, 'o', this.all);
  }

  /** A gradient, laid out as the scores are. */
  like(d: Matrix): Unrolled | Matrix {
    return this.time ? new Unrolled(d, this.time) : d;
  }

  /** Where a column stands, in words. */
  where(column: number): string {
    return this.time ? this.time.placeOf(column) : `of column ${column}`;
  }

  /** What belongs to the columns, in their order. */
  flat<X>(name: string, values: unknown): ArrayLike<X> {
    const { operation, time, all } = this;
    if (time) return unrolled(operation, name, values as Nested<X>, time);
    const list = values as ArrayLike<X>;
    if (list.length === all.cols) return list;
    throw new RangeError(
      `${operation}: there are ${list.length} ${name}, expected one for each of the ${all.cols} ` +
        'columns of o.',
    );
  }

  /** Targets as a matrix of o's shape. */
  targets(y: unknown): Matrix {
    const { operation, time, all } = this;
    let target = y as Matrix;
    if (time && y instanceof Unrolled) {
      if (y.time !== time) expectLengths(operation, 'y', y.time.lengths, time.lengths);
      target = y.all;
    } else if (time) {
      target = Matrix.from(Array.from(this.flat<readonly number[]>('y', y))).transpose();
    }
    expectMatrix(operation, 'y', target);
    expectShape(operation, 'y', target, all.rows, all.cols);
    return target;
  }

  /** The weights of all columns as a row, or none where each counts once; a column has K numbers. */
  weights(options: Reduction<unknown>, K: number): Matrix | undefined {
    const { operation, all } = this;
    const { reduction, weights } = options ?? {};
    if (reduction !== 'mean' && reduction !== 'sum') {
      throw new RangeError(`${operation}: reduction is ${reduction}, expected 'mean' or 'sum'.`);
    }
    if (!weights) {
      return reduction === 'sum' ? undefined : Matrix.empty(1, all.cols).fill(1 / (K * all.cols));
    }
    const list = Array.from(this.flat<number>('weights', weights));
    const bad = list.findIndex((weight) => !Number.isFinite(weight));
    if (bad >= 0) {
      throw new RangeError(`${operation}: the weight ${this.where(bad)} is ${list[bad]}.`);
    }
    if (reduction === 'sum') return Matrix.row(list);
    const total = list.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new RangeError(`${operation}: the weights sum to ${total}: no mean.`);
    return Matrix.row(list).scale(1 / (K * total));
  }
}

/** What is given as a list for every sequence, in the order of the columns. */
function unrolled<X>(operation: string, name: string, lists: Nested<X>, time: Timeline): X[] {
  if (!(Array.isArray(lists) && lists.every(Array.isArray))) {
    throw new TypeError(
      `${operation}: ${name} are a flat list, expected a list for every sequence, ${name}[i][t]: ` +
        'over time, the numbers of a batch stand in an order of its own.',
    );
  }
  const lengths = lists.map((list) => list.length);
  expectLengths(operation, name, lengths, time.lengths);
  return time.unroll(lists);
}
