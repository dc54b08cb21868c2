/**
 * What Stanford's CS231n expects in its third assignment, in the notebooks RNN_Captioning and
 * LSTM_Captioning (2016 and later): inputs by numpy's linspace, results to eight digits and more.
 * There a sequence's vectors are rows, and an LSTM's gates stand in the order i, f, o, g.
 */
import { describe, expect, it } from 'vitest';
import type { Mat, Vec } from '../../../lib/linear';
import { Matrix } from '../../../lib/matrix/matrix';
import type { Matrices, State } from '../../../lib/matrix/tree';
import { softmaxCrossEntropy } from '../../../lib/rnn/loss';
import { Lstm } from '../../../lib/rnn/lstm';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Readout } from '../../../lib/rnn/readout';
import type { Recurrence } from '../../../lib/rnn/recurrence';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { Unrolled } from '../../../lib/rnn/unrolled';

/** np.linspace(from, to, num=rows·cols).reshape(rows, cols) */
function linspace(from: number, to: number, rows: number, cols: number): Mat {
  const step = (to - from) / (rows * cols - 1);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_, j) => from + (i * cols + j) * step),
  );
}

/** Their matrices multiply from the right, ours from the left. */
const turned = (rows: Mat): Matrix => Matrix.from(rows).transpose();

/** Their columns i, f, o, g as our rows i, f, g, o. */
function gates(rows: Mat): Matrix {
  const H = rows[0].length / 4;
  const from = [0, 1, 3, 2].flatMap((gate) => Array.from({ length: H }, (_, k) => gate * H + k));
  return turned(rows.map((row) => from.map((column) => row[column])));
}

const simple = (Wx: Mat, Wh: Mat, b: Mat) =>
  new SimpleRecurrence({ U: turned(Wx), W: turned(Wh), b: turned(b) });
const lstm = (Wx: Mat, Wh: Mat, b: Mat) => new Lstm({ U: gates(Wx), W: gates(Wh), b: gates(b) });

/** Steps of one sequence each: x[n][t]. */
const inSteps = (rows: Mat, steps: number): Vec[][] =>
  Array.from({ length: rows.length / steps }, (_, n) => rows.slice(n * steps, (n + 1) * steps));

/** To the eight decimals that the notebooks print. */
function expectPrinted(found: Mat, printed: Mat): void {
  expect(found.map((row) => row.length)).toEqual(printed.map((row) => row.length));
  found.forEach((row, i) => {
    row.forEach((number, j) => {
      expect(Math.abs(number - printed[i][j]), `[${i}][${j}]`).toBeLessThan(0.51e-8);
    });
  });
}

describe('CS231n, assignment 3', () => {
  it('rnn_step_forward', () => {
    const [N, D, H] = [3, 10, 4];
    const rnn = simple(
      linspace(-0.1, 0.9, D, H),
      linspace(-0.3, 0.7, H, H),
      linspace(-0.2, 0.4, 1, H),
    );
    const x = Unrolled.from(inSteps(linspace(-0.4, 0.7, N, D), 1));
    const { h } = rnn.forward(x, turned(linspace(-0.2, 0.5, N, H)));
    expectPrinted(h.last().transpose().toArrays(), [
      [-0.58172089, -0.50182032, -0.41232771, -0.31410098],
      [0.66854692, 0.79562378, 0.87755553, 0.92795967],
      [0.97934501, 0.99144213, 0.99646691, 0.99854353],
    ]);
  });

  it('rnn_forward', () => {
    const [N, T, D, H] = [2, 3, 4, 5];
    const rnn = simple(
      linspace(-0.2, 0.4, D, H),
      linspace(-0.4, 0.1, H, H),
      linspace(-0.7, 0.1, 1, H),
    );
    const x = Unrolled.from(inSteps(linspace(-0.1, 0.3, N * T, D), T));
    const { h } = rnn.forward(x, turned(linspace(-0.3, 0.1, N, H)));
    expectPrinted(h.sequence(0), [
      [-0.42070749, -0.27279261, -0.11074945, 0.05740409, 0.22236251],
      [-0.39525808, -0.22554661, -0.0409454, 0.14649412, 0.32397316],
      [-0.42305111, -0.24223728, -0.04287027, 0.15997045, 0.35014525],
    ]);
    expectPrinted(h.sequence(1), [
      [-0.55857474, -0.39065825, -0.19198182, 0.02378408, 0.23735671],
      [-0.27150199, -0.07088804, 0.13562939, 0.33099728, 0.50158768],
      [-0.51014825, -0.30524429, -0.06755202, 0.17806392, 0.40333043],
    ]);
  });

  it('lstm_step_forward', () => {
    const [N, D, H] = [3, 4, 5];
    const rnn = lstm(
      linspace(-2.1, 1.3, D, 4 * H),
      linspace(-0.7, 2.2, H, 4 * H),
      linspace(0.3, 0.7, 1, 4 * H),
    );
    const x = Unrolled.from(inSteps(linspace(-0.4, 1.2, N, D), 1));
    const before = {
      h: turned(linspace(-0.3, 0.7, N, H)),
      c: turned(linspace(-0.4, 0.9, N, H)),
    };
    const { h, c } = rnn.last(rnn.forward(x, before));
    expectPrinted(h.transpose().toArrays(), [
      [0.24635157, 0.28610883, 0.32240467, 0.35525807, 0.38474904],
      [0.49223563, 0.55611431, 0.61507696, 0.66844003, 0.7159181],
      [0.56735664, 0.66310127, 0.74419266, 0.80889665, 0.858299],
    ]);
    expectPrinted(c.transpose().toArrays(), [
      [0.32986176, 0.39145139, 0.451556, 0.51014116, 0.56717407],
      [0.66382255, 0.76674007, 0.87195994, 0.97902709, 1.08751345],
      [0.74192008, 0.90592151, 1.07717006, 1.25120233, 1.42395676],
    ]);
  });

  it('lstm_forward', () => {
    const [N, T, D, H] = [2, 3, 5, 4];
    const rnn = lstm(
      linspace(-0.2, 0.9, D, 4 * H),
      linspace(-0.3, 0.6, H, 4 * H),
      linspace(0.2, 0.7, 1, 4 * H),
    );
    const x = Unrolled.from(inSteps(linspace(-0.4, 0.6, N * T, D), T));
    const h0 = turned(linspace(-0.4, 0.8, N, H));
    const { h } = rnn.forward(x, { ...rnn.initial(N), h: h0 });
    expectPrinted(h.sequence(0), [
      [0.01764008, 0.01823233, 0.01882671, 0.0194232],
      [0.11287491, 0.12146228, 0.13018446, 0.13902939],
      [0.31358768, 0.33338627, 0.35304453, 0.37250975],
    ]);
    expectPrinted(h.sequence(1), [
      [0.45767879, 0.4761092, 0.4936887, 0.51041945],
      [0.6704845, 0.69350089, 0.71486014, 0.7346449],
      [0.81733511, 0.83677871, 0.85403753, 0.86935314],
    ]);
  });

  /** The loss of a captioning model in which every parameter is linspace(−1.4, 1.3). */
  function captioningLoss<P extends Matrices, I extends State>(
    gateCount: number,
    cell: (Wx: Mat, Wh: Mat, b: Mat) => Recurrence<P, I>,
    begin: (h0: Matrix, recurrence: Recurrence<P, I>) => I,
    features: Mat,
  ): number {
    const [N, D, W, H, V, T] = [10, 20, 30, 40, 3, 13];
    const fixed = (rows: number, cols: number) => linspace(-1.4, 1.3, rows, cols);
    const recurrence = cell(
      fixed(W, gateCount * H),
      fixed(H, gateCount * H),
      fixed(1, gateCount * H),
    );
    const readout = new Readout({ V: turned(fixed(H, V)), c: turned(fixed(1, V)) });
    const h0 = turned(fixed(D, H))
      .times(turned(features))
      .addColumn(turned(fixed(1, H)));
    const embedding = fixed(V, W);
    const captions = Array.from({ length: N }, (_, n) =>
      Array.from({ length: T }, (_, t) => (n * T + t) % V),
    );
    const x = Unrolled.from(captions.map((ids) => ids.slice(0, -1).map((id) => embedding[id])));
    const { o } = new RnnA(recurrence, readout).forward(x, begin(h0, recurrence));
    const y = captions.map((ids) => ids.slice(1));
    // a sum over the words that aren't <NULL>, per caption
    const weights = y.map((ids) => ids.map((id) => (id === 0 ? 0 : 1 / N)));
    return softmaxCrossEntropy(o, y, { reduction: 'sum', weights }).loss;
  }

  it('CaptioningRNN.loss with cell_type rnn: 9.83235591003', () => {
    const loss = captioningLoss(1, simple, (h0) => h0, linspace(-1.5, 0.3, 10, 20));
    expect(Math.abs(loss - 9.83235591003)).toBeLessThan(1e-11);
  });

  it('CaptioningRNN.loss with cell_type lstm: 9.82445935443', () => {
    const begin = (h: Matrix) => ({ h, c: Matrix.zeros(h.rows, h.cols) });
    const loss = captioningLoss(4, lstm, begin, linspace(-0.5, 1.7, 10, 20));
    expect(Math.abs(loss - 9.82445935443)).toBeLessThan(1e-11);
  });
});
