import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { wrongCarries } from '../../../lib/lectures/bptt/wrong/carry';
import { wrongPlaces } from '../../../lib/lectures/bptt/wrong/places';
import { wrongSlopes } from '../../../lib/lectures/bptt/wrong/slope';
import {
  add,
  dot,
  type Mat,
  multiply,
  outer,
  scale,
  transpose,
  type Vec,
} from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import { backwardStepBy, from, vWithoutTranspose } from './lines';
import { ANY_TEXT, total } from './table';

type BackwardStep = typeof Exercise.backwardStep;
type Result = ReturnType<BackwardStep>;

/** What a step is given, and Vᵀ do. */
interface Given {
  theta: Exercise.Rnn;
  hPrev: Vec;
  x: Vec;
  h: Vec;
  dO: Vec;
  later: Vec;
  local: Vec;
}

/** The places where a step can go wrong. */
export interface StepWays {
  dh?: (given: Given) => Vec;
  /** the slope of unit i */
  slope?: (h: number, given: Given) => number;
  da?: (dh: Vec, given: Given) => Vec;
  /** what is returned otherwise than by the rule */
  result?: (step: Result, given: Given & { dh: Vec }) => Partial<Record<keyof Result, unknown>>;
}

const times = (a: Vec, b: Vec) => a.map((ai, i) => ai * b[i]);
const steep = (h: Vec) => h.map((hi) => 1 - hi * hi);
const back = ({ W }: Exercise.Rnn, v: Vec) => multiply(transpose(W), v);

export const stepBy =
  ({ dh: dhOf, slope = (h) => 1 - h * h, da: daOf, result }: StepWays): BackwardStep =>
  (theta, hPrev, x, h, dO, later) => {
    const local = multiply(transpose(theta.V), dO);
    const given = { theta, hPrev, x, h, dO, later, local };
    const dh = dhOf ? dhOf(given) : add(local, later);
    const da = daOf ? daOf(dh, given) : dh.map((d, i) => slope(h[i], given) * d);
    const step = {
      da,
      dU: outer(da, x),
      dW: outer(da, hPrev),
      dV: outer(dO, h),
      db: da,
      dc: dO,
      dhPrev: back(theta, da),
    };
    return result ? ({ ...step, ...result(step, { ...given, dh }) } as Result) : step;
  };

const TWO_WAYS =
  'h(t) reaches the loss through o(t) and through h(t+1): dh = Vᵀ do + later, each of them once.';
const SLOPE = 'tanh′ = 1 − tanh², so da = (1 − h²) ⊙ dh, number by number.';
const OUTER =
  'A gradient has the shape of its matrix: what comes back to the output gives the row, what the matrix multiplied gives the column.';
const BRACKETS =
  'Multiplication goes first: 1 - h * h * d subtracts a product. The brackets stand around the whole slope: (1 - h * h) * d.';
const SENDS = 'What goes back to h(t−1) is dhPrev = Wᵀ da, and no more.';

/** Mistakes of one step, wherever it stands: in backwardStep, or written out in the loop. */
export const STEP_ROWS: Row<StepWays>[] = [
  ['later subtracted', TWO_WAYS, { dh: ({ local, later }) => add(local, scale(-1, later)) }],
  ['Vᵀ do subtracted', TWO_WAYS, { dh: ({ local, later }) => add(scale(-1, local), later) }],
  ['later counted twice', TWO_WAYS, { dh: ({ local, later }) => add(local, scale(2, later)) }],
  ['Vᵀ do counted twice', TWO_WAYS, { dh: ({ local, later }) => add(scale(2, local), later) }],
  [
    'Vᵀ do times later',
    'Two ways side by side add up: Vᵀ do + later. Factors multiply along one way.',
    { dh: ({ local, later }) => times(local, later) },
  ],
  [
    'later multiplied by W again',
    '`later` is Wᵀ da(t+1): it has been through W when it comes. Add it to Vᵀ do as it is.',
    { dh: ({ theta, local, later }) => add(local, back(theta, later)) },
    { dh: ({ theta, local, later }) => add(local, multiply(theta.W, later)) },
  ],
  ['1 + h² for 1 − h²', SLOPE, { slope: (h) => 1 + h * h }],
  ['h² for 1 − h²', SLOPE, { slope: (h) => h * h }],
  ['h² − 1: the sign of the slope turned round', SLOPE, { slope: (h) => h * h - 1 }],
  ['(1 − h)² for 1 − h²', SLOPE, { slope: (h) => (1 - h) ** 2 }],
  [
    '1 − 2h or 2h: the square differentiated',
    SLOPE,
    { slope: (h) => 1 - 2 * h },
    { slope: (h) => 2 * h },
    { slope: (h) => -2 * h },
  ],
  ['√(1 − h²) for 1 − h²', SLOPE, { slope: (h) => Math.sqrt(1 - h * h) }],
  [
    '1 − h⁴, 1 − h³ or 1 − |h|',
    SLOPE,
    { slope: (h) => 1 - h ** 4 },
    { slope: (h) => 1 - h ** 3 },
    { slope: (h) => 1 - Math.abs(h) },
  ],
  [
    'a factor ½ or 2 in da',
    'da = (1 − h²) ⊙ (Vᵀ do + later), with no other factor: two ways to the loss add up, and nothing is divided by their number.',
    { slope: (h) => (1 - h * h) / 2 },
    { slope: (h) => 2 * (1 - h * h) },
  ],
  [
    'the slope applied twice',
    'There is one tanh between a(t) and h(t): its slope multiplies dh once.',
    { slope: (h) => (1 - h * h) ** 2 },
  ],
  [
    'tanh(dh) or tanh(h) for the slope',
    SLOPE,
    { slope: (h) => Math.tanh(h) },
    { da: (dh) => dh.map(Math.tanh) },
    { slope: (h) => h },
  ],
  [
    'the slope of a rectifier',
    'This network has tanh: its slope is 1 − h², on both sides of 0.',
    { slope: (h) => (h > 0 ? 1 : 0) },
  ],
  [
    'one slope for all units',
    'Each unit has a tanh of its own: da(i) = (1 − h(i)²) dh(i). 1 − h·h would be one number for all of them.',
    { slope: (_, { h }) => 1 - dot(h, h) },
    { slope: (_, { h }) => total(steep(h)) / h.length },
    { slope: (_, { h }) => total(steep(h)) },
    { slope: (_, { h }) => 1 - h[0] ** 2 },
  ],
  [
    'the brackets around 1 − h² are missing',
    BRACKETS,
    { da: (dh, { h }) => dh.map((d, i) => 1 - h[i] * h[i] * d) },
    { da: (dh, { h }) => dh.map((d, i) => d - h[i] * h[i]) },
  ],
  [
    'the slope added',
    'Along one way the factors multiply: da = (1 − h²) ⊙ dh.',
    { da: (dh, { h }) => add(dh, steep(h)) },
  ],
  [
    'the slope alone, without dh',
    'The slope says how h follows a. How the loss follows h is dh: da is their product.',
    { da: (_, { h }) => steep(h) },
  ],
  [
    'the slope on later alone',
    'Both ways back to a(t) lead through h(t), and so both have its slope 1 − h(t)².',
    { da: (_, { h, local, later }) => add(local, times(steep(h), later)) },
  ],
  [
    'the slope twice on Vᵀ do(t)',
    'Vᵀ do is a gradient by h(t). It passes the tanh of step t once, together with `later`.',
    { da: (_, { h, local, later }) => times(steep(h), add(times(steep(h), local), later)) },
  ],
  [
    'dU, dW or db from dh(t)',
    'U, W and b sit inside the tanh: their gradients are made of da(t), not of dh(t).',
    { result: (_, { dh, x, hPrev }) => ({ dU: outer(dh, x), dW: outer(dh, hPrev), db: dh }) },
    { result: (_, { dh, x }) => ({ dU: outer(dh, x) }) },
    { result: (_, { dh, hPrev }) => ({ dW: outer(dh, hPrev) }) },
    { result: (_, { dh }) => ({ db: dh }) },
    { result: (_, { dh, x, hPrev }) => ({ dU: outer(dh, x), dW: outer(dh, hPrev) }) },
  ],
  [
    'dU, dW or db from later alone',
    'da has both ways in it, Vᵀ do and later, and the slope. dU, dW and db are made of it.',
    { result: (_, { later, x }) => ({ dU: outer(later, x) }) },
    { result: (_, { later, hPrev }) => ({ dW: outer(later, hPrev) }) },
    { result: (_, { later }) => ({ db: later }) },
    {
      result: (_, { later, x, hPrev }) => ({
        dU: outer(later, x),
        dW: outer(later, hPrev),
        db: later,
      }),
    },
  ],
  [
    'dU transposed',
    `${OUTER} That is outer(da, x).`,
    { result: ({ dU }) => ({ dU: transpose(dU) }) },
  ],
  [
    'dV transposed',
    `${OUTER} That is outer(dO, h).`,
    { result: ({ dV }) => ({ dV: transpose(dV) }) },
  ],
  [
    'every outer product the wrong way round',
    `${OUTER} outer(da, x) is [H, D], as U is.`,
    { result: ({ dU, dW, dV }) => ({ dU: transpose(dU), dW: transpose(dW), dV: transpose(dV) }) },
  ],
  [
    'x(t) and h(t−1) mixed up in dU or dW',
    'U multiplies x(t), and W multiplies h(t−1): dU = da x(t)ᵀ and dW = da h(t−1)ᵀ.',
    { result: ({ dU, dW }) => ({ dU: dW, dW: dU }) },
    { result: ({ dW }) => ({ dU: dW }) },
    { result: ({ dU }) => ({ dW: dU }) },
  ],
  [
    'dV from da',
    'V leads to o(t): dV is made of do, [K, H]. da belongs to what is inside the tanh.',
    { result: ({ da }, { h }) => ({ dV: outer(da, h) }) },
  ],
  [
    'dV with x(t) for h(t)',
    'o(t) = c + V h(t): V multiplies h(t), so dV = do h(t)ᵀ, [K, H].',
    { result: (_, { dO, x }) => ({ dV: outer(dO, x) }) },
  ],
  [
    'dV with dh(t) for h(t)',
    'o(t) = c + V h(t): V multiplies h(t), so dV = do h(t)ᵀ. dh is a gradient, and not what V has multiplied.',
    { result: (_, { dO, dh }) => ({ dV: outer(dO, dh) }) },
  ],
  [
    'dV with the slope of tanh',
    'o(t) = c + V h(t) has no tanh outside V: dV = do h(t)ᵀ.',
    { result: ({ dV }, { h }) => ({ dV: dV.map((row) => times(row, steep(h))) }) },
  ],
  [
    'the slope into dU, dW or db once more',
    'da has the slope already: dU = da xᵀ, dW = da h(t−1)ᵀ, db = da.',
    { result: ({ da }, { h, x }) => ({ dU: outer(times(steep(h), da), x) }) },
    { result: ({ da }, { h, hPrev }) => ({ dW: outer(times(steep(h), da), hPrev) }) },
    { result: ({ da }, { h }) => ({ db: times(steep(h), da) }) },
    {
      result: ({ da }, { h, x, hPrev }) => {
        const bent = times(steep(h), da);
        return { dU: outer(bent, x), dW: outer(bent, hPrev), db: bent };
      },
    },
  ],
  [
    'da and do mixed up in db or dc',
    'b is added in a(t), so db = da, [H]; c is added in o(t), so dc = do, [K].',
    { result: ({ db, dc }) => ({ db: dc, dc: db }) },
    { result: ({ dc }) => ({ db: dc }) },
    { result: ({ db }) => ({ dc: db }) },
  ],
  [
    'db or dc as one number',
    'Each unit has a bias of its own, and so each a gradient of its own: db = da and dc = do.',
    { result: ({ db }) => ({ db: total(db) }) },
    { result: ({ dc }) => ({ dc: total(dc) }) },
    { result: ({ db, dc }) => ({ db: total(db), dc: total(dc) }) },
  ],
  [
    'db or dc multiplied by its bias',
    'A bias is added, so its gradient is what comes back to the sum, as it is: db = da and dc = do.',
    { result: ({ db }, { theta }) => ({ db: times(db, theta.b) }) },
    { result: ({ dc }, { theta }) => ({ dc: times(dc, theta.c) }) },
    { result: ({ db, dc }, { theta }) => ({ db: times(db, theta.b), dc: times(dc, theta.c) }) },
  ],
  [
    'later passed on beside Wᵀ da',
    'da has `later` in it already. dhPrev is Wᵀ da and no more; adding `later` would let it skip this step’s tanh and W.',
    { result: ({ dhPrev }, { later }) => ({ dhPrev: add(dhPrev, later) }) },
  ],
  [
    'Vᵀ do passed on beside Wᵀ da',
    `${SENDS} Vᵀ do is in da already.`,
    { result: ({ dhPrev }, { local }) => ({ dhPrev: add(dhPrev, local) }) },
  ],
  [
    'dh passed on as it is',
    `${SENDS} Between h(t) and h(t−1) stand the tanh of step t and W.`,
    { result: (_, { dh }) => ({ dhPrev: dh }) },
  ],
  [
    'Wᵀ later sent back, without da',
    `${SENDS} \`later\` is a part of dh, and passes the slope before it passes W.`,
    { result: (_, { theta, later }) => ({ dhPrev: back(theta, later) }) },
  ],
  [
    'what came from later does not go on',
    `${SENDS} da has both ways in it: without \`later\` the loss of a step would be felt one step back, and no further.`,
    { result: (_, { theta, h, local }) => ({ dhPrev: back(theta, times(steep(h), local)) }) },
  ],
  [
    'only what came from later goes on',
    `${SENDS} da has both ways in it, and the part from o(t) goes on too.`,
    { result: (_, { theta, h, later }) => ({ dhPrev: back(theta, times(steep(h), later)) }) },
  ],
  [
    'the slope of the step before in what is sent back',
    `${SENDS} The slope 1 − h(t−1)² comes in step t − 1, when its own da is made.`,
    { result: ({ dhPrev }, { hPrev }) => ({ dhPrev: times(steep(hPrev), dhPrev) }) },
  ],
  [
    'the slope once more in what is sent back',
    `${SENDS} da has the slope 1 − h(t)² already.`,
    { result: ({ da }, { theta, h }) => ({ dhPrev: back(theta, times(steep(h), da)) }) },
    { result: ({ dhPrev }, { h }) => ({ dhPrev: times(steep(h), dhPrev) }) },
  ],
  [
    'Wᵀ twice in what is sent back',
    `${SENDS} One step back leads through W once.`,
    { result: ({ dhPrev }, { theta }) => ({ dhPrev: back(theta, dhPrev) }) },
  ],
  [
    'the sign of what is sent back turned round',
    SENDS,
    { result: ({ dhPrev }) => ({ dhPrev: scale(-1, dhPrev) }) },
  ],
  [
    'Uᵀ da sent back',
    `${SENDS} Uᵀ da, [D], is the gradient by the input x(t).`,
    { result: ({ da }, { theta }) => ({ dhPrev: multiply(transpose(theta.U), da) }) },
  ],
  [
    'W ⊙ da: entries multiplied, without their sum',
    'h(t−1) reaches every unit, and the ways add up: dhPrev(j) = Σᵢ W(i, j) da(i).',
    { result: ({ da }, { theta }) => ({ dhPrev: da.map((d, i) => theta.W[i][i] * d) }) },
    { result: ({ da }, { theta }) => ({ dhPrev: theta.W.map((row, i) => scale(da[i], row)) }) },
  ],
];

const FIELDS = ['dU', 'dW', 'dV', 'db', 'dc'] as const;

/** One field of the result multiplied. */
const multiplied = (names: readonly (typeof FIELDS)[number][], by: number): StepWays => ({
  result: (step) =>
    Object.fromEntries(
      names.map((name) => {
        const value = step[name] as Vec & Mat;
        const matrix = Array.isArray(value[0]);
        return [name, matrix ? value.map((row: Vec) => scale(by, row)) : scale(by, value)];
      }),
    ),
});

/** Rows that are a mistake in a single step and something else, or nothing, in a loop. */
const SINGLE_ROWS: Row<StepWays>[] = [
  [
    'later ignored',
    'h(t) reaches the loss through o(t) and through h(t+1): dh = Vᵀ do + later. Add `later` before the slope.',
    { dh: ({ local }) => local },
  ],
  [
    'later passed on as it came',
    'dhPrev is what this step sends back: Wᵀ da. `later` is what came to this step, from the one after it.',
    { result: (_, { later }) => ({ dhPrev: later }) },
  ],
  [
    'do divided or multiplied once more',
    '`dO` is ŷ − y already. It enters Vᵀ do, dV and dc as it is.',
    {
      dh: ({ local, later }) => add(scale(1 / 2, local), later),
      result: ({ dV, dc }) => ({ dV: dV.map((row) => scale(1 / 2, row)), dc: scale(1 / 2, dc) }),
    },
    {
      dh: ({ local, later }) => add(scale(2, local), later),
      result: ({ dV, dc }) => ({ dV: dV.map((row) => scale(2, row)), dc: scale(2, dc) }),
    },
  ],
  [
    'no slope of tanh',
    'da(t) = (1 − h(t)²) ⊙ dh(t): what tanh flattens on the way forward it flattens back.',
    { slope: () => 1 },
    { result: (_, { dh }) => ({ da: dh }) },
  ],
  [
    'the sign of gradients turned round',
    'A gradient points to where the loss rises. The minus comes later, when the parameters step down.',
    multiplied(FIELDS, -1),
    ...FIELDS.map((name) => multiplied([name], -1)),
    {
      ...multiplied(['dV', 'dc'], -1),
      dh: ({ local, later }) => scale(-1, add(local, later)),
    },
  ],
  [
    'a vector for dU, dW or dV',
    'A matrix has a gradient for each of its numbers: outer(da, x) is [H, D], outer(da, hPrev) [H, H] and outer(dO, h) [K, H].',
    { result: ({ da }, { x }) => ({ dU: times(da, x) }) },
    { result: ({ da }, { hPrev }) => ({ dW: times(da, hPrev) }) },
    { result: (_, { dO, h }) => ({ dV: times(dO, h) }) },
    {
      result: ({ da }, { hPrev, x, dO, h }) => ({
        dU: times(da, x),
        dW: times(da, hPrev),
        dV: times(dO, h),
      }),
    },
    {
      result: ({ da }, { hPrev, x, dO, h }) => ({
        dU: dot(da, x),
        dW: dot(da, hPrev),
        dV: dot(dO, h),
      }),
    },
  ],
];

export const backwardStep: Mistake<BackwardStep>[] = [
  {
    name: 'Vᵀ do added into later itself',
    lesson:
      'const dh = later makes a second name, not a second list: what is added to dh changes `later` too. add(…) gives a new list.',
    wrong: (theta, hPrev, x, h, dO, later) => {
      const step = right.backwardStep(theta, hPrev, x, h, dO, later);
      multiply(transpose(theta.V), dO).forEach((d, i) => {
        later[i] += d;
      });
      return step;
    },
  },
  ...mistakesFrom([...SINGLE_ROWS, ...STEP_ROWS], stepBy),
  {
    name: 'a gradient left at zero',
    lesson:
      'Each of the five gradients gets its part of this step: see what its parameter does in a(t) or o(t).',
    text: ANY_TEXT,
    wrong: FIELDS.map((name) => stepBy(multiplied([name], 0))),
  },
  ...from([vWithoutTranspose], backwardStepBy),
  ...from(wrongCarries, backwardStepBy, [
    'nothing is carried back: the direct derivative for the total one', // here: later ignored
    'the carry piles up', // what is summed over time is backward's
    'the carry is cut after one step',
    'the loop runs forwards',
    'dh(0) is da(1) without W',
    'dh(0) is dh(1)',
    'dh(0) left at zero',
  ]),
  ...from(wrongSlopes, backwardStepBy, ['no slope of tanh']), // more forms above
  ...from(wrongPlaces, backwardStepBy, [
    'h(0) taken for zero in dW', // h(t−1) and x(t) are given
    'h(−1) wraps round to the last state',
    'dU with x(t−1) for x(t)',
    'dU, dW and db from dh(t)', // more forms above
  ]),
];
