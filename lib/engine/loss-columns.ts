import { expectMatrix } from './grid';
import { Matrix } from './matrix';
import { expectLengths } from './shape';
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

/** The columns of scores: how what belongs to them is made flat, and where one stands, in words. */
interface Columns {
  readonly all: Matrix;
  readonly time?: Timeline;
  flat(name: string, values: unknown): Numbers;
  where(column: number): string;
}

/** From scores at every step, or from one column for every sequence. */
export function columnsOf(operation: string, o: Unrolled | Matrix): Columns {
  if ('time' in o) {
    const { all, time } = o;
    expectMatrix(operation, 'o', all);
    return {
      all,
      time,
      flat: (name: string, values: unknown): Numbers => unrolled(operation, name, values, time),
      where: (column: number) => time.placeOf(column),
    };
  }
  expectMatrix(operation, 'o', o);
  return {
    all: o,
    time: undefined,
    flat(name: string, values: unknown): Numbers {
      const list = values as Numbers;
      if (list.length === o.cols) return list;
      throw new RangeError(
        `${operation}: there are ${list.length} ${name}, expected one for each of the ${o.cols} ` +
          'columns of o.',
      );
    },
    where: (column: number) => `of column ${column}`,
  };
}

/** What is given as a list for every sequence, in the order of the columns. */
function unrolled<X>(operation: string, name: string, values: unknown, time: Timeline): X[] {
  const lists = values as Nested<X>;
  const flat = Array.isArray(values) ? values.findIndex((list) => !Array.isArray(list)) : 0;
  if (flat >= 0) {
    throw new TypeError(
      `${operation}: ${name} are a flat list, expected a list for every sequence, ${name}[i][t]: ` +
        'over time, the numbers of a batch stand in an order of its own.',
    );
  }
  const lengths = lists.map((list) => list.length);
  expectLengths(operation, name, lengths, time.lengths);
  return time.unroll(lists);
}

export function targetOf(operation: string, y: unknown, time: Timeline): Matrix {
  const given = y as Unrolled | Nested<readonly number[]>;
  if (given instanceof Unrolled) {
    if (given.time !== time) expectLengths(operation, 'y', given.time.lengths, time.lengths);
    return given.all;
  }
  const vectors = unrolled<readonly number[]>(operation, 'y', given, time);
  return Matrix.from(vectors).transpose();
}

/** The weights of all columns as a row, or none where each counts once; a column has `rows` numbers. */
export function weightsOf(
  operation: string,
  { all, flat, where }: Columns,
  { reduction, weights }: Reduction<Nested<number> | Numbers>,
  rows: number,
): Matrix | undefined {
  if (reduction !== 'mean' && reduction !== 'sum') {
    throw new RangeError(`${operation}: reduction is ${reduction}, expected 'mean' or 'sum'.`);
  }
  if (!weights) {
    return reduction === 'sum' ? undefined : Matrix.empty(1, all.cols).fill(1 / (rows * all.cols));
  }
  const list = Array.from(flat('weights', weights));
  const bad = list.findIndex((weight) => !Number.isFinite(weight));
  if (bad >= 0) {
    throw new RangeError(`${operation}: the weight ${where(bad)} is ${list[bad]}.`);
  }
  if (reduction === 'sum') return Matrix.row(list);
  const total = list.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError(`${operation}: the weights sum to ${total}: no mean.`);
  return Matrix.row(list).scale(1 / (rows * total));
}
