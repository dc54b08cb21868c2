import { it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { RnnC } from '../../../lib/rnn/networks/rnn-c';
import { random, randomMatrix } from '../matrix/random';
import { affine, expectAgreement, gradientsOf, total } from './agreement';
import { run, sequenceOf, simpleCell, stateLeaves } from './cells';
import { gradientBySteps, lengths, randomSequences, weightedColumn } from './sequences';

it.each(['tanh', 'relu', 'sigmoid'] as const)(
  'the gradient of RNN (C) with %s, written by hand, is the graph’s',
  (g) => {
    const next = random(71);
    const [D, H, K, N] = [3, 4, 5, lengths.length];
    const parameters = {
      U: randomMatrix(H, D, next),
      W: randomMatrix(H, H, next),
      b: randomMatrix(H, 1, next),
      V: randomMatrix(K, H, next),
      c: randomMatrix(K, 1, next),
    };
    const h0 = randomMatrix(H, N, next);
    const x = randomSequences(D, next);
    const dO = randomMatrix(K, N, next);
    const network = RnnC.simple(parameters, g);
    const byHand = network.backward(network.forward(x.unrolled, h0), dO);

    const leaves = leavesOf(parameters);
    const { V, c } = leaves;
    const start = stateLeaves(h0);
    const losses = x.nodes.map((sequence, i) => {
      const overTime = run(simpleCell(leaves, g), sequenceOf(start, i), sequence);
      // the last state alone is read out
      const o = affine(c, [V, overTime[sequence.length - 1].h]); // [K, 1]
      return weightedColumn(dO, i, o);
    });
    const d = backward(total(losses));
    expectAgreement(byHand.gradients, gradientsOf(leaves, d));
    expectAgreement(
      { h0: byHand.dInitial, x: byHand.dX().all },
      { h0: d(start.h), x: gradientBySteps(x, d) },
    );
  },
);
