import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../../lib/matrix/matrix';
import { feedBack } from '../../../../lib/rnn/feedback';
import { EncoderDecoder } from '../../../../lib/rnn/networks/encoder-decoder';
import { RnnA } from '../../../../lib/rnn/networks/rnn-a';
import { RnnB } from '../../../../lib/rnn/networks/rnn-b';
import { VectorToSequence } from '../../../../lib/rnn/networks/vector-to-sequence';
import { Previous } from '../../../../lib/rnn/previous';
import { rnnBShapes, rnnShapes, vectorToSequenceShapes } from '../../../../lib/rnn/shapes';
import { SimpleRecurrence } from '../../../../lib/rnn/simple-recurrence';
import { Timeline } from '../../../../lib/rnn/timeline';
import { OneHot, Unrolled } from '../../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../../matrix/random';
import { randomParameters, randomState, randomUnrolled } from '../cases';

const [D, H, K] = [3, 4, 5];
const lengths = [2, 4, 1, 3];
const time = new Timeline(lengths);
const kinds = ['softmax', 'output', 'greedy'] as const;

describe('what is fed back', () => {
  const o = Matrix.from([
    [1, 5],
    [2, 4],
    [3, 6],
  ]);

  it('is softmax of the output, the output, or its largest number as a one', () => {
    expect(feedBack(o, 'softmax').toArrays()).toEqual(o.copy().softmax().toArrays());
    expect(feedBack(o, 'output').toArrays()).toEqual(o.toArrays());
    expect(feedBack(o, 'greedy').toArrays()).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
  });

  it('leaves the output as it was', () => {
    for (const kind of kinds) feedBack(o, kind).fill(0);
    expect(o.at(2, 1)).toBe(6);
  });
});

describe('a network that runs freely says what it says when taught its own words', () => {
  for (const kind of kinds) {
    it(`RNN (B), fed back its ${kind}`, () => {
      const next = random(51);
      const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
      const x = randomUnrolled(D, time, next);
      const y0 = randomMatrix(K, time.count, next);
      const free = rnn.freeRunning(x, y0, kind);
      const taught = rnn.teacherForced(x, new Unrolled(feedBack(free.o.all, kind), time), y0);
      expectClose(taught.o, free.o);
    });

    it(`vector to sequence, fed back its ${kind}`, () => {
      const next = random(52);
      const network = new VectorToSequence(
        randomParameters(vectorToSequenceShapes({ D, H, K }), next),
      );
      const x = randomMatrix(D, 3, next);
      const before = randomState(network.initial(3), next);
      const free = network.freeRunning(x, 4, before, kind);
      const y = new Unrolled(feedBack(free.all, kind), free.time);
      expectClose(network.forward(x, y, before).o, free);
    });
  }
});

describe('the backward pass', () => {
  it('of RNN (B) leaves do(t) as it was, so that it may be taken again', () => {
    const next = random(55);
    const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
    const x = randomUnrolled(D, time, next);
    const states = rnn.freeRunning(x);
    const dO = randomUnrolled(K, time, next);
    const [once, again] = [1, 2].map(() => rnn.backward(states, dO).gradients.W.flat());
    expect(again).toEqual(once);
  });
});

describe('y(t−1)', () => {
  const next = random(53);
  const labels = [[2, 0], [0, 1, 2, 1], [1], [1, 2, 0]];
  const y0 = randomMatrix(D, 4, next);

  it('is y one step earlier, from y0 on: for labels as for dense vectors', () => {
    const dense = Unrolled.from(
      labels.map((word) => word.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0)))),
    );
    const W = randomMatrix(H, D, next);
    const da = randomUnrolled(H, time, next);
    const earlier = dense.previous(y0);
    for (const y of [new OneHot(labels, D), dense]) {
      const previous = new Previous(y, y0);
      expectClose(previous.project(W), earlier.project(W));
      previous
        .gradient(da)
        .flat()
        .forEach((number, i) => {
          expect(number).toBeCloseTo(earlier.gradient(da).flat()[i], 14);
        });
    }
  });

  it('never reads y at the last step: no network can copy its answer', () => {
    const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
    const x = randomUnrolled(D, time, next);
    const y = randomUnrolled(K, time, next);
    const before = rnn.teacherForced(x, y).o;
    const changed = new Unrolled(y.all.copy(), time);
    changed.at(1).fill(9);
    const after = rnn.teacherForced(x, changed).o;
    lengths.forEach((_, i) => {
      const [old, new_] = [before.sequence(i), after.sequence(i)];
      expect(new_.slice(0, 2)).toEqual(old.slice(0, 2));
      if (old.length > 2) expect(new_[2]).not.toEqual(old[2]);
      expect(new_.slice(3)).toEqual(old.slice(3));
    });
  });

  it('needs sequences as long as x, and y0 of the right shape', () => {
    const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
    const x = randomUnrolled(D, time, next);
    const other = randomUnrolled(K, new Timeline([2, 4, 2, 3]), next);
    expect(() => rnn.teacherForced(x, other)).toThrow(
      /y have the lengths 2, 4, 2, 3, expected 2, 4, 1, 3/,
    );
    const y = randomUnrolled(K, time, next);
    expect(() => rnn.teacherForced(x, y, Matrix.zeros(K, 3))).toThrow(
      /y0 is \[5, 3\], expected \[5, 4\]/,
    );
    expect(() => rnn.freeRunning(x, Matrix.zeros(H, 4))).toThrow(
      /y0 is \[4, 4\], expected \[5, 4\]/,
    );
  });
});

describe('the networks name', () => {
  const next = random(54);

  it('a vector for another number of sequences', () => {
    const shapes = vectorToSequenceShapes({ D, H, K });
    const network = new VectorToSequence(randomParameters(shapes, next));
    expect(() => network.forward(Matrix.zeros(D, 3), randomUnrolled(K, time, next))).toThrow(
      /x is \[3, 3\], expected \[3, 4\]/,
    );
  });

  it('a decoder that isn’t there, and one whose gradient is missing', () => {
    const simple = randomParameters(rnnShapes({ D, H, K }), next);
    const network = new EncoderDecoder(new SimpleRecurrence(simple), { en: RnnA.simple(simple) });
    const x = randomUnrolled(D, time, next);
    expect(() => network.forward(x, { fr: x })).toThrow(/no decoder 'fr', only en/);
    expect(() => network.backward(network.forward(x, { en: x }), {})).toThrow(
      /decoder 'en' took part, but dO has only: none/,
    );
  });

  it('a readout of other states', () => {
    const simple = randomParameters(rnnShapes({ D, H, K }), next);
    expect(() => RnnA.simple({ ...simple, V: Matrix.zeros(K, 3) })).toThrow(
      /V is \[5, 3\], expected \[5, 4\]/,
    );
  });
});

function expectClose(one: Unrolled, other: Unrolled): void {
  expect(one.time.lengths).toEqual(other.time.lengths);
  one.all.toArrays().forEach((row, i) => {
    row.forEach((number, j) => {
      expect(number).toBeCloseTo(other.all.at(i, j), 13);
    });
  });
}
