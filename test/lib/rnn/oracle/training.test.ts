import { describe, expect, it } from 'vitest';
import type { Mat } from '../../../../lib/linear';
import { softmaxCrossEntropy } from '../../../../lib/rnn/loss';
import { RnnA } from '../../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../../lib/rnn/readout';
import { OneHot } from '../../../../lib/rnn/unrolled';
import { clipByNorm, clipByValue } from '../../../../lib/train/clip';
import { Training } from '../../../../lib/train/training';
import { asState, recurrenceOf } from './networks';
import { optimizerOf } from './optimizers';
import {
  arrays,
  type Cell,
  expectEqualNumbers,
  matrices,
  readReference,
  type Tree,
} from './reference';

/** What PyTorch computes, to 1e-10 of every number. */
describe('an optimizer', () => {
  const { cases } = readReference<{
    name: string;
    optimizer: string;
    settings: { rate: number };
    parameters: Tree<Mat>;
    gradients: Tree<Mat>[];
    after: Tree<Mat>[];
  }>('optimizers');

  it.each(cases)('takes the steps that PyTorch takes: $name', (reference) => {
    const optimizer = optimizerOf(reference.optimizer, reference.settings);
    const parameters = matrices(reference.parameters);
    reference.gradients.forEach((gradients, k) => {
      optimizer.update(parameters, matrices(gradients));
      expectEqualNumbers(arrays(parameters), reference.after[k], `θ after step ${k + 1}`);
    });
  });
});

describe('clipping', () => {
  const { cases } = readReference<{
    name: string;
    by: 'norm' | 'value';
    limit: number;
    gradients: Tree<Mat>;
    norm: number;
    clipped: Tree<Mat>;
  }>('clipping');

  it.each(cases)('leaves the gradients that PyTorch leaves: $name', (reference) => {
    const gradients = matrices(reference.gradients);
    const clip = reference.by === 'norm' ? clipByNorm : clipByValue;
    expectEqualNumbers(clip(gradients, reference.limit), reference.norm, 'the norm before');
    expectEqualNumbers(arrays(gradients), reference.clipped, 'the gradients');
  });
});

describe('truncated backpropagation through time', () => {
  const { cases, optimizers } = readReference<{
    name: string;
    cell: Cell;
    D: number;
    optimizer: string;
    limit: number;
    chunk: number;
    x: number[][];
    y: number[][];
    parameters: Tree<Mat>;
    initial: Tree<Mat>;
    losses: number[];
    norms: number[];
    carried: Tree<Mat>;
    trained: Tree<Mat>;
  }>('truncated');

  it.each(cases)('goes the way that PyTorch goes: $name', (reference) => {
    const { cell, D, chunk, losses, norms } = reference;
    const parameters = matrices(reference.parameters);
    const network = new RnnA(recurrenceOf(cell, parameters), new Readout(parameters));
    const carried = asState(matrices(reference.initial));
    const training = new Training({
      parameters,
      carried,
      optimizer: optimizerOf(reference.optimizer, optimizers[reference.optimizer]),
      clip: { norm: reference.limit },
      lossAndGradients: ({ step, carried }) => {
        const cut = (labels: number[]) => labels.slice(step * chunk, (step + 1) * chunk);
        const x = new OneHot(reference.x.map(cut), D);
        const states = network.forward(x, carried);
        const y = reference.y.map(cut);
        const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'sum' });
        const { gradients } = network.backward(states, dO);
        return { loss, gradients, carried: network.last(states) };
      },
    });
    const steps = [...training.run(losses.length)];
    expect(losses.length).toBeGreaterThan(2);
    expectEqualNumbers(
      steps.map(({ loss }) => loss),
      losses,
      'L',
    );
    expectEqualNumbers(
      steps.map(({ norm }) => norm),
      norms,
      'the norm',
    );
    const state = reference.cell === 'lstm' ? carried : { h: carried };
    expectEqualNumbers(arrays(state), reference.carried, 'the state');
    expectEqualNumbers(arrays(parameters), reference.trained, 'θ');
  });
});
