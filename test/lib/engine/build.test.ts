import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { buildKernels, moduleOf } from '../../../tools/kernels';

it('lib/engine/wasm-bytes.ts is what lib/engine/assembly builds to (else: npm run kernels)', async () => {
  const committed = await readFile('lib/engine/wasm-bytes.ts', 'utf8');
  expect(committed).toBe(moduleOf(await buildKernels()));
}, 60_000);
