import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../../lib/matrix/matrix';
import { scratch } from '../../../../lib/matrix/memory';
import { mapped, named } from '../../../../lib/matrix/tree';
import { Bidirectional } from '../../../../lib/rnn/networks/bidirectional';
import { EncoderDecoder } from '../../../../lib/rnn/networks/encoder-decoder';
import { RnnA } from '../../../../lib/rnn/networks/rnn-a';
import { RnnC } from '../../../../lib/rnn/networks/rnn-c';
import { Readout } from '../../../../lib/rnn/readout';
import { Timeline } from '../../../../lib/rnn/timeline';
import { Unrolled } from '../../../../lib/rnn/unrolled';
import { random } from '../../matrix/random';
import {
  randomParameters,
  randomReadout,
  randomSequences,
  randomState,
  randomUnrolled,
  recurrences,
} from '../cases';

/** Sizes, lengths and a seed: whatever they are, the property holds. */
const cases = fc.record({
  D: fc.integer({ min: 1, max: 5 }),
  H: fc.integer({ min: 1, max: 6 }),
  K: fc.integer({ min: 1, max: 5 }),
  lengths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  cell: fc.constantFrom(...Object.values(recurrences)),
});
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

const runs = { seed: 4, numRuns: 60 };

function always(property: (example: Case) => void): void {
  fc.assert(
    fc.property(cases, (example) => scratch(() => property(example))),
    runs,
  );
}

/** RNN (A) on any recurrence, with a batch and its initial state. */
function rnnA({ D, H, K, lengths, seed, cell }: Case) {
  const next = random(seed);
  const recurrence = cell(D, H, next);
  const rnn = new RnnA(recurrence, randomReadout(H, K, next));
  const xs = randomSequences(D, lengths, next);
  const initial = randomState(recurrence.initial(lengths.length), next);
  return { rnn, recurrence, xs, initial, next };
}

describe('for any recurrence, any sizes and any lengths,', () => {
  it('a later input changes no earlier output, and none of another sequence', () => {
    always((example) => {
      const { rnn, xs, initial, next } = rnnA(example);
      const before = rnn.forward(Unrolled.from(xs), initial).o;
      const i = Math.floor(next() * xs.length);
      const t = Math.floor(next() * xs[i].length);
      const changed = xs.map((x) => x.map((xt) => [...xt]));
      for (const xt of changed[i].slice(t)) xt[0] += 1;
      const after = rnn.forward(Unrolled.from(changed), initial).o;
      xs.forEach((_, other) => {
        const same = other === i ? t : xs[other].length;
        expect(after.sequence(other).slice(0, same)).toEqual(before.sequence(other).slice(0, same));
      });
    });
  });

  it('an input changes the output of its own step', () => {
    // ReLU may sleep: the other recurrences never do.
    const awake = Object.entries(recurrences).filter(([name]) => !name.includes('ReLU'));
    for (const [, cell] of awake) {
      const { rnn, xs, initial } = rnnA({ D: 3, H: 4, K: 5, lengths: [2, 4], seed: 5, cell });
      const before = rnn.forward(Unrolled.from(xs), initial).o.sequence(1);
      xs[1][2][0] += 1;
      const after = rnn.forward(Unrolled.from(xs), initial).o.sequence(1);
      expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
      expect(after[2]).not.toEqual(before[2]);
      expect(after[3]).not.toEqual(before[3]);
    }
  });

  it('the order of the batch changes nothing: every sequence keeps its very bits', () => {
    always((example) => {
      const { rnn, xs, initial, next } = rnnA(example);
      const order = xs
        .map((_, i) => ({ i, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ i }) => i);
      const states = rnn.forward(Unrolled.from(xs), initial);
      const shuffled = rnn.forward(
        Unrolled.from(order.map((i) => xs[i])),
        mapped(initial, (matrix) => matrix.gather(order)),
      );
      order.forEach((i, place) => {
        expect(shuffled.o.sequence(place)).toEqual(states.o.sequence(i));
      });
      // dO = o: each sequence brings its own gradient along
      const one = rnn.backward(states, states.o);
      const other = rnn.backward(shuffled, shuffled.o);
      expectSame(other.gradients, one.gradients);
      const dInitial = mapped(one.dInitial, (matrix) => matrix.gather(order));
      expectSame({ dInitial: other.dInitial }, { dInitial });
    });
  });

  it('a sequence has in a batch the very bits that it has alone: shorter ones aren’t padded', () => {
    always((example) => {
      const { rnn, xs, initial } = rnnA(example);
      const batch = rnn.forward(Unrolled.from(xs), initial).o;
      xs.forEach((x, i) => {
        const own = mapped(initial, (matrix) => matrix.gather([i]));
        expect(rnn.forward(Unrolled.from([x]), own).o.sequence(0)).toEqual(batch.sequence(i));
      });
    });
  });

  it('forward in chunks, the state carried, equals the whole forward pass bit for bit', () => {
    always((example) => {
      const { rnn, xs, initial, next } = rnnA(example);
      const whole = rnn.forward(Unrolled.from(xs), initial);
      const steps = 1 + Math.floor(next() * 3);
      // every sequence on its own, cut in pieces of so many steps
      xs.forEach((x, i) => {
        let carried = mapped(initial, (matrix) => matrix.gather([i]));
        const found: number[][] = [];
        for (let from = 0; from < x.length; from += steps) {
          const states = rnn.forward(Unrolled.from([x.slice(from, from + steps)]), carried);
          found.push(...states.o.sequence(0));
          carried = rnn.last(states);
        }
        expect(found).toEqual(whole.o.sequence(i));
        expectSame({ carried }, { carried: mapped(rnn.last(whole), (M) => M.gather([i])) });
      });
    });
  });

  it('RNN (C) says after the last step what RNN (A) says there', () => {
    always((example) => {
      const { rnn, recurrence, xs, initial } = rnnA(example);
      const x = Unrolled.from(xs);
      const { o } = new RnnC(recurrence, rnn.readout).forward(x, initial);
      const expected = rnn.forward(x, initial).o.last();
      expectSame({ o }, { o: expected });
    });
  });

  it('a bidirectional network reads a reversed sequence as its mirror image reads it', () => {
    always(({ D, H, K, lengths, seed, cell }) => {
      const next = random(seed);
      const G = H + 1;
      const [ahead, back] = [cell(D, H, next), cell(D, G, next)];
      const { V, c } = randomParameters({ V: [K, H + G], c: [K, 1] }, next);
      // the mirror image reads [g; h] for [h; g]
      const swapped = Matrix.from(V.toArrays().map((row) => [...row.slice(H), ...row.slice(0, H)]));
      const xs = randomSequences(D, lengths, next);
      const forward = randomState(ahead.initial(lengths.length), next);
      const backward = randomState(back.initial(lengths.length), next);
      const network = new RnnA(new Bidirectional(ahead, back), new Readout({ V, c }));
      const mirror = new RnnA(new Bidirectional(back, ahead), new Readout({ V: swapped, c }));
      const { o } = network.forward(Unrolled.from(xs), { forward, backward });
      const reversed = Unrolled.from(xs.map((x) => [...x].reverse()));
      const mirrored = mirror.forward(reversed, { forward: backward, backward: forward });
      xs.forEach((_, i) => {
        expectClose(mirrored.o.sequence(i).reverse(), o.sequence(i));
      });
    });
  });

  it('of three decoders each does what it does alone, and the encoder’s gradient is their sum', () => {
    always(({ D, H, K, lengths, seed, cell }) => {
      const next = random(seed);
      const encoder = cell(D, H, next);
      const sizes = { en: K, fr: K + 1, es: K + 2 };
      const entries = Object.entries(sizes).map(([name, size]) => {
        const decoder = new RnnA(cell(size, H, next), randomReadout(H, size, next));
        const time = new Timeline(lengths.map(() => 1 + Math.floor(next() * 4)));
        const input = randomUnrolled(size, time, next);
        const dO = randomUnrolled(size, time, next);
        return { name, decoder, input, dO };
      });
      const byName = <X>(f: (entry: (typeof entries)[number]) => X) =>
        Object.fromEntries(entries.map((entry) => [entry.name, f(entry)]));
      const network = new EncoderDecoder(
        encoder,
        byName(({ decoder }) => decoder),
      );
      const x = randomUnrolled(D, new Timeline(lengths), next);
      const together = network.forward(
        x,
        byName(({ input }) => input),
      );
      const { gradients, dX } = network.backward(
        together,
        byName(({ dO }) => dO),
      );
      const sum = new Map<string, Matrix>();
      const collect = (name: string, matrix: Matrix) =>
        sum.get(name)?.add(matrix) ?? sum.set(name, matrix.copy());
      for (const { name, decoder, input, dO } of entries) {
        const single = new EncoderDecoder(encoder, { [name]: decoder });
        const alone = single.forward(x, { [name]: input });
        expect(alone.decoders[name].o.all.flat()).toEqual(together.decoders[name].o.all.flat());
        const back = single.backward(alone, { [name]: dO });
        expectSame(back.gradients.decoders[name], gradients.decoders[name]);
        named(back.gradients.encoder).forEach(([path, matrix]) => {
          collect(path, matrix);
        });
        collect('x', back.dX().all);
      }
      expectSame(Object.fromEntries(sum), {
        ...Object.fromEntries(named(gradients.encoder)),
        x: dX().all,
      });
    });
  });
});

/** Two records of matrices agree to 1e-12. */
function expectSame(one: Parameters<typeof named>[0], other: Parameters<typeof named>[0]): void {
  const [these, those] = [named(one), named(other)];
  expect(these.map(([name]) => name)).toEqual(those.map(([name]) => name));
  these.forEach(([, matrix], i) => {
    expectClose(matrix.toArrays(), those[i][1].toArrays());
  });
}

function expectClose(one: number[][], other: number[][]): void {
  expect(one.length).toBe(other.length);
  one.forEach((row, i) => {
    expect(row.length).toBe(other[i].length);
    row.forEach((number, j) => {
      expect(Math.abs(number - other[i][j])).toBeLessThan(1e-12 * Math.max(1, Math.abs(number)));
    });
  });
}
