import { it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { mapped } from '../../../lib/matrix/tree';
import { Gru } from '../../../lib/rnn/gru';
import { Lstm } from '../../../lib/rnn/lstm';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { random, randomMatrix } from '../matrix/random';
import { expectAgreement, gradientsOf, total } from './agreement';
import {
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

it('the gradient of a GRU below an LSTM below a simple recurrence, written by hand, is the graph’s', () => {
  const next = random(61);
  const matrix = (rows: number, cols = 1) => randomMatrix(rows, cols, next);
  const [D, G, L, H] = [2, 4, 3, 5];
  const gru = new Gru({
    U: matrix(3 * G, D),
    W: matrix(3 * G, G),
    b: matrix(3 * G),
    d: matrix(3 * G),
  });
  const lstm = new Lstm({ U: matrix(4 * L, G), W: matrix(4 * L, L), b: matrix(4 * L) });
  const simple = new SimpleRecurrence({ U: matrix(H, L), W: matrix(H, H), b: matrix(H) });
  const network = new Stacked([gru, lstm, simple]);
  const x = randomSequences(D, next);
  const dH = randomSequences(H, next);
  const initial = mapped(network.initial(lengths.length), (M) => matrix(M.rows, M.cols));
  const wanted = mapped(initial, (M) => matrix(M.rows, M.cols)); // of each layer's last state
  const byHand = network.backward(network.forward(x.unrolled, initial), dH.unrolled, wanted);

  const leaves = leavesOf({
    layer1: gru.parameters,
    layer2: lstm.parameters,
    layer3: simple.parameters,
  });
  const { layer1, layer2, layer3 } = leaves;
  const cells = [gruCell(layer1), lstmCell(layer2), simpleCell(layer3, 'tanh')];
  const names = ['layer1', 'layer2', 'layer3'];
  const starts = names.map((name) => stateLeaves(initial[name]));
  const losses = x.nodes.flatMap((sequence, i) => {
    let below = sequence;
    const ofLast = cells.flatMap((cell, layer) => {
      const overTime = run(cell, sequenceOf(starts[layer], i), below);
      below = overTime.map(({ h }) => h);
      const weights = inRecord(wanted[names[layer]]);
      const last = Object.entries(overTime[overTime.length - 1]);
      return last.map(([name, m]) => weightedColumn(weights[name], i, m));
    });
    return [...ofLast, ...below.map((h, t) => weighted(dH, i, t, h))];
  });
  const d = backward(total(losses));
  expectAgreement(byHand.gradients, gradientsOf(leaves, d));
  names.forEach((name, layer) => {
    expectAgreement(inRecord(byHand.dInitial[name]), stateGradients(starts[layer], d));
  });
  expectAgreement({ x: byHand.dX().all }, { x: gradientBySteps(x, d) });
});
