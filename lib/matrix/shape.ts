/** Errors about shapes and labels: what was asked, what was expected, what came. */

/** Anything with a shape. */
interface Shaped {
  readonly rows: number;
  readonly cols: number;
}

/** Throws unless the argument called `name` has the expected shape. */
export function expectShape(
  operation: string,
  name: string,
  given: Shaped,
  rows: number,
  cols: number,
): void {
  if (given.rows !== rows || given.cols !== cols) {
    throw new RangeError(
      `${operation}: ${name} is [${given.rows}, ${given.cols}], expected [${rows}, ${cols}].`,
    );
  }
}

/** Throws unless A's columns and B's rows agree, as a product A B needs. */
export function expectFactors(operation: string, A: Shaped, B: Shaped): void {
  if (A.cols !== B.rows) {
    throw new RangeError(
      `${operation}: A is [${A.rows}, ${A.cols}], so B must have ${A.cols} rows, ` +
        `but it is [${B.rows}, ${B.cols}].`,
    );
  }
}

/** Throws unless every label is a whole number from 0 to count − 1; `where` says where one stood. */
export function expectLabels(
  operation: string,
  labels: ArrayLike<number>,
  count: number,
  where = (i: number) => `at position ${i}`,
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!(label >= 0 && label < count && Number.isInteger(label))) {
      throw new RangeError(
        `${operation}: label ${label} ${where(i)} is none of the ${count} labels ` +
          `0 … ${count - 1}.`,
      );
    }
  }
}

/** Throws unless rows and cols are whole numbers from 0 on. */
export function expectSizes(rows: number, cols: number): void {
  if (!(Number.isInteger(rows) && Number.isInteger(cols) && rows >= 0 && cols >= 0)) {
    throw new RangeError(`A matrix can't have the shape [${rows}, ${cols}].`);
  }
}

/** Throws unless the sequences called `name` have the expected lengths. */
export function expectLengths(
  operation: string,
  name: string,
  given: readonly number[],
  expected: readonly number[],
): void {
  if (given.length !== expected.length || given.some((length, i) => length !== expected[i])) {
    throw new RangeError(
      `${operation}: the sequences of ${name} have the lengths ${given.join(', ')}, ` +
        `expected ${expected.join(', ')}.`,
    );
  }
}

/** Throws unless the matrix of that name reads as many numbers as x has at a step. */
export function expectInputs(
  operation: string,
  name: string,
  U: Shaped,
  x: { readonly size: number },
): void {
  if (U.cols !== x.size) {
    throw new RangeError(
      `${operation}: ${name} is [${U.rows}, ${U.cols}] and reads ${U.cols} numbers at a step, ` +
        `but x has ${x.size} at every step.`,
    );
  }
}

/** Throws unless all that is named is there. */
export function expectGiven(operation: string, parameters: { readonly [name: string]: unknown }) {
  const names = Object.keys(parameters);
  const missing = names.find((name) => !parameters[name]);
  if (missing) {
    throw new RangeError(`${operation}: ${missing} is missing; it takes ${names.join(', ')}.`);
  }
}

const cells: { [gates: number]: string } = { 1: 'a simple recurrence', 3: 'a GRU', 4: 'an LSTM' };

/** Throws unless the parameters are there, and W has the rows of so many gates of H units. */
export function expectGates(
  operation: string,
  parameters: { readonly [name: string]: Shaped | undefined },
  gates: number,
  H: number,
): void {
  expectGiven(operation, parameters);
  const { rows, cols } = parameters.W as Shaped;
  if (rows === gates * H && cols === H) return;
  const cell = gates === rows / cols ? undefined : cells[rows / cols];
  const other = cell ? `: so it is in ${cell}` : '';
  throw new RangeError(
    `${operation}: W is [${rows}, ${cols}], expected [${gates * H}, ${H}]${other}.`,
  );
}
