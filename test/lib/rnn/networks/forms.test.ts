/**
 * Slides 003 write a layer in two forms and claim that they are equivalent:
 *   (i)   h = σ(W [h_below; h_prev] + b)
 *   (ii)  a = W [h_below; σ(a_prev)] + b
 * With one layer they are, with a(t) for what (i) calls the argument of σ: h(t) = σ(a(t)). In a
 * stack they are where (ii) reads σ(a) from the layer below as well: then a layer of (ii) begins
 * with the σ with which the layer of (i) ends. Only the boundary between layers has moved.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Mat, multiply, type Vec } from '../../../../lib/linear';
import { Matrix } from '../../../../lib/matrix/matrix';
import { scratch } from '../../../../lib/matrix/memory';
import { Stacked } from '../../../../lib/rnn/networks/stacked';
import { SimpleRecurrence } from '../../../../lib/rnn/simple-recurrence';
import { Unrolled } from '../../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../../matrix/random';
import { randomSequences } from '../cases';

/** One layer: W [H, D + H] for [h_below; h_prev], b, and a(−1). */
interface Layer {
  W: Mat;
  b: Vec;
  a: Vec;
}

const sigma = (v: Vec): Vec => v.map(Math.tanh);

/** Form (ii) for one layer: a(t) = W [below(t); σ(a(t−1))] + b. */
function formTwo({ W, b, a }: Layer, below: Vec[]): Vec[] {
  let aPrev = a;
  return below.map((x) => {
    aPrev = add(multiply(W, [...x, ...sigma(aPrev)]), b);
    return aPrev;
  });
}

/** Form (i) by the engine, from h(−1) = σ(a(−1)). */
function formOne(layers: Layer[], xs: Vec[]): Vec[] {
  const D = (layer: Layer) => layer.W[0].length - layer.b.length;
  const recurrences = layers.map(
    (layer) =>
      new SimpleRecurrence({
        U: Matrix.from(layer.W.map((row) => row.slice(0, D(layer)))),
        W: Matrix.from(layer.W.map((row) => row.slice(D(layer)))),
        b: Matrix.column(layer.b),
      }),
  );
  const initial = layers.map((layer, i) => [`layer${i + 1}`, Matrix.column(sigma(layer.a))]);
  return new Stacked(recurrences)
    .forward(Unrolled.from([xs]), Object.fromEntries(initial))
    .h.sequence(0);
}

function randomLayer(D: number, H: number, next: () => number): Layer {
  const column = () => [...randomMatrix(H, 1, next).flat()];
  return { W: randomMatrix(H, D + H, next).toArrays(), b: column(), a: column() };
}

const sizes = fc.record({
  D: fc.integer({ min: 1, max: 5 }),
  H: fc.integer({ min: 1, max: 5 }),
  T: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
});

function always(property: (D: number, H: number, T: number, next: () => number) => void): void {
  fc.assert(
    fc.property(sizes, ({ D, H, T, seed }) => scratch(() => property(D, H, T, random(seed)))),
    { seed: 3, numRuns: 60 },
  );
}

describe('forms (i) and (ii)', () => {
  it('agree for one layer as the lecture writes them: h(t) = σ(a(t)), with the same W and b', () => {
    always((D, H, T, next) => {
      const layer = randomLayer(D, H, next);
      const [xs] = randomSequences(D, [T], next);
      expectClose(formOne([layer], xs), formTwo(layer, xs).map(sigma));
    });
  });

  it('agree for a stack when every layer of (ii) but the lowest begins with σ of the one below', () => {
    always((D, H, T, next) => {
      const layers = [
        randomLayer(D, H, next),
        randomLayer(H, H + 1, next),
        randomLayer(H + 1, H + 2, next),
      ];
      const [xs] = randomSequences(D, [T], next);
      let below = xs;
      layers.forEach((layer) => {
        below = formTwo(layer, below).map(sigma); // the σ with which the next layer begins
      });
      expectClose(formOne(layers, xs), below);
    });
  });

  it('differ for a stack when (ii) reads the layer below without σ', () => {
    const next = random(8);
    const layers = [randomLayer(3, 4, next), randomLayer(4, 5, next)];
    const [xs] = randomSequences(3, [2], next);
    const literal = formTwo(layers[1], formTwo(layers[0], xs)).map(sigma);
    const difference = formOne(layers, xs)[1].map((h, i) => Math.abs(h - literal[1][i]));
    expect(Math.max(...difference)).toBeGreaterThan(0.01);
  });
});

function expectClose(one: Vec[], other: Vec[]): void {
  expect(one.length).toBe(other.length);
  one.forEach((h, t) => {
    h.forEach((number, i) => {
      expect(number).toBeCloseTo(other[t][i], 13);
    });
  });
}
