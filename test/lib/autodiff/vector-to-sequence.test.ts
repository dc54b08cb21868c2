import { it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { columns } from '../../../lib/autodiff/columns';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { parameter } from '../../../lib/autodiff/node';
import { VectorToSequence } from '../../../lib/rnn/networks/vector-to-sequence';
import { random, randomMatrix } from '../matrix/random';
import { activations, affine, expectAgreement, gradientsOf, total } from './agreement';
import { gradientBySteps, lengths, randomSequences, weighted } from './sequences';

it.each(['tanh', 'relu', 'sigmoid'] as const)(
  'the gradient of a vector-to-sequence network with %s, written by hand, is the graph’s',
  (g) => {
    const next = random(81);
    const [D, H, K, N] = [3, 4, 5, lengths.length];
    const parameters = {
      U: randomMatrix(H, K, next),
      W: randomMatrix(H, H, next),
      R: randomMatrix(H, D, next),
      b: randomMatrix(H, 1, next),
      V: randomMatrix(K, H, next),
      c: randomMatrix(K, 1, next),
    };
    const x = randomMatrix(D, N, next);
    const y = randomSequences(K, next);
    const dO = randomSequences(K, next);
    const before = { h: randomMatrix(H, N, next), y: randomMatrix(K, N, next) };
    const network = new VectorToSequence(parameters, g);
    const byHand = network.backward(network.forward(x, y.unrolled, before), dO.unrolled);

    const leaves = leavesOf(parameters);
    const { U, W, R, b, V, c } = leaves;
    const start = leavesOf(before);
    const vectors = parameter(x, 'x');
    const losses = y.nodes.flatMap((sequence, i) => {
      const xi = columns(vectors, i, 1);
      let h = columns(start.h, i, 1);
      let yPrev = columns(start.y, i, 1);
      return sequence.map((yt, t) => {
        h = activations[g](affine(b, [W, h], [U, yPrev], [R, xi])); // [H, 1]
        yPrev = yt;
        return weighted(dO, i, t, affine(c, [V, h]));
      });
    });
    const d = backward(total(losses));
    expectAgreement(byHand.gradients, gradientsOf(leaves, d));
    expectAgreement(byHand.dInitial, gradientsOf(start, d));
    expectAgreement(
      { x: byHand.dX(), y: byHand.dY().all },
      { x: d(vectors), y: gradientBySteps(y, d) },
    );
  },
);
