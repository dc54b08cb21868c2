/**
 * Linear algebra on plain arrays, for reading: the code that a lecture shows is built from these.
 * Training uses the engine's matrices instead. Every function returns new arrays.
 */

/** A column vector: n numbers. */
export type Vec = number[];

/** A matrix as a list of its rows: m rows of n numbers. */
export type Mat = number[][];

/** a + b, for two vectors of one length. Throws when they are not. */
export function add(a: Vec, b: Vec): Vec {
  sameLength('add', a, b);
  return a.map((ai, i) => ai + b[i]); // [n]
}

/** a − b, for two vectors of one length. Throws when they are not. */
export function subtract(a: Vec, b: Vec): Vec {
  sameLength('subtract', a, b);
  return a.map((ai, i) => ai - b[i]); // [n]
}

/** k·a, for a number k and a vector a. */
export function scale(k: number, a: Vec): Vec {
  vector('scale', a);
  return a.map((ai) => k * ai); // [n]
}

/** a·b = Σᵢ aᵢ bᵢ, for two vectors of one length. Throws when they are not. */
export function dot(a: Vec, b: Vec): number {
  sameLength('dot', a, b);
  return a.reduce((sum, ai, i) => sum + ai * b[i], 0); // a number
}

/** W s, a matrix [m, n] times a vector [n]. Throws when W has rows of another length than s. */
export function multiply(W: Mat, s: Vec): Vec {
  matrix('multiply', W);
  vector('multiply', s);
  return W.map((row) => dot(row, s)); // [m]
}

/** A B, a matrix [m, k] times a matrix [k, n]. Throws when the inner sizes differ. */
export function matmul(A: Mat, B: Mat): Mat {
  matrix('matmul', A);
  const columns = transpose(B); // [n, k]
  return A.map((row) => columns.map((column) => dot(row, column))); // [m, n]
}

/** Aᵀ: rows become columns. A matrix without rows stays one. */
export function transpose(A: Mat): Mat {
  matrix('transpose', A);
  return (A[0] ?? []).map((_, j) => A.map((row) => row[j])); // [n, m]
}

/** a bᵀ: every product aᵢ bⱼ, for vectors of any two lengths m and n. */
export function outer(a: Vec, b: Vec): Mat {
  return a.map((ai) => scale(ai, b)); // [m, n]
}

/** I, the n × n matrix with W s = s for every s. */
export function identity(n: number): Mat {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );
}

function sameLength(name: string, a: Vec, b: Vec): void {
  vector(name, a);
  vector(name, b);
  if (a.length !== b.length) {
    throw new RangeError(
      `${name}: expected two vectors of one length, got lengths ${a.length} and ${b.length}`,
    );
  }
}

function vector(name: string, a: unknown): void {
  if (kindOf(a) === 'a vector') return;
  throw new TypeError(`${name}: expected a vector, a list of numbers, got ${kindOf(a)}`);
}

function matrix(name: string, A: unknown): void {
  if (kindOf(A) === 'a matrix' || (Array.isArray(A) && A.length === 0)) return;
  throw new TypeError(`${name}: expected a matrix, a list of rows, got ${kindOf(A)}`);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined: is an index past the end of its list?';
  if (!Array.isArray(value)) return `a ${typeof value}`;
  return Array.isArray(value[0]) ? 'a matrix' : 'a vector';
}
