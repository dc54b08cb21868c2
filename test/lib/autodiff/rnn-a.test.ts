import { describe, expect, it } from 'vitest';
import { hadamard, scale, sum } from '../../../lib/autodiff/arithmetic';
import { backward } from '../../../lib/autodiff/backward';
import { columns, oneHot } from '../../../lib/autodiff/columns';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { softmaxCrossEntropy, squaredError } from '../../../lib/autodiff/loss';
import { input, parameter } from '../../../lib/autodiff/node';
import type { Activation } from '../../../lib/matrix/activation';
import { Matrix } from '../../../lib/matrix/matrix';
import * as loss from '../../../lib/rnn/loss';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { OneHot, Unrolled } from '../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../matrix/random';
import { activations, affine, expectAgreement, gradientsOf, total, vector } from './agreement';

const [D, H, K, N] = [3, 4, 5, 4];
const labels = [[2, 0], [0, 1, 2, 1], [1], [1, 2, 0]];
const targets = [[4, 1], [0, 3, 2, 2], [1], [2, 4, 0]];

const next = random(21);
const parameters = {
  U: randomMatrix(H, D, next),
  W: randomMatrix(H, H, next),
  b: randomMatrix(H, 1, next),
  V: randomMatrix(K, H, next),
  c: randomMatrix(K, 1, next),
};
const h0 = randomMatrix(H, N, next);
const wanted = randomMatrix(H, N, next); // L also has Σ wanted ⊙ h(last)
const xs = labels.map((sequence) => sequence.map(() => [next(), next(), next()]));
const ys = labels.map((sequence) => sequence.map(() => [1, 2, 3, 4, 5].map(() => next())));

/** The graph of RNN (A), grown one sequence and one step at a time, as the equations stand. */
function graph(
  g: Activation,
  inputs: readonly (readonly number[])[][],
  lossOf: (o: ReturnType<typeof affine>, n: number, t: number) => ReturnType<typeof affine>,
) {
  const leaves = leavesOf(parameters);
  const { U, W, b, V, c } = leaves;
  const start = parameter(h0, 'h0');
  const x = inputs.map((sequence) => sequence.map(vector));
  const losses = x.flatMap((sequence, n) => {
    let h = columns(start, n, 1);
    const overTime = sequence.map((xt, t) => {
      h = activations[g](affine(b, [W, h], [U, xt])); // [H, 1]
      return lossOf(affine(c, [V, h]), n, t); // [1, 1]
    });
    return [...overTime, sum(hadamard(input(wanted.columns(n, 1), 'wanted'), h))];
  });
  const L = total(losses);
  const d = backward(L);
  const gradients = { ...gradientsOf(leaves, d), h0: d(start) };
  return { loss: L.value.at(0, 0), gradients, dX: x.map((sequence) => sequence.map(d)) };
}

describe('the gradient of RNN (A) written by hand is the graph’s', () => {
  it.each(['tanh', 'relu', 'sigmoid'] as const)(
    'with %s and cross-entropy of one-hot inputs',
    (g) => {
      const network = RnnA.simple(parameters, g);
      const x = new OneHot(labels, D);
      const pass = network.forward(x, h0);
      const { loss: L, dO } = loss.softmaxCrossEntropy(pass.o, targets, {
        reduction: 'sum',
      });
      const { gradients, dInitial } = network.backward(pass, dO, wanted);

      const columnsOf = (sequence: number[]) =>
        sequence.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0)));
      const byGraph = graph(g, labels.map(columnsOf), (o, n, t) =>
        softmaxCrossEntropy(o, input(oneHot([targets[n][t]], K), 'y')),
      );
      const atLast = pass.h.last().hadamard(wanted).flat();
      expect(L + atLast.reduce((total, x) => total + x, 0)).toBeCloseTo(byGraph.loss, 12);
      expectAgreement({ ...gradients, h0: dInitial }, byGraph.gradients);
    },
  );

  it.each(['tanh', 'relu', 'sigmoid'] as const)(
    'with %s and weighted squared error of dense inputs',
    (g) => {
      const network = RnnA.simple(parameters, g);
      const x = Unrolled.from(xs);
      const weight = (n: number, t: number) => (t === 1 ? 0 : 0.3 + n);
      const weights = labels.map((row, n) => row.map((_, t) => weight(n, t)));
      const pass = network.forward(x, h0);
      const { dO } = loss.squaredError(pass.o, ys, { reduction: 'sum', weights });
      const { gradients, dInitial, dX } = network.backward(pass, dO, wanted);

      const byGraph = graph(g, xs, (o, n, t) =>
        scale(weight(n, t), squaredError(o, vector(ys[n][t]))),
      );
      expectAgreement({ ...gradients, h0: dInitial }, byGraph.gradients);
      const inColumns = x.time.unroll(byGraph.dX).map((dx) => [...dx.flat()]);
      expectAgreement({ x: dX().all }, { x: Matrix.from(inColumns).transpose() });
    },
  );
});
