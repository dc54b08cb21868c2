import { describe, expect, it } from 'vitest';
import { add, multiply, type Vec } from '../../../lib/linear';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { type Matrices, named } from '../../../lib/matrix/tree';
import { Gru } from '../../../lib/rnn/gru';
import { Gru2014 } from '../../../lib/rnn/gru-2014';
import { Lstm } from '../../../lib/rnn/lstm';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { Timeline } from '../../../lib/rnn/timeline';
import { OneHot, Unrolled } from '../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../matrix/random';
import { randomParameters, randomState, randomUnrolled, recurrences } from './cases';
import { expectGradients, weighted } from './finite-differences';

const [D, H] = [3, 4];
const lengths = [2, 4, 1, 3];
const time = new Timeline(lengths);

for (const [name, make] of Object.entries(recurrences)) {
  describe(name, () => {
    const next = random(21);
    const recurrence = make(D, H, next);
    const x = randomUnrolled(D, time, next);
    const initial = randomState(recurrence.initial(time.count), next);
    const dLast = randomState(recurrence.initial(time.count), next);
    const G = randomUnrolled(H, time, next);

    /** L = Σ G ⊙ h(t) + Σ dLast ⊙ last state */
    function compute() {
      const states = recurrence.forward(x, initial);
      const { gradients, dInitial, dX } = recurrence.backward(states, G, dLast);
      const last = named({ last: recurrence.last(states) } as Matrices);
      const wanted = named({ last: dLast } as Matrices);
      const loss = last.reduce(
        (sum, [, matrix], i) => sum + weighted(wanted[i][1], matrix),
        weighted(G.all, states.h.all),
      );
      return { loss, gradients: { parameters: gradients, initial: dInitial, x: dX().all } };
    }

    it('has the gradients that finite differences find, for all that goes in', () => {
      expectGradients({ parameters: recurrence.parameters, initial, x: x.all }, compute);
    });

    it('has the same bits when computed again', () => {
      const bits = () =>
        scratch(() => named(compute().gradients as Matrices).map(([, matrix]) => matrix.flat()));
      expect(bits()).toEqual(bits());
    });

    it('changes nothing that it is given', () => {
      const flat = () =>
        named({ x: x.all, initial, dLast, G: G.all } as Matrices).map(([, matrix]) =>
          matrix.flat(),
        );
      const before = flat();
      scratch(compute);
      expect(flat()).toEqual(before);
    });

    it('reads one-hot inputs as the vectors of zeros and a one that they stand for', () => {
      const labels = [[2, 0], [0, 1, 2, 1], [1], [1, 2, 0]];
      const dense = Unrolled.from(labels.map((sequence) => sequence.map(oneHot)));
      const [one, other] = [new OneHot(labels, D), dense].map((inputs) => {
        const states = recurrence.forward(inputs, initial);
        const { gradients } = recurrence.backward(states, G, dLast);
        return [states.h.all.flat(), ...named(gradients).map(([, matrix]) => matrix.flat())];
      });
      one.forEach((numbers, i) => {
        numbers.forEach((number, j) => {
          expect(number).toBeCloseTo(other[i][j], 14);
        });
      });
    });

    it('begins with zeros unless told otherwise', () => {
      const zeros = recurrence.forward(x, recurrence.initial(time.count));
      expect(recurrence.forward(x).h.all.flat()).toEqual(zeros.h.all.flat());
    });

    it('names what has a wrong shape', () => {
      const states = recurrence.forward(x, initial);
      expect(() => recurrence.backward(states, randomUnrolled(5, time, next))).toThrow(
        /dH is \[5, 10\], expected \[4, 10\]/,
      );
      expect(() => recurrence.forward(x, randomState(recurrence.initial(3), next))).toThrow(
        /(h0|h) is \[\d, 3\], expected \[\d, 4\]/,
      );
    });
  });
}

describe('a drive', () => {
  const next = random(22);
  const recurrence = new SimpleRecurrence(
    randomParameters(SimpleRecurrence.shapes({ D, H }), next),
  );
  const x = randomUnrolled(D, time, next);
  const h0 = randomMatrix(H, time.count, next);
  const drive = randomMatrix(H, time.count, next);
  const G = randomUnrolled(H, time, next);

  it('is added at every step of its own sequence', () => {
    const driven = recurrence.forward(x, h0, drive);
    lengths.forEach((_, i) => {
      const { U, W, b } = recurrence.parameters;
      const alone = new SimpleRecurrence({ U, W, b: b.copy().add(drive.columns(i, 1)) });
      const own = alone.forward(Unrolled.from([x.sequence(i)]), h0.gather([i]));
      driven.h.sequence(i).forEach((h, t) => {
        h.forEach((number, k) => {
          expect(number).toBeCloseTo(own.h.sequence(0)[t][k], 14);
        });
      });
    });
  });

  it('has the gradient that finite differences find', () => {
    expectGradients({ drive }, () => {
      const states = recurrence.forward(x, h0, drive);
      const gradients = { drive: recurrence.backward(states, G).dDrive() };
      return { loss: weighted(G.all, states.h.all), gradients };
    });
  });
});

describe('one step by hand', () => {
  const next = random(23);
  const x = randomMatrix(D, 1, next);
  const h0 = randomMatrix(H, 1, next);
  const inputs = new Unrolled(x, new Timeline([1]));
  const sigma = (v: Vec) => v.map((a) => 1 / (1 + Math.exp(-a)));
  const times = (a: Vec, b: Vec) => a.map((ai, i) => ai * b[i]);

  it('of the GRU applies r after the product, as PyTorch does', () => {
    const { U, W, b, d } = randomParameters(Gru.shapes({ D, H }), next);
    const fromX = add(multiply(U.toArrays(), [...x.flat()]), [...b.flat()]);
    const fromH = add(multiply(W.toArrays(), [...h0.flat()]), [...d.flat()]);
    const part = (v: Vec, i: number) => v.slice(i * H, (i + 1) * H);
    const r = sigma(add(part(fromX, 0), part(fromH, 0)));
    const z = sigma(add(part(fromX, 1), part(fromH, 1)));
    const n = add(part(fromX, 2), times(r, part(fromH, 2))).map(Math.tanh);
    const h = n.map((ni, i) => (1 - z[i]) * ni + z[i] * h0.at(i, 0));
    expectClose(new Gru({ U, W, b, d }).forward(inputs, h0).h.all, h);
  });

  it('of the GRU of 2014 applies r before the product, as Cho et al. do', () => {
    const { U, W, b } = randomParameters(Gru2014.shapes({ D, H }), next);
    const fromX = add(multiply(U.toArrays(), [...x.flat()]), [...b.flat()]);
    const part = <X>(v: X[], i: number) => v.slice(i * H, (i + 1) * H);
    const [Wr, Wz, Wn] = [0, 1, 2].map((i) => part(W.toArrays(), i));
    const h0s = [...h0.flat()];
    const r = sigma(add(part(fromX, 0), multiply(Wr, h0s)));
    const z = sigma(add(part(fromX, 1), multiply(Wz, h0s)));
    const n = add(part(fromX, 2), multiply(Wn, times(r, h0s))).map(Math.tanh);
    const h = n.map((ni, i) => (1 - z[i]) * ni + z[i] * h0s[i]);
    expectClose(new Gru2014({ U, W, b }).forward(inputs, h0).h.all, h);
  });

  it('of the LSTM has its gates in the order i, f, g, o', () => {
    const { U, W, b } = randomParameters(Lstm.shapes({ D, H }), next);
    const c0 = randomMatrix(H, 1, next);
    const fromX = add(multiply(U.toArrays(), [...x.flat()]), [...b.flat()]);
    const a = add(fromX, multiply(W.toArrays(), [...h0.flat()]));
    const [i, f, o] = [0, 1, 3].map((gate) => sigma(a.slice(gate * H, (gate + 1) * H)));
    const g = a.slice(2 * H, 3 * H).map(Math.tanh);
    const c = add(times(f, [...c0.flat()]), times(i, g));
    const states = new Lstm({ U, W, b }).forward(inputs, { h: h0, c: c0 });
    expectClose(states.c.all, c);
    expectClose(states.h.all, times(o, c.map(Math.tanh)));
  });
});

describe('parameters that don’t fit', () => {
  const zeros = Matrix.zeros;

  it('are named, with the shape that is expected', () => {
    const simple = { U: zeros(4, 3), W: zeros(4, 4), b: zeros(4, 1) };
    expect(() => new SimpleRecurrence({ ...simple, W: zeros(4, 3) })).toThrow(
      /W is \[4, 3\], expected \[4, 4\]/,
    );
    expect(() => new SimpleRecurrence({ ...simple, b: zeros(1, 4) })).toThrow(
      /b is \[1, 4\], expected \[4, 1\]/,
    );
    const gru = { U: zeros(12, 3), W: zeros(12, 4), b: zeros(12, 1), d: zeros(12, 1) };
    expect(() => new Gru({ ...gru, d: zeros(4, 1) })).toThrow(/d is \[4, 1\], expected \[12, 1\]/);
    const lstm = { U: zeros(16, 3), W: zeros(16, 4), b: zeros(16, 1) };
    expect(() => new Lstm({ ...lstm, U: zeros(12, 3) })).toThrow(
      /U is \[12, 3\], expected \[16, 3\]/,
    );
  });

  it('of a stack name the layer that can’t read the one below', () => {
    const low = new SimpleRecurrence({ U: zeros(4, 3), W: zeros(4, 4), b: zeros(4, 1) });
    const high = new SimpleRecurrence({ U: zeros(5, 3), W: zeros(5, 5), b: zeros(5, 1) });
    expect(() => new Stacked([low, high])).toThrow(
      /layer2 reads 3 numbers, the layer below has 4 units/,
    );
    expect(() => new Stacked([])).toThrow(/no layer/);
    expect(() => Stacked.of()).toThrow(/no layer/);
    const stack = new Stacked([low]);
    const x = new OneHot([[2, 0], [1]], 3);
    expect(() => stack.forward(x, { layer0: low.initial(2) })).toThrow(
      /the initial state has no layer1, only layer0/,
    );
    const wider = new SimpleRecurrence({ U: zeros(4, 2), W: zeros(4, 4), b: zeros(4, 1) });
    expect(() => new Bidirectional(low, wider)).toThrow(/both read the same x\(t\)/);
  });
});

const oneHot = (label: number): Vec => [0, 1, 2].map((i) => (i === label ? 1 : 0));

function expectClose(matrix: Matrix, expected: Vec): void {
  expected.forEach((number, i) => {
    expect(matrix.at(i, 0)).toBeCloseTo(number, 14);
  });
}
