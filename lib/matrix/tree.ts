import type { Matrix } from './matrix';
import { expectShape } from './shape';

/**
 * Matrices by name, records within records: the parameters of a network, their gradients (of the
 * very same nesting), what an optimizer remembers of them, the state of a recurrence.
 */
export type Matrices = { readonly [name: string]: Matrix | Matrices };

/** A state is one matrix, as h, or several by name, as { h, c }. */
export type State = Matrix | Matrices;

/** [rows, cols] */
export type Shape = readonly [rows: number, cols: number];

/** The same tree before there are numbers: what is counted, and what is initialised. */
export type Shapes = { readonly [name: string]: Shape | Shapes };

/** Matrices in the nesting of their shapes. */
export type MatricesOf<S> = {
  readonly [name in keyof S]: S[name] extends Shape ? Matrix : MatricesOf<S[name]>;
};

/** Every matrix with the path to it, in the order of the record: ['layer1.U', U], … */
export function named(matrices: Matrices, path = ''): [name: string, matrix: Matrix][] {
  const found: [string, Matrix][] = [];
  for (const name of Object.keys(matrices)) {
    const value = matrices[name];
    if (isMatrix(value)) found.push([path + name, value]);
    else found.push(...named(value, `${path}${name}.`));
  }
  return found;
}

/** The same nesting, with f of every matrix in its place. */
export function mapped<S extends State>(state: S, f: (matrix: Matrix) => Matrix): S {
  if (isMatrix(state)) return f(state) as S;
  const matrices = state as Matrices;
  const result: { [name: string]: State } = {};
  for (const name of Object.keys(matrices)) result[name] = mapped(matrices[name], f);
  return result as S;
}

/** Two matrices that belong together, and how messages call the second. */
export type Pair = readonly [name: string, matrix: Matrix, partner: Matrix];

/**
 * The matrices of two records that stand under the same names, in the order of the first; such as
 * the parameters with their gradients. `called` is how messages call a partner.
 * Throws a RangeError for a name that only one of them has, and for a shape that differs.
 */
export function paired(
  operation: string,
  matrices: Matrices,
  partners: Matrices,
  called: (name: string) => string,
): Pair[] {
  const left = new Map(named(partners));
  const pairs = named(matrices).map(([name, matrix]): Pair => {
    const partner = left.get(name);
    if (!partner) throw new RangeError(`${operation}: ${called(name)} is missing.`);
    expectShape(operation, called(name), partner, matrix.rows, matrix.cols);
    left.delete(name);
    return [name, matrix, partner];
  });
  for (const name of left.keys()) {
    throw new RangeError(`${operation}: ${called(name)} was given, but there is no ${name}.`);
  }
  return pairs;
}

/** The sum of states of one nesting, number by number. Throws a RangeError where shapes differ. */
export function summed<S extends State>(states: readonly S[]): S | undefined {
  return states.length === 0 ? undefined : states.reduce(sumOfTwo);
}

function sumOfTwo<S extends State>(one: S, other: S): S {
  if (isMatrix(one)) return one.copy().add(other as Matrix) as S;
  const entries = Object.entries(one as Matrices);
  const others = other as Matrices;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, sumOfTwo(value, others[name])]),
  ) as S;
}

/** A record holds no number of rows: that tells a matrix from it. */
export function isMatrix(value: State | Shape | Shapes): value is Matrix {
  return typeof (value as Matrix).rows === 'number';
}

/** A record is no list: that tells a shape from it. */
export function isShape(value: State | Shape | Shapes): value is Shape {
  return Array.isArray(value);
}
