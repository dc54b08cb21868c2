import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';
import { add, type Mat, multiply, scale, subtract, transpose, type Vec } from '../../../lib/linear';

type ManyToOne = typeof Exercise.manyToOne;
type Network = { U: Mat; W: Mat; b: Vec; V: Mat; c: Vec; h0: Vec };

/** Where the pass can go wrong. */
interface Ways {
  /** the network that is run */
  network?: (network: Network) => Network;
  /** the inputs that are heard */
  inputs?: (xs: Vec[]) => Vec[];
  /** the next state; t counts from 0 */
  next?: (network: Network, h: Vec, x: Vec, t: number, xs: Vec[]) => Vec;
  /** the output, from h(0), …, h(τ) */
  output?: (network: Network, states: Vec[], xs: Vec[]) => unknown;
}

const tanh = (a: Vec) => a.map(Math.tanh);
const sum = (...terms: Vec[]) => terms.reduce(add);
const last = <T>(items: T[]) => items[items.length - 1];
const zeros = (a: Vec) => a.map(() => 0);

/** a = b + W h + U x */
const inner = ({ U, W, b }: Network, h: Vec, x: Vec) => sum(b, multiply(W, h), multiply(U, x));
const heard = (network: Network, h: Vec, x: Vec) => tanh(inner(network, h, x));
const read = ({ V, c }: Network, h: Vec) => add(c, multiply(V, h));

const run =
  ({
    network = (all) => all,
    inputs = (xs) => xs,
    next = heard,
    output = (all, states) => read(all, last(states)),
  }: Ways): ManyToOne =>
  (U, W, b, V, c, h0, xs) => {
    const all = network({ U, W, b, V, c, h0 });
    const states = [all.h0];
    for (const [t, x] of inputs(xs).entries()) states.push(next(all, last(states), x, t, xs));
    return output(all, states, xs) as Vec;
  };

/** The output of each step that was taken. */
const outputs = (network: Network, states: Vec[]) => states.slice(1).map((h) => read(network, h));
const mean = (vectors: Vec[]) => scale(1 / vectors.length, sum(...vectors));

/** A matrix times a vector, with the loop along a row ended at a length that may not be the vector's. */
const cut = (A: Mat, a: Vec, length: number) =>
  A.map((row) => {
    let total = 0;
    for (let j = 0; j < length; j++) total += row[j] * a[j];
    return total;
  });

const SUM = 'The sum inside the tanh has three terms: b, W h and U x.';
const ONE_TANH =
  'tanh is applied once, to the whole sum b + W h + U x. tanh p + tanh q is not tanh (p + q).';
const ADD_TWO =
  'add takes two vectors and does not look at a third: a sum of three takes add twice.';
const ONE_OUTPUT = 'RNN (C) has one output, at the end: o = c + V h(τ), from the last state alone.';
const ROWS =
  'The i-th number of W h is Σⱼ W[i][j] h[j]: row i of the matrix, and as many terms as the vector has numbers.';

const WAYS: [name: string, lesson: string, ...ways: Ways[]][] = [
  [
    'the state never advances',
    'Each step starts from the state of the step before. With h(0) in every round only the last input is heard.',
    { next: (network, _, x) => heard(network, network.h0, x) },
  ],
  [
    'h(0) taken for zero',
    'The first step hears W h(0). h(0) is given, and it need not be zero.',
    { network: (all) => ({ ...all, h0: zeros(all.h0) }) },
    {
      network: (all) => ({ ...all, h0: zeros(all.h0) }),
      output: (all, states, xs) =>
        xs.length === 0 ? multiply(all.U, xs[0]) : read(all, last(states)),
    },
  ],
  [
    'h(0) taken for ones',
    'The first step hears W h(0). h(0) is given, and it need not be one.',
    { network: (all) => ({ ...all, h0: all.h0.map(() => 1) }) },
  ],
  [
    'an output at every step',
    'RNN (C) has one output, at the end: after the loop, from h(τ).',
    { output: outputs },
    { output: (network, states) => outputs(network, states).flat() },
    { output: (network, states) => states.map((h) => read(network, h)) },
  ],
  [
    'the output from h(τ − 1)',
    'o = c + V h(τ): the output is read after the last input has been heard. In the loop it would come after the line that makes the new h.',
    { inputs: (xs) => xs.slice(0, -1) },
    {
      inputs: (xs) => xs.slice(0, -1),
      output: (all, states, xs) => (xs.length === 0 ? [] : read(all, last(states))),
    },
    {
      inputs: (xs) => xs.slice(0, -1),
      output: (all, states, xs) => (xs.length === 0 ? all.c : read(all, last(states))),
    },
    {
      inputs: (xs) => xs.slice(0, -1),
      output: (all, states, xs) => (xs.length === 0 ? zeros(all.c) : read(all, last(states))),
    },
  ],
  [
    'the output from h(0)',
    'o = c + V h(τ): the loop must change the h that the output reads.',
    { inputs: () => [] },
  ],
  [
    'the output from h(1)',
    'o = c + V h(τ): the output comes after the loop, when all inputs have been heard.',
    { inputs: (xs) => xs.slice(0, 1) },
    {
      inputs: (xs) => xs.slice(0, 1),
      output: (all, states, xs) => (xs.length === 0 ? [] : read(all, last(states))),
    },
  ],
  ['b forgotten', SUM, { network: (all) => ({ ...all, b: zeros(all.b) }) }],
  ['W h left out', `${SUM} ${ADD_TWO}`, { next: ({ U, b }, _, x) => tanh(add(b, multiply(U, x))) }],
  ['U x left out', `${SUM} ${ADD_TWO}`, { next: ({ W, b }, h) => tanh(add(b, multiply(W, h))) }],
  ['b twice', `${SUM} b is added once.`, { network: (all) => ({ ...all, b: scale(2, all.b) }) }],
  ['b subtracted', SUM, { network: (all) => ({ ...all, b: scale(-1, all.b) }) }],
  [
    'W h subtracted',
    SUM,
    { network: (all) => ({ ...all, W: all.W.map((row) => scale(-1, row)) }) },
  ],
  [
    'h taken in without W',
    `${SUM} The state before is multiplied by W.`,
    { next: ({ U, b }, h, x) => tanh(sum(b, h, multiply(U, x))) },
  ],
  [
    'W applied twice',
    `${SUM} The state before is multiplied by W once.`,
    { next: ({ U, W, b }, h, x) => tanh(sum(b, multiply(W, multiply(W, h)), multiply(U, x))) },
  ],
  [
    'W multiplies the whole sum',
    `${SUM} W multiplies the state before, and nothing else.`,
    { next: ({ U, W, b }, h, x) => tanh(add(b, multiply(W, add(h, multiply(U, x))))) },
    { next: ({ U, W, b }, h, x) => tanh(multiply(W, sum(b, h, multiply(U, x)))) },
  ],
  [
    'multiplied, not added',
    `${SUM} They are added, number by number.`,
    {
      next: ({ U, W, b }, h, x) => {
        const [Wh, Ux] = [multiply(W, h), multiply(U, x)];
        return tanh(b.map((bi, i) => bi + Wh[i] * Ux[i]));
      },
    },
    {
      next: ({ U, W, b }, h, x) => {
        const [Wh, Ux] = [multiply(W, h), multiply(U, x)];
        return tanh(b.map((bi, i) => bi * Wh[i] * Ux[i]));
      },
    },
  ],
  [
    'W transposed',
    `${ROWS} W[j][i] reads a column.`,
    { network: (all) => ({ ...all, W: transpose(all.W) }) },
  ],
  [
    'a matrix whose columns do not fit its vector',
    `${ROWS} U: [H, D] stands beside x, W: [H, H] beside h(t−1), V: [K, H] beside h(τ), none of them transposed.`,
    { next: ({ U, W, b }, h, x) => tanh(sum(b, multiply(U, h), multiply(W, x))) },
    { next: ({ U, W, b }, h, x) => tanh(sum(b, multiply(W, x), multiply(U, h))) },
    { network: (all) => ({ ...all, U: transpose(all.U) }) },
    { network: (all) => ({ ...all, V: transpose(all.V) }) },
  ],
  [
    'b for c',
    'The output has a bias of its own, c: [K]. b: [H] belongs to the state.',
    { output: ({ V, b }, states) => add(b, multiply(V, last(states))) },
    { output: ({ V, b }, states) => add(multiply(V, last(states)), b) },
  ],
  [
    'inputs counted from 1',
    'x(1) is the first of the list, xs[0], and x(τ) is xs[τ − 1]. xs[τ] is past the end: undefined.',
    { inputs: (xs) => xs.map((_, t) => xs[t + 1]) },
    {
      inputs: (xs) => xs.map((_, t) => xs[t + 1]),
      next: ({ U, W, b }, h, x) =>
        tanh(b.map((bi, i) => bi + U[i].reduce((a, u, j) => a + u * x[j], 0) + multiply(W, h)[i])),
    },
  ],
  [
    'the old state kept beside the new one',
    'h(t) is the tanh and nothing more: the line says h = …, not h = h + ….',
    { next: (network, h, x) => add(h, heard(network, h, x)) },
  ],
  [
    'the mean of the old and the new state',
    'h(t) is the tanh and nothing more.',
    { next: (network, h, x) => scale(1 / 2, add(h, heard(network, h, x))) },
  ],
  [
    'units that hear the new state of others',
    'All units of step t hear h(t−1). Written into the same list, the first new number is heard by the second unit already: fill a new list, and take it for h when it is complete.',
    {
      next: ({ U, W, b }, before, x) => {
        const h = [...before];
        for (const i of h.keys()) {
          h[i] = Math.tanh(b[i] + multiply(W, h)[i] + multiply(U, x)[i]);
        }
        return h;
      },
    },
    {
      next: ({ U, W, b }, before, x) => {
        const h = [...before];
        for (const i of [...h.keys()].reverse()) {
          h[i] = Math.tanh(b[i] + multiply(W, h)[i] + multiply(U, x)[i]);
        }
        return h;
      },
    },
  ],
  [
    'what was summed stays in the sum',
    'Each step begins its sum anew, from b. A list that was b once and is added to still holds the step before; [...b] makes a copy.',
    (() => {
      let a: Vec = [];
      return {
        next: ({ U, W, b }: Network, h: Vec, x: Vec, t: number) => {
          a = sum(t === 0 ? b : a, multiply(W, h), multiply(U, x));
          return tanh(a);
        },
      };
    })(),
    (() => {
      let a: Vec = [];
      return {
        next: ({ U, W, b }: Network, h: Vec, x: Vec, t: number) => {
          a = sum(t === 0 ? zeros(b) : a, b, multiply(W, h), multiply(U, x));
          return tanh(a);
        },
      };
    })(),
  ],
  [
    'b outside the tanh',
    'tanh is applied to the whole sum b + W h + U x; b belongs inside.',
    { next: ({ U, W, b }, h, x) => add(b, tanh(add(multiply(W, h), multiply(U, x)))) },
  ],
  [
    'U x outside the tanh',
    'tanh is applied to the whole sum b + W h + U x; U x belongs inside.',
    { next: ({ U, W, b }, h, x) => add(tanh(add(b, multiply(W, h))), multiply(U, x)) },
  ],
  [
    'W h outside the tanh',
    'tanh is applied to the whole sum b + W h + U x; W h belongs inside.',
    { next: ({ U, W, b }, h, x) => add(tanh(add(b, multiply(U, x))), multiply(W, h)) },
  ],
  [
    'tanh of each of the three terms',
    ONE_TANH,
    { next: ({ U, W, b }, h, x) => sum(tanh(b), tanh(multiply(W, h)), tanh(multiply(U, x))) },
  ],
  [
    'tanh of W h and of U x apart',
    ONE_TANH,
    { next: ({ U, W, b }, h, x) => sum(b, tanh(multiply(W, h)), tanh(multiply(U, x))) },
  ],
  [
    'tanh of U x alone',
    ONE_TANH,
    { next: ({ U, W, b }, h, x) => sum(b, multiply(W, h), tanh(multiply(U, x))) },
  ],
  [
    'tanh of W h alone',
    ONE_TANH,
    { next: ({ U, W, b }, h, x) => sum(b, tanh(multiply(W, h)), multiply(U, x)) },
  ],
  [
    'tanh of h and not of the sum',
    'tanh is applied to the sum when it is complete, and not to h before W multiplies it.',
    { next: ({ U, W, b }, h, x) => sum(b, multiply(W, tanh(h)), multiply(U, x)) },
  ],
  [
    'tanh forgotten',
    'Without tanh each step is affine, and all steps together are one affine step.',
    { next: inner },
  ],
  [
    'tanh after the last step only',
    'Every step has its tanh: it belongs into the loop.',
    { next: inner, output: (network, states) => read(network, tanh(last(states))) },
  ],
  [
    'tanh twice',
    'One tanh stands between the sum and the state, and none between the state and what reads it.',
    { next: (network, h, x) => tanh(heard(network, h, x)) },
    { next: (network, h, x) => heard(network, tanh(h), x) },
  ],
  [
    'tanh of the last state once more',
    'h(τ) has come out of a tanh already: o = c + V h(τ) reads it as it is.',
    { output: (network, states) => read(network, tanh(last(states))) },
  ],
  [
    'a sigmoid for tanh',
    'h(t) = tanh(…), between −1 and 1; 1 / (1 + e^(−a)) lies between 0 and 1. The two are kin, not the same.',
    { next: (network, h, x) => inner(network, h, x).map((a) => 1 / (1 + Math.exp(-a))) },
  ],
  [
    'max(0, a) for tanh',
    'h(t) = tanh(…): it bends on both sides and lets negative numbers through.',
    { next: (network, h, x) => inner(network, h, x).map((a) => Math.max(0, a)) },
  ],
  [
    'tan or sinh for tanh',
    'Math.tanh is the hyperbolic tangent, between −1 and 1. Math.tan and Math.sinh are other functions.',
    { next: (network, h, x) => inner(network, h, x).map(Math.tan) },
    { next: (network, h, x) => inner(network, h, x).map(Math.sinh) },
    { next: (network, h, x) => inner(network, h, x).map(Math.atan) },
    { next: (network, h, x) => inner(network, h, x).map(Math.sin) },
  ],
  [
    'Math.tanh of a list',
    'Math.tanh takes one number. For each number of a list: a.map(Math.tanh).',
    { next: (network, h, x) => Math.tanh(inner(network, h, x) as never) as never },
  ],
  [
    'the slope of tanh for tanh',
    'h(t) = tanh(…). Its slope, 1 − tanh², is for the way back.',
    { next: (network, h, x) => heard(network, h, x).map((each) => 1 - each ** 2) },
  ],
  [
    'tanh of the output',
    'The output o = c + V h is left as it is; tanh belongs to the state.',
    { output: (network, states) => tanh(read(network, last(states))) },
  ],
  [
    'softmax or a sigmoid of the output',
    'The output o = c + V h is left as it is: scores, and no probabilities yet.',
    {
      output: (network, states) => {
        const powers = read(network, last(states)).map(Math.exp);
        return scale(1 / powers.reduce((total, power) => total + power, 0), powers);
      },
    },
    {
      output: (network, states) =>
        read(network, last(states)).map((score) => 1 / (1 + Math.exp(-score))),
    },
  ],
  [
    'c forgotten',
    'The output has a bias of its own: o = c + V h(τ).',
    { network: (all) => ({ ...all, c: zeros(all.c) }) },
  ],
  [
    'c twice',
    'The output has one bias, and it is added once: o = c + V h(τ).',
    { network: (all) => ({ ...all, c: scale(2, all.c) }) },
  ],
  [
    'c subtracted',
    'The bias of the output is added: o = c + V h(τ).',
    { output: ({ V, c }, states) => subtract(multiply(V, last(states)), c) },
  ],
  [
    'only the bias of the output',
    'o = c + V h(τ): the output reads the last state.',
    { output: ({ c }) => c },
  ],
  [
    'c for each step',
    ONE_OUTPUT,
    { output: ({ V, c }, states, xs) => add(scale(xs.length, c), multiply(V, last(states))) },
  ],
  [
    'the state returned',
    'h(τ) is what the network remembers; its answer is o = c + V h(τ).',
    { output: (_, states) => last(states) },
  ],
  [
    'all states returned',
    'h(0), …, h(τ) are what the network remembers; its answer is o = c + V h(τ).',
    { output: (_, states) => states },
    { output: (_, states) => states.slice(1) },
  ],
  [
    'the output in a list of its own',
    'One output is one vector of K numbers: [1, 2], not [[1, 2]].',
    { output: (network, states) => [read(network, last(states))] },
  ],
  [
    'the first input dropped',
    'x(1) is the first of the list, xs[0]: it is heard together with h(0).',
    { inputs: (xs) => xs.slice(1) },
  ],
  [
    'the first input at every step',
    'Step t hears x(t): in the loop the input changes, too.',
    { inputs: (xs) => xs.map(() => xs[0]) },
  ],
  [
    'the last input at every step',
    'Step t hears x(t): in the loop the input changes, too.',
    { inputs: (xs) => xs.map(() => last(xs)) },
  ],
  [
    'the inputs backwards',
    'x(1) is heard first. The order of the words is part of what they say.',
    { inputs: (xs) => [...xs].reverse() },
  ],
  [
    'all inputs in one sum',
    'Each input has a step of its own. A sum of them would forget their order.',
    { inputs: (xs) => (xs.length === 0 ? [] : [sum(...xs)]) },
    { inputs: (xs) => (xs.length === 0 ? [] : [mean(xs)]) },
  ],
  [
    'a step that hears the sum of the inputs so far',
    'Step t hears x(t) alone. What came before comes through h(t−1).',
    { inputs: (xs) => xs.map((_, t) => sum(...xs.slice(0, t + 1))) },
  ],
  [
    'a step more at the end',
    'There are as many steps as inputs: τ.',
    { inputs: (xs) => [...xs, ...xs.slice(-1)] },
    { inputs: (xs) => (xs.length === 0 ? [] : [...xs, zeros(xs[0])]) },
    { inputs: (xs) => [...xs, xs[xs.length]] },
  ],
  [
    'the outputs of all steps summed',
    `${ONE_OUTPUT} The earlier states speak through it.`,
    {
      output: (network, states) => sum(zeros(network.c), ...outputs(network, states)),
    },
    { output: ({ V, c }, states) => sum(c, ...states.slice(1).map((h) => multiply(V, h))) },
    { output: ({ V, c }, states) => sum(c, ...states.map((h) => multiply(V, h))) },
    { output: (network, states) => sum(...states.map((h) => read(network, h))) },
    {
      output: (network, states) =>
        states.length === 1 ? read(network, states[0]) : sum(...outputs(network, states)),
    },
  ],
  [
    'the mean over the steps',
    `${ONE_OUTPUT} The earlier states speak through it.`,
    {
      output: (network, states) =>
        states.length === 1 ? read(network, states[0]) : mean(outputs(network, states)),
    },
    { output: (network, states) => read(network, mean(states)) },
  ],
  [
    'the output fed back',
    'RNN (C) has one output, and nothing hears it: W multiplies the state before.',
    {
      next: (network, h, x) => {
        const o = read(network, h);
        const fed = h.map((_, i) => o[i] ?? 0);
        return heard(network, fed, x);
      },
    },
  ],
  [
    'only the first of the K outputs',
    'o has K numbers, one for each row of V and each number of c.',
    { output: (network, states) => read(network, last(states)).slice(0, 1) },
    { output: (network, states) => read(network, last(states))[0] },
  ],
  [
    'the last number of each vector left out',
    `${ROWS} The places run from 0 to length − 1, both included.`,
    {
      next: ({ U, W, b }, h, x) => tanh(sum(b, cut(W, h, h.length - 1), cut(U, x, x.length - 1))),
      output: ({ V, c }, states) => add(c, cut(V, last(states), last(states).length - 1)),
    },
  ],
  [
    'cut off where tanh is steep no more',
    'tanh comes near to 1 and never stays behind it at a bound of your own: use Math.tanh for all numbers.',
    {
      next: (network, h, x) => inner(network, h, x).map((a) => Math.min(1, Math.max(-1, a))),
    },
  ],
];

/** Here NaN is what a vector that is too short gives. */
const LENGTHS: typeof WAYS = [
  [
    'the loop over a state has a wrong length',
    `${ROWS} h has H numbers and x has D: two lengths.`,
    {
      next: ({ U, W, b }, h, x) => tanh(sum(b, cut(W, h, x.length), multiply(U, x))),
    },
    {
      next: ({ U, W, b }, h, x) => tanh(sum(b, cut(W, h, x.length), cut(U, x, x.length))),
      output: ({ V, c }, states) => add(c, cut(V, last(states), c.length)),
    },
  ],
  [
    'the loop over an input has a wrong length',
    `${ROWS} h has H numbers and x has D: two lengths.`,
    {
      next: ({ U, W, b }, h, x) => tanh(sum(b, multiply(W, h), cut(U, x, h.length))),
    },
    {
      next: ({ U, W, b }, h, x) => tanh(sum(b, multiply(W, h), cut(U, x, h.length))),
      output: ({ V, c }, states) => add(c, cut(V, last(states), c.length)),
    },
  ],
  [
    'the loop of the output has a wrong length',
    `${ROWS} V h has K numbers, but each is a sum of H terms.`,
    { output: ({ V, c }, states) => add(c, cut(V, last(states), c.length)) },
  ],
];

/** tanh from two powers, as the formula has it: NaN where they overflow. */
const overflowing: ((a: number) => number)[] = [
  (a) => (Math.exp(2 * a) - 1) / (Math.exp(2 * a) + 1),
  (a) => (Math.exp(a) - Math.exp(-a)) / (Math.exp(a) + Math.exp(-a)),
  (a) => (1 - Math.exp(-2 * a)) / (1 + Math.exp(-2 * a)),
  (a) => Math.sinh(a) / Math.cosh(a),
];

/** The output, or something else where there was no input. */
const withoutInput =
  (instead: (network: Network) => Vec): Ways['output'] =>
  (network, states, xs) =>
    xs.length === 0 ? instead(network) : read(network, last(states));

/** NaN, 0 and [] say little each; over all tests, this mistake alone gives them just where it does. */
const ANY_TEXT = /(?:)/;

export const manyToOne: Mistake<ManyToOne>[] = [
  ...WAYS.map(([name, lesson, ...ways]) => ({ name, lesson, wrong: ways.map(run) })),
  ...LENGTHS.map(([name, lesson, ...ways]) => ({
    name,
    lesson,
    text: ANY_TEXT,
    wrong: ways.map(run),
  })),
  {
    name: 'nothing for no input',
    lesson: 'Without an input the state is still h(0), and the output reads it: o = c + V h(0).',
    text: ANY_TEXT,
    wrong: [
      run({ output: withoutInput(() => []) }),
      run({ output: withoutInput(({ c }) => c) }),
      run({ output: withoutInput(({ c }) => zeros(c)) }),
      run({ output: withoutInput(({ h0 }) => h0) }),
    ],
  },
  {
    name: 'a tanh of its own that overflows',
    lesson:
      'e^1000 is Infinity, and Infinity / Infinity is NaN. Math.tanh takes any number: for a large one it is 1.',
    text: ANY_TEXT,
    wrong: overflowing.map((own) =>
      run({ next: (network, h, x) => inner(network, h, x).map(own) }),
    ),
  },
  {
    name: 'b holds what was summed',
    lesson:
      'b belongs to all steps, and to whoever gave it. What is added into it is still there at the next step: begin each sum with a copy, [...b].',
    wrong: (U, W, b, V, c, h0, xs) => {
      let h = h0;
      for (const x of xs) {
        const [Wh, Ux] = [multiply(W, h), multiply(U, x)];
        for (const i of b.keys()) b[i] += Wh[i] + Ux[i];
        h = b.map(Math.tanh);
      }
      return add(c, multiply(V, h));
    },
  },
  {
    name: 'c holds what was summed',
    lesson:
      'c belongs to whoever gave it. Begin the output with a copy, [...c], or with a new list, as add does.',
    wrong: (U, W, b, V, c, h0, xs) => {
      const o = run({})(U, W, b, V, c, h0, xs);
      for (const k of c.keys()) c[k] = o[k];
      return c;
    },
  },
  {
    name: 'h(0) is written over',
    lesson:
      'let h = h0 gives the list a second name and no second list: what is written into h stands in h0, too. Make a new list at each step, as map does.',
    wrong: [
      (U, W, b, V, c, h0, xs) => {
        for (const x of xs) {
          const h = heard({ U, W, b, V, c, h0 }, h0, x);
          for (const i of h0.keys()) h0[i] = h[i];
        }
        return add(c, multiply(V, h0));
      },
      (U, W, b, V, c, h0, xs) => {
        for (const x of xs) {
          for (const i of h0.keys()) {
            h0[i] = Math.tanh(b[i] + multiply(W, h0)[i] + multiply(U, x)[i]);
          }
        }
        return add(c, multiply(V, h0));
      },
    ],
  },
];
