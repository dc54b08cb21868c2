import type { Kernels } from './kernels';
import { relaxedWasmBytes } from './relaxed-wasm-bytes';
import { wasmBytes } from './wasm-bytes';

/** The little of WebAssembly that is needed here; TypeScript knows it only beside a browser's types. */
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: object };
};

/** A WebAssembly memory, of which the engine sees the buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const atob: (base64: string) => string;

/** WebAssembly counts memory in pages of 64 KiB. */
const PAGE = 65536;

/** A memory of fixed size, so that what points into it stays valid. */
export function wasmMemory(bytes: number): WasmMemory {
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
}

/**
 * The kernels built from lib/matrix/assembly, at work on a memory. Compiled at once, without
 * waiting: a module of this size may be, in Node and on a browser's main thread alike.
 * Relaxed, the products round x y + z once where the machine can, and twice elsewhere.
 * Throws what WebAssembly throws where it, its 128-bit SIMD, or its relaxed SIMD is missing.
 */
export function wasmKernels(memory: WasmMemory, relaxed = false): Kernels {
  const base64 = relaxed ? relaxedWasmBytes : wasmBytes;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Kernels;
}
