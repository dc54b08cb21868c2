import { describe, expect, it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { columns } from '../../../lib/autodiff/columns';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { input, type Node, parameter } from '../../../lib/autodiff/node';
import { softmax } from '../../../lib/autodiff/softmax';
import { Matrix } from '../../../lib/matrix/matrix';
import { RnnB } from '../../../lib/rnn/networks/rnn-b';
import { random, randomMatrix } from '../matrix/random';
import { activations, affine, expectAgreement, gradientsOf, total } from './agreement';
import { gradientBySteps, lengths, randomSequences, weighted } from './sequences';

const [D, H, K] = [3, 4, 5];
const next = random(51);
const parameters = {
  U: randomMatrix(H, D, next),
  W: randomMatrix(H, K, next),
  b: randomMatrix(H, 1, next),
  V: randomMatrix(K, H, next),
  c: randomMatrix(K, 1, next),
};
const y0 = randomMatrix(K, lengths.length, next);
const [x, y, G] = [D, K, K].map((rows) => randomSequences(rows, next));
const gs = ['tanh', 'relu', 'sigmoid'] as const;

/** RNN (B) step by step; `feedBack` says what step t + 1 reads as y(t). */
function graph(g: (typeof gs)[number], feedBack: (o: Node, i: number, t: number) => Node) {
  const leaves = leavesOf(parameters);
  const { U, W, b, V, c } = leaves;
  const start = parameter(y0, 'y0');
  const losses = x.nodes.flatMap((sequence, i) => {
    let yPrev = columns(start, i, 1);
    return sequence.map((xt, t) => {
      const h = activations[g](affine(b, [W, yPrev], [U, xt])); // [H, 1]
      const o = affine(c, [V, h]); // [K, 1]
      yPrev = feedBack(o, i, t);
      return weighted(G, i, t, o);
    });
  });
  const d = backward(total(losses));
  return { gradients: gradientsOf(leaves, d), y0: d(start), d };
}

describe('the gradient of RNN (B) written by hand is the graph’s', () => {
  it.each(gs)('when it is taught by the true outputs, with %s', (g) => {
    const network = new RnnB(parameters, g);
    const states = network.teacherForced(x.unrolled, y.unrolled, y0);
    const { gradients, dInitial, dX, dY } = network.backward(states, G.unrolled);
    const byGraph = graph(g, (_, i, t) => y.nodes[i][t]);
    expectAgreement(gradients, byGraph.gradients);
    expectAgreement({ y0: dInitial }, { y0: byGraph.y0 });
    expectAgreement(
      { x: dX().all, y: dY().all },
      { x: gradientBySteps(x, byGraph.d), y: gradientBySteps(y, byGraph.d) },
    );
  });

  it.each(gs)('when it runs freely on ŷ = softmax o, with %s', (g) => {
    expectFreeAgreement(g, 'softmax', softmax);
  });

  it.each(gs)('when it runs freely on ŷ = o, with %s', (g) => {
    expectFreeAgreement(g, 'output', (o) => o);
  });

  it.each(gs)('when it runs freely on the largest output, one-hot, with %s', (g) => {
    expectFreeAgreement(g, 'greedy', largest);
  });
});

function expectFreeAgreement(
  g: (typeof gs)[number],
  feedback: 'softmax' | 'output' | 'greedy',
  feedBack: (o: Node) => Node,
) {
  const network = new RnnB(parameters, g);
  const states = network.freeRunning(x.unrolled, y0, feedback);
  const { gradients, dInitial, dX, dY } = network.backward(states, G.unrolled);
  const byGraph = graph(g, feedBack);
  expectAgreement(gradients, byGraph.gradients);
  expectAgreement(
    { y0: dInitial, x: dX().all },
    { y0: byGraph.y0, x: gradientBySteps(x, byGraph.d) },
  );
  expect(dY().all.sumOfSquares()).toBe(0);
}

/** The one-hot vector of the largest number: a new leaf, so that nothing goes back through it. */
function largest(o: Node): Node {
  const numbers = [...o.value.flat()];
  const best = numbers.indexOf(Math.max(...numbers));
  return input(Matrix.column(numbers.map((_, k) => (k === best ? 1 : 0))), 'ŷ');
}
