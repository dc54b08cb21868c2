import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';

// No other file may find the small engines that are loaded below.
afterEach(() => void vi.resetModules());

/** The engine as if it had just been loaded. */
async function freshEngine() {
  vi.resetModules();
  const memory = await import('../../../lib/matrix/memory');
  const { Matrix } = await import('../../../lib/matrix/matrix');
  const { engine } = await import('../../../lib/matrix/engine');
  return { ...memory, Matrix, engine };
}

describe('scratch', () => {
  it('returns what its work returns', () => {
    expect(scratch(() => Matrix.column([1, 2]).at(1, 0))).toBe(2);
  });

  it('lets no matrix made inside be used after it, and says what to do', () => {
    const gone = scratch(() => Matrix.column([1, 2]));
    const use = [
      () => gone.at(0, 0),
      () => gone.tanh(),
      () => gone.columns(0, 1).fill(0),
      () => Matrix.zeros(2, 2).times(gone),
      () => Matrix.zeros(2).add(gone),
    ];
    for (const attempt of use) expect(attempt).toThrow(/scratch.*has ended.*keep\(\)/);
  });

  it('lets no part of such a matrix be used either', () => {
    const part = scratch(() => Matrix.zeros(2, 3).columns(1, 2));
    expect(() => part.at(0, 0)).toThrow(/scratch/);
  });

  it('ends in the next turn when its work was stopped from outside, without a finally', async () => {
    const first = scratch(() => Matrix.zeros(100, 100).place);
    const stopped = { scratch, work: () => Matrix.zeros(50, 50) };
    // as a notebook's stop button does
    const stop = () =>
      runInNewContext('scratch(() => { work(); for (;;); })', stopped, { timeout: 50 });
    expect(stop).toThrow('timed out');
    await Promise.resolve();
    expect(scratch(() => Matrix.zeros(100, 100).place)).toBe(first);
  });

  it('gives its memory to the next one', () => {
    const first = scratch(() => Matrix.zeros(100, 100).place);
    expect(scratch(() => Matrix.zeros(100, 100).place)).toBe(first);
  });

  it('leaves matrices from outside, their parts and kept copies alone', () => {
    const outside = Matrix.column([1, 2, 3]);
    const [kept, part] = scratch(() => {
      const inside = outside.copy().scale(2);
      return [inside.keep(), outside.columns(0, 1)];
    });
    scratch(() => Matrix.zeros(64, 64).fill(9));
    expect([kept.toArrays(), part.toArrays()]).toEqual([
      [[2], [4], [6]],
      [[1], [2], [3]],
    ]);
  });

  it('may run inside another, whose matrices outlive it', () => {
    const after = scratch(() => {
      const outer = Matrix.column([1]);
      const inner = scratch(() => Matrix.column([2]));
      expect(outer.add(Matrix.column([3])).at(0, 0)).toBe(4);
      expect(() => inner.at(0, 0)).toThrow(/scratch/);
      return Matrix.column([5]);
    });
    expect(() => after.at(0, 0)).toThrow(/scratch/);
  });

  it('gives its memory back when its work throws', () => {
    const place = scratch(() => Matrix.zeros(10).place);
    const fail = () => {
      Matrix.zeros(1000);
      throw new Error('mine');
    };
    expect(() => scratch(fail)).toThrow('mine');
    expect(scratch(() => Matrix.zeros(10).place)).toBe(place);
  });

  it('refuses asynchronous work, which would go on after its memory has gone', () => {
    expect(() => scratch(async () => 1)).toThrow(/asynchronous/);
  });
});

describe('the memory', () => {
  it('when full, says what was asked for, what is free and how to get more', async () => {
    const { Matrix, useMemory } = await freshEngine();
    useMemory(1);
    expect(() => Matrix.zeros(400, 1000)).toThrow(
      /No room for a matrix \[400, 1000\]: it takes 3\.1 MB\. Of the engine's 1\.0 MB, 760 kB are free.*scratch.*useMemory\(2\)/,
    );
  });

  it('when a scratch has filled it, says how much waits for its end, in a unit that shows it', async () => {
    const { Matrix, scratch, useMemory } = await freshEngine();
    useMemory(1);
    const fill = () => {
      for (;;) Matrix.zeros(10, 13);
    };
    expect(() => scratch(fill)).toThrow(
      /\[10, 13\]: it takes 1\.06 kB\. Of the engine's 1\.0 MB, 0\.\d\d kB are free, and 7\d\d kB are held until scratch\(…\) ends/,
    );
  });

  it('is full for a scratch too, and free again behind it', async () => {
    const { Matrix, scratch, useMemory } = await freshEngine();
    useMemory(1);
    const fill = () => {
      for (let i = 0; i < 10; i++) Matrix.zeros(100, 100);
    };
    expect(() => scratch(fill)).toThrow(/No room for a matrix \[100, 100\]/);
    expect(scratch(() => Matrix.zeros(100, 500).cols)).toBe(500);
  });

  it('changes its size only before the first matrix', async () => {
    const { Matrix, useMemory } = await freshEngine();
    useMemory(2);
    Matrix.zeros(1);
    expect(() => useMemory(3)).toThrow(/before the first matrix/);
    expect(() => useMemory(2)).not.toThrow();
  });

  it.each([0, -1, 1.5, 4096, Number.NaN])('refuses a size of %d megabytes', async (megabytes) => {
    const { useMemory } = await freshEngine();
    expect(() => useMemory(megabytes)).toThrow(/1 to 4095 megabytes/);
  });
});

describe('what lives long, in a memory that is full of what nobody holds any more,', () => {
  it('keeps its numbers, and so do its parts, while a loop without scratch goes on for ever', async () => {
    const { Matrix, engine, useMemory } = await freshEngine();
    useMemory(1);
    const room = engine.numbers.length;
    const held = [3, 5, 7].map((n) => Matrix.generate(n, 20, (i, j) => n + i / 10 + j / 1000));
    const part = held[1].columns(4, 2);
    const expected = held.map((M) => M.toArrays());
    let made = 0;
    for (let step = 0; made < 30 * room; step++) {
      const noise = Matrix.zeros(31, 1 + (step % 90)).fill(step);
      made += noise.rows * noise.cols;
      if (step % 500 === 0) held[step % 3].add(held[step % 3]).scale(0.5);
    }
    expect(held.map((M) => M.toArrays())).toEqual(expected);
    expect(part.at(0, 1)).toBe(held[1].at(0, 5));
    part.set(0, 1, 9);
    expect(held[1].at(0, 5)).toBe(9);
  });

  it('comes back when several are needed in one product or one update', async () => {
    const { Matrix, useMemory } = await freshEngine();
    const { adam } = await import('../../../lib/matrix/update');
    useMemory(1);
    const [A, B, C] = [2, 3, 4].map((x) => Matrix.zeros(40, 40).fill(x));
    const four = [1, 2, 3, 4].map((x) => Matrix.zeros(40, 40).fill(x));
    const flood = () => {
      for (let i = 0; i < 500; i++) Matrix.zeros(40, 41);
    };
    flood();
    expect(C.addProduct(A, B.T).at(39, 39)).toBe(4 + 40 * 6);
    flood();
    expect(A.times(B).at(0, 0)).toBe(240);
    flood();
    const [theta, d, m, v] = four;
    adam(theta, d, m, v, { rate: 0.5, k: 1, beta1: 0.5, beta2: 0.5 });
    flood();
    expect([m.at(7, 7), v.at(7, 7)]).toEqual([2.5, 4]);
    expect(theta.at(39, 39)).toBeCloseTo(1 - (0.5 * (2.5 / 0.5)) / Math.sqrt(4 / 0.5), 8);
  });

  it('leaves alone what came back just before it for the same product', async () => {
    const { Matrix, useMemory } = await freshEngine();
    useMemory(1); // room for four matrices [150, 150]
    const small = Matrix.zeros(1);
    const wait = () => {
      for (let i = 0; i < 20; i++) small.at(0, 0);
    };
    const large = (x: number) => Matrix.zeros(150, 150).fill(x);
    const [A, B, C] = [2, 3, 4].map(large);
    wait();
    const [, , second, third] = [5, 6, 7, 8].map(large); // A, B and C move out
    wait();
    second.at(0, 0);
    third.at(0, 0);
    Matrix.zeros(151, 150); // too large for the gap below those two
    wait();
    // A comes back into the gap; B finds no room, and what makes it must not be A
    expect(C.addProduct(A, B).at(149, 149)).toBe(4 + 150 * 6);
    for (const [M, x] of [[A, 2] as const, [B, 3] as const, [second, 7] as const]) {
      wait();
      expect(M.at(149, 149)).toBe(x);
    }
  });

  it('makes room for a scratch, and comes back inside it', async () => {
    const { Matrix, scratch, useMemory } = await freshEngine();
    useMemory(1);
    const held = Matrix.zeros(50, 50).fill(3);
    for (let i = 0; i < 5_000; i++) Matrix.zeros(6, 6).fill(i);
    scratch(() => {
      const large = Matrix.zeros(250, 250).fill(1); // most of the memory
      expect(held.copy().add(held).at(49, 49)).toBe(6);
      expect(large.at(249, 249)).toBe(1);
      expect(scratch(() => held.times(held).at(0, 0))).toBe(450);
    });
    expect(held.at(0, 0)).toBe(3);
  });

  it('learns without scratch the very bits that it learns with it', async () => {
    const fresh = await freshEngine();
    const { Matrix, scratch, useMemory } = fresh;
    const { RnnA } = await import('../../../lib/rnn/networks/rnn-a');
    const { OneHot } = await import('../../../lib/rnn/unrolled');
    const { softmaxCrossEntropy } = await import('../../../lib/rnn/loss');
    const { Adagrad } = await import('../../../lib/train/optimizers');
    const { nextOf } = await import('../../../lib/sample/next-of');
    const { sample } = await import('../../../lib/sample/sample');
    useMemory(1);
    const [D, H] = [5, 12];
    const text = Array.from({ length: 13 }, (_, i) => (i * i) % D);
    function learn(inside: <X>(work: () => X) => X) {
      const make = (rows: number, cols: number, k: number) =>
        Matrix.generate(rows, cols, (i, j) => Math.sin(k + i + 3 * j) / 3);
      const [U, W, V] = [make(H, D, 1), make(H, H, 2), make(D, H, 3)];
      const rnn = RnnA.simple({ U, W, V, b: make(H, 1, 4), c: make(D, 1, 5) });
      const optimizer = new Adagrad({ rate: 0.1 });
      const losses: number[] = [];
      const h = rnn.initial(1);
      for (let step = 0; step < 700; step++) {
        inside(() => {
          const states = rnn.forward(new OneHot([text.slice(0, -1)], D), h);
          const { loss, dO } = softmaxCrossEntropy(states.o, [text.slice(1)], { reduction: 'sum' });
          optimizer.update(rnn.parameters, rnn.backward(states, dO).gradients);
          h.assign(rnn.last(states));
          losses.push(loss);
        });
      }
      return { rnn, losses };
    }
    const plain = learn((work) => work());
    const { losses } = learn(scratch);
    expect(plain.losses).toEqual(losses);
    expect(losses[699]).toBeLessThan(losses[0] / 10);
    // and a long text, a state for every token, goes through the same small memory
    const begin = { state: plain.rnn.initial(1), token: 0 };
    const long = sample(nextOf(plain.rnn), begin, { steps: 20_000 });
    expect(long).toHaveLength(20_000);
    expect(sample(nextOf(plain.rnn), begin, { steps: 30 })).toEqual(long.slice(0, 30));
  });
});
