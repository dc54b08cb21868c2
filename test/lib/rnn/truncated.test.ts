import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { type Matrices, named, summed } from '../../../lib/matrix/tree';
import { Lstm, type LstmState } from '../../../lib/rnn/lstm';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { Chunks } from '../../../lib/sequences/chunks';
import { random } from '../matrix/random';
import {
  randomParameters,
  randomReadout,
  randomSequences,
  randomState,
  randomUnrolled,
} from './cases';
import { expectGradients, weighted } from './finite-differences';

const [D, H, K, lanes] = [3, 4, 5, 2];

/** An LSTM with a readout on a stream in two lanes of 7 steps, in chunks of 3, 3 and 1. */
function makeCase(steps = 3) {
  const next = random(41);
  const recurrence = new Lstm(randomParameters(Lstm.shapes({ D, H }), next));
  const rnn = new RnnA(recurrence, randomReadout(H, K, next));
  const [stream] = randomSequences(D, [lanes * 7 + 1], next);
  const chunks = new Chunks(stream, { steps, lanes });
  const pieces = Array.from({ length: chunks.count }, (_, step) => {
    const x = Unrolled.from(chunks.at(step).x);
    return { x, G: randomUnrolled(K, x.time, next) };
  });
  const initial = randomState(rnn.initial(chunks.lanes), next);
  return { rnn, pieces, initial };
}

/**
 * Forward over all chunks, the state carried, and backward over all of them: cut as truncated
 * backpropagation is, or with the gradient of the state carried back from chunk to chunk.
 */
function sweep({ rnn, pieces, initial }: ReturnType<typeof makeCase>, mode: 'cut' | 'whole') {
  let carried = initial;
  const states = pieces.map(({ x }) => {
    const found = rnn.forward(x, carried);
    carried = rnn.last(found);
    return found;
  });
  let dCarried: LstmState | undefined;
  const back = [...pieces.keys()].reverse().map((i) => {
    const found = rnn.backward(states[i], pieces[i].G, mode === 'whole' ? dCarried : undefined);
    dCarried = found.dInitial;
    return found;
  });
  return {
    loss: states.reduce((sum, { o }, i) => sum + weighted(pieces[i].G.all, o.all), 0),
    outputs: states.map(({ o }) => o),
    gradients: summed(back.map(({ gradients }) => gradients)) as Matrices,
    dInitial: dCarried as LstmState,
    dX: back.map(({ dX }) => dX().all.flat()).reverse(),
    last: carried,
  };
}

describe('truncated backpropagation through time', () => {
  it('lets no gradient of the second chunk into the first, though the first changes the second', () => {
    const example = makeCase();
    expect(example.pieces.map(({ x }) => x.time.steps)).toEqual([3, 3, 1]);
    for (const piece of [0, 2]) example.pieces[piece].G.all.fill(0); // only chunk 2 has a loss
    const before = scratch(() => sweep(example, 'cut'));
    // d(loss of chunk 2) / d(input of chunk 1) = 0, to the bit
    expect(before.dX[0].every((number) => number === 0)).toBe(true);
    expect(before.dX[1].some((number) => number !== 0)).toBe(true);
    const { all } = example.pieces[0].x;
    all.set(0, 0, all.at(0, 0) + 0.1);
    const after = scratch(() => sweep(example, 'cut'));
    expect(Math.abs(after.loss - before.loss)).toBeGreaterThan(1e-4);
  });

  it('leaves out nothing else: with the gradient carried back, the chunks give the whole one', () => {
    const example = makeCase();
    const { rnn, pieces, initial } = example;
    const inputs = Object.fromEntries(pieces.map(({ x }, i) => [`chunk${i}`, x.all]));
    expectGradients({ parameters: rnn.parameters, initial, inputs }, () => {
      const { loss, gradients, dInitial, dX } = sweep(example, 'whole');
      const dInputs = pieces.map(({ x }, i) => [
        `chunk${i}`,
        Matrix.fromFlat(D, x.time.columns, dX[i]),
      ]);
      return {
        loss,
        gradients: {
          parameters: gradients,
          initial: dInitial,
          inputs: Object.fromEntries(dInputs),
        },
      };
    });
  });

  it('has the gradient that finite differences find when the carried states are held still', () => {
    const { rnn, pieces, initial } = makeCase();
    // the carried states, once and for all: they are numbers, whatever the parameters do next
    let carried = initial;
    const held = pieces.map(({ x }) => {
      const before = carried;
      carried = rnn.last(rnn.forward(x, before));
      return before;
    });
    const inputs = Object.fromEntries(pieces.map(({ x }, i) => [`chunk${i}`, x.all]));
    expectGradients({ parameters: rnn.parameters, inputs }, () => {
      const found = pieces.map(({ x, G }, i) => {
        const states = rnn.forward(x, held[i]);
        const { gradients, dX } = rnn.backward(states, G);
        return { loss: weighted(G.all, states.o.all), gradients, dX: dX().all };
      });
      return {
        loss: found.reduce((sum, { loss }) => sum + loss, 0),
        gradients: {
          parameters: summed(found.map(({ gradients }) => gradients)) as Matrices,
          inputs: Object.fromEntries(found.map(({ dX }, i) => [`chunk${i}`, dX])),
        },
      };
    });
  });

  it('in one chunk is backpropagation through all of time; in more, forward is the same to the bit', () => {
    const flat = (matrices: Matrices) => named(matrices).map(([, M]) => M.flat());
    const [one, three] = [makeCase(7), makeCase(3)];
    const [whole, cut] = [sweep(one, 'whole'), sweep(three, 'cut')];
    expect(flat(sweep(one, 'cut').gradients)).toEqual(flat(whole.gradients));
    expect(flat(cut.last)).toEqual(flat(whole.last));
    for (let lane = 0; lane < lanes; lane++) {
      expect(cut.outputs.flatMap((o) => o.sequence(lane))).toEqual(whole.outputs[0].sequence(lane));
    }
    expect(flat(cut.gradients)).not.toEqual(flat(whole.gradients));
  });
});
