/**
 * Builds lib/engine/assembly (AssemblyScript) into lib/engine/wasm-bytes.ts: `npm run kernels`.
 * The result is committed, so that using the engine needs no compiler; a test builds it again and
 * compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles the kernels and returns WebAssembly's bytes. Throws with the compiler's messages. */
export async function buildKernels(): Promise<Uint8Array> {
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];
  const source = 'lib/engine/assembly/index.ts';
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [source, '--baseDir', root, '--outFile', 'kernels.wasm', ...options],
    {
      // The source says `// @inline`, which every TypeScript tool reads; the compiler wants @inline.
      readFile: async (name, folder) => {
        const text = await readFile(join(folder, name), 'utf8').catch(() => null);
        return text?.replace(/^\/\/ (@inline)$/gm, '$1') ?? null;
      },
      writeFile: (name, contents) => {
        if (name === 'kernels.wasm') bytes = contents as Uint8Array;
      },
    },
  );
  if (error || !bytes) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return bytes;
}

/** The TypeScript module that carries the bytes. */
export function moduleOf(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  return [
    '/** Built from lib/engine/assembly by `npm run kernels`: change the source, not this. */',
    `export const wasmBytes =\n  '${base64}';\n`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await buildKernels();
  await writeFile(new URL('../lib/engine/wasm-bytes.ts', import.meta.url), moduleOf(bytes));
  console.log(`lib/engine/wasm-bytes.ts: ${bytes.length} bytes of WebAssembly`);
}
