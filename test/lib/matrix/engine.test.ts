import { afterEach, describe, expect, it, vi } from 'vitest';
import { engine, useKernels } from '../../../lib/matrix/engine';
import { Matrix } from '../../../lib/matrix/matrix';

// No other file may find the WebAssembly-less engine that is loaded below.
afterEach(() => void vi.resetModules());

describe('useKernels', () => {
  afterEach(() => useKernels('wasm'));

  it('changes the arithmetic under matrices that exist', () => {
    const W = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    const product = W.times(W).toArrays();
    expect(engine.kernelName).toBe('wasm');
    useKernels('plain');
    expect(engine.kernelName).toBe('plain');
    expect(W.times(W).toArrays()).toEqual(product);
  });

  it("takes 'relaxed' where the runtime has relaxed SIMD, and else says what to do", () => {
    const has = Number(process.versions.node.split('.')[0]) >= 22;
    if (has) useKernels('relaxed');
    else expect(() => useKernels('relaxed')).toThrow(/relaxed SIMD.*Node.*22.*use 'wasm'/);
    expect(engine.kernelName).toBe(has ? 'relaxed' : 'wasm');
    const product = Matrix.column([3]).times(Matrix.column([4]));
    expect(product.at(0, 0)).toBe(12);
  });

  it('works without WebAssembly, on plain kernels', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
    const { engine, useKernels } = await import('../../../lib/matrix/engine');
    const { Matrix } = await import('../../../lib/matrix/matrix');
    vi.unstubAllGlobals();
    expect(engine.kernelName).toBe('plain');
    expect(
      Matrix.column([3])
        .times(Matrix.column([4]))
        .at(0, 0),
    ).toBe(12);
    expect(() => useKernels('wasm')).toThrow(/missing/);
  });
});
