/**
 * What deeplearning.ai's course on sequence models expects in its notebook “Building a Recurrent
 * Neural Network, step by step”: inputs by np.random.seed(1), results as the notebook prints them.
 * There a batch is [rows, sequences, steps], and an LSTM's gates read [a(t−1); x(t)].
 */
import { describe, expect, it } from 'vitest';
import type { Mat } from '../../../lib/linear';
import { Matrix } from '../../../lib/matrix/matrix';
import { Lstm } from '../../../lib/rnn/lstm';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../lib/rnn/readout';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { NumpyRandom } from './numpy-random';

/** From [rows, sequences, steps] to sequences of vectors. */
const unrolled = (x: Mat[]): Unrolled =>
  Unrolled.from(x[0].map((steps, n) => steps.map((_, t) => x.map((row) => row[n][t]))));

/** One row of one sequence at every step. */
const over = (quantity: Unrolled, row: number, sequence: number): number[] =>
  quantity.sequence(sequence).map((vector) => vector[row]);

/** ŷ = softmax o, on a copy. */
const softmax = ({ all, time }: Unrolled) => new Unrolled(all.copy().softmax(), time);

/** To as many digits as were printed. */
function expectPrinted(found: number[], printed: number[], digits: number): void {
  expect(found).toHaveLength(printed.length);
  found.forEach((number, i) => {
    expect(Math.abs(number - printed[i]), `[${i}]`).toBeLessThan(0.51 * 10 ** -digits);
  });
}

describe('deeplearning.ai, building a recurrent neural network', () => {
  it('rnn_forward', () => {
    const numpy = new NumpyRandom(1);
    const x = unrolled(numpy.cube(3, 10, 4));
    const [a0, Waa, Wax, Wya, ba, by] = [
      [5, 10],
      [5, 5],
      [5, 3],
      [2, 5],
      [5, 1],
      [2, 1],
    ].map(([rows, cols]) => Matrix.from(numpy.matrix(rows, cols)));
    expectPrinted(over(x, 1, 3), [-1.1425182, -0.34934272, -0.20889423, 0.58662319], 8);
    const rnn = RnnA.simple({ U: Wax, W: Waa, b: ba, V: Wya, c: by });
    const { h, o } = rnn.forward(x, a0);
    expectPrinted(over(h, 4, 1), [-0.99999375, 0.77911235, -0.99861469, -0.99833267], 8);
    expectPrinted(over(softmax(o), 1, 3), [0.79560373, 0.86224861, 0.11118257, 0.81515947], 8);
  });

  it('rnn_backward', () => {
    const numpy = new NumpyRandom(1);
    const x = unrolled(numpy.cube(3, 10, 4));
    const [a0, Wax, Waa, , ba] = [
      [5, 10],
      [5, 3],
      [5, 5],
      [2, 5],
      [5, 1],
      [2, 1],
    ].map(([rows, cols]) => Matrix.from(numpy.matrix(rows, cols)));
    const da = unrolled(numpy.cube(5, 10, 4));
    const recurrence = new SimpleRecurrence({ U: Wax, W: Waa, b: ba });
    const { gradients, dInitial, dX } = recurrence.backward(recurrence.forward(x, a0), da);
    expectPrinted(over(dX(), 1, 2), [-2.07101689, -0.59255627, 0.02466855, 0.01483317], 8);
    expectPrinted([dInitial.at(2, 3)], [-0.314942375127], 12);
    expectPrinted([gradients.U.at(3, 1)], [11.2641044965], 10);
    expectPrinted([gradients.W.at(1, 2)], [2.30333312658], 11);
    expectPrinted([gradients.b.at(4, 0)], [-0.74747722], 8);
  });

  it('lstm_forward', () => {
    const numpy = new NumpyRandom(1);
    const x = unrolled(numpy.cube(3, 10, 7));
    const a0 = Matrix.from(numpy.matrix(5, 10));
    const gate = () => ({ W: numpy.matrix(5, 5 + 3), b: numpy.matrix(5, 1) });
    const [f, i, o, c] = [gate(), gate(), gate(), gate()];
    const ours = [i, f, c, o]; // our rows: i, f, g, o
    const recurrence = new Lstm({
      U: Matrix.from(ours.flatMap(({ W }) => W.map((row) => row.slice(5)))),
      W: Matrix.from(ours.flatMap(({ W }) => W.map((row) => row.slice(0, 5)))),
      b: Matrix.from(ours.flatMap(({ b }) => b)),
    });
    const readout = new Readout({
      V: Matrix.from(numpy.matrix(2, 5)),
      c: Matrix.from(numpy.matrix(2, 1)),
    });
    const rnn = new RnnA(recurrence, readout);
    const states = rnn.forward(x, { ...rnn.initial(10), h: a0 });
    expectPrinted([over(states.h, 4, 3)[6]], [0.172117767533], 12);
    expectPrinted([over(softmax(states.o), 1, 4)[3]], [0.95087346185], 11);
    expectPrinted([over(states.states.c, 1, 2)[1]], [-0.855544916718], 12);
  });
});
