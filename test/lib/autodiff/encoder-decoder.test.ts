import { describe, expect, it } from 'vitest';
import { backward } from '../../../lib/autodiff/backward';
import { oneHot } from '../../../lib/autodiff/columns';
import { leavesOf } from '../../../lib/autodiff/leaves';
import { input } from '../../../lib/autodiff/node';
import { named } from '../../../lib/matrix/tree';
import { Gru } from '../../../lib/rnn/gru';
import { EncoderDecoder } from '../../../lib/rnn/networks/encoder-decoder';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../lib/rnn/readout';
import { OneHot } from '../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../matrix/random';
import { affine, expectAgreement, gradientsOf, total } from './agreement';
import { gruCell, run, sequenceOf, stateLeaves } from './cells';
import { gradientBySteps, lengths, randomSequences, weighted } from './sequences';

const [D, H, N] = [3, 4, lengths.length];
const next = random(101);
const matrix = (rows: number, cols = 1) => randomMatrix(rows, cols, next);
const gru = (inputs: number) =>
  new Gru({ U: matrix(3 * H, inputs), W: matrix(3 * H, H), b: matrix(3 * H), d: matrix(3 * H) });
const decoder = (K: number) => new RnnA(gru(K), new Readout({ V: matrix(K, H), c: matrix(K) }));
const network = new EncoderDecoder(gru(D), { en: decoder(5), fr: decoder(6), es: decoder(7) });
const x = randomSequences(D, next);
const h0 = matrix(H, N);

// What the decoders read: dense vectors for one, labels for the other, of lengths of their own.
const en = randomSequences(5, next, [3, 1, 2, 4]);
const fr = [[0, 5], [0, 2, 1], [0, 1, 4, 3], [0]];
const dO = {
  en: randomSequences(5, next, [3, 1, 2, 4]),
  fr: randomSequences(
    6,
    next,
    fr.map((labels) => labels.length),
  ),
};

/** The graph of the encoder and the decoders named. */
function graph(taken: readonly ('en' | 'fr')[]) {
  const leaves = leavesOf(network.parameters);
  const start = stateLeaves(h0);
  const inputs = {
    en: en.nodes,
    fr: fr.map((labels) => labels.map((label) => input(oneHot([label], 6), 'y'))),
  };
  const losses = x.nodes.flatMap((sequence, i) => {
    const context = run(gruCell(leaves.encoder), sequenceOf(start, i), sequence)[
      sequence.length - 1
    ];
    return taken.flatMap((name) => {
      const { V, c, ...ofGru } = leaves.decoders[name];
      const states = run(gruCell(ofGru), context, inputs[name][i]);
      return states.map(({ h }, t) => weighted(dO[name], i, t, affine(c, [V, h])));
    });
  });
  const d = backward(total(losses));
  return { gradients: gradientsOf(leaves, d), h0: d(start.h), d };
}

describe('the gradient of one encoder with several decoders', () => {
  const states = network.forward(x.unrolled, { en: en.unrolled, fr: new OneHot(fr, 6) }, h0);
  const byHand = network.backward(states, { en: dO.en.unrolled, fr: dO.fr.unrolled });

  it('written by hand is the graph’s, with two of the three taking part', () => {
    const byGraph = graph(['en', 'fr']);
    expectAgreement(byHand.gradients, byGraph.gradients);
    expectAgreement({ h0: byHand.dInitial }, { h0: byGraph.h0 });
    expectAgreement(
      { x: byHand.dX().all, en: byHand.dInputs.en().all },
      { x: gradientBySteps(x, byGraph.d), en: gradientBySteps(en, byGraph.d) },
    );
  });

  it('is zero for the decoder that takes no part, and for the graph too', () => {
    for (const { decoders } of [byHand.gradients, graph(['en', 'fr']).gradients]) {
      for (const [name, dTheta] of named(decoders.es)) {
        expect(dTheta.sumOfSquares(), `d${name}`).toBe(0);
      }
    }
  });

  it('is for the encoder the sum of what the graph finds with each decoder alone', () => {
    const [onlyEn, onlyFr] = [graph(['en']), graph(['fr'])].map(
      ({ gradients }) => gradients.encoder,
    );
    const sum = Object.fromEntries(
      named(onlyEn).map(([name, dTheta]) => [name, dTheta.copy().add(onlyFr[name as 'U'])]),
    );
    expectAgreement({ ...byHand.gradients.encoder } as typeof sum, sum);
  });
});
