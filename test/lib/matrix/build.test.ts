import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { buildKernels, moduleOf, modules } from '../../../tools/kernels';

for (const [name, features] of Object.entries(modules)) {
  it(`lib/matrix/${name}.ts is what lib/matrix/assembly builds to (else: npm run kernels)`, async () => {
    const committed = await readFile(`lib/matrix/${name}.ts`, 'utf8');
    expect(committed).toBe(moduleOf(name, await buildKernels(features)));
  }, 60_000);
}
