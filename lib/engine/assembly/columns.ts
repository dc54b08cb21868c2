/** What concerns a matrix's columns: a bias for each, sums over all, and picking them by number. */
import { add } from './elementwise';
import { at } from './pair';

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
