import type * as Exercise from '../../exercises/03-uvw-rnn';
import { drawMat, drawSizes, drawVec } from '../../lib/judge/draw';
import { add, type Mat, multiply, type Vec } from '../../lib/linear';
import type { Random } from '../../lib/random';
import { h0, labels, theta, xs } from '../judge/example-network';
import { describe, expect, it, open } from '../judge/grader';

const student = await open<typeof Exercise>('03-uvw-rnn');

// D = H = K = 2, with numbers that can be followed with a pencil: the lecture's own example.
const small: Exercise.Rnn = {
  U: [
    [1, 0.5],
    [-0.5, 1],
  ],
  W: [
    [0.5, -1],
    [1, 0.5],
  ],
  V: [
    [1, -1],
    [2, 0.5],
  ],
  b: [0.25, -0.25],
  c: [0, -0.5],
};

/** The probabilities straight from their definition, for scores of ordinary size. */
function shares(o: Vec): Vec {
  const total = o.reduce((sum, oi) => sum + Math.exp(oi), 0);
  return o.map((oi) => Math.exp(oi) / total);
}

/** The step entry by entry. */
function stepByEntries({ U, W, V, b, c }: Exercise.Rnn, hPrev: Vec, x: Vec) {
  const sum = (row: Vec, v: Vec) => row.reduce((total, w, j) => total + w * v[j], 0);
  const a = b.map((bi, i) => bi + sum(W[i], hPrev) + sum(U[i], x));
  const h = a.map((ai) => Math.tanh(ai));
  const o = c.map((ck, k) => ck + sum(V[k], h));
  return { a, h, o, yHat: shares(o) };
}

function forwardByEntries(parameters: Exercise.Rnn, first: Vec, inputs: Vec[]) {
  const hs = [first];
  const os: Vec[] = [];
  for (const x of inputs) {
    const now = stepByEntries(parameters, hs[hs.length - 1], x);
    hs.push(now.h);
    os.push(now.o);
  }
  return { hs, os };
}

/** A network and its first state. */
function drawNetwork(random: Random, D: number, H: number, K: number) {
  const parameters: Exercise.Rnn = {
    U: drawMat(random, H, D),
    W: drawMat(random, H, H),
    V: drawMat(random, K, H),
    b: drawVec(random, H),
    c: drawVec(random, K),
  };
  return { parameters, first: drawVec(random, H) };
}

/** D, H and K, pairwise different; by turns more inputs than hidden units and fewer. */
function drawDimensions(random: Random, turn: number): [D: number, H: number, K: number] {
  const [D, H, K] = drawSizes(random, 3);
  return D > H === (turn % 2 === 0) ? [D, H, K] : [H, D, K];
}

/** Scores of −30 … 30 with one decimal, one of them 0. */
function drawScores(random: Random, K: number): Vec {
  return random.shuffle([0, ...drawVec(random, K - 1).map((o) => Math.round(30 * o) / 10)]);
}

const CASES = [0, 1, 2, 3];
const LOG3 = Math.log(3);

describe('softmax', {
  hints: [
    'Raise e to each score, then divide every power by their sum.',
    'e^1000 is too large for a number. Subtract the largest score from every score first: the probabilities stay the same.',
    'const powers = o.map((oi) => Math.exp(oi - Math.max(...o))); then divide each by powers.reduce((sum, p) => sum + p, 0).',
  ],
}, () => {
  it('returns one probability for each score', { points: 1 }, async () => {
    expect(await student.softmax([0.2, -1, 0])).toHaveLength(3);
  });

  it('gives 1/6, 2/6 and 3/6 for the scores log 1, log 2 and log 3', { points: 1 }, async () => {
    expect(await student.softmax([Math.log(1), Math.log(2), Math.log(3)])).toBeNear([
      1 / 6,
      2 / 6,
      3 / 6,
    ]);
  });

  it('agrees with its definition for drawn scores', { points: 3, drawn: true }, async ({
    random,
  }) => {
    for (const turn of CASES) {
      const o = drawScores(random, 3 + turn);
      expect(await student.softmax(o)).toBeNear(shares(o));
    }
  });

  it('gives a single score 1, and scores that are alike one share each', {
    points: 1,
  }, async () => {
    expect(await student.softmax([-2])).toBeNear([1]);
    expect(await student.softmax([3, 3, 3, 3])).toBeNear([0.25, 0.25, 0.25, 0.25]);
  });

  // Just beyond what a float64 holds (e^709.8, e^−745) a wrong shift leaves numbers that tell which
  // shift it was; at 1000 all of them leave NaN.
  it('survives scores of 1000', { points: 1 }, async () => {
    expect(await student.softmax([355.2, 355.2 - LOG3])).toBeNear([0.75, 0.25]);
    expect(await student.softmax([710, 710 - LOG3])).toBeNear([0.75, 0.25]);
    expect(await student.softmax([707, -3, 707 - LOG3])).toBeNear([0.75, 0, 0.25]);
    expect(await student.softmax([707, 707 - LOG3, -3])).toBeNear([0.75, 0.25, 0]);
    expect(await student.softmax([-3, 707, 707 - LOG3])).toBeNear([0, 0.75, 0.25]);
    expect(await student.softmax([420, 420 - LOG3, -1000, -1000])).toBeNear([0.75, 0.25, 0, 0]);
    expect(await student.softmax([719, 719 - LOG3, 9, 100])).toBeNear([0.75, 0.25, 0, 0]);
    expect(await student.softmax([1000, 1000 + LOG3, -1000])).toBeNear([0.25, 0.75, 0]);
  });

  it('survives scores of −1000', { points: 1 }, async () => {
    expect(await student.softmax([-371.7, -371.7 - LOG3])).toBeNear([0.75, 0.25]);
    expect(await student.softmax([-744, -744 + LOG3])).toBeNear([0.25, 0.75]);
    expect(await student.softmax([-1000, -1000 + Math.log(4)])).toBeNear([0.2, 0.8]);
  });
});

describe('step', {
  hints: [
    'Four lines, one for each equation, in their order. Take the letters out first: const { U, W, V, b, c } = theta.',
    'A sum of three vectors is two calls of add. tanh of a vector is a.map(Math.tanh). V reads the new h.',
    'const a = add(add(b, multiply(W, hPrev)), multiply(U, x)); const h = a.map(Math.tanh); const o = add(c, multiply(V, h)); return { a, h, o, yHat: softmax(o) }.',
  ],
}, () => {
  it('returns a and h of H numbers, o and ŷ of K', { points: 1 }, async () => {
    const now = await student.step(theta, h0, xs[0]);
    for (const name of ['a', 'h', 'o', 'yHat']) expect(now).toHaveProperty(name);
    expect([now.a, now.h, now.o, now.yHat].map((v) => v.length)).toEqual([4, 4, 5, 5]);
  });

  it('gives a = [2, −0.5] in the example of the lecture', { points: 1 }, async () => {
    // 0.25 + (0.5·0.5 + 1·0.5) + 1·1 = 2 and −0.25 + (1·0.5 − 0.5·0.5) − 0.5·1 = −0.5
    const { a } = await student.step(small, [0.5, -0.5], [1, 0]);
    expect(a).toBeNear([2, -0.5]);
  });

  it('carries the example on to h, o and ŷ', { points: 2 }, async () => {
    const h = [Math.tanh(2), Math.tanh(-0.5)];
    const o = [h[0] - h[1], 2 * h[0] + 0.5 * h[1] - 0.5];
    const now = await student.step(small, [0.5, -0.5], [1, 0]);
    expect(now).toBeNear({ a: [2, -0.5], h, o, yHat: shares(o) });
  });

  it('computes every entry with D = 3, H = 4, K = 5', { points: 2 }, async () => {
    expect(await student.step(theta, h0, xs[0])).toBeNear(stepByEntries(theta, h0, xs[0]));
  });

  it('is the two biases alone when h(t−1) and x(t) are zero', { points: 1 }, async () => {
    const h = theta.b.map(Math.tanh);
    const o = add(theta.c, multiply(theta.V, h));
    expect(await student.step(theta, [0, 0, 0, 0], [0, 0, 0])).toBeNear({
      a: theta.b,
      h,
      o,
      yHat: shares(o),
    });
  });

  it('computes every entry of drawn networks', { points: 4, drawn: true }, async ({ random }) => {
    for (const turn of CASES) {
      const [D, H, K] = drawDimensions(random, turn);
      const { parameters, first } = drawNetwork(random, D, H, K);
      const x = drawVec(random, D);
      expect(await student.step(parameters, first, x)).toBeNear(
        stepByEntries(parameters, first, x),
      );
    }
  });

  it('survives numbers that are large: h(t) is ±1, and ŷ(t) sums to 1', { points: 1 }, async () => {
    const large = { ...small, b: [400.25, -800.25], c: [0, 0] };
    expect((await student.step(large, [0.5, -0.5], [1, 0])).h).toBeNear([1, -1]);
    const scores = {
      ...small,
      b: [-1, 1],
      c: [710, 710 - LOG3],
      V: [
        [0, 0],
        [0, 0],
      ],
    };
    expect((await student.step(scores, [0.5, -0.5], [1, 0])).yHat).toBeNear([0.75, 0.25]);
  });
});

describe('forward', {
  hints: [
    'It is drive of lecture 01 with your step in the place of f, and a second list for the outputs.',
    'Begin with hs = [h0] and os = []. Each x makes a step from the last state in hs.',
    'for (const x of xs) { const { h, o } = step(theta, hs[hs.length - 1], x); hs.push(h); os.push(o); }',
  ],
}, () => {
  it('returns τ + 1 states and τ outputs', { points: 1 }, async () => {
    const { hs, os } = await student.forward(theta, h0, xs);
    expect(hs).toHaveLength(5);
    expect(os).toHaveLength(4);
  });

  it('follows three steps of a network of one unit', { points: 1 }, async () => {
    // h(t) = tanh(h(t−1) + x(t)) from 0.5, o(t) = 2 h(t) + 1
    const one = { U: [[1]], W: [[1]], V: [[2]], b: [0], c: [1] };
    const h1 = Math.tanh(0.5 + 1);
    const h2 = Math.tanh(h1 - 2);
    const h3 = Math.tanh(h2 + 0.5);
    expect(await student.forward(one, [0.5], [[1], [-2], [0.5]])).toBeNear({
      hs: [[0.5], [h1], [h2], [h3]],
      os: [[2 * h1 + 1], [2 * h2 + 1], [2 * h3 + 1]],
    });
  });

  it('computes every state and output with D = 3, H = 4, K = 5, τ = 4', { points: 2 }, async () => {
    expect(await student.forward(theta, h0, xs)).toBeNear(forwardByEntries(theta, h0, xs));
  });

  it('can be cut in two: the second part starts where the first has ended', {
    points: 1,
  }, async () => {
    const inputs = [
      [1, 0],
      [-0.5, 2],
      [0.25, -1],
      [-1, 0.5],
    ];
    const whole = forwardByEntries(small, [0.5, -0.5], inputs);
    const second = await student.forward(small, whole.hs[2], inputs.slice(2));
    expect(second).toBeNear({ hs: whole.hs.slice(2), os: whole.os.slice(2) });
  });

  it('does not let a later input change an earlier output', { points: 1 }, async () => {
    const { os } = await student.forward(theta, h0, [...xs.slice(0, 3), [5, -5, 5]]);
    expect(os.slice(0, 3)).toBeNear(forwardByEntries(theta, h0, xs).os.slice(0, 3));
  });

  it('keeps h(0) when there is no input', { points: 1 }, async () => {
    expect(await student.forward(theta, h0, [])).toBeNear({ hs: [h0], os: [] });
  });

  it('computes every state and output of drawn networks', { points: 4, drawn: true }, async ({
    random,
  }) => {
    for (const turn of CASES) {
      const [D, H, K] = drawDimensions(random, turn);
      const { parameters, first } = drawNetwork(random, D, H, K);
      const inputs = drawMat(random, 3 + (turn % 3), D);
      expect(await student.forward(parameters, first, inputs)).toBeNear(
        forwardByEntries(parameters, first, inputs),
      );
    }
  });

  it('survives inputs of 1000 and of −1000: h(t) is 1 and −1', { points: 1 }, async () => {
    const one = { U: [[1]], W: [[1]], V: [[2]], b: [0], c: [1] };
    expect(await student.forward(one, [0.5], [[1000], [-1000]])).toBeNear({
      hs: [[0.5], [1], [-1]],
      os: [[3], [-1]],
    });
  });
});

const { os } = forwardByEntries(theta, h0, xs);

describe('loss', {
  hints: [
    'For each step: softmax, the probability of the right class, minus its logarithm. Then add up.',
    'For scores far apart the probability becomes 0 before its logarithm is taken. Write log ŷᵢ out: oᵢ minus the logarithm of Σⱼ e^oⱼ, and subtract the largest score m as in softmax.',
    'L(t) = Math.log(Σⱼ Math.exp(o[j] − m)) − (o[label] − m), with m = Math.max(...o). Add these over t; do not divide.',
  ],
}, () => {
  it('is one number', { points: 1 }, async () => {
    expect(await student.loss(os, labels)).toBeTypeOf('number');
  });

  it('is log 4 + log 2 for right classes with the probabilities 1/4 and 1/2', {
    points: 1,
  }, async () => {
    // the shares of the scores log 2, log 6 are 1/4 and 3/4; of log 5, log 5 one half each
    const scores = [
      [Math.log(2), Math.log(6)],
      [Math.log(5), Math.log(5)],
    ];
    expect(await student.loss(scores, [0, 1])).toBeNear(Math.log(4) + Math.log(2));
  });

  it('agrees with its definition over four steps of five classes', { points: 1 }, async () => {
    const expected = os.reduce((sum, o, t) => sum - Math.log(shares(o)[labels[t]]), 0);
    expect(await student.loss(os, labels)).toBeNear(expected);
  });

  it('agrees with its definition for drawn scores and labels', { points: 4, drawn: true }, async ({
    random,
  }) => {
    for (const turn of CASES) {
      const [tau, K] = [
        [3, 4],
        [4, 3],
        [5, 3],
        [3, 5],
      ][turn];
      const scores = Array.from({ length: tau }, () => drawScores(random, K));
      const others = Array.from({ length: tau - 2 }, () => random.integer(0, K - 1));
      const right = random.shuffle([0, K - 1, ...others]);
      const expected = scores.reduce((sum, o, t) => sum - Math.log(shares(o)[right[t]]), 0);
      expect(await student.loss(scores, right)).toBeNear(expected);
    }
  });

  it('of a sequence is the sum of the losses of its two parts', { points: 1 }, async () => {
    const whole = await student.loss(os, labels);
    const first = await student.loss(os.slice(0, 1), labels.slice(0, 1));
    const second = await student.loss(os.slice(1), labels.slice(1));
    expect(first).toBeNear(-Math.log(shares(os[0])[labels[0]]));
    expect(whole).toBeNear(first + second);
  });

  it('is 0 where there is no step', { points: 1 }, async () => {
    expect(await student.loss([], [])).toBeNear(0);
  });

  // As with softmax: what is just beyond the range of a float64 tells one wrong shift from another.
  it('survives scores of −1000 and of 1000', { points: 1 }, async () => {
    const low = [-744, -744 + LOG3];
    expect(await student.loss([[-371.7, -371.7 - LOG3]], [1])).toBeNear(Math.log(4));
    expect(await student.loss([low], [0])).toBeNear(Math.log(4));
    expect(await student.loss([[0, LOG3], low], [0, 0])).toBeNear(2 * Math.log(4));
    expect(await student.loss([[710, 710 - LOG3]], [1])).toBeNear(Math.log(4));
    expect(await student.loss([[707, -3, 707 - LOG3]], [2])).toBeNear(Math.log(4));
    expect(await student.loss([[707, 707 - LOG3, -3]], [1])).toBeNear(Math.log(4));
    expect(await student.loss([[-3, 707, 707 - LOG3]], [2])).toBeNear(Math.log(4));
    expect(await student.loss([[420, 420 - LOG3, -1000, -1000]], [1])).toBeNear(Math.log(4));
    expect(await student.loss([[719, 719 - LOG3, 9, 100]], [1])).toBeNear(Math.log(4));
    expect(
      await student.loss(
        [
          [-1000, -1000 + LOG3],
          [1000, 1000 + LOG3],
        ],
        [0, 0],
      ),
    ).toBeNear(2 * Math.log(4));
  });

  it('is 744 when the wrong class has the score 744 and the right one 0', {
    points: 1,
  }, async () => {
    expect(await student.loss([[744, 0]], [1])).toBeNear(744);
  });

  it('is 1000 when the wrong class has the score 1000 and the right one 0', {
    points: 1,
  }, async () => {
    expect(await student.loss([[1000, 0]], [1])).toBeNear(1000);
    expect(await student.loss([[1000, 0, 1000, 1000]], [1])).toBeNear(1000 + LOG3);
  });
});

describe('unstack', {
  hints: [
    'Write Wˡ [x; h] out for one row: the first D numbers meet x, the others meet h.',
    'Cut each row in two at D. All H rows stay.',
    'return { U: Wl.map((row) => row.slice(0, D)), W: Wl.map((row) => row.slice(D)) }.',
  ],
}, () => {
  const Wl: Mat = theta.U.map((row, i) => [...row, ...theta.W[i]]);

  it('returns U of H × D and W of H × H', { points: 1 }, async () => {
    const { U, W } = await student.unstack(Wl, 3);
    expect([U?.length, U?.[0]?.length, W?.length, W?.[0]?.length]).toEqual([4, 3, 4, 4]);
  });

  it('cuts [[1, 2, 3], [4, 5, 6]] after the first column when D = 1', { points: 1 }, async () => {
    const stacked = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(await student.unstack(stacked, 1)).toBeNear({
      U: [[1], [4]],
      W: [
        [2, 3],
        [5, 6],
      ],
    });
  });

  it('gives U x + W h what Wˡ [x; h] gives', { points: 1 }, async () => {
    const { U, W } = await student.unstack(Wl, 3);
    const apart = add(multiply(U, xs[1]), multiply(W, h0));
    expect(apart).toBeNear(multiply(Wl, [...xs[1], ...h0]));
  });

  it('cuts drawn matrices after D columns', { points: 2, drawn: true }, async ({ random }) => {
    for (const turn of CASES) {
      const [D, H] = drawDimensions(random, turn);
      const U = drawMat(random, H, D);
      const W = drawMat(random, H, H);
      const stacked = U.map((row, i) => [...row, ...W[i]]);
      expect(await student.unstack(stacked, D)).toBeNear({ U, W });
    }
  });
});

const series = [8, 10, 12, 10, 8, 12, 10, 12];

describe('windows', {
  hints: [
    'A window is series.slice(start, start + size), for every start from 0 on that leaves room for it.',
    'Its target is the slice from start + size to start + size + horizon. Keep it only when the series is long enough.',
    'for (let start = 0; start + size <= series.length; start++) …; and if (start + size + horizon <= series.length) push the target.',
  ],
}, () => {
  it('makes five windows and four targets of the lecture’s series', { points: 1 }, async () => {
    const { xs, ys } = await student.windows(series, 4, 1);
    expect(xs).toHaveLength(5);
    expect(ys).toHaveLength(4);
  });

  it('gives the x(1) … x(5) and y(1) … y(4) of the lecture', { points: 2 }, async () => {
    expect(await student.windows(series, 4, 1)).toBeNear({
      xs: [
        [8, 10, 12, 10],
        [10, 12, 10, 8],
        [12, 10, 8, 12],
        [10, 8, 12, 10],
        [8, 12, 10, 12],
      ],
      ys: [[8], [12], [10], [12]],
    });
  });

  it('gives two values ahead to each of the windows that have them', { points: 1 }, async () => {
    const { ys } = await student.windows(series, 4, 2);
    expect(ys).toBeNear([
      [8, 12],
      [12, 10],
      [10, 12],
    ]);
  });

  it('works for another size', { points: 1 }, async () => {
    expect(await student.windows([1, 4, 9, 16, 25], 2, 1)).toBeNear({
      xs: [
        [1, 4],
        [4, 9],
        [9, 16],
        [16, 25],
      ],
      ys: [[9], [16], [25]],
    });
  });

  it('has one window and no target when the window is the whole series', {
    points: 1,
  }, async () => {
    expect(await student.windows([3, 1, 2], 3, 1)).toBeNear({ xs: [[3, 1, 2]], ys: [] });
  });

  it('has one target when the series is one window and one target long', {
    points: 1,
  }, async () => {
    expect(await student.windows([5, 2, 0, 7], 2, 2)).toBeNear({
      xs: [
        [5, 2],
        [2, 0],
        [0, 7],
      ],
      ys: [[0, 7]],
    });
  });

  it('cuts drawn series', { points: 4, drawn: true }, async ({ random }) => {
    for (const [size, horizon] of [
      [3, 2],
      [2, 3],
      [4, 2],
      [2, 1],
    ]) {
      const zeros = Array.from({ length: 4 }, () => 0);
      const others = Array.from({ length: random.integer(5, 7) }, () => random.integer(-9, 9));
      const drawn = random.shuffle([...zeros, ...others]);
      const values = (first: number, count: number) =>
        Array.from({ length: count }, (_, i) => drawn[first + i]);
      const xs: Mat = [];
      const ys: Mat = [];
      for (let end = size; end <= drawn.length; end++) xs.push(values(end - size, size));
      for (let end = size; end <= drawn.length - horizon; end++) ys.push(values(end, horizon));
      expect(await student.windows(drawn, size, horizon)).toBeNear({ xs, ys });
    }
  });
});

describe('countParameters', {
  hints: [
    'Count rows times columns of each matrix and the length of each bias; the number of time steps plays no part.',
    'U is H × D, W is H × H, V is K × H; b has H numbers and c has K.',
    'return H * D + H * H + H + K * H + K.',
  ],
}, () => {
  it('is 521 for a window of 4, 20 hidden units and one output', { points: 1 }, async () => {
    expect(await student.countParameters(4, 20, 1)).toBeNear(521);
  });

  it('is 542 for two outputs', { points: 1 }, async () => {
    expect(await student.countParameters(4, 20, 2)).toBeNear(542);
  });

  it('counts the network of these tests: D = 3, H = 4, K = 5', { points: 1 }, async () => {
    const { U, W, V, b, c } = theta;
    const numbers = [...U, ...W, ...V, b, c].flat().length;
    expect(await student.countParameters(3, 4, 5)).toBeNear(numbers);
  });

  it('counts drawn networks', { points: 2, drawn: true }, async ({ random }) => {
    for (const turn of CASES) {
      const [D, H, K] = drawDimensions(random, turn);
      const { U, W, V, b, c } = drawNetwork(random, D, H, K).parameters;
      expect(await student.countParameters(D, H, K)).toBeNear(
        [...U, ...W, ...V, b, c].flat().length,
      );
    }
  });
});
