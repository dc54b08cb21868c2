import { describe, expect, it } from 'vitest';
import { type Flag, type Kernels, NONE } from '../../../lib/matrix/kernels';
import { FIRST_FREE } from '../../../lib/matrix/layout';
import { plainKernels } from '../../../lib/matrix/plain';
import { wasmKernels, wasmMemory } from '../../../lib/matrix/wasm';
import { random } from './random';

/** Two memories with the same numbers, and four places in them with `room` for an operand each. */
function twoMemories(room: number) {
  const [X, Y, Z, S] = [0, 1, 2, 3].map((n) => FIRST_FREE + 1 + n * room);
  const memory = wasmMemory(8 * (FIRST_FREE + 4 * room + 9));
  const end = FIRST_FREE + 4 * room + 9;
  const fast = new Float64Array(memory.buffer);
  const slow = new Float64Array(fast.length);
  const wasm = wasmKernels(memory);
  const plain = plainKernels(slow);

  /** Numbers between −1 and 1, none of them round. */
  function refill(): void {
    const next = random(7);
    for (let i = FIRST_FREE; i < end; i++) fast[i] = slow[i] = 2 * next() - 1;
  }

  /**
   * Runs one call on both memories and compares every number of both: the results, and that
   * nothing beside them was touched. They may differ by so many units in the last place.
   */
  function agree(call: (kernels: Kernels) => unknown, ulps = 0): void {
    refill();
    const [fastResult, slowResult] = [call(wasm), call(plain)].map((result) => Number(result ?? 0));
    expectClose(fastResult, slowResult, ulps, 'the returned number');
    for (let i = FIRST_FREE; i < end; i++) expectClose(fast[i], slow[i], ulps, `place ${i}`);
  }

  return { X, Y, Z, S, fast, slow, wasm, plain, end, refill, agree };
}

function expectClose(a: number, b: number, ulps: number, what: string): void {
  const close = Object.is(a, b) || Math.abs(a - b) <= ulps * Number.EPSILON * Math.abs(b);
  if (!close) throw new Error(`${what}: wasm ${a}, plain ${b}`);
}

const { X, Y, Z, S, fast, slow, wasm, plain, end, refill, agree } = twoMemories(320);

const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33];

describe('the wasm product', () => {
  const flags: Flag[] = [0, 1];
  for (const aT of flags) {
    for (const bT of flags) {
      it(`gives the plain triple loop's bits for ${aT ? 'Aᵀ' : 'A'} ${bT ? 'Bᵀ' : 'B'}`, () => {
        for (const m of [0, 1, 2, 3, 4, 5, 9, 18]) {
          for (const n of [0, 1, 2, 3, 4, 5, 9]) {
            for (const k of [0, 1, 2, 3, 5, 8]) {
              agree((kernels) => kernels.product(m, n, k, X, aT, Y, bT, Z, 0));
              agree((kernels) => kernels.product(m, n, k, X, aT, Y, bT, Z, 1));
            }
          }
        }
      });

      it(`and beyond the size of its packed blocks (${aT}, ${bT})`, () => {
        const { X, Y, Z, agree } = twoMemories(70_000);
        agree((kernels) => kernels.product(135, 6, 517, X, aT, Y, bT, Z, 0));
        agree((kernels) => kernels.product(259, 1, 263, X, aT, Y, bT, Z, 1));
      });
    }
  }

  it('keeps NaN and infinity where they belong, with zeros beside them', () => {
    fast.fill(0, X, X + 9).fill(1, Y, Y + 9);
    fast[X + 4] = Infinity; // A(1, 1) of A [3, 3]
    wasm.product(3, 3, 3, X, 0, Y, 0, Z, 0);
    expect([...fast.slice(Z, Z + 9)]).toEqual([0, Infinity, 0, 0, Infinity, 0, 0, Infinity, 0]);
  });
});

describe('the wasm kernels, number by number,', () => {
  type Case = [name: string, call: (kernels: Kernels, n: number) => unknown, ulps?: number];
  const cases: Case[] = [
    ['fill', (k, n) => k.fill(n, 0.3, X)],
    ['copy', (k, n) => k.copy(n, X, Y)],
    ['add', (k, n) => k.add(n, X, Y)],
    ['addScaled', (k, n) => k.addScaled(n, 0.7, X, Y)],
    ['hadamard', (k, n) => k.hadamard(n, X, Y)],
    ['scale', (k, n) => k.scale(n, -1.3, X)],
    ['clip', (k, n) => k.clip(n, 0.5, X)],
    ['relu', (k, n) => k.relu(n, X)],
    ['backThroughTanh', (k, n) => k.backThroughTanh(n, X, Y)],
    ['backThroughSigmoid', (k, n) => k.backThroughSigmoid(n, X, Y)],
    ['backThroughRelu', (k, n) => k.backThroughRelu(n, X, Y)],
    ['momentum', (k, n) => k.momentum(n, 0.1, 0.9, X, Y, Z)],
    ['tanh', (k, n) => k.tanh(n, X), 4],
    ['sigmoid', (k, n) => k.sigmoid(n, X), 4],
    ['sumOfSquares', (k, n) => k.sumOfSquares(n, X), 40],
  ];
  for (const [name, call, ulps] of cases) {
    const how = ulps ? `within ${ulps} units in the last place` : 'to the bit';
    it(`agree with the plain ones ${how}: ${name}`, () => {
      for (const n of SIZES) agree((kernels) => call(kernels, n), ulps);
    });
  }

  it('agree on Adagrad and Adam to the bit, whose running squares are positive', () => {
    for (const n of SIZES) {
      agree((kernels) => {
        kernels.hadamard(n, Y, Y);
        kernels.fill(n >> 1, 0, X); // where Adagrad has nothing to do
        kernels.adagrad(n, 0.1, 1e-8, X, Y, Z);
        kernels.adagradInRoot(n, 0.1, 1e-8, X, Y, Z);
        kernels.adam(n, 0.1, 0.9, 0.99, 1.5, 1e-8, X, S, Y, Z);
      });
    }
  });

  it('find the first number that is not finite, wherever it stands', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const n of SIZES) {
        for (let at = 0; at < n; at++) {
          refill();
          fast[X + at] = bad;
          fast[X + n - 1] = bad;
          slow.set(fast);
          expect([wasm.firstNonFinite(n, X), plain.firstNonFinite(n, X)]).toEqual([at, at]);
        }
        agree((kernels) => kernels.firstNonFinite(n, X));
      }
    }
  });
});

describe('the wasm kernels, column by column,', () => {
  /** Puts whole numbers below `count` at S. */
  function putLabels(n: number, count: number): void {
    for (let j = 0; j < n; j++) fast[S + j] = slow[S + j] = (j * 7 + 3) % count;
  }

  for (const rows of SIZES.slice(1)) {
    for (const cols of [0, 1, 2, 5]) {
      it(`agree with the plain ones on [${rows}, ${cols}]`, () => {
        agree((kernels) => kernels.transpose(rows, cols, X, Y));
        agree((kernels) => kernels.addToColumns(rows, cols, X, Y));
        agree((kernels) => kernels.addColumnsTo(rows, cols, X, Y));
        agree((kernels) => kernels.softmax(rows, cols, X), 16);
        agree((kernels) => kernels.squaredError(rows, cols, X, Y, S, Z), 16);
        agree((kernels) => kernels.squaredError(rows, cols, X, Y, NONE, Z), 16);
        const labelled = (call: (kernels: Kernels) => unknown, ulps?: number) =>
          agree((kernels) => {
            putLabels(cols, rows);
            return call(kernels);
          }, ulps);
        labelled((kernels) => kernels.gatherColumns(3, cols, S, X, Y));
        labelled((kernels) => kernels.scatterAddColumns(3, cols, S, X, Y));
      });

      it(`agree on softmax and cross-entropy to 1e-14 for [${rows}, ${cols}]`, () => {
        for (const weights of [NONE, S + 50]) {
          refill();
          putLabels(cols, rows);
          if (cols > 1) fast[S + 51] = slow[S + 51] = 0;
          const loss = wasm.softmaxCrossEntropy(rows, cols, X, S, weights, Z);
          expect(loss).toBeCloseTo(plain.softmaxCrossEntropy(rows, cols, X, S, weights, Z), 13);
          for (let i = FIRST_FREE; i < end; i++) {
            if (Math.abs(fast[i] - slow[i]) > 1e-14) throw new Error(`place ${i}`);
          }
        }
      });
    }
  }
});

describe("the wasm kernels' own tanh and sigmoid", () => {
  /** The largest relative difference from a reference between two bounds. */
  function worst(kernel: 'tanh' | 'sigmoid', from: number, to: number, f: (x: number) => number) {
    const n = 50_000;
    const { X, fast, wasm } = twoMemories(n);
    const xs = Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
    fast.set(xs, X);
    wasm[kernel](n, X);
    return xs.reduce((max, x, i) => Math.max(max, Math.abs(fast[X + i] / f(x) - 1) || 0), 0);
  }
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

  it('differ from Math.tanh by less than 1e-15 of its value', () => {
    expect(worst('tanh', -25, 25, Math.tanh)).toBeLessThan(1e-15);
    expect(worst('tanh', -0.3, 0.3, Math.tanh)).toBeLessThan(1e-15);
    expect(worst('tanh', 1e-9, 1e-7, Math.tanh)).toBeLessThan(1e-15);
  });

  it('differ from 1 / (1 + Math.exp(−x)) by less than 1e-15 of its value', () => {
    expect(worst('sigmoid', -40, 40, sigmoid)).toBeLessThan(1e-15);
    expect(worst('sigmoid', -700, 700, sigmoid)).toBeLessThan(1e-15);
  });

  it('give the limits at the ends, keep the sign of zero, and let NaN through', () => {
    const ends = [Infinity, -Infinity, 1000, -1000, 0, -0, NaN];
    fast.set(ends, X);
    wasm.tanh(ends.length, X);
    expect([...fast.slice(X, X + ends.length)]).toEqual([1, -1, 1, -1, 0, -0, NaN]);
    fast.set(ends, X);
    wasm.sigmoid(ends.length, X);
    expect([...fast.slice(X, X + ends.length)]).toEqual([1, 0, 1, 0, 0.5, 0.5, NaN]);
  });
});

describe('the relaxed wasm product', () => {
  const [A, B, C] = [0, 1, 2].map((n) => FIRST_FREE + n * 20_000);
  const memory = wasmMemory(8 * (C + 20_000));

  if (Number(process.versions.node.split('.')[0]) < 22) {
    it('is refused by a Node without relaxed SIMD', () => {
      expect(() => wasmKernels(memory, true)).toThrow(/WebAssembly/);
    });
    return;
  }

  it.each([
    [33, 1, 35],
    [13, 6, 300],
    [17, 7, 21],
    [1, 9, 5],
  ])('agrees with the strict one to 1e-12 for [%d, %d] with %d terms', (m, n, k) => {
    const numbers = new Float64Array(memory.buffer);
    const next = random(7);
    for (let i = A; i < C; i++) numbers[i] = 2 * next() - 1;
    for (const [aT, bT] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as [Flag, Flag][]) {
      const [strict, relaxed] = [false, true].map((flag) => {
        wasmKernels(memory, flag).product(m, n, k, A, aT, B, bT, C, 0);
        return numbers.slice(C, C + m * n);
      });
      const worst = relaxed.reduce((max, x, i) => Math.max(max, Math.abs(x - strict[i])), 0);
      expect(worst).toBeLessThan(1e-12);
    }
  });
});
