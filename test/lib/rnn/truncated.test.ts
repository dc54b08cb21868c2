import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { type Matrices, mapped, named, summed } from '../../../lib/matrix/tree';
import { Lstm } from '../../../lib/rnn/lstm';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { lstmShapes } from '../../../lib/rnn/shapes';
import { Carried, chunks } from '../../../lib/rnn/truncated';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { random } from '../matrix/random';
import {
  randomParameters,
  randomReadout,
  randomSequences,
  randomState,
  randomUnrolled,
} from './cases';
import { expectGradients, weighted } from './finite-differences';

const [D, H, K] = [3, 4, 5];

describe('chunks', () => {
  it('cut every stream alike; the last piece is shorter, and a stream that has ended is out', () => {
    expect(
      chunks(
        ['abcde', 'fg', 'hijklmn'].map((word) => [...word]),
        3,
      ),
    ).toEqual([
      {
        streams: [0, 1, 2],
        sequences: [
          ['a', 'b', 'c'],
          ['f', 'g'],
          ['h', 'i', 'j'],
        ],
      },
      {
        streams: [0, 2],
        sequences: [
          ['d', 'e'],
          ['k', 'l', 'm'],
        ],
      },
      { streams: [2], sequences: [['n']] },
    ]);
  });

  it('of no streams, or of empty ones, are none', () => {
    expect(chunks([], 3)).toEqual([]);
    expect(chunks([[]], 3)).toEqual([]);
  });

  it('need a whole number of steps', () => {
    expect(() => chunks([[1]], 0)).toThrow(/from 1 on, got 0/);
    expect(() => chunks([[1]], 2.5)).toThrow(/got 2.5/);
  });
});

/** An LSTM with a readout on three streams of 7, 2 and 5 steps, in chunks of 3. */
function makeCase() {
  const next = random(41);
  const recurrence = new Lstm(randomParameters(Lstm.shapes({ D, H }), next));
  const rnn = new RnnA(recurrence, randomReadout(H, K, next));
  const pieces = chunks(randomSequences(D, [7, 2, 5], next), 3).map(({ streams, sequences }) => {
    const x = Unrolled.from(sequences);
    return { streams, x, G: randomUnrolled(K, x.time, next) };
  });
  const initial = randomState(recurrence.initial(3), next);
  return { rnn, pieces, initial };
}

/**
 * Forward over all chunks, the state carried, and backward over all of them: cut as truncated
 * backpropagation is, or with the gradient of the state carried back from chunk to chunk.
 */
function sweep({ rnn, pieces, initial }: ReturnType<typeof makeCase>, mode: 'cut' | 'whole') {
  const carried = new Carried(initial);
  const states = pieces.map(({ streams, x }) => {
    const found = rnn.forward(x, carried.of(streams));
    carried.carry(rnn.last(found), streams);
    return found;
  });
  const dCarried = new Carried(rnn.recurrence.initial(3));
  const back = [...pieces.keys()].reverse().map((i) => {
    const { streams, G } = pieces[i];
    const dLast = mode === 'whole' ? dCarried.of(streams) : undefined;
    const found = rnn.backward(states[i], G, dLast);
    dCarried.carry(found.dInitial, streams);
    return found;
  });
  return {
    loss: states.reduce((sum, { o }, i) => sum + weighted(pieces[i].G.all, o.all), 0),
    gradients: summed(back.map(({ gradients }) => gradients)) as Matrices,
    dInitial: dCarried.of([0, 1, 2]),
    dX: back.map(({ dX }) => dX().all.flat()).reverse(),
  };
}

describe('truncated backpropagation through time', () => {
  it('lets no gradient of the second chunk into the first, though the first changes the second', () => {
    const example = makeCase();
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
    const carried = new Carried(initial);
    const held = pieces.map(({ streams, x }) => {
      const before = carried.of(streams);
      carried.carry(rnn.last(rnn.forward(x, before)), streams);
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

  it('in one chunk is backpropagation through all of time', () => {
    const next = random(42);
    const { rnn, initial } = makeCase();
    const xs = randomSequences(D, [7, 2, 5], next);
    const [{ streams, sequences }, ...more] = chunks(xs, 7);
    expect(more).toEqual([]);
    const x = Unrolled.from(sequences);
    const G = randomUnrolled(K, x.time, next);
    const whole = rnn.backward(rnn.forward(x, initial), G);
    const chunk = rnn.backward(rnn.forward(x, new Carried(initial).of(streams)), G);
    const flat = ({ gradients }: typeof whole) => named(gradients).map(([, M]) => M.flat());
    expect(flat(chunk)).toEqual(flat(whole));
  });
});

describe('the carried state', () => {
  it('outlives the scratch that it came from, and keeps a stream that has ended', () => {
    const carried = new Carried({ h: Matrix.from([[1, 2, 3]]), c: Matrix.from([[4, 5, 6]]) });
    scratch(() => carried.carry({ h: Matrix.from([[7, 9]]), c: Matrix.from([[8, 10]]) }, [2, 0]));
    const state = mapped(carried.of([0, 1, 2]), (matrix) => matrix);
    expect([state.h.toArrays(), state.c.toArrays()]).toEqual([[[9, 2, 7]], [[10, 5, 8]]]);
  });

  it('is a copy: the initial state stays as it was', () => {
    const h0 = Matrix.from([[1, 2]]);
    new Carried(h0).carry(Matrix.from([[3, 4]]), [0, 1]);
    expect(h0.toArrays()).toEqual([[1, 2]]);
  });

  it('refuses states of another shape', () => {
    const carried = new Carried(Matrix.zeros(2, 3));
    expect(() => carried.carry(Matrix.zeros(2, 1), [0, 1])).toThrow(/columns/);
  });
});
