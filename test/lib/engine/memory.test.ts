import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Matrix } from '../../../lib/engine/matrix';
import { scratch } from '../../../lib/engine/memory';

// No other file may find the small engines that are loaded below.
afterEach(() => void vi.resetModules());

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
  it('takes back what nobody holds any more', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    // A size of its own, so that no other test's matrix fits.
    const places = new Set<number>();
    for (let round = 0; round < 20; round++) {
      places.add(Matrix.zeros(7919, 13).place);
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(places.size).toBeLessThan(20);
  });

  /** The engine as if it had just been loaded. */
  async function freshEngine() {
    vi.resetModules();
    const memory = await import('../../../lib/engine/memory');
    const { Matrix } = await import('../../../lib/engine/matrix');
    return { ...memory, Matrix };
  }

  it('when full, says what was asked for, what is free and how to get more', async () => {
    const { Matrix, useMemory } = await freshEngine();
    useMemory(1);
    expect(() => Matrix.zeros(400, 1000)).toThrow(
      /\[400, 1000\]: it takes 3\.1 MB, and of the engine's 1\.0 MB 0\.7 MB are free.*scratch.*useMemory\(2\)/,
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
