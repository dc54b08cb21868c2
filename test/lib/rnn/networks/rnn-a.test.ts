import { afterEach, describe, expect, it } from 'vitest';
import { add, type Mat, multiply, outer, scale, transpose, type Vec } from '../../../../lib/linear';
import { useKernels } from '../../../../lib/matrix/engine';
import type { Matrix } from '../../../../lib/matrix/matrix';
import { scratch } from '../../../../lib/matrix/memory';
import { softmaxCrossEntropy } from '../../../../lib/rnn/loss';
import { RnnA, type RnnParameters } from '../../../../lib/rnn/networks/rnn-a';
import { type Inputs, OneHot, Unrolled } from '../../../../lib/rnn/unrolled';
import { random, randomMatrix } from '../../matrix/random';

const [D, H, K] = [3, 4, 5];
const labels = [[2, 0], [0, 1, 2, 1], [1], [1, 2, 0]];
const targets = [[4, 1], [0, 3, 2, 2], [1], [2, 4, 0]];
const names = ['U', 'W', 'V', 'b', 'c'] as const;

function makeCase() {
  const next = random(11);
  const parameters: RnnParameters = {
    U: randomMatrix(H, D, next),
    W: randomMatrix(H, H, next),
    V: randomMatrix(K, H, next),
    b: randomMatrix(H, 1, next),
    c: randomMatrix(K, 1, next),
  };
  const h0 = randomMatrix(H, 4, next);
  const G = randomMatrix(H, 4, next); // what is wanted of the last states: L += Σ G ⊙ h(last)
  const xs = labels.map((sequence) => sequence.map(() => [next(), next(), next()]));
  return { rnn: RnnA.simple(parameters), h0, G, xs };
}

/** The loss and all gradients for a batch, as kept matrices. */
function lossAndGradients(
  { rnn, h0, G }: ReturnType<typeof makeCase>,
  x: Inputs,
  y: number[][] = targets,
) {
  return scratch(() => {
    const states = rnn.forward(x, h0);
    const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'sum' });
    const { gradients, dInitial } = rnn.backward(states, dO, G);
    const wanted = states.h.last().hadamard(G).flat();
    return {
      loss: loss + wanted.reduce((sum, x) => sum + x, 0),
      gradients: Object.fromEntries(
        Object.entries({ ...gradients, h0: dInitial }).map(([name, gradient]) => [
          name,
          gradient.keep(),
        ]),
      ) as RnnParameters & { h0: Matrix },
      o: states.o.all.keep(),
    };
  });
}

describe('the gradient of RNN (A)', () => {
  const inputs: [string, (xs: number[][][]) => Inputs][] = [
    ['one-hot', () => new OneHot(labels, D)],
    ['dense', (xs) => Unrolled.from(xs)],
  ];

  for (const [kind, inputsOf] of inputs) {
    it(`is what finite differences find, for ${kind} inputs of own lengths`, () => {
      const example = makeCase();
      const x = inputsOf(example.xs);
      const { gradients } = lossAndGradients(example, x);
      const all = { ...example.rnn.parameters, h0: example.h0 };
      for (const name of [...names, 'h0'] as const) {
        const theta = all[name];
        const epsilon = 1e-5;
        for (let i = 0; i < theta.rows; i++) {
          for (let j = 0; j < theta.cols; j++) {
            const value = theta.at(i, j);
            theta.set(i, j, value + epsilon);
            const above = lossAndGradients(example, x).loss;
            theta.set(i, j, value - epsilon);
            const below = lossAndGradients(example, x).loss;
            theta.set(i, j, value);
            const numeric = (above - below) / (2 * epsilon);
            const analytic = gradients[name].at(i, j);
            const size = Math.max(Math.abs(numeric), Math.abs(analytic), 1e-2);
            expect(Math.abs(numeric - analytic) / size, `d${name}(${i}, ${j})`).toBeLessThan(1e-7);
          }
        }
      }
    });

    it(`is what plain arrays compute one sequence at a time, for ${kind} inputs`, () => {
      const example = makeCase();
      const { loss, gradients } = lossAndGradients(example, inputsOf(example.xs));
      const vectors =
        kind === 'dense'
          ? example.xs
          : labels.map((sequence) => sequence.map((label) => oneHot(label)));
      const reference = plainGradients(example, vectors);
      expect(loss).toBeCloseTo(reference.loss, 12);
      for (const name of [...names, 'h0'] as const) {
        const expected = reference[name].flat();
        const got = gradients[name].flat();
        expected.forEach((number, i) => {
          expect(got[i], `d${name}, number ${i}`).toBeCloseTo(number, 12);
        });
      }
    });
  }

  it('has the same bits when computed again', () => {
    const once = lossAndGradients(makeCase(), new OneHot(labels, D));
    const again = lossAndGradients(makeCase(), new OneHot(labels, D));
    expect(again.loss).toBe(once.loss);
    for (const name of names) {
      expect(again.gradients[name].flat()).toEqual(once.gradients[name].flat());
    }
  });
});

it('RNN (A) names an initial state or a gradient of the wrong shape', () => {
  const { rnn, h0 } = makeCase();
  const x = new OneHot(labels, D);
  expect(() => rnn.forward(x, h0.columns(0, 3))).toThrow(/h0 is \[4, 3\], expected \[4, 4\]/);
  const states = rnn.forward(x, h0);
  expect(() => rnn.backward(states, Unrolled.from([[[0]]]))).toThrow(
    /sequences of dO have the lengths 1, expected 2, 4, 1, 3/,
  );
});

describe('the batch', () => {
  it('gives every sequence the very bits that it has alone', () => {
    const example = makeCase();
    const { rnn, h0 } = example;
    const batch = rnn.forward(new OneHot(labels, D), h0);
    labels.forEach((sequence, i) => {
      const alone = rnn.forward(new OneHot([sequence], D), h0.gather([i]));
      expect(batch.o.sequence(i)).toEqual(alone.o.sequence(0));
    });
  });

  it('has the same loss and gradients in another order', () => {
    const example = makeCase();
    const once = lossAndGradients(example, new OneHot(labels, D));
    const order = [2, 0, 3, 1];
    const shuffled = { ...example, h0: example.h0.gather(order), G: example.G.gather(order) };
    const x = new OneHot(
      order.map((i) => labels[i]),
      D,
    );
    const again = lossAndGradients(
      shuffled,
      x,
      order.map((i) => targets[i]),
    );
    expect(again.loss).toBeCloseTo(once.loss, 13);
    for (const name of names) {
      const difference = again.gradients[name].addScaled(-1, once.gradients[name]);
      expect(Math.sqrt(difference.sumOfSquares()), `d${name}`).toBeLessThan(1e-14);
    }
  });
});

describe('the plain kernels', () => {
  afterEach(() => useKernels('wasm'));

  it('compute the same RNN to 1e-14', () => {
    const fast = lossAndGradients(makeCase(), new OneHot(labels, D));
    useKernels('plain');
    const plain = lossAndGradients(makeCase(), new OneHot(labels, D));
    expect(plain.loss).toBeCloseTo(fast.loss, 13);
    for (const name of names) {
      const difference = plain.gradients[name].addScaled(-1, fast.gradients[name]);
      expect(Math.sqrt(difference.sumOfSquares()), `d${name}`).toBeLessThan(1e-14);
    }
  });
});

const oneHot = (label: number): Vec => [0, 1, 2].map((i) => (i === label ? 1 : 0));

/** Backpropagation through time on plain arrays: one sequence after the other, one term a line. */
function plainGradients({ rnn, h0, G }: ReturnType<typeof makeCase>, xs: Vec[][]) {
  const [U, W, V] = (['U', 'W', 'V'] as const).map((name) => rnn.parameters[name].toArrays());
  const [b, c] = (['b', 'c'] as const).map((name) => [...rnn.parameters[name].flat()]);
  const zero = (rows: number, cols: number): Mat =>
    Array.from({ length: rows }, () => new Array<number>(cols).fill(0));
  const sum = { U: zero(H, D), W: zero(H, H), V: zero(K, H), b: zero(H, 1), c: zero(K, 1) };
  const dh0 = zero(H, xs.length);
  const accumulate = (into: Mat, what: Mat) =>
    what.forEach((row, i) => {
      row.forEach((number, j) => {
        into[i][j] += number;
      });
    });
  let loss = 0;
  xs.forEach((x, n) => {
    const column = (M: Matrix) => [...M.columns(n, 1).flat()];
    const h = [column(h0)]; // h[t + 1] is h(t)
    const dO: Vec[] = [];
    x.forEach((xt, t) => {
      h.push(add(add(b, multiply(W, h[t])), multiply(U, xt)).map(Math.tanh));
      const powers = add(c, multiply(V, h[t + 1])).map(Math.exp);
      const yHat = scale(1 / powers.reduce((p, q) => p + q), powers);
      loss -= Math.log(yHat[targets[n][t]]);
      dO.push(yHat.map((p, k) => p - (k === targets[n][t] ? 1 : 0)));
    });
    const wanted = column(G);
    loss += wanted.reduce((total, g, i) => total + g * h[x.length][i], 0);
    let dh = wanted;
    for (let t = x.length - 1; t >= 0; t--) {
      dh = add(dh, multiply(transpose(V), dO[t]));
      const da = dh.map((d, i) => d * (1 - h[t + 1][i] ** 2));
      accumulate(sum.U, outer(da, x[t]));
      accumulate(sum.W, outer(da, h[t]));
      accumulate(sum.V, outer(dO[t], h[t + 1]));
      accumulate(sum.b, outer(da, [1]));
      accumulate(sum.c, outer(dO[t], [1]));
      dh = multiply(transpose(W), da);
    }
    dh.forEach((d, i) => {
      dh0[i][n] = d;
    });
  });
  return { loss, ...sum, h0: dh0 };
}
