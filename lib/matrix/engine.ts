/** What all matrices share: a memory of fixed size, and the kernels at work on it. */
import type { Kernels, Place } from './kernels';
import { FIRST_FREE } from './layout';
import { plainKernels } from './plain';
import { type WasmMemory, wasmKernels, wasmMemory } from './wasm';

export type KernelName = 'wasm' | 'relaxed' | 'plain';

interface Engine {
  /** The memory itself. */
  numbers: Float64Array;
  kernels: Kernels;
  kernelName: KernelName;
  /** The same memory as WebAssembly sees it, where there is WebAssembly. */
  wasm: WasmMemory | undefined;
  /** Below lies what lives long, from `top` on what a scratch has made; between them is room. */
  bottom: Place;
  top: Place;
}

export const MEGABYTE = 2 ** 20;

/** The engine's one state; the layers above see matrices only. */
export const engine: Engine = start(256);

/** A new memory, with the fastest kernels that are to be had by default. */
export function start(megabytes: number): Engine {
  try {
    const wasm = wasmMemory(megabytes * MEGABYTE);
    const numbers = new Float64Array(wasm.buffer);
    const kernels = wasmKernels(wasm);
    return { numbers, kernels, kernelName: 'wasm', wasm, bottom: FIRST_FREE, top: numbers.length };
  } catch {
    const numbers = new Float64Array((megabytes * MEGABYTE) / 8);
    const kernels = plainKernels(numbers);
    const rest = { wasm: undefined, bottom: FIRST_FREE, top: numbers.length };
    return { numbers, kernels, kernelName: 'plain', ...rest };
  }
}

/**
 * Chooses the arithmetic: 'wasm' (the default where WebAssembly has 128-bit SIMD), 'plain'
 * TypeScript, ten to twenty times slower, or 'relaxed': WebAssembly whose products round once for
 * a multiplication and an addition, about a tenth faster in a training step; last digits may differ
 * from machine to machine. Matrices that exist stay valid.
 * Throws where 'wasm', or 'relaxed' (Node 22 and later), isn't to be had.
 */
export function useKernels(name: KernelName): void {
  if (name === engine.kernelName) return;
  engine.kernels = name === 'plain' ? plainKernels(engine.numbers) : fastKernels(name);
  engine.kernelName = name;
}

function fastKernels(name: 'wasm' | 'relaxed'): Kernels {
  if (!engine.wasm) {
    throw new Error(`useKernels('${name}'): WebAssembly with SIMD is missing here; use 'plain'.`);
  }
  try {
    return wasmKernels(engine.wasm, name === 'relaxed');
  } catch (error) {
    throw new Error(
      `useKernels('${name}'): this runtime lacks WebAssembly's relaxed SIMD, which Node has from ` +
        `22 on; use 'wasm'. (${(error as Error).message})`,
    );
  }
}
