import { engine } from './engine';
import type { Place } from './kernels';
import type { Block } from './memory';
import { expectShape } from './shape';

/** Numbers in rows and columns: what a matrix holds, before it computes. */
export class Grid {
  /** Of a gradient that a network has found: the parameter that it is the gradient of. */
  declare of?: Grid;

  protected constructor(
    readonly rows: number,
    readonly cols: number,
    protected readonly block: Block,
    protected readonly offset: number,
  ) {}

  /** M(i, j) */
  at(i: number, j: number): number {
    return engine.numbers[this.placeOf(i, j)];
  }

  /** M(i, j) = value */
  set(i: number, j: number, value: number): void {
    if (typeof value !== 'number') {
      throw new TypeError(`set: (${i}, ${j}) was given ${value}, expected a number.`);
    }
    this.block.version++;
    engine.numbers[this.placeOf(i, j)] = value;
  }

  /** The rows as plain arrays. */
  toArrays(): number[][] {
    return Array.from({ length: this.rows }, (_, i) =>
      Array.from({ length: this.cols }, (_, j) => this.at(i, j)),
    );
  }

  /** All numbers, row by row. */
  flat(): Float64Array {
    const { cols } = this;
    return Float64Array.from({ length: this.size }, (_, n) =>
      this.at(Math.floor(n / cols), n % cols),
    );
  }

  toString(): string {
    const rows = this.toArrays().map((row) => row.map((x) => x.toPrecision(6)).join('  '));
    return [`Matrix [${this.rows}, ${this.cols}]`, ...rows].join('\n');
  }

  /** How a notebook prints it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** ‖M‖² = Σ M(i, j)² */
  sumOfSquares(): number {
    return engine.kernels.sumOfSquares(this.size, this.place);
  }

  /** Where a NaN or an infinity stands, as [i, j], or undefined when every number is finite. */
  firstNonFinite(): [i: number, j: number] | undefined {
    const n = engine.kernels.firstNonFinite(this.size, this.place);
    return n < 0 ? undefined : [n % this.rows, Math.floor(n / this.rows)];
  }

  // ---- for the files beside this one ----

  /** How many numbers there are. */
  get size(): number {
    return this.rows * this.cols;
  }

  /** Where the kernels find the numbers, column after column. Throws after the scratch's end. */
  get place(): Place {
    return this.block.place + this.offset;
  }

  /** The same for a kernel that changes the numbers. */
  get placeToChange(): Place {
    this.block.version++;
    return this.block.place + this.offset;
  }

  /** How often the numbers, or others of the same block, have been changed. */
  get version(): number {
    return this.block.version;
  }

  private placeOf(i: number, j: number): Place {
    const whole = Number.isInteger(i) && Number.isInteger(j);
    if (!(whole && i >= 0 && i < this.rows && j >= 0 && j < this.cols)) {
      throw new RangeError(`There is no (${i}, ${j}) in a matrix [${this.rows}, ${this.cols}].`);
    }
    return this.place + i + j * this.rows;
  }

  /** The place of a partner, which has the same shape and is this very matrix or apart from it. */
  protected partner(operation: string, X: Grid): Place {
    expectMatrix(operation, 'its argument', X);
    expectShape(operation, 'its argument', X, this.rows, this.cols);
    const place = X.place;
    if (this.place !== place) this.expectApart(operation, 'its argument', place, X.size);
    return place;
  }

  protected expectApart(operation: string, name: string, place: Place, size: number): void {
    const own = this.place;
    if (own < place + size && place < own + this.size) {
      throw new Error(`${operation}: ${name} shares numbers with the result; copy() it first.`);
    }
  }
}

/** Throws unless X is a matrix, and of this engine: another's numbers lie in another memory. */
export function expectMatrix(operation: string, name: string, X: unknown): asserts X is Grid {
  if (X instanceof Grid) return;
  const { rows, cols, matrix } = (X ?? {}) as { rows?: number; cols?: number; matrix?: unknown };
  if (rows === undefined || cols === undefined) {
    const what = Array.isArray(X) ? 'a list; make it one by Matrix.from(…)' : String(X);
    throw new TypeError(`${operation}: expected ${name} to be a matrix, got ${what}.`);
  }
  if (matrix instanceof Grid) {
    throw new TypeError(
      `${operation}: ${name} is Mᵀ [${rows}, ${cols}] as M.T gives it, which can only stand in a ` +
        'product; M.transpose() is a matrix.',
    );
  }
  throw new TypeError(
    `${operation}: ${name} [${rows}, ${cols}] is of another copy of the engine, as there is when ` +
      'its files were loaded twice (restart the notebook, and run it from the top).',
  );
}
