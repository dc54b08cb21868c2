import { afterEach, describe, expect, it } from 'vitest';
import { useKernels } from '../../../../lib/matrix/engine';
import { scratch } from '../../../../lib/matrix/memory';
import { Training } from '../../../../lib/train/training';
import { networks } from './networks';
import { optimizerOf } from './optimizers';
import { arrays, expectEqualNumbers, matrices, readReference } from './reference';

afterEach(() => useKernels('wasm'));

/** What PyTorch computes, to 1e-10 of every number. */
for (const [file, run] of Object.entries(networks)) {
  const { cases, optimizers } = readReference(file);
  for (const reference of cases) {
    const { outputs, learned } = reference;

    describe(`${file}, ${reference.name}`, () => {
      it.each(['wasm', 'plain'] as const)('is what PyTorch finds, by the %s kernels', (kernels) => {
        useKernels(kernels);
        scratch(() => {
          const found = run(reference, matrices(reference.parameters));
          expectEqualNumbers(found.outputs, outputs, 'o');
          if (!learned) return;
          expectEqualNumbers(found.learned?.loss, learned.loss, 'L');
          expectEqualNumbers(arrays(found.learned?.gradients), learned.gradients, 'dθ');
          const { initialGradients } = learned;
          expectEqualNumbers(arrays(found.learned?.initialGradients), initialGradients, 'ds');
        });
      });

      if (!learned) return;

      it.each(Object.keys(optimizers))('is where PyTorch is after three steps of %s', (name) => {
        const parameters = matrices(reference.parameters);
        const optimizer = optimizerOf(name, optimizers[name]);
        const lossAndGradients = () => run(reference, parameters).learned as never;
        const training = new Training({ parameters, optimizer, lossAndGradients });
        expect([...training.run(3)]).toHaveLength(3);
        expectEqualNumbers(arrays(parameters), learned.trained[name], 'θ');
      });
    });
  }
}
