import { describe, expect, it } from 'vitest';
import { tanh } from '../../../lib/autodiff/activation';
import { addColumn, plus, times } from '../../../lib/autodiff/arithmetic';
import { backward as backwardThrough } from '../../../lib/autodiff/backward';
import { columns, gather, oneHot } from '../../../lib/autodiff/columns';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { softmaxCrossEntropy } from '../../../lib/autodiff/loss';
import { input, type Node } from '../../../lib/autodiff/node';
import { analyticSteps, errorPerStep, numericSteps } from '../../../lib/check/per-step';
import { scratch } from '../../../lib/matrix/memory';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../lib/rnn/readout';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { type Inputs, Unrolled } from '../../../lib/rnn/unrolled';
import { affine, total } from '../autodiff/agreement';
import { random, randomMatrix } from '../matrix/random';
import { example } from './network';

describe('the gradient at every step', () => {
  const { parameters, h0, labels, targets, x, loss, backward } = example();
  const analytic = analyticSteps(backward, x, 4);
  const numeric = numericSteps(loss, x, 4);

  it('is da(t), whose sum over all steps is db and whose product with x(t) is dU', () => {
    const { gradients } = backward();
    expect(analytic.all.sumOfColumns().flat()).toEqual(gradients.b.flat());
    expect(x.gradient(analytic).flat()).toEqual(gradients.U.flat());
  });

  it('by hand is by central differences, to 1e-8 at each of the four steps', () => {
    const errors = errorPerStep(analytic, numeric);
    expect(errors).toHaveLength(4);
    for (const error of errors) expect(error).toBeLessThan(1e-8);
  });

  it('is the total derivative: through every later step, as the graph has it', () => {
    const { U, W, b, V, c } = leavesOf(parameters);
    const a: Node[][] = labels.map(() => []);
    const losses = labels.flatMap((sequence, n) => {
      let h = columns(input(h0, 'h(0)'), n, 1);
      return sequence.map((label, t) => {
        a[n][t] = addColumn(plus(times(W, h), gather(U, [label])), b);
        h = tanh(a[n][t]);
        return softmaxCrossEntropy(affine(c, [V, h]), input(oneHot([targets[n][t]], 5), 'y'));
      });
    });
    const d = backwardThrough(total(losses));
    const byGraph = a.map((sequence) => sequence.map((at) => [...d(at).flat()]));
    expect(errorPerStep(analytic, Unrolled.from(byGraph))).toEqual(
      [0, 1, 2, 3].map(() => expect.closeTo(0, 13)),
    );
  });

  it('shows at which step a backward pass goes wrong', () => {
    const wrong = new Unrolled(analytic.all.copy(), x.time);
    wrong.at(1).scale(1.01);
    const errors = errorPerStep(wrong, numeric);
    expect(errors.map((error) => error > 1e-3)).toEqual([false, true, false, false]);
  });

  it('outlives a scratch that the pass runs in', () => {
    const inScratch = analyticSteps((inputs) => scratch(() => void backward(inputs)), x, 4);
    expect(inScratch.all.flat()).toEqual(analytic.all.flat());
  });

  it('of a bidirectional network is the sum over both directions', () => {
    const next = random(32);
    const both = ['forward', 'backward'].map(
      () =>
        new SimpleRecurrence({
          U: randomMatrix(4, 3, next),
          W: randomMatrix(4, 4, next),
          b: randomMatrix(4, 1, next),
        }),
    );
    const readout = new Readout({ V: randomMatrix(5, 8, next), c: randomMatrix(5, 1, next) });
    const network = new RnnA(new Bidirectional(both[0], both[1]), readout);
    const G = new Unrolled(randomMatrix(5, x.time.columns, next), x.time);
    const weightedLoss = (inputs: Inputs) =>
      network
        .forward(inputs)
        .o.all.hadamard(G.all)
        .flat()
        .reduce((sum, number) => sum + number, 0);
    const pass = (inputs: Inputs) => network.backward(network.forward(inputs), G);
    const errors = errorPerStep(analyticSteps(pass, x, 4), numericSteps(weightedLoss, x, 4));
    for (const error of errors) expect(error).toBeLessThan(1e-8);
  });

  it('asks for a backward pass that uses the inputs it is given', () => {
    expect(() => analyticSteps(() => backward(x), x, 4)).toThrow(/ran no backward pass/);
  });

  it('names the shape when U has another number of rows', () => {
    expect(() => numericSteps(loss, x, 5)).toThrow(/\[5, 10\], expected \[4, 10\]/);
  });
});
