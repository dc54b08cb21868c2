/**
 * The arithmetic below the matrices: what WebAssembly and plain TypeScript both offer.
 *
 * All numbers are float64 in one memory. A place is an index into it, counted in numbers; a matrix
 * lies column after column from its place on, so the columns of a batch, or the time steps of a
 * sequence, follow one another. Kernels check nothing: `Matrix` has checked before it calls them.
 * Their product sums its terms in the order k = 0, 1, 2, …, so that both give the same bits (only
 * WebAssembly's relaxed form rounds otherwise).
 */
export interface Kernels {
  /** C [m, n] = or += op(A) [m, k] · op(B) [k, n]; op transposes when its flag is 1. */
  product(
    m: number,
    n: number,
    k: number,
    A: Place,
    aTransposed: Flag,
    B: Place,
    bTransposed: Flag,
    C: Place,
    accumulate: Flag,
  ): void;

  /** x = value */
  fill(n: number, value: number, x: Place): void;
  /** y = x */
  copy(n: number, x: Place, y: Place): void;
  /** y = y + x */
  add(n: number, x: Place, y: Place): void;
  /** y = y + k x */
  addScaled(n: number, k: number, x: Place, y: Place): void;
  /** y = y ⊙ x */
  hadamard(n: number, x: Place, y: Place): void;
  /** x = k x */
  scale(n: number, k: number, x: Place): void;
  /** x = x, held between −limit and limit; NaN stays */
  clip(n: number, limit: number, x: Place): void;
  /** Σ x² */
  sumOfSquares(n: number, x: Place): number;
  /** The index of the first NaN or infinity, or −1. */
  firstNonFinite(n: number, x: Place): number;

  /** x = tanh x */
  tanh(n: number, x: Place): void;
  /** x = σ(x) = 1 / (1 + e⁻ˣ) */
  sigmoid(n: number, x: Place): void;
  /** x = max(x, 0) */
  relu(n: number, x: Place): void;
  /** d = d ⊙ (1 − h²), for h = tanh a */
  backThroughTanh(n: number, h: Place, d: Place): void;
  /** d = d ⊙ s ⊙ (1 − s), for s = σ(a) */
  backThroughSigmoid(n: number, s: Place, d: Place): void;
  /** d = d where h > 0, else 0, for h = max(a, 0) */
  backThroughRelu(n: number, h: Place, d: Place): void;

  /** out = Xᵀ, for X [rows, cols] */
  transpose(rows: number, cols: number, X: Place, out: Place): void;
  /** X(j) = X(j) + b, for every column j */
  addToColumns(rows: number, cols: number, b: Place, X: Place): void;
  /** b = b + Σⱼ X(j) */
  addColumnsTo(rows: number, cols: number, X: Place, b: Place): void;
  /** out(j) = U(ids(j)), column for column */
  gatherColumns(rows: number, count: number, ids: Place, U: Place, out: Place): void;
  /** dU(ids(j)) = dU(ids(j)) + d(j), column for column */
  scatterAddColumns(rows: number, count: number, ids: Place, d: Place, dU: Place): void;

  /** X(j) = e^{X(j)} / Σ e^{X(j)}, column for column */
  softmax(rows: number, cols: number, X: Place): void;
  /** Returns Σⱼ wⱼ (−log softmax(O(j))[label j]); dO = w (softmax O − one-hot of the labels). */
  softmaxCrossEntropy(
    rows: number,
    cols: number,
    O: Place,
    labels: Place,
    weights: Place | typeof NONE,
    dO: Place,
  ): number;
  /** Returns Σⱼ wⱼ ‖Y(j) − target(j)‖²; dY = 2 w (Y − target). */
  squaredError(
    rows: number,
    cols: number,
    Y: Place,
    target: Place,
    weights: Place | typeof NONE,
    dY: Place,
  ): number;

  /** v = μ v + d, θ = θ − rate v */
  momentum(n: number, rate: number, mu: number, d: Place, v: Place, theta: Place): void;
  /** s = s + d², θ = θ − rate d / (√s + ε) */
  adagrad(n: number, rate: number, epsilon: number, d: Place, s: Place, theta: Place): void;
  /** s = s + d², θ = θ − rate d / √(s + ε) */
  adagradInRoot(n: number, rate: number, epsilon: number, d: Place, s: Place, theta: Place): void;
  /** m = β₁ m + (1 − β₁) d, v = β₂ v + (1 − β₂) d², θ = θ − rate m / (root √v + ε) */
  adam(
    n: number,
    rate: number,
    beta1: number,
    beta2: number,
    root: number,
    epsilon: number,
    d: Place,
    m: Place,
    v: Place,
    theta: Place,
  ): void;
}

/** An index into the memory, counted in numbers. */
export type Place = number;

/** 1 for yes, 0 for no, as WebAssembly has it. */
export type Flag = 0 | 1;

/** Where weights would lie, when there are none and every column counts once. */
export const NONE = -1;
