import { describe, it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { type Leaves, leavesOf } from '../../../lib/autodiff/leaves';
import { Matrix } from '../../../lib/matrix/matrix';
import { type Matrices, mapped, type State } from '../../../lib/matrix/tree';
import { Lstm } from '../../../lib/rnn/lstm';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../lib/rnn/readout';
import type { Recurrence } from '../../../lib/rnn/recurrence';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { random, randomMatrix } from '../matrix/random';
import { affine, expectAgreement, gradientsOf, total } from './agreement';
import {
  type Cell,
  inRecord,
  lstmCell,
  run,
  sequenceOf,
  simpleCell,
  stateGradients,
  stateLeaves,
} from './cells';
import { gradientBySteps, lengths, randomSequences, weighted } from './sequences';

const [D, H, G, K] = [3, 4, 6, 5]; // G units run backward
const next = random(91);
const matrix = (rows: number, cols = 1) => randomMatrix(rows, cols, next);

function expectAgreementOf<P extends Matrices, I extends State>(
  hRecurrence: Recurrence<P, I>,
  gRecurrence: Recurrence<P, I>,
  cell: (leaves: Leaves<P>) => Cell,
) {
  const [V_F, V_B, c] = [matrix(K, H), matrix(K, G), matrix(K)];
  const V = Matrix.from(V_F.toArrays().map((row, k) => [...row, ...V_B.toArrays()[k]]));
  const network = new RnnA(new Bidirectional(hRecurrence, gRecurrence), new Readout({ V, c }));
  const [x, dO] = [D, K].map((rows) => randomSequences(rows, next));
  const fresh = (recurrence: Recurrence<P, I>) =>
    mapped(recurrence.initial(lengths.length), (M) => matrix(M.rows, M.cols));
  const initial = { forward: fresh(hRecurrence), backward: fresh(gRecurrence) };
  const states = network.forward(x.unrolled, initial);
  const byHand = network.backward(states, dO.unrolled);

  const [ofH, ofG] = [leavesOf(hRecurrence.parameters), leavesOf(gRecurrence.parameters)];
  const readout = leavesOf({ V_F, V_B, c });
  const h0 = stateLeaves(initial.forward);
  const gEnd = stateLeaves(initial.backward);
  const losses = x.nodes.flatMap((sequence, i) => {
    const h = run(cell(ofH), sequenceOf(h0, i), sequence);
    // g(t) is reached from the sequence's own end
    const g = run(cell(ofG), sequenceOf(gEnd, i), [...sequence].reverse()).reverse();
    return sequence.map((_, t) =>
      weighted(dO, i, t, affine(readout.c, [readout.V_F, h[t].h], [readout.V_B, g[t].h])),
    );
  });
  const d = backward(total(losses));
  const { forward, backward: backwards, V: dV, c: dc } = byHand.gradients;
  expectAgreement(forward, gradientsOf(ofH, d));
  expectAgreement(backwards, gradientsOf(ofG, d));
  const ofReadout = { V_F: dV.columns(0, H), V_B: dV.columns(H, G), c: dc };
  expectAgreement(ofReadout, gradientsOf(readout, d));
  expectAgreement(inRecord(byHand.dInitial.forward), stateGradients(h0, d));
  expectAgreement(inRecord(byHand.dInitial.backward), stateGradients(gEnd, d));
  expectAgreement({ x: byHand.dX().all }, { x: gradientBySteps(x, d) });
}

describe('the gradient of a bidirectional network written by hand is the graph’s', () => {
  it('with simple recurrences', () => {
    const [h, g] = [H, G].map(
      (n) => new SimpleRecurrence({ U: matrix(n, D), W: matrix(n, n), b: matrix(n) }),
    );
    expectAgreementOf(h, g, (leaves) => simpleCell(leaves, 'tanh'));
  });

  it('with LSTMs', () => {
    const [h, g] = [H, G].map(
      (n) => new Lstm({ U: matrix(4 * n, D), W: matrix(4 * n, n), b: matrix(4 * n) }),
    );
    expectAgreementOf(h, g, lstmCell);
  });
});
