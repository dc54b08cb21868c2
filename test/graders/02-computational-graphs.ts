import { describe, expect, it } from 'vitest';
import type * as Exercise from '../../exercises/02-computational-graphs';
import { add, type Mat, multiply, type Vec } from '../../lib/linear';
import { explain } from '../judge/explain';
import { calls, open } from '../judge/open';
import type { Call } from '../judge/recognise';
import '../judge/expect';

const student = await open<typeof Exercise>('02-computational-graphs');

type Edge = Exercise.Edge;
type Step = Exercise.Step;

describe('feedforwardCount', {
  meta: {
    hints: [
      'Two layers, each with a matrix and a bias. How long is the vector that goes in, and how long the one that comes out?',
      'τ words of D numbers are τ·D numbers; K numbers for each of τ words are τ·K. A layer from n to m numbers has m·n + m parameters.',
      'The first layer is H * tau * D + H. What is the same for the layer from H to tau * K numbers?',
    ],
  },
}, () => {
  it('is 43 for D = 2, H = 3, K = 1, τ = 4', { meta: { points: 1 } }, async () => {
    // 3·8 + 3 = 27 and 4·3 + 4 = 16: 43
    expect(await student.feedforwardCount(2, 3, 1, 4)).toBeNear(43);
  });

  it('counts both layers with their biases', { meta: { points: 1 } }, async () => {
    // [7, 15] and [7], [20, 7] and [20]
    expect(await student.feedforwardCount(3, 7, 4, 5)).toBeNear(105 + 7 + 140 + 20);
  });

  it('grows with every word', { meta: { points: 1 } }, async () => {
    const [short, long] = [
      await student.feedforwardCount(3, 7, 4, 5),
      await student.feedforwardCount(3, 7, 4, 6),
    ];
    expect(long - short).toBe(7 * 3 + 4 * 7 + 4);
  });
});

const sizes = { x: 3, h: 4, o: 5 };
/** Two layers; the second hears the output of the step before; U is used twice. */
const deep: Edge[] = [
  { from: 'x', to: 'h', by: 'U', delay: 0 },
  { from: 'h', to: 'h', by: 'W', delay: 1 },
  { from: 'x', to: 'h', by: 'U', delay: 2 },
  { from: 'h', to: 'g', by: 'A', delay: 0 },
  { from: 'o', to: 'g', by: 'B', delay: 1 },
  { from: 'g', to: 'o', by: 'V', delay: 0 },
];
const rnnA: Edge[] = [
  { from: 'x', to: 'h', by: 'U', delay: 0 },
  { from: 'h', to: 'h', by: 'W', delay: 1 },
  { from: 'h', to: 'o', by: 'V', delay: 0 },
];

describe('countParameters', {
  meta: {
    hints: [
      'One number for each different name of a matrix: its rows times its columns.',
      'Go through the edges and keep a list of the names that you have counted. Skip an edge whose `by` is in it.',
      'const seen: string[] = []; and in the loop: if (seen.includes(by)) continue; seen.push(by); … What is added to the count then?',
    ],
  },
}, () => {
  it('is 48 for RNN (A) with D = 3, H = 4, K = 5', { meta: { points: 1 } }, async () => {
    // U 4·3, W 4·4, V 5·4
    expect(await student.countParameters(sizes, rnnA)).toBeNear(48);
  });

  it('takes the sizes of both ends, also where an output leads back', {
    meta: { points: 1 },
  }, async () => {
    const rnnB = [{ from: 'o', to: 'h', by: 'W', delay: 1 }];
    expect(await student.countParameters(sizes, rnnB)).toBeNear(20);
  });

  it('counts a matrix once that two edges share', { meta: { points: 1 } }, async () => {
    const [U, W] = rnnA;
    // U 4·3, W 4·4
    expect(await student.countParameters(sizes, [U, { ...U, delay: 2 }, W])).toBeNear(28);
  });

  it('counts it once also when other edges stand between', { meta: { points: 1 } }, async () => {
    const [U, W, V] = rnnA;
    expect(await student.countParameters(sizes, [U, W, { ...U, delay: 2 }, V])).toBeNear(48);
  });

  it('tells matrices of one shape apart by their names', { meta: { points: 1 } }, async () => {
    const convolution = [0, 1, 2].map((delay) => ({ from: 'x', to: 'h', by: `A${delay}`, delay }));
    expect(await student.countParameters(sizes, convolution)).toBeNear(36);
  });

  it('is 0 without edges', { meta: { points: 1 } }, async () => {
    expect(await student.countParameters(sizes, [])).toBeNear(0);
  });
});

describe('unroll', {
  meta: {
    hints: [
      'Two loops: over the steps t = 1, …, τ and, inside, over the edges. Each round gives one arrow.',
      'The arrow arrives at t. It left `delay` steps earlier, at t − delay, whatever that is: 0 and −1 are allowed.',
      'A name with a time is a template string with the name and, in parentheses, the time: h and 2 make h(2). The other end has the name `from` and the time t - delay.',
    ],
  },
}, () => {
  it('writes a loop out for three steps', { meta: { points: 1 } }, async () => {
    const loop = [{ from: 'h', to: 'h', by: 'W', delay: 1 }];
    expect(await student.unroll(loop, 3)).toBeNear([
      { from: 'h(0)', to: 'h(1)', by: 'W' },
      { from: 'h(1)', to: 'h(2)', by: 'W' },
      { from: 'h(2)', to: 'h(3)', by: 'W' },
    ]);
  });

  it('writes RNN (A) out for two steps', { meta: { points: 2 } }, async () => {
    expect(await student.unroll(rnnA, 2)).toBeNear([
      { from: 'x(1)', to: 'h(1)', by: 'U' },
      { from: 'h(0)', to: 'h(1)', by: 'W' },
      { from: 'h(1)', to: 'o(1)', by: 'V' },
      { from: 'x(2)', to: 'h(2)', by: 'U' },
      { from: 'h(1)', to: 'h(2)', by: 'W' },
      { from: 'h(2)', to: 'o(2)', by: 'V' },
    ]);
  });

  it('goes back as far as the delay says', { meta: { points: 1 } }, async () => {
    const edges = [{ from: 'x', to: 'h', by: 'A', delay: 2 }];
    expect(await student.unroll(edges, 3)).toBeNear([
      { from: 'x(-1)', to: 'h(1)', by: 'A' },
      { from: 'x(0)', to: 'h(2)', by: 'A' },
      { from: 'x(1)', to: 'h(3)', by: 'A' },
    ]);
  });

  it('has nothing to write for no step', { meta: { points: 1 } }, async () => {
    expect(await student.unroll(deep, 0)).toBeNear([]);
  });
});

/** Fails, and says what is wrong with the list itself, unless it is an order of computation. */
function expectOrder(ordered: string[], names: string[], edges: Edge[]): void {
  const early = edges.find(
    ({ from, to, delay }) => delay === 0 && ordered.indexOf(from) > ordered.indexOf(to),
  );
  const flaw =
    [...ordered].sort().join() !== [...names].sort().join()
      ? `has not each of ${names.join(', ')} once`
      : early && `has ${early.to} before ${early.from}, which it needs`;
  if (flaw) throw new Error(explain(calls.at(-1) as Call, ordered, { where: '', what: flaw }));
  expect(ordered).toHaveLength(names.length);
}

/** o needs f and g, both need h; f is also needed by g. */
const diamond: Edge[] = [
  { from: 'g', to: 'o', by: 'A', delay: 0 },
  { from: 'f', to: 'o', by: 'B', delay: 0 },
  { from: 'f', to: 'g', by: 'C', delay: 0 },
  { from: 'h', to: 'f', by: 'D', delay: 0 },
  { from: 'h', to: 'g', by: 'E', delay: 0 },
];

describe('order', {
  meta: {
    hints: [
      'Which nodes can be computed at once? And once those are there, which next?',
      'A node is ready when every edge without delay that leads to it comes from a node already in your list. Add a ready node, and look again. If none is ready and some are left, there is a cycle.',
      'const isReady = (name: string) => edges.every(({ from, to, delay }) => to !== name || delay > 0 || ordered.includes(from));',
    ],
  },
}, () => {
  it('leaves x, h, o as they are: the loop at h has a delay', { meta: { points: 1 } }, async () => {
    const names = ['x', 'h', 'o'];
    expectOrder(await student.order(names, rnnA), names, rnnA);
  });

  it.each([[['o', 'h', 'x']], [['h', 'o', 'x']]])(
    'computes x before h and h before o, from the names %j',
    { meta: { points: 1 } },
    async (names) => {
      expectOrder(await student.order(names, rnnA), names, rnnA);
    },
  );

  it('finds its way through a diamond', { meta: { points: 2 } }, async () => {
    const names = ['o', 'g', 'f', 'h'];
    expectOrder(await student.order(names, diamond), names, diamond);
  });

  it('does not mind a loop with a delay through three nodes', {
    meta: { points: 1 },
  }, async () => {
    const names = ['x', 'o', 'g', 'h'];
    expectOrder(await student.order(names, deep), names, deep);
  });

  it('returns an empty list for a cycle without delay', { meta: { points: 1 } }, async () => {
    const cyclic = [...diamond, { from: 'o', to: 'f', by: 'F', delay: 0 }];
    expect(await student.order(['h', 'f', 'g', 'o'], cyclic)).toBeNear([]);
  });
});

// D = 3, H = 2, K = 1, τ = 3: no symmetry, no zero.
const U: Mat = [
  [0.7, -0.4, 0.2],
  [0.5, 0.3, -0.6],
];
const W: Mat = [
  [0.3, -0.8],
  [0.6, 0.9],
];
const b: Vec = [0.2, -0.3];
const V: Mat = [[0.9, -0.5]];
const c: Vec = [0.4];
const h0: Vec = [0.5, -0.6];
const xs: Vec[] = [
  [0.8, -0.5, 0.3],
  [-0.2, 0.6, 0.9],
  [0.4, 0.7, -0.8],
];
const next = (h: Vec, x: Vec) => add(b, add(multiply(W, h), multiply(U, x))).map(Math.tanh);

describe('manyToOne', {
  meta: {
    hints: [
      'A loop over the inputs that carries h along, and after it, once, the output.',
      'lib/linear has multiply(W, h) and add(a, b) for two vectors, so a sum of three takes add twice. The tanh of each number of a list is a.map(Math.tanh).',
      'let h = h0; in the loop h = add(b, add(multiply(W, h), multiply(U, x))).map(Math.tanh); after it return add(c, multiply(V, h)).',
    ],
  },
}, () => {
  it('returns one output of K numbers', { meta: { points: 1 } }, async () => {
    expect(await student.manyToOne(U, W, b, V, c, h0, xs)).toHaveLength(1);
  });

  it('sums up 0.5, 1 with numbers that can be followed by hand', {
    meta: { points: 1 },
  }, async () => {
    // h(1) = tanh(−1 + 1·1 + 1·0.5) = tanh 0.5, h(2) = tanh(−1 + h(1) + 1) = tanh h(1)
    const o = await student.manyToOne([[1]], [[1]], [-1], [[2]], [3], [1], [[0.5], [1]]);
    expect(o).toBeNear([3 + 2 * Math.tanh(Math.tanh(0.5))]);
  });

  it('carries the state through three steps', { meta: { points: 2 } }, async () => {
    const h3 = next(next(next(h0, xs[0]), xs[1]), xs[2]);
    expect(await student.manyToOne(U, W, b, V, c, h0, xs)).toBeNear(add(c, multiply(V, h3)));
  });

  it('reads h(0) itself when there is no input', { meta: { points: 1 } }, async () => {
    expect(await student.manyToOne(U, W, b, V, c, h0, [])).toBeNear(add(c, multiply(V, h0)));
  });
});

/** The steps of an expression: each a name, an operation and what it is of. */
type Line = [op: Step['op'], of: number[]];

/** Fills in the values, from those of the leaves. */
function computed(lines: Line[], leaves: Vec): Step[] {
  const left = [...leaves];
  const steps: Step[] = [];
  for (const [op, of] of lines) {
    const [p, q] = of.map((place) => steps[place].value);
    const values = {
      leaf: () => left.shift() ?? 0,
      '+': () => p + q,
      '*': () => p * q,
      tanh: () => Math.tanh(p),
    };
    steps.push({ op, of, value: values[op]() });
  }
  return steps;
}

/** By central differences: the derivative of the last node by every leaf. */
function numeric(lines: Line[], leaves: Vec): Vec {
  const last = (at: Vec) => computed(lines, at)[lines.length - 1].value;
  return leaves.map((_, i) => {
    const nudged = (by: number) => last(leaves.map((leaf, j) => (j === i ? leaf + by : leaf)));
    return (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
  });
}

const product: Line[] = [
  ['leaf', []],
  ['leaf', []],
  ['*', [0, 1]],
];
/** L = w · tanh(w·h + x), a network of one unit that uses w twice. */
const chain: Line[] = [
  ['leaf', []], // 0: w
  ['leaf', []], // 1: h
  ['leaf', []], // 2: x
  ['*', [0, 1]],
  ['+', [3, 2]],
  ['tanh', [4]],
  ['*', [0, 5]],
];
/** w three times, a square, a sum with itself, and a leaf (1) that L does not depend on. */
const tangle: Line[] = [
  ['leaf', []],
  ['leaf', []],
  ['leaf', []],
  ['*', [0, 2]],
  ['tanh', [3]],
  ['*', [4, 4]],
  ['+', [5, 0]],
  ['*', [6, 0]],
  ['+', [7, 7]],
];

describe('backward', {
  meta: {
    hints: [
      'Begin with a list of zeros and a 1 at its end. Then go through the steps from the last to the first: each hands its d on to the nodes it was computed from.',
      'A node may be used more than once: what it is handed is added, += and not =. A product hands on d times the other factor; tanh hands on d times 1 − value².',
      "const [p, q] = of; if (op === '*') { d[p] += d[n] * steps[q].value; d[q] += d[n] * steps[p].value; }",
    ],
  },
}, () => {
  it('returns one number for each step', { meta: { points: 1 } }, async () => {
    expect(await student.backward(computed(product, [3, 4]))).toHaveLength(3);
  });

  it('is 4, 3 and 1 for L = 3 · 4', { meta: { points: 1 } }, async () => {
    expect(await student.backward(computed(product, [3, 4]))).toBeNear([4, 3, 1]);
  });

  it('hands on what it was handed: L = (2 · 3) · 4', { meta: { points: 1 } }, async () => {
    const lines: Line[] = [
      ['leaf', []],
      ['leaf', []],
      ['leaf', []],
      ['*', [0, 1]],
      ['*', [3, 2]],
    ];
    expect(await student.backward(computed(lines, [2, 3, 4]))).toBeNear([12, 8, 6, 4, 1]);
  });

  it('adds over the uses: L = x·x + x at x = 3 has the slope 7', {
    meta: { points: 2 },
  }, async () => {
    const square: Line[] = [
      ['leaf', []],
      ['*', [0, 0]],
      ['+', [1, 0]],
    ];
    expect(await student.backward(computed(square, [3]))).toBeNear([7, 1, 1]);
  });

  it.each([
    ['a unit that uses w twice', chain, [1.2, 0.7, -0.2], [0, 1, 2]],
    ['a tangle', tangle, [1.1, 0.9, -0.7], [0, 1, 2]],
  ])(
    'agrees with finite differences in %s',
    { meta: { points: 2 } },
    async (_, lines, leaves, places) => {
      const d = await student.backward(computed(lines as Line[], leaves as Vec));
      expect((places as number[]).map((place) => d[place])).toBeNear(
        numeric(lines as Line[], leaves as Vec),
      );
    },
  );

  it('is 1 for an expression that is one leaf', { meta: { points: 1 } }, async () => {
    expect(await student.backward([{ op: 'leaf', of: [], value: 5 }])).toBeNear([1]);
  });
});
