import { Elementwise } from './elementwise';
import { engine } from './engine';
import { expectMatrix } from './grid';
import type { Flag, Place } from './kernels';
import { allocate, allocateForLong, scratch } from './memory';
import { expectFactors, expectLabels, expectShape, expectSizes } from './shape';

/**
 * A matrix of float64 numbers. A vector is a matrix [n, 1]; a batch has one sequence a column.
 *
 * `times`, `gather`, `sumOfColumns`, `copy` and `keep` make a new matrix, `columns` shows a part
 * of this one; every other verb changes the matrix before the dot and returns it:
 * `h.addProduct(W, hPrev).tanh()`. All throw a RangeError that names a wrong shape.
 *
 * Made inside `scratch(() => …)`, a matrix lives until that ends, unless kept by `keep()`; made
 * outside, it lives as long as it is held.
 */
export class Matrix extends Elementwise {
  // ---- making ----

  /** All zeros, [rows, cols]; without cols a column. */
  static zeros(rows: number, cols = 1): Matrix {
    return Matrix.empty(rows, cols).fill(0);
  }

  /** From a list of rows. Throws when they differ in length, and for what is no number. */
  static from(rows: readonly (readonly number[])[]): Matrix {
    expectRows(rows);
    const cols = rows[0]?.length ?? 0;
    return Matrix.generate(rows.length, cols, (i, j) => rows[i][j]);
  }

  /** A column of n numbers, [n, 1]. */
  static column(numbers: ArrayLike<number>): Matrix {
    return Matrix.fromFlat(numbers.length, 1, numbers);
  }

  /** From rows × cols numbers, row by row, as `flat` gives them. */
  static fromFlat(rows: number, cols: number, numbers: ArrayLike<number>): Matrix {
    if (numbers.length !== rows * cols) {
      throw new RangeError(
        `Matrix.fromFlat: [${rows}, ${cols}] takes ${rows * cols} numbers, got ${numbers.length}.`,
      );
    }
    const matrix = Matrix.empty(rows, cols);
    const place = matrix.placeToChange;
    for (let i = 0, n = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) engine.numbers[place + i + j * rows] = numbers[n++];
    }
    // what is no number has become a NaN
    if (matrix.firstNonFinite()) expectNumbers('Matrix.fromFlat: the list', numbers);
    return matrix;
  }

  /** M(i, j) = f(i, j), asked for row by row: the order in which a seeded generator is read. */
  static generate(rows: number, cols: number, f: (i: number, j: number) => number): Matrix {
    const matrix = Matrix.empty(rows, cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) matrix.set(i, j, f(i, j));
    return matrix;
  }

  /** A new matrix with the same numbers. */
  copy(): Matrix {
    return Matrix.empty(this.rows, this.cols).assign(this);
  }

  /** A copy that outlives the scratch it is made in. */
  keep(): Matrix {
    const block = allocateForLong(this.rows, this.cols);
    return new Matrix(this.rows, this.cols, block, 0).assign(this);
  }

  // ---- parts ----

  /** Mᵀ, as a factor of a product: `W.T.times(da)`, `dW.addProduct(da, hPrev.T)`. */
  get T(): Transposed {
    return new Transposed(this);
  }

  /** Mᵀ as a new matrix, its numbers moved. */
  transpose(): Matrix {
    const moved = Matrix.empty(this.cols, this.rows);
    engine.kernels.transpose(this.rows, this.cols, this.place, moved.placeToChange);
    return moved;
  }

  /** The count columns from `first` on: the same numbers, so that changing them changes M. */
  columns(first: number, count: number): Matrix {
    const whole = Number.isInteger(first) && Number.isInteger(count);
    if (!(whole && first >= 0 && count >= 0 && first + count <= this.cols)) {
      throw new RangeError(
        `columns: ${count} from ${first} on, of a matrix [${this.rows}, ${this.cols}].`,
      );
    }
    if (count === this.cols) return this;
    return new Matrix(this.rows, count, this.block, this.offset + first * this.rows);
  }

  /** A new matrix of the columns that the labels name: U x for every one-hot x. */
  gather(labels: ArrayLike<number>): Matrix {
    expectLabels('gather', labels, this.cols);
    const { rows } = this;
    const picked = Matrix.empty(rows, labels.length);
    scratch(() => {
      const ids = Matrix.row(labels).place;
      engine.kernels.gatherColumns(rows, labels.length, ids, this.place, picked.placeToChange);
    });
    return picked;
  }

  /** M(label j) = M(label j) + D(j), column for column: dU += Σ da xᵀ for one-hot x. */
  scatterAdd(labels: ArrayLike<number>, D: Matrix): this {
    expectLabels('scatterAdd', labels, this.cols);
    expectMatrix('scatterAdd', 'D', D);
    expectShape('scatterAdd', 'D', D, this.rows, labels.length);
    this.expectApart('scatterAdd', 'D', D.place, D.size);
    scratch(() => {
      const ids = Matrix.row(labels).place;
      engine.kernels.scatterAddColumns(this.rows, labels.length, ids, D.place, this.placeToChange);
    });
    return this;
  }

  // ---- products ----

  /** A B, where B may be transposed. */
  times(B: Factor): Matrix {
    return product(this, B);
  }

  /** M = M + A B, where A or B may be transposed. */
  addProduct(A: Factor, B: Factor): this {
    const a = placeOf('addProduct', 'A', A);
    const b = placeOf('addProduct', 'B', B);
    expectFactors('addProduct', A, B);
    expectShape('addProduct', 'the result', this, A.rows, B.cols);
    this.expectApart('addProduct', 'A', a, A.rows * A.cols);
    this.expectApart('addProduct', 'B', b, B.rows * B.cols);
    multiply(A, a, B, b, this, 1);
    return this;
  }

  // ---- columns together ----

  /** M(j) = M(j) + b, for every column j */
  addColumn(b: Matrix): this {
    expectMatrix('addColumn', 'b', b);
    expectShape('addColumn', 'b', b, this.rows, 1);
    const place = b.place;
    this.expectApart('addColumn', 'b', place, b.size);
    engine.kernels.addToColumns(this.rows, this.cols, place, this.placeToChange);
    return this;
  }

  /** Σⱼ M(j), a column [rows, 1]: db = Σ da */
  sumOfColumns(): Matrix {
    const sum = Matrix.zeros(this.rows, 1);
    engine.kernels.addColumnsTo(this.rows, this.cols, this.place, sum.placeToChange);
    return sum;
  }

  // ---- for the files beside this one ----

  /** Itself, as the matrix of a factor that isn't transposed. */
  get matrix(): Matrix {
    return this;
  }

  /** Labels or weights as a row, for a kernel to read. */
  static row(numbers: ArrayLike<number>): Matrix {
    return Matrix.fromFlat(1, numbers.length, numbers);
  }

  /** A matrix with any content, for a result that will fill it. */
  static empty(rows: number, cols: number): Matrix {
    expectSizes(rows, cols);
    return new Matrix(rows, cols, allocate(rows, cols), 0);
  }
}

/** Mᵀ as a factor: nothing is moved, the product reads M the other way. */
export class Transposed {
  constructor(readonly matrix: Matrix) {}

  get rows(): number {
    return this.matrix.cols;
  }

  get cols(): number {
    return this.matrix.rows;
  }

  /** Mᵀ B, where B may be transposed. */
  times(B: Factor): Matrix {
    return product(this, B);
  }
}

/** What may stand in a product. */
export type Factor = Matrix | Transposed;

function product(A: Factor, B: Factor): Matrix {
  placeOf('times', 'B', B);
  expectFactors('times', A, B);
  const C = Matrix.empty(A.rows, B.cols);
  multiply(A, A.matrix.place, B, B.matrix.place, C, 0);
  return C;
}

function multiply(A: Factor, a: Place, B: Factor, b: Place, C: Matrix, accumulate: Flag): void {
  const aT = A instanceof Transposed ? 1 : 0;
  const bT = B instanceof Transposed ? 1 : 0;
  engine.kernels.product(C.rows, C.cols, A.cols, a, aT, b, bT, C.placeToChange, accumulate);
}

/** Where the numbers of a factor lie. Throws unless it is of this engine. */
function placeOf(operation: string, name: string, factor: Factor): Place {
  const { matrix } = factor;
  expectMatrix(operation, name, matrix ?? factor);
  return matrix.place;
}

function expectRows(rows: readonly (readonly number[])[]): void {
  for (let i = 0; i < rows.length; i++) {
    const row: unknown = rows[i];
    if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
      throw new TypeError(
        `Matrix.from: row ${i} is ${row}, expected a list of numbers: Matrix.from([[1, 2]]) has ` +
          'one row, Matrix.column([1, 2]) one column.',
      );
    }
    if (rows[i].length !== rows[0].length) {
      throw new RangeError(
        `Matrix.from: row ${i} has ${rows[i].length} numbers, row 0 has ${rows[0].length}.`,
      );
    }
    expectNumbers(`Matrix.from: row ${i}`, rows[i]);
  }
}

function expectNumbers(where: string, numbers: ArrayLike<number>): void {
  for (let j = 0; j < numbers.length; j++) {
    if (typeof numbers[j] !== 'number') {
      throw new TypeError(`${where} has ${numbers[j]} at position ${j}, expected a number.`);
    }
  }
}
