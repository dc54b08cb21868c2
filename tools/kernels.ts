/**
 * Builds lib/matrix/assembly (AssemblyScript) into lib/matrix/wasm-bytes.ts and, with relaxed SIMD,
 * into relaxed-wasm-bytes.ts: `npm run kernels`. The results are committed, so that using the
 * engine needs no compiler; a test builds them again and compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The modules that carry the kernels, and what each may use of WebAssembly. */
export const modules = {
  'wasm-bytes': ['simd'],
  'relaxed-wasm-bytes': ['simd', 'relaxed-simd'],
};

/** Compiles the kernels and returns WebAssembly's bytes. Throws with the compiler's messages. */
export async function buildKernels(features: string[]): Promise<Uint8Array> {
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', ...enabled];
  const source = 'lib/matrix/assembly/index.ts';
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

/** The TypeScript module of this name, which carries the bytes. */
export function moduleOf(name: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  const constant = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    '/** Built from lib/matrix/assembly by `npm run kernels`: change the source, not this. */',
    `export const ${constant} =\n  '${base64}';\n`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, features] of Object.entries(modules)) {
    const bytes = await buildKernels(features);
    await writeFile(new URL(`../lib/matrix/${name}.ts`, import.meta.url), moduleOf(name, bytes));
    console.log(`lib/matrix/${name}.ts: ${bytes.length} bytes of WebAssembly`);
  }
}
