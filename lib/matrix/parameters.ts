import type { Matrix } from './matrix';

/**
 * Matrices by name, records within records: the parameters of a network, their gradients (of the
 * very same nesting), what an optimizer remembers of them, the state of a recurrence.
 */
export type Matrices = { readonly [name: string]: Matrix | Matrices };

/** A state is one matrix, as h, or several by name, as { h, c }. */
export type State = Matrix | Matrices;

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
function isMatrix(value: State): value is Matrix {
  return typeof value.rows === 'number';
}
