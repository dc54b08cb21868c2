import { describe, expect, it } from 'vitest';
import { relativeError, relativeErrors } from '../../../../lib/check/relative-error';
import { backward, type Gradients, lossOnlyAt } from '../../../../lib/lectures/bptt/backward';
import { byDifferences, stepsByDifferences } from '../../../../lib/lectures/bptt/by-differences';
import { byEngine } from '../../../../lib/lectures/bptt/by-engine';
import { byGraph } from '../../../../lib/lectures/bptt/by-graph';
import { exampleOf } from '../../../../lib/lectures/bptt/geometry';
import { matrices, matrix } from '../../../../lib/lectures/bptt/matrices';
import { type Example, totalLoss } from '../../../../lib/lectures/bptt/rnn';
import type { Vec } from '../../../../lib/linear';
import { crossEntropy, squaredError } from '../../../../lib/losses';
import { scratch } from '../../../../lib/matrix/memory';
import { open } from './geometries';

const examples: [string, Example][] = [
  ['cross-entropy', exampleOf(open, 3)],
  ['squared error', { ...exampleOf(open, 4), loss: squaredError }],
  ['cross-entropy with shares for targets', withShares(exampleOf(open, 5))],
  ['a single step', exampleOf({ ...open, tau: 1 }, 6)],
  ['one unit, one input and two outputs', exampleOf({ ...open, D: 1, H: 1, K: 2 }, 7)],
];

/** The same, with targets that are shares in place of one-hot ones. */
function withShares(example: Example): Example {
  return { ...example, ys: example.ys.map(() => [0.1, 0.2, 0.4, 0.25, 0.05]) };
}

function expectSame(got: Gradients, expected: Gradients, tolerance: number): void {
  scratch(() => {
    const errors = relativeErrors(matrices(got), matrices(expected));
    for (const [name, { largest, at }] of Object.entries(errors)) {
      expect(largest, `${name}(${at})`).toBeLessThan(tolerance);
    }
  });
}

/** Steps 1 … τ agree; index 0 is empty. */
function expectSameSteps(name: string, got: Vec[], expected: Vec[], tolerance: number): void {
  scratch(() => {
    for (let t = 1; t < expected.length; t++) {
      const { whole } = relativeError(matrix(got[t]), matrix(expected[t]));
      expect(whole, `${name}(${t})`).toBeLessThan(tolerance);
    }
  });
}

describe.each(examples)('the backward pass of lecture 04, for %s', (_, example) => {
  it('has the gradients that finite differences find', () => {
    expectSame(backward(example), byDifferences(example), 1e-7);
  });

  it('has the gradients of the computational graph', () => {
    expectSame(backward(example), byGraph(example), 1e-12);
  });

  it('has at every step the do, dh and da that finite differences find', () => {
    const [pass, numeric] = [backward(example), stepsByDifferences(example)];
    expectSameSteps('do', pass.dO, numeric.dO, 1e-7);
    expectSameSteps('dh', pass.dH, numeric.dH, 1e-7);
    expectSameSteps('da', pass.dA, numeric.dA, 1e-7);
  });

  it('has at every step the do, dh and da of the computational graph', () => {
    const [pass, graph] = [backward(example), byGraph(example)];
    expectSameSteps('do', pass.dO, graph.dO, 1e-12);
    expectSameSteps('dh', pass.dH, graph.dH, 1e-12);
    expectSameSteps('da', pass.dA, graph.dA, 1e-12);
  });
});

it.each(['crossEntropy', 'squaredError'] as const)(
  'the backward pass of lecture 04 has the gradients of the engine’s RNN (A) with %s',
  (name) => {
    const example = { ...exampleOf(open, 8), loss: { crossEntropy, squaredError }[name] };
    expectSame(backward(example), byEngine(example), 1e-12);
  },
);

it('the backward pass of lecture 04 asks for a step at least', () => {
  const empty = { ...exampleOf(open), xs: [], ys: [] };
  expect(() => backward(empty)).toThrow('backward: the sequence has no steps');
});

it('the losses of all forward passes agree', () => {
  for (const [, example] of examples) {
    expect(byGraph(example).loss).toBeCloseTo(totalLoss(example), 12);
  }
});

it('the backward pass of a loss at one step, summed over the steps, is the whole', () => {
  const example = exampleOf(open, 9);
  const alone = [1, 2, 3, 4].map((t) => backward(example, lossOnlyAt(t)).dW);
  const sum = backward(example).dW.map((row, i) =>
    row.map((_, j) => alone.reduce((total, dW) => total + dW[i][j], 0)),
  );
  expectSame({ ...backward(example), dW: sum }, backward(example), 1e-12);
});

it('the computational graph refuses a loss that it has no nodes for', () => {
  const loss = { ...crossEntropy };
  expect(() => byGraph({ ...exampleOf(open), loss })).toThrow(
    'byGraph: the loss must be crossEntropy or squaredError.',
  );
});
