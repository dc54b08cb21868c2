/**
 * What a student or an instructor walks into without a word: each is right now, or an error that
 * says what was expected, what came, and where to look.
 */
import { describe, expect, it, vi } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { type Matrices, mapped, named, type State } from '../../../lib/matrix/tree';
import { adagrad, adam, sgd } from '../../../lib/matrix/update';
import { Gru } from '../../../lib/rnn/gru';
import { softmaxCrossEntropy } from '../../../lib/rnn/loss';
import { Lstm } from '../../../lib/rnn/lstm';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { RnnB } from '../../../lib/rnn/networks/rnn-b';
import { RnnC } from '../../../lib/rnn/networks/rnn-c';
import { VectorToSequence } from '../../../lib/rnn/networks/vector-to-sequence';
import { rnnBShapes, rnnShapes, vectorToSequenceShapes } from '../../../lib/rnn/shapes';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { Timeline } from '../../../lib/rnn/timeline';
import { OneHot, Unrolled } from '../../../lib/rnn/unrolled';
import { Adam, Sgd } from '../../../lib/train/optimizers';
import { Training } from '../../../lib/train/training';
import { random, randomMatrix } from '../matrix/random';
import { randomParameters, randomReadout, randomState, randomUnrolled, recurrences } from './cases';

const [D, H, K] = [3, 4, 5];
const time = new Timeline([2, 4, 1, 3]);
const labels = [[4, 1], [0, 3, 2, 2], [1], [2, 4, 0]];
const sum = { reduction: 'sum' } as const;
const flat = (matrices: Matrices) => named(matrices).map(([, matrix]) => matrix.flat());

for (const [name, make] of Object.entries(recurrences)) {
  describe(`an RNN (A) on ${name}`, () => {
    function example() {
      const next = random(71);
      const recurrence = make(D, H, next);
      const rnn = new RnnA(recurrence, randomReadout(H, K, next));
      const x = randomUnrolled(D, time, next);
      const h = randomState(recurrence.initial(time.count), next);
      const states = rnn.forward(x, h);
      const { dO } = softmaxCrossEntropy(states.o, labels, sum);
      return { rnn, x, h, states, dO };
    }

    it('finds the same gradient when the carried state has gone on before the backward pass', () => {
      const { rnn, states, dO } = example();
      const expected = flat(rnn.backward(states, dO).gradients);
      const loop = example();
      const after = named({ h: loop.rnn.last(loop.states) as State } as Matrices);
      named({ h: loop.h } as Matrices).forEach(([, matrix], i) => {
        matrix.assign(after[i][1]); // h.assign(rnn.last(states)), as a truncated loop does
      });
      expect(flat(loop.rnn.backward(loop.states, loop.dO).gradients)).toEqual(expected);
    });

    it('refuses a backward pass after a parameter was changed, and names it', () => {
      for (const [path, theta] of named(example().rnn.parameters)) {
        const { rnn, states, dO } = example();
        const same = new Map(named(rnn.parameters)).get(path) as Matrix;
        expect([same.rows, same.cols]).toEqual([theta.rows, theta.cols]);
        same.scale(1.5);
        const letter = path.split('.').pop();
        expect(() => rnn.backward(states, dO)).toThrow(
          new RegExp(`backward: ${letter} was changed after the forward pass that these states`),
        );
      }
    });

    it('refuses a backward pass after its inputs or its states were changed', () => {
      const { rnn, x, states, dO } = example();
      const other = example();
      x.all.set(1, 2, 0.3);
      expect(() => rnn.backward(states, dO)).toThrow(/backward: x was changed/);
      other.states.h.at(1).fill(0);
      expect(() => other.rnn.backward(other.states, other.dO)).toThrow(
        /backward: [hx] was changed/,
      );
    });

    it('has no dX() from parameters that an update has changed since', () => {
      const { rnn, states, dO } = example();
      const { gradients, dX } = rnn.backward(states, dO);
      const early = dX().all.flat();
      expect(rnn.backward(states, dO).dX().all.flat()).toEqual(early);
      new Sgd({ rate: 0.1 }).update(rnn.parameters, gradients);
      expect(dX).toThrow(/dX\(\): U was changed .*call dX\(\) before that/);
    });
  });
}

describe('the other networks', () => {
  const next = random(72);
  const x = randomUnrolled(D, time, next);
  const y = randomUnrolled(K, time, next);
  const changed = (letter: string) => new RegExp(`${letter} was changed after the forward pass`);

  it('refuse a late backward pass, dX() or dY() as well', () => {
    const rnnC = RnnC.simple(randomParameters(rnnShapes({ D, H, K }), next));
    const ofC = rnnC.forward(x);
    const { dO } = softmaxCrossEntropy(ofC.o, [3, 0, 4, 1], sum);
    rnnC.parameters.V.scale(2);
    expect(() => rnnC.backward(ofC, dO)).toThrow(changed('RnnC.backward: V'));

    const rnnB = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
    const ofB = rnnB.teacherForced(x, y);
    const { dX, dY } = rnnB.backward(ofB, y);
    rnnB.parameters.W.scale(2);
    expect(() => rnnB.backward(ofB, y)).toThrow(changed('RnnB.backward: W'));
    expect(dY).toThrow(changed('dY\\(\\): W'));
    expect(dX).toThrow(changed('dX\\(\\): W'));

    const shapes = vectorToSequenceShapes({ D, H, K });
    const network = new VectorToSequence(randomParameters(shapes, next));
    const ofV = network.forward(randomMatrix(D, 4, next), y);
    const back = network.backward(ofV, y);
    network.parameters.R.scale(2);
    expect(() => network.backward(ofV, y)).toThrow(changed('VectorToSequence.backward: R'));
    expect(back.dX).toThrow(changed('dX\\(\\): R'));
    expect(back.dY().time).toBe(time); // found at once: it reads nothing any more

    const [ahead, behind] = [1, 2].map(
      () => new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H }), next)),
    );
    const twoWays = new Bidirectional(ahead, behind);
    const ofBoth = twoWays.forward(x);
    behind.parameters.W.scale(2);
    const dBoth = new Unrolled(Matrix.zeros(2 * H, x.time.columns), x.time);
    expect(() => twoWays.backward(ofBoth, dBoth)).toThrow(changed('SimpleRecurrence.backward: W'));
  });

  it('keep y(−1) as it was, whatever becomes of the caller’s matrix', () => {
    const network = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next));
    const y0 = randomMatrix(K, 4, next);
    const once = flat(network.backward(network.teacherForced(x, y, y0), y).gradients);
    const states = network.teacherForced(x, y, y0);
    y0.fill(9);
    expect(flat(network.backward(states, y).gradients)).toEqual(once);
  });
});

describe('a gradient over time', () => {
  it('is refused as a matrix, whose columns might stand in any order', () => {
    const next = random(73);
    const rnn = RnnA.simple(randomParameters(rnnShapes({ D, H, K }), next));
    const states = rnn.forward(randomUnrolled(D, time, next));
    const matrix = randomMatrix(K, 10, next) as unknown as Unrolled;
    expect(() => rnn.backward(states, matrix)).toThrow(
      /RnnA.backward: expected dO at every step of every sequence.*got a matrix \[5, 10\]/,
    );
    const shuffled = randomUnrolled(K, new Timeline([4, 2, 1, 3]), next);
    expect(() => rnn.backward(states, shuffled)).toThrow(
      /the sequences of dO have the lengths 4, 2, 1, 3, expected 2, 4, 1, 3/,
    );
  });
});

describe('a parameter that was copied on its way', () => {
  it('is named at the first step, and nothing is changed', () => {
    const next = random(74);
    const parameters = randomParameters(rnnShapes({ D, H, K }), next);
    const rnn = RnnA.simple({ ...parameters, W: parameters.W.copy() });
    const x = new OneHot([[0, 2, 1]], D);
    const training = new Training({
      parameters,
      optimizer: new Adam({ rate: 0.01 }),
      lossAndGradients() {
        const states = rnn.forward(x);
        const { loss, dO } = softmaxCrossEntropy(states.o, [[1, 0, 4]], sum);
        return { loss, gradients: rnn.backward(states, dO).gradients };
      },
    });
    const before = flat(parameters);
    expect(() => [...training.run(1)]).toThrow(
      /Adam: the network has another W than the one to be updated.*Update rnn\.parameters/,
    );
    expect(flat(parameters)).toEqual(before);
  });

  it('is found in every layer of every network', () => {
    for (const make of Object.values(recurrences)) {
      const next = random(75);
      const rnn = new RnnA(make(D, H, next), randomReadout(H, K, next));
      const states = rnn.forward(randomUnrolled(D, time, next));
      const { gradients } = rnn.backward(states, states.o);
      const copies = mapped(rnn.parameters as Matrices, (matrix) => matrix.copy());
      expect(() => new Sgd({ rate: 0.1 }).update(copies, gradients)).toThrow(/has another/);
      expect(() => new Sgd({ rate: 0.1 }).update(rnn.parameters, gradients)).not.toThrow();
    }
  });
});

describe('what is no number', () => {
  const nothing = undefined as unknown as number;

  it('is refused where a matrix is made of it', () => {
    expect(() =>
      Matrix.from([
        [1, 2],
        [3, nothing],
      ]),
    ).toThrow(/Matrix.from: row 1 has undefined at position 1, expected a number/);
    expect(() => Matrix.from([[1, null as unknown as number]])).toThrow(/row 0 has null/);
    expect(() => Matrix.column([1, nothing])).toThrow(/has undefined at position 1/);
    expect(() => Matrix.generate(1, 2, (_, j) => [7][j])).toThrow(/set: \(0, 1\) was given undef/);
    expect(() =>
      Unrolled.from([
        [[1, 2]],
        [
          [3, 4],
          [5, nothing],
        ],
      ]),
    ).toThrow(/the vector of sequence 1 at t = 1 is \[5, undefined\], expected numbers/);
    expect(Matrix.from([[Number.NaN]]).at(0, 0)).toBeNaN(); // a NaN that is written stays one
  });

  it('is refused as the step or the rate of an optimizer', () => {
    const [theta, d, m, v] = [1, 2, 3, 4].map((x) => Matrix.column([x]));
    expect(() => adam(theta, d, m, v, { rate: 0.1, k: 0 })).toThrow(
      /adam: k is 0, expected the number of the step: 1, 2/,
    );
    expect(() => adam(theta, d, m, v, { rate: Number.NaN, k: 1 })).toThrow(/the rate is NaN/);
    expect(() => sgd(theta, d, nothing)).toThrow(/the rate is undefined/);
    expect(() => adagrad(theta, d, m, Infinity)).toThrow(/the rate is Infinity/);
    expect(theta.at(0, 0)).toBe(1);
  });

  it('is no number of steps to train for', () => {
    const W = Matrix.column([1]);
    const lossAndGradients = () => ({ loss: 1, gradients: { W: Matrix.column([1]) } });
    const parameters = { W };
    const training = new Training({
      parameters,
      optimizer: new Sgd({ rate: 0.1 }),
      lossAndGradients,
    });
    for (const steps of [Number.NaN, -1, 1.5, nothing]) {
      expect(() => training.run(steps)).toThrow(
        `run: expected a whole number of steps from 0 on, got ${steps}`,
      );
    }
    expect([...training.run(0)]).toEqual([]);
    expect(training.run(Infinity)[Symbol.iterator]().next().value.step).toBe(0);
  });
});

describe('a matrix that is none of this engine', () => {
  it('is refused by every verb, where its numbers lie in another memory', async () => {
    vi.resetModules();
    const { Matrix: Other } = await import('../../../lib/matrix/matrix');
    const foreign = Other.from([
      [5, 6],
      [7, 8],
    ]) as unknown as Matrix;
    const A = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    const attempts: [string, () => unknown][] = [
      ['add', () => A.add(foreign)],
      ['assign', () => A.assign(foreign)],
      ['hadamard', () => A.hadamard(foreign)],
      ['times', () => A.times(foreign)],
      ['times', () => A.times(foreign.T)],
      ['times', () => foreign.times(A)],
      ['addProduct', () => A.addProduct(foreign, Matrix.zeros(2, 2))],
      ['addColumn', () => A.addColumn(foreign.columns(0, 1))],
      ['scatterAdd', () => A.scatterAdd([0, 1], foreign)],
      ['Unrolled', () => new Unrolled(foreign, new Timeline([2]))],
      ['softmaxCrossEntropy', () => softmaxCrossEntropy(foreign, [0, 1], sum)],
      ['sgd', () => sgd(A, foreign, 0.1)],
    ];
    for (const [verb, attempt] of attempts) {
      expect(attempt, verb).toThrow(/is of another copy of the engine.*restart the notebook/);
    }
    expect(A.toArrays()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('is refused as a parameter of any cell, with one-hot inputs too', async () => {
    const { simple, gru, lstm } = await (async () => {
      vi.resetModules();
      const { Matrix: Other } = await import('../../../lib/matrix/matrix');
      const make = (shapes: object) =>
        Object.fromEntries(
          Object.entries(shapes).map(([name, [r, c]]) => [name, Other.zeros(r, c).fill(0.1)]),
        );
      return {
        simple: make(SimpleRecurrence.shapes({ D, H })),
        gru: make(Gru.shapes({ D, H })),
        lstm: make(Lstm.shapes({ D, H })),
      };
    })();
    const cells = [
      new SimpleRecurrence(simple as never),
      new Gru(gru as never),
      new Lstm(lstm as never),
    ];
    const inputs = [new OneHot([[0, 2]], D), Unrolled.from([[[1, 2, 3]]])];
    for (const cell of cells) {
      for (const x of inputs) {
        expect(() => cell.forward(x)).toThrow(/another copy of the engine/);
      }
    }
  });

  it('is refused as M.T where a matrix is asked for, and says what would be one', () => {
    const A = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    expect(() => A.add(A.T as unknown as Matrix)).toThrow(
      /add: its argument is Mᵀ \[2, 2\] as M.T gives it.*M\.transpose\(\) is a matrix/,
    );
    expect(() => A.add([[1, 2]] as unknown as Matrix)).toThrow(/got a list; make it one by Matrix/);
    expect(() => A.times(3 as unknown as Matrix)).toThrow(/expected B to be a matrix, got 3/);
    expect(A.toArrays()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

describe('the parameters of another cell', () => {
  const next = random(76);
  const gru = { ...randomParameters(Gru.shapes({ D, H }), next) };
  const lstm = randomParameters(Lstm.shapes({ D, H }), next);
  const simple = randomParameters(SimpleRecurrence.shapes({ D, H }), next);

  it('are refused at once, and it is said whose they are', () => {
    expect(() => new SimpleRecurrence(gru)).toThrow(
      /SimpleRecurrence: W is \[12, 4\], expected \[12, 12\]: so it is in a GRU/,
    );
    expect(() => new Lstm(gru)).toThrow(/W is \[12, 4\], expected \[16, 4\]: so it is in a GRU/);
    expect(() => new Gru({ ...lstm, d: gru.d })).toThrow(/\[16, 4\].*so it is in an LSTM/);
    expect(() => new Gru({ ...simple, d: gru.d })).toThrow(/so it is in a simple recurrence/);
    expect(() => new Gru(simple as typeof gru)).toThrow(/Gru: d is missing; it takes U, W, b, d/);
    expect(() => RnnA.simple(simple as never)).toThrow(/Readout: V is missing; it takes V, c/);
  });
});
