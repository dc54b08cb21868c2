import { describe, it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { type Leaves, leavesOf } from '../../../lib/autodiff/leaves';
import { type Matrices, mapped, type State } from '../../../lib/matrix/tree';
import { Gru } from '../../../lib/rnn/gru';
import { Gru2014 } from '../../../lib/rnn/gru-2014';
import { Lstm } from '../../../lib/rnn/lstm';
import type { Recurrence } from '../../../lib/rnn/recurrence';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { random, randomMatrix } from '../matrix/random';
import { expectAgreement, gradientsOf, total } from './agreement';
import {
  type Cell,
  gru2014Cell,
  gruCell,
  inRecord,
  lstmCell,
  run,
  sequenceOf,
  simpleCell,
  stateGradients,
  stateLeaves,
} from './cells';
import { gradientBySteps, lengths, randomSequences, weighted, weightedColumn } from './sequences';

const [D, H] = [3, 4];

/**
 * Holds a recurrence's backward pass against the graph of its cell, one sequence and one step at a
 * time, for L = Σ G ⊙ h + Σ wanted ⊙ last: G arrives at every step, `wanted` at the last.
 */
function expectAgreementOf<P extends Matrices, I extends State>(
  recurrence: Recurrence<P, I>,
  cell: (leaves: Leaves<P>) => Cell,
) {
  const next = random(41);
  const x = randomSequences(D, next);
  const G = randomSequences(H, next);
  const fresh = (state: I) => mapped(state, (M) => randomMatrix(M.rows, M.cols, next));
  const initial = fresh(recurrence.initial(lengths.length));
  const wanted = fresh(initial);
  const states = recurrence.forward(x.unrolled, initial);
  const byHand = recurrence.backward(states, G.unrolled, wanted);

  const leaves = leavesOf(recurrence.parameters);
  const start = stateLeaves(initial);
  const losses = x.nodes.flatMap((sequence, i) => {
    const overTime = run(cell(leaves), sequenceOf(start, i), sequence);
    const last = overTime[overTime.length - 1];
    return [
      ...overTime.map(({ h }, t) => weighted(G, i, t, h)),
      ...Object.entries(last).map(([name, m]) => weightedColumn(inRecord(wanted)[name], i, m)),
    ];
  });
  const d = backward(total(losses));
  expectAgreement(byHand.gradients, gradientsOf(leaves, d));
  expectAgreement(inRecord(byHand.dInitial), stateGradients(start, d));
  expectAgreement({ x: byHand.dX().all }, { x: gradientBySteps(x, d) });
}

describe('the backward pass written by hand is the graph’s', () => {
  const next = random(40);
  const matrix = (rows: number, cols = 1) => randomMatrix(rows, cols, next);

  it.each(['tanh', 'relu', 'sigmoid'] as const)('of the simple recurrence with %s', (g) => {
    const parameters = { U: matrix(H, D), W: matrix(H, H), b: matrix(H) };
    expectAgreementOf(new SimpleRecurrence(parameters, g), (leaves) => simpleCell(leaves, g));
  });

  it('of the GRU', () => {
    const parameters = {
      U: matrix(3 * H, D),
      W: matrix(3 * H, H),
      b: matrix(3 * H),
      d: matrix(3 * H),
    };
    expectAgreementOf(new Gru(parameters), gruCell);
  });

  it('of the LSTM', () => {
    const parameters = { U: matrix(4 * H, D), W: matrix(4 * H, H), b: matrix(4 * H) };
    expectAgreementOf(new Lstm(parameters), lstmCell);
  });
});

it('the gradient of the GRU of 2014, written by hand, is the graph’s', () => {
  const next = random(44);
  const U = randomMatrix(3 * H, D, next);
  const W = randomMatrix(3 * H, H, next);
  const b = randomMatrix(3 * H, 1, next);
  expectAgreementOf(new Gru2014({ U, W, b }), gru2014Cell);
});
