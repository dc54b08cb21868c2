import type * as Exercise from '../../exercises/02-computational-graphs';
import { drawMat, drawSizes, drawVec } from '../../lib/judge/draw';
import { explain } from '../../lib/judge/explain';
import type { Call } from '../../lib/judge/recognise';
import { add, type Mat, multiply, type Vec } from '../../lib/linear';
import type { Random } from '../../lib/random';
import { now } from '../judge/attempt';
import { describe, expect, it, open } from '../judge/grader';

const student = await open<typeof Exercise>('02-computational-graphs');

type Edge = Exercise.Edge;
type Step = Exercise.Step;

/** How many cases a test draws. */
const CASES = 4;

describe('feedforwardCount', {
  hints: [
    'Two layers, each with a matrix and a bias. How long is the vector that goes in, and how long the one that comes out?',
    'τ words of D numbers are τ·D numbers; K numbers for each of τ words are τ·K. A layer from n to m numbers has m·n + m parameters.',
    'The first layer is H * tau * D + H. What is the same for the layer from H to tau * K numbers?',
  ],
}, () => {
  it('is 43 for D = 2, H = 3, K = 1, τ = 4', { points: 1 }, async () => {
    // 3·8 + 3 = 27 and 4·3 + 4 = 16: 43
    expect(await student.feedforwardCount(2, 3, 1, 4)).toBeNear(43);
  });

  it('counts both layers with their biases', { points: 1 }, async () => {
    // [7, 15] and [7], [20, 7] and [20]
    expect(await student.feedforwardCount(3, 7, 4, 5)).toBeNear(105 + 7 + 140 + 20);
  });

  it('grows with every word', { points: 1 }, async () => {
    const [short, long] = [
      await student.feedforwardCount(3, 7, 4, 5),
      await student.feedforwardCount(3, 7, 4, 6),
    ];
    expect(long - short).toBe(7 * 3 + 4 * 7 + 4);
  });

  it('counts each weight and each bias, whatever the sizes', { points: 2, drawn: true }, async ({
    random,
  }) => {
    for (let i = 0; i < CASES; i++) {
      const [D, H, K, tau] = drawSizes(random, 4);
      // row by row: each unit has its weights and one bias
      const layers = [
        [tau * D, H],
        [H, tau * K],
      ];
      let count = 0;
      for (const [columns, rows] of layers) {
        for (let row = 0; row < rows; row++) count += columns + 1;
      }
      expect(await student.feedforwardCount(D, H, K, tau)).toBeNear(count);
    }
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
  hints: [
    'One number for each different name of a matrix: its rows times its columns.',
    'Go through the edges and keep a list of the names that you have counted. Skip an edge whose `by` is in it.',
    'const seen: string[] = []; and in the loop: if (seen.includes(by)) continue; seen.push(by); … What is added to the count then?',
  ],
}, () => {
  it('is 48 for RNN (A) with D = 3, H = 4, K = 5', { points: 1 }, async () => {
    // U 4·3, W 4·4, V 5·4
    expect(await student.countParameters(sizes, rnnA)).toBeNear(48);
  });

  it('takes the sizes of both ends, also where an output leads back', { points: 1 }, async () => {
    const rnnB = [{ from: 'o', to: 'h', by: 'W', delay: 1 }];
    expect(await student.countParameters(sizes, rnnB)).toBeNear(20);
  });

  it('counts a matrix once that two edges share', { points: 1 }, async () => {
    const [U, W] = rnnA;
    // U 4·3, W 4·4
    expect(await student.countParameters(sizes, [U, { ...U, delay: 2 }, W])).toBeNear(28);
  });

  it('counts it once also when other edges stand between', { points: 1 }, async () => {
    const [U, W, V] = rnnA;
    expect(await student.countParameters(sizes, [U, W, { ...U, delay: 2 }, V])).toBeNear(48);
  });

  it('tells matrices of one shape apart by their names', { points: 1 }, async () => {
    const convolution = [0, 1, 2].map((delay) => ({ from: 'x', to: 'h', by: `A${delay}`, delay }));
    expect(await student.countParameters(sizes, convolution)).toBeNear(36);
  });

  it('counts it once also between other nodes', { points: 1 }, async () => {
    const twins = [
      { from: 'x', to: 'h', by: 'U', delay: 0 },
      { from: 'y', to: 'g', by: 'U', delay: 0 },
      { from: 'g', to: 'h', by: 'W', delay: 0 },
    ];
    // U 4·3, W 4·4
    expect(await student.countParameters({ x: 3, h: 4, y: 3, g: 4 }, twins)).toBeNear(28);
  });

  it('is 0 without edges', { points: 1 }, async () => {
    expect(await student.countParameters(sizes, [])).toBeNear(0);
  });

  it('counts each name once in any network', { points: 4, drawn: true }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const [D, H, K] = drawSizes(random, 3);
      const [first, second, third] = random.shuffle([1, 2, 3]);
      const edges = [
        { from: 'x', to: 'h', by: 'A10', delay: 0 },
        { from: 'x', to: 'h', by: 'A10', delay: first },
        { from: 'x', to: 'o', by: 'A1', delay: second },
        { from: 'h', to: 'h', by: 'B', delay: third },
        { from: 'h', to: 'h', by: 'C', delay: third },
        { from: 'h', to: 'h', by: 'C', delay: third },
        { from: 'h', to: 'o', by: 'V', delay: 0 },
        { from: 'o', to: 'h', by: 'R', delay: 1 },
      ];
      // A10 and A1; B and C; V and R
      const count = H * D + K * D + H * H + H * H + K * H + H * K;
      const drawn = random.shuffle(edges);
      expect(await student.countParameters({ o: K, x: D, h: H }, drawn)).toBeNear(count);
    }
  });
});

/** Edges in any order, with delays of 0 to 3, two of them between the same nodes and two of one matrix. */
function drawEdges(random: Random): Edge[] {
  const [first, second, third] = random.shuffle([1, 2, 3]);
  return random.shuffle([
    { from: 'in', to: 'h1', by: 'U', delay: 0 },
    { from: 'h1', to: 'h1', by: 'W', delay: first },
    { from: 'h1', to: 'h2', by: 'W', delay: second },
    { from: 'h1', to: 'h2', by: 'V', delay: 0 },
    { from: 'h2', to: 'in', by: 'R', delay: third },
  ]);
}

describe('unroll', {
  hints: [
    'Two loops: over the steps t = 1, …, τ and, inside, over the edges. Each round gives one arrow.',
    'The arrow arrives at t. It left `delay` steps earlier, at t − delay, whatever that is: 0 and −1 are allowed.',
    'A name with a time is a template string with the name and, in parentheses, the time: h and 2 make h(2). The other end has the name `from` and the time t - delay.',
  ],
}, () => {
  it('writes a loop out for three steps', { points: 1 }, async () => {
    const loop = [{ from: 'h', to: 'h', by: 'W', delay: 1 }];
    expect(await student.unroll(loop, 3)).toBeNear([
      { from: 'h(0)', to: 'h(1)', by: 'W' },
      { from: 'h(1)', to: 'h(2)', by: 'W' },
      { from: 'h(2)', to: 'h(3)', by: 'W' },
    ]);
  });

  it('writes RNN (A) out for two steps', { points: 2 }, async () => {
    expect(await student.unroll(rnnA, 2)).toBeNear([
      { from: 'x(1)', to: 'h(1)', by: 'U' },
      { from: 'h(0)', to: 'h(1)', by: 'W' },
      { from: 'h(1)', to: 'o(1)', by: 'V' },
      { from: 'x(2)', to: 'h(2)', by: 'U' },
      { from: 'h(1)', to: 'h(2)', by: 'W' },
      { from: 'h(2)', to: 'o(2)', by: 'V' },
    ]);
  });

  it('goes back as far as the delay says', { points: 1 }, async () => {
    const edges = [{ from: 'x', to: 'h', by: 'A', delay: 2 }];
    expect(await student.unroll(edges, 3)).toBeNear([
      { from: 'x(-1)', to: 'h(1)', by: 'A' },
      { from: 'x(0)', to: 'h(2)', by: 'A' },
      { from: 'x(1)', to: 'h(3)', by: 'A' },
    ]);
  });

  it('has nothing to write for no step', { points: 1 }, async () => {
    expect(await student.unroll(deep, 0)).toBeNear([]);
  });

  it('writes any network out, arrow by arrow', { points: 3, drawn: true }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const edges = drawEdges(random);
      const tau = random.integer(3, 5);
      const arrows = Array.from({ length: tau * edges.length }, (_, place) => {
        const { from, to, by, delay } = edges[place % edges.length];
        const t = 1 + Math.floor(place / edges.length);
        return { from: [from, '(', t - delay, ')'].join(''), to: [to, '(', t, ')'].join(''), by };
      });
      expect(await student.unroll(edges, tau)).toBeNear(arrows);
    }
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
  if (flaw)
    throw new Error(explain(now().calls.at(-1) as Call, ordered, { where: '', what: flaw }));
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
  hints: [
    'Which nodes can be computed at once? And once those are there, which next?',
    'A node is ready when every edge without delay that leads to it comes from a node already in your list. Add a ready node, and look again. If none is ready and some are left, there is a cycle.',
    'const isReady = (name: string) => edges.every(({ from, to, delay }) => to !== name || delay > 0 || ordered.includes(from));',
  ],
}, () => {
  it('leaves x, h, o as they are: the loop at h has a delay', { points: 1 }, async () => {
    const names = ['x', 'h', 'o'];
    expectOrder(await student.order(names, rnnA), names, rnnA);
  });

  for (const names of [
    ['o', 'h', 'x'],
    ['h', 'o', 'x'],
  ]) {
    it(`computes x before h and h before o, from the names ${names}`, { points: 1 }, async () => {
      expectOrder(await student.order(names, rnnA), names, rnnA);
    });
  }

  it('finds its way through a diamond', { points: 2 }, async () => {
    for (const names of [
      ['h', 'f', 'g', 'o'],
      ['o', 'g', 'f', 'h'],
    ]) {
      expectOrder(await student.order(names, diamond), names, diamond);
    }
  });

  it('does not mind loops with a delay, however long', { points: 1 }, async () => {
    const late: Edge[] = [
      { from: 'x', to: 'o', by: 'A', delay: 2 },
      { from: 'x', to: 'h', by: 'U', delay: 0 },
      { from: 'h', to: 'h', by: 'W', delay: 2 },
      { from: 'h', to: 'x', by: 'R', delay: 3 },
      { from: 'h', to: 'o', by: 'V', delay: 0 },
    ];
    for (const edges of [late, [...late].reverse()]) {
      expectOrder(await student.order(['h', 'o', 'x'], edges), ['h', 'o', 'x'], edges);
    }
    const names = ['x', 'o', 'g', 'h'];
    expectOrder(await student.order(names, deep), names, deep);
  });

  it('lets a node wait for all that it needs', { points: 1 }, async () => {
    const names = ['o', 'h', 'x'];
    const [U, , V] = rnnA;
    const across = { from: 'x', to: 'o', by: 'A', delay: 0 };
    for (const edges of [
      [V, across, U],
      [U, V, across],
    ]) {
      expectOrder(await student.order(names, edges), names, edges);
    }
  });

  it('returns an empty list for a cycle without delay', { points: 1 }, async () => {
    const cyclic = [...diamond, { from: 'o', to: 'f', by: 'F', delay: 0 }];
    expect(await student.order(['h', 'f', 'g', 'o'], cyclic)).toBeNear([]);
  });

  it('returns an empty list when a node needs itself at the same step', { points: 1 }, async () => {
    const own = [rnnA[0], { from: 'h', to: 'h', by: 'W', delay: 0 }];
    expect(await student.order(['x', 'h'], own)).toBeNear([]);
  });

  it('waits once for a node that is needed by two matrices', { points: 1 }, async () => {
    const parallel: Edge[] = [
      { from: 'h', to: 'o', by: 'V', delay: 0 },
      { from: 'x', to: 'h', by: 'U', delay: 0 },
      { from: 'x', to: 'h', by: 'A', delay: 0 },
    ];
    const names = ['h', 'o', 'x'];
    expectOrder(await student.order(names, parallel), names, parallel);
  });

  it('has each name, also one that no edge touches', { points: 1 }, async () => {
    const names = ['o', 'h', 'x', 'z'];
    const edges = [...rnnA, { from: 'z', to: 'z', by: 'Z', delay: 1 }];
    expectOrder(await student.order(['h', 'x'], [rnnA[0]]), ['h', 'x'], [rnnA[0]]);
    expectOrder(await student.order(names, rnnA), names, rnnA);
    expectOrder(await student.order(names, edges), names, edges);
    expect(await student.order(['z'], [])).toBeNear(['z']);
    expect(await student.order([], [])).toBeNear([]);
  });

  it('finds the one order of a long chain', { points: 4, drawn: true }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { chain, edges } = drawChain(random);
      const names = i === 0 ? [...chain].reverse() : random.shuffle(chain);
      expect(await student.order(names, edges)).toBeNear(chain);
    }
  });

  it('sees the cycle that one edge makes of it', { points: 2, drawn: true }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { chain, edges } = drawChain(random);
      const [to, from] = [random.integer(1, 2), random.integer(3, chain.length - 1)];
      const back = { from: chain[from], to: chain[to], by: 'R', delay: 0 };
      const cyclic = random.shuffle([...edges, back]);
      expect(await student.order(random.shuffle(chain), cyclic)).toBeNear([]);
    }
  });
});

/**
 * Nodes of which each needs the one before, so that there is one order only, and the edges in any order:
 * some skip a node, some are doubled, some lead on or back with a delay.
 */
function drawChain(random: Random): { chain: string[]; edges: Edge[] } {
  const chain = random.shuffle(['a', 'b', 'e', 'f', 'g', 'h']).slice(0, random.integer(5, 6));
  const edge = (from: number, to: number, by: string, delay = 0) => ({
    from: chain[from],
    to: chain[to],
    by,
    delay,
  });
  const steps = chain.slice(1).map((_, i) => edge(i, i + 1, `A${i}`));
  const [skip, other] = random.shuffle([0, 1, 2]);
  const twice = random.integer(0, chain.length - 2);
  const late = random.integer(2, chain.length - 1);
  const edges = [
    ...steps,
    edge(skip, skip + 2, 'B'),
    edge(other, other + 2, 'E'),
    edge(twice, twice + 1, 'C'),
    edge(late, late, 'W', 1),
    edge(other, other + 2, 'F', random.integer(1, 3)),
    edge(late, random.integer(0, late - 1), 'D', random.integer(1, 3)),
  ];
  return { chain, edges: random.shuffle(edges) };
}

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
  hints: [
    'A loop over the inputs that carries h along, and after it, once, the output.',
    'lib/linear has multiply(W, h) and add(a, b) for two vectors, so a sum of three takes add twice. The tanh of each number of a list is a.map(Math.tanh).',
    'let h = h0; in the loop h = add(b, add(multiply(W, h), multiply(U, x))).map(Math.tanh); after it return add(c, multiply(V, h)).',
  ],
}, () => {
  it('returns one output of K numbers', { points: 1 }, async () => {
    expect(await student.manyToOne(U, W, b, V, c, h0, xs)).toHaveLength(1);
  });

  it('sums up 0.5, 1 with numbers that can be followed by hand', { points: 1 }, async () => {
    // h(1) = tanh(−1 + 1·1 + 1·0.5) = tanh 0.5, h(2) = tanh(−1 + h(1) + 1) = tanh h(1)
    const o = await student.manyToOne([[1]], [[1]], [-1], [[2]], [3], [1], [[0.5], [1]]);
    expect(o).toBeNear([3 + 2 * Math.tanh(Math.tanh(0.5))]);
  });

  it('carries the state through three steps', { points: 2 }, async () => {
    const h3 = next(next(next(h0, xs[0]), xs[1]), xs[2]);
    expect(await student.manyToOne(U, W, b, V, c, h0, xs)).toBeNear(add(c, multiply(V, h3)));
  });

  it('reads h(0) itself when there is no input', { points: 1 }, async () => {
    expect(await student.manyToOne(U, W, b, V, c, h0, [])).toBeNear(add(c, multiply(V, h0)));
  });

  it('takes sums of any size', { points: 1 }, async () => {
    // h(1) = tanh ±1000 = ±1
    for (const sign of [1, -1]) {
      const o = await student.manyToOne([[2]], [[1]], [0], [[3]], [4], [0], [[sign * 500]]);
      expect(o).toBeNear([4 + sign * 3]);
    }
  });

  it('agrees with sums written out, whatever the sizes', { points: 3, drawn: true }, async ({
    random,
  }) => {
    for (let i = 0; i < CASES; i++) {
      const [D, H, K, tau] = drawSizes(random, 4);
      const network: Network = {
        U: drawMat(random, H, D),
        W: drawMat(random, H, H),
        b: drawVec(random, H),
        V: drawMat(random, K, H),
        c: drawVec(random, K),
        h0: drawVec(random, H),
        xs: drawMat(random, tau + 1, D),
      };
      const { U, W, b, V, c, h0, xs } = network;
      expect(await student.manyToOne(U, W, b, V, c, h0, xs)).toBeNear(byIndex(network));
    }
  });
});

type Network = { U: Mat; W: Mat; b: Vec; V: Mat; c: Vec; h0: Vec; xs: Vec[] };

/** RNN (C) number by number. */
function byIndex({ U, W, b, V, c, h0, xs }: Network): Vec {
  const states = [h0];
  for (let t = 1; t <= xs.length; t++) {
    states[t] = [];
    for (let i = 0; i < b.length; i++) {
      let a = b[i];
      for (let j = 0; j < h0.length; j++) a += W[i][j] * states[t - 1][j];
      for (let j = 0; j < xs[t - 1].length; j++) a += U[i][j] * xs[t - 1][j];
      states[t][i] = Math.tanh(a);
    }
  }
  const o: Vec = [];
  for (let k = 0; k < c.length; k++) {
    o[k] = c[k];
    for (let i = 0; i < b.length; i++) o[k] += V[k][i] * states[xs.length][i];
  }
  return o;
}

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
  hints: [
    'Begin with a list of zeros and a 1 at its end. Then go through the steps from the last to the first: each hands its d on to the nodes it was computed from.',
    'A node may be used more than once: what it is handed is added, += and not =. A product hands on d times the other factor; tanh hands on d times 1 − value².',
    "const [p, q] = of; if (op === '*') { d[p] += d[n] * steps[q].value; d[q] += d[n] * steps[p].value; }",
  ],
}, () => {
  it('returns one number for each step', { points: 1 }, async () => {
    expect(await student.backward(computed(product, [3, 4]))).toHaveLength(3);
  });

  it('is 4, 3 and 1 for L = 3 · 4', { points: 1 }, async () => {
    expect(await student.backward(computed(product, [3, 4]))).toBeNear([4, 3, 1]);
  });

  it('hands on what it was handed: L = (2 · 3) · 4', { points: 1 }, async () => {
    const lines: Line[] = [
      ['leaf', []],
      ['leaf', []],
      ['leaf', []],
      ['*', [0, 1]],
      ['*', [3, 2]],
    ];
    expect(await student.backward(computed(lines, [2, 3, 4]))).toBeNear([12, 8, 6, 4, 1]);
  });

  it('adds over the uses: L = x·x + x at x = 3 has the slope 7', { points: 2 }, async () => {
    const square: Line[] = [
      ['leaf', []],
      ['*', [0, 0]],
      ['+', [1, 0]],
    ];
    expect(await student.backward(computed(square, [3]))).toBeNear([7, 1, 1]);
  });

  const expressions: [string, Line[], Vec][] = [
    ['a unit that uses w twice', chain, [1.2, 0.7, -0.2]],
    ['a tangle', tangle, [1.1, 0.9, -0.7]],
  ];
  for (const [name, lines, leaves] of expressions) {
    it(`agrees with finite differences in ${name}`, { points: 2 }, async () => {
      const d = await student.backward(computed(lines, leaves));
      expect(d.slice(0, leaves.length)).toBeNear(numeric(lines, leaves));
    });
  }

  it('is 1 for an expression that is one leaf', { points: 1 }, async () => {
    expect(await student.backward([{ op: 'leaf', of: [], value: 5 }])).toBeNear([1]);
  });

  it('hands on through a 0: L = (0 · 4 + 3) · 5', { points: 1 }, async () => {
    const lines: Line[] = [
      ['leaf', []],
      ['leaf', []],
      ['*', [0, 1]],
      ['leaf', []],
      ['+', [2, 3]],
      ['leaf', []],
      ['*', [4, 5]],
    ];
    const d = await student.backward(computed(lines, [0, 4, 3, 5]));
    expect(d).toBeNear([20, 0, 5, 5, 5, 3, 1]);
  });

  it('gives every node its derivative in any expression', { points: 6, drawn: true }, async ({
    random,
  }) => {
    for (let i = 0; i < CASES; i++) {
      const lines = drawLines(random);
      const leaves = drawVec(random, lines.length);
      const steps = computed(lines, leaves);
      expect(await student.backward(steps)).toBeNear(forwards(steps));
    }
  });
});

/**
 * An expression in which some node before the last is used several times, one by the next, and one not
 * at all; leaves stand between the operations.
 */
function drawLines(random: Random): Line[] {
  const [p, q] = random.shuffle([0, 1]);
  const [r, s] = random.shuffle<Step['op']>(['+', '*']);
  return [
    ['leaf', []], // 0
    ['leaf', []], // 1
    [s, [p, q]], // 2
    ['tanh', [2]], // 3
    ['leaf', []], // 4
    ['*', random.shuffle([3, p])], // 5
    ['tanh', [random.integer(0, 4)]], // 6: L does not depend on it
    [r, random.shuffle([5, 2])], // 7
    ['leaf', []], // 8
    ['+', random.shuffle([7, 3])], // 9
    ['tanh', [9]], // 10
    ['*', random.shuffle([10, random.integer(7, 8)])], // 11
    [random.choose([1, 1]) === 0 ? '+' : '*', random.shuffle([11, 4])], // 12
  ];
}

/** From the first to the last: by each node in turn, how much every later one changes with it. */
function forwards(steps: Step[]): Vec {
  return steps.map((_, by) => {
    const change: Vec = [];
    for (const [n, { op, of, value }] of steps.entries()) {
      const [p, q] = of;
      const changes = {
        leaf: () => 0,
        '+': () => change[p] + change[q],
        '*': () => change[p] * steps[q].value + steps[p].value * change[q],
        tanh: () => change[p] * (1 - value * value),
      };
      change.push(n === by ? 1 : changes[op]());
    }
    return change[steps.length - 1];
  });
}
