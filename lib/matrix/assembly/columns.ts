/** What concerns a matrix's columns: a bias for each, sums, picking by number, turning to rows. */
import { add } from './elementwise';
import { at } from './pair';

/** out = Xᵀ, for X [rows, cols]: 2 × 2 numbers at a time, and the odd row and column singly. */
export function transpose(rows: i32, cols: i32, x: i32, out: i32): void {
  const evenRows = rows & ~1;
  const evenCols = cols & ~1;
  for (let j = 0; j < evenCols; j += 2) {
    let left = at(x + j * rows);
    let to = at(out + j);
    for (let i = 0; i < evenRows; i += 2) {
      const right = left + at(rows);
      const first = v128.load(left);
      const second = v128.load(right);
      v128.store(to, v128.shuffle<f64>(first, second, 0, 2));
      v128.store(to + at(cols), v128.shuffle<f64>(first, second, 1, 3));
      left += 16;
      to += at(2 * cols);
    }
  }
  for (let j = 0; j < cols; j++) {
    for (let i = j < evenCols ? evenRows : 0; i < rows; i++) {
      store<f64>(at(out + j + i * cols), load<f64>(at(x + i + j * rows)));
    }
  }
}

/** X (every column) = X (column) + b */
export function addToColumns(rows: i32, cols: i32, b: i32, x: i32): void {
  for (let j = 0; j < cols; j++) add(rows, b, x + j * rows);
}

/** b = b + Σ over the columns of X */
export function addColumnsTo(rows: i32, cols: i32, x: i32, b: i32): void {
  for (let j = 0; j < cols; j++) add(rows, x + j * rows, b);
}

/** out(j) = U(ids(j)), column for column; ids are whole numbers among the float64s. */
export function gatherColumns(rows: i32, count: i32, ids: i32, u: i32, out: i32): void {
  for (let j = 0; j < count; j++) {
    const id = <i32>load<f64>(at(ids + j));
    memory.copy(at(out + j * rows), at(u + id * rows), at(rows));
  }
}

/** dU(ids(j)) = dU(ids(j)) + d(j), column for column, j = 0, 1, 2, … */
export function scatterAddColumns(rows: i32, count: i32, ids: i32, d: i32, dU: i32): void {
  for (let j = 0; j < count; j++) {
    const id = <i32>load<f64>(at(ids + j));
    add(rows, d + j * rows, dU + id * rows);
  }
}
