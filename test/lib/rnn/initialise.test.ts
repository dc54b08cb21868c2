import { describe, expect, it } from 'vitest';
import { named } from '../../../lib/matrix/tree';
import { seeded } from '../../../lib/random';
import { Gru } from '../../../lib/rnn/gru';
import {
  byUnits,
  each,
  identity,
  initialise,
  normal,
  orthogonal,
  uniform,
  xavier,
  zeros,
} from '../../../lib/rnn/initialise';
import { Lstm } from '../../../lib/rnn/lstm';
import { rnnShapes } from '../../../lib/rnn/shapes';

const shapes = rnnShapes({ D: 30, H: 64, K: 20 });
const flat = (parameters: Parameters<typeof named>[0]) =>
  named(parameters).map(([name, matrix]) => [name, matrix.flat()] as const);
const sizeOf = (numbers: Float64Array) =>
  numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const deviation = (numbers: Float64Array) =>
  Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);

describe('initialise', () => {
  it('gives a matrix for every shape, in the same nesting', () => {
    const parameters = initialise(
      { layer1: Gru.shapes({ D: 3, H: 4 }), layer2: Lstm.shapes({ D: 4, H: 2 }) },
      zeros,
      1,
    );
    const found = named(parameters).map(([name, { rows, cols }]) => [name, [rows, cols]]);
    expect(Object.fromEntries(found)).toEqual({
      'layer1.U': [12, 3],
      'layer1.W': [12, 4],
      'layer1.b': [12, 1],
      'layer1.d': [12, 1],
      'layer2.U': [8, 4],
      'layer2.W': [8, 2],
      'layer2.b': [8, 1],
    });
  });

  it('gives the same bits for the same seed, and others for another', () => {
    expect(flat(initialise(shapes, byUnits(64), 7))).toEqual(
      flat(initialise(shapes, byUnits(64), 7)),
    );
    expect(flat(initialise(shapes, byUnits(64), 8))).not.toEqual(
      flat(initialise(shapes, byUnits(64), 7)),
    );
  });

  it('goes on with a stream of random numbers, so that no two networks begin alike', () => {
    const stream = seeded(7);
    const [one, other] = [1, 2].map(() => flat(initialise(shapes, uniform(1), stream)));
    expect(one).toEqual(flat(initialise(shapes, uniform(1), 7)));
    expect(other).not.toEqual(one);
  });
});

describe('the rules', () => {
  it('byUnits fills ±1/√H evenly, biases as well', () => {
    for (const [name, numbers] of flat(initialise(shapes, byUnits(64), 1))) {
      expect(sizeOf(numbers), name).toBeLessThanOrEqual(1 / 8);
      expect(sizeOf(numbers), name).toBeGreaterThan(0.8 / 8);
      expect(deviation(numbers) * 8 * Math.sqrt(3), name).toBeGreaterThan(0.7);
    }
  });

  it('normal has its deviation, and biases 0', () => {
    const { U, b, c } = initialise(shapes, normal(0.01), 1);
    expect(deviation(U.flat())).toBeGreaterThan(0.0095);
    expect(deviation(U.flat())).toBeLessThan(0.0105);
    expect([b.sumOfSquares(), c.sumOfSquares()]).toEqual([0, 0]);
  });

  it('xavier fills ±√(6 / (rows + cols)), and biases 0', () => {
    const { V, b } = initialise(shapes, xavier, 1);
    const bound = Math.sqrt(6 / (20 + 64));
    expect(sizeOf(V.flat())).toBeLessThanOrEqual(bound);
    expect(sizeOf(V.flat())).toBeGreaterThan(0.98 * bound);
    expect(b.sumOfSquares()).toBe(0);
  });

  it('orthogonal gives columns, or rows, of length 1 at right angles', () => {
    for (const [rows, cols] of [
      [5, 5],
      [7, 4],
      [4, 7],
      [50, 50],
    ] as const) {
      const { W } = initialise({ W: [rows, cols] }, orthogonal, 1);
      const product = rows >= cols ? W.T.times(W) : W.times(W.T);
      product.toArrays().forEach((row, i) => {
        row.forEach((number, j) => {
          expect(number).toBeCloseTo(i === j ? 1 : 0, 12);
        });
      });
    }
  });

  it('each has rules of their own for some names', () => {
    const { W, U, b } = initialise(shapes, each({ W: identity, b: zeros }, uniform(1)), 1);
    expect([W.at(3, 3), W.at(3, 4), b.sumOfSquares()]).toEqual([1, 0, 0]);
    expect(sizeOf(U.flat())).toBeGreaterThan(0.9);
  });
});
