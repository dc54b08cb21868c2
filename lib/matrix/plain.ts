import type { Kernels } from './kernels';

/**
 * The kernels in plain TypeScript: what they compute, in the fewest words. They stand in where
 * WebAssembly is missing, and the tests hold the fast kernels against them.
 */
export function plainKernels(memory: Float64Array): Kernels {
  /** x(i) = f(x(i), i) for the n numbers from x on. */
  function each(n: number, x: number, f: (old: number, i: number) => number): void {
    for (let i = 0; i < n; i++) memory[x + i] = f(memory[x + i], i);
  }

  /** Σ f(i) for i = 0 … n − 1. */
  function sum(n: number, f: (i: number) => number): number {
    let total = 0;
    for (let i = 0; i < n; i++) total += f(i);
    return total;
  }

  /** e^{x − largest x} for one column, and their sum. */
  function exponentials(
    n: number,
    x: number,
  ): { powers: Float64Array; total: number; top: number } {
    const column = memory.slice(x, x + n);
    const top = column.reduce((a, b) => Math.max(a, b), -Infinity);
    const powers = column.map((o) => Math.exp(o - top));
    return { powers, total: powers.reduce((a, b) => a + b, 0), top };
  }

  const kernels: Kernels = {
    product(m, n, k, A, aTransposed, B, bTransposed, C, accumulate) {
      if (!accumulate) memory.fill(0, C, C + m * n);
      // op(A)(i, l) lies at A + i·down + l·across.
      const [down, across] = aTransposed ? [k, 1] : [1, m];
      for (let j = 0; j < n; j++) {
        const column = C + j * m;
        for (let l = 0; l < k; l++) {
          const left = A + l * across;
          const b = memory[bTransposed ? B + j + l * n : B + l + j * k];
          for (let i = 0; i < m; i++) memory[column + i] += memory[left + i * down] * b;
        }
      }
    },

    fill: (n, value, x) => void memory.fill(value, x, x + n),
    copy: (n, x, y) => void memory.copyWithin(y, x, x + n),
    add: (n, x, y) => each(n, y, (yi, i) => yi + memory[x + i]),
    addScaled: (n, k, x, y) => each(n, y, (yi, i) => yi + k * memory[x + i]),
    hadamard: (n, x, y) => each(n, y, (yi, i) => yi * memory[x + i]),
    scale: (n, k, x) => each(n, x, (xi) => k * xi),
    clip: (n, limit, x) => each(n, x, (xi) => Math.max(-limit, Math.min(limit, xi))),
    sumOfSquares: (n, x) => sum(n, (i) => square(memory[x + i])),
    firstNonFinite: (n, x) =>
      memory.subarray(x, x + n).findIndex((number) => !Number.isFinite(number)),

    tanh: (n, x) => each(n, x, Math.tanh),
    sigmoid: (n, x) => each(n, x, (xi) => 1 / (1 + Math.exp(-xi))),
    relu: (n, x) => each(n, x, (xi) => Math.max(xi, 0)),
    backThroughTanh: (n, h, d) => each(n, d, (di, i) => di * (1 - square(memory[h + i]))),
    backThroughSigmoid: (n, s, d) =>
      each(n, d, (di, i) => di * (memory[s + i] * (1 - memory[s + i]))),
    backThroughRelu: (n, h, d) => each(n, d, (di, i) => (memory[h + i] > 0 ? di : 0)),

    transpose(rows, cols, X, out) {
      for (let j = 0; j < cols; j++) {
        for (let i = 0; i < rows; i++) memory[out + j + i * cols] = memory[X + i + j * rows];
      }
    },
    addToColumns(rows, cols, b, X) {
      for (let j = 0; j < cols; j++) kernels.add(rows, b, X + j * rows);
    },
    addColumnsTo(rows, cols, X, b) {
      for (let j = 0; j < cols; j++) kernels.add(rows, X + j * rows, b);
    },
    gatherColumns(rows, count, ids, U, out) {
      for (let j = 0; j < count; j++)
        kernels.copy(rows, U + memory[ids + j] * rows, out + j * rows);
    },
    scatterAddColumns(rows, count, ids, d, dU) {
      for (let j = 0; j < count; j++) kernels.add(rows, d + j * rows, dU + memory[ids + j] * rows);
    },

    softmax(rows, cols, X) {
      for (let j = 0; j < cols; j++) {
        const { powers, total } = exponentials(rows, X + j * rows);
        each(rows, X + j * rows, (_, i) => powers[i] / total);
      }
    },
    softmaxCrossEntropy(rows, cols, O, labels, weights, dO) {
      return sum(cols, (j) => {
        const weight = weights < 0 ? 1 : memory[weights + j];
        if (weight === 0) {
          kernels.fill(rows, 0, dO + j * rows);
          return 0;
        }
        const label = memory[labels + j];
        const { powers, total, top } = exponentials(rows, O + j * rows);
        const loss = Math.log(total) - (memory[O + j * rows + label] - top);
        each(rows, dO + j * rows, (_, i) => weight * (powers[i] / total - (i === label ? 1 : 0)));
        return weight * loss;
      });
    },
    squaredError(rows, cols, Y, target, weights, dY) {
      return sum(cols, (j) => {
        const weight = weights < 0 ? 1 : memory[weights + j];
        const error = (i: number) =>
          weight === 0 ? 0 : memory[Y + j * rows + i] - memory[target + j * rows + i];
        const loss = weight * sum(rows, (i) => square(error(i)));
        each(rows, dY + j * rows, (_, i) => 2 * weight * error(i));
        return loss;
      });
    },

    momentum(n, rate, mu, d, v, theta) {
      each(n, v, (vi, i) => mu * vi + memory[d + i]);
      each(n, theta, (thetaI, i) => thetaI - rate * memory[v + i]);
    },
    adagrad(n, rate, epsilon, d, s, theta) {
      each(n, s, (si, i) => si + square(memory[d + i]));
      each(n, theta, (thetaI, i) => {
        return thetaI - (rate * memory[d + i]) / (Math.sqrt(memory[s + i]) + epsilon);
      });
    },
    adagradInRoot(n, rate, epsilon, d, s, theta) {
      each(n, s, (si, i) => si + square(memory[d + i]));
      each(n, theta, (thetaI, i) => {
        return thetaI - (rate * memory[d + i]) / Math.sqrt(memory[s + i] + epsilon);
      });
    },
    adam(n, rate, beta1, beta2, root, epsilon, d, m, v, theta) {
      each(n, m, (mi, i) => beta1 * mi + (1 - beta1) * memory[d + i]);
      each(n, v, (vi, i) => beta2 * vi + (1 - beta2) * square(memory[d + i]));
      each(n, theta, (thetaI, i) => {
        return thetaI - (rate * memory[m + i]) / (root * Math.sqrt(memory[v + i]) + epsilon);
      });
    },
  };
  return kernels;
}

const square = (x: number): number => x * x;
