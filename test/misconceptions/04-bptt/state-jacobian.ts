import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import {
  add,
  dot,
  identity,
  type Mat,
  matmul,
  scale,
  transpose,
  type Vec,
} from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import { ANY_TEXT, total } from './table';

type StateJacobian = typeof Exercise.stateJacobian;

const zeros = (W: Mat): Mat => W.map((row) => row.map(() => 0));
const ones = (W: Mat): Mat => W.map((row) => row.map(() => 1));
const slopes = (h: Vec): Vec => h.map((hi) => 1 - hi * hi);

/** diag(v) A */
const rows = (v: Vec, A: Mat): Mat => A.map((row, i) => scale(v[i], row));

/** A diag(v) */
const columns = (A: Mat, v: Vec): Mat => A.map((row) => row.map((a, j) => a * v[j]));

/** ∂h(s)/∂h(s−1) */
function oneStep(W: Mat, h: Vec): Mat {
  return rows(slopes(h), W);
}

/** Where the product can go wrong. */
interface Ways {
  begin?: (W: Mat, hs: Vec[], t: number, k: number) => Mat;
  from?: (t: number, k: number) => number;
  to?: (t: number, k: number, hs: Vec[]) => number;
  factor?: (W: Mat, hs: Vec[], s: number, t: number, k: number) => Mat;
  join?: (step: Mat, J: Mat) => Mat;
  /** in the end */
  result?: (J: Mat, W: Mat, hs: Vec[], t: number, k: number) => unknown;
}

const chained =
  ({ begin, from, to, factor, join = matmul, result }: Ways): StateJacobian =>
  (W, hs, t, k) => {
    let J = begin ? begin(W, hs, t, k) : identity(W.length);
    const end = to ? to(t, k, hs) : t;
    for (let s = from ? from(t, k) : k + 1; s <= end; s++) {
      J = join(factor ? factor(W, hs, s, t, k) : oneStep(W, hs[s]), J);
    }
    return result ? (result(J, W, hs, t, k) as Mat) : J;
  };

/** The first step as it is, and each further one joined to it in another way. */
const joined =
  (join: (step: Mat, J: Mat) => Mat): StateJacobian =>
  (W, hs, t, k) =>
    t === k
      ? identity(W.length)
      : chained({ begin: () => oneStep(W, hs[k + 1]), from: () => k + 2, join })(W, hs, t, k);

/** A slope of one unit in the place of 1 − h². */
const bent = (slope: (h: number) => number): Ways => ({
  factor: (W, hs, s) => rows(hs[s].map(slope), W),
});

/** The slopes of one and the same state at every step. */
const fixed = (at: (t: number, k: number) => number): Ways => ({
  factor: (W, hs, _, t, k) => oneStep(W, hs[at(t, k)]),
});

const plus = (A: Mat, B: Mat): Mat => A.map((row, i) => add(row, B[i]));
const entrywise = (A: Mat, B: Mat): Mat => A.map((row, i) => row.map((a, j) => a * B[i][j]));
const power = (A: Mat, n: number): Mat =>
  Array.from({ length: n }).reduce<Mat>((P) => matmul(A, P), identity(A.length));
const products = (hs: Vec[], t: number, k: number): Vec =>
  hs
    .slice(k + 1, t + 1)
    .map(slopes)
    .reduce(
      (p, q) => p.map((pi, i) => pi * q[i]),
      hs[0].map(() => 1),
    );

const SLOPE =
  'The slope of step s is 1 − h(s)²: tanh′ = 1 − tanh², and hs[s] has been through tanh.';
const STEPS =
  'From h(k) to h(t) lead the steps s = k + 1, …, t, each with the slopes of its own h(s).';
const EMPTY =
  'A state moves with itself: ∂h(t)/∂h(t) is the identity, and a product of no factors is too.';
const ORDER =
  'h(t) follows from h(t−1), which follows from h(t−2): the later factor stands on the left, and matrices do not commute.';

/** A product that is written, row by row, into the matrix that is still being read. */
const overwritten = (step: Mat, J: Mat): Mat => {
  const mixed = J.map((row) => [...row]);
  for (const i of mixed.keys()) {
    for (const j of mixed.keys())
      mixed[i][j] = dot(
        step[i],
        mixed.map((row) => row[j]),
      );
  }
  return mixed;
};

const ROWS: Row<StateJacobian>[] = [
  [
    'the product written over J while J is read',
    'Each entry of a product needs a whole column of the old J. Write into a new matrix, and put it in the place of J when it is full.',
    chained({ join: overwritten }),
    joined(overwritten),
  ],
  [
    'the factors in the wrong order',
    `${ORDER} J = matmul(step, J).`,
    chained({ join: (step, J) => matmul(J, step) }),
  ],
  [
    'W before the slopes',
    'h = tanh(a): W comes first on the way forward, then the slope of row i. diag(1 − h²) W scales the rows of W; W diag(1 − h²) scales its columns.',
    chained({ factor: (W, hs, s) => columns(W, slopes(hs[s])) }),
    chained({ factor: (W, hs, s) => columns(W, slopes(hs[s - 1])) }),
    chained({
      factor: (W, hs, s) => columns(W, slopes(hs[s])),
      join: (step, J) => matmul(J, step),
    }),
  ],
  [
    'all slopes before all W',
    'Each step is diag(1 − h(s)²) W, and these factors do not commute: the slopes of one step stand between two W.',
    (W, hs, t, k) => rows(products(hs, t, k), power(W, t - k)),
    (W, hs, t, k) => columns(power(W, t - k), products(hs, t, k)),
  ],
  [
    'the slope of the step before',
    '∂h(s)/∂h(s−1) has the slope at a(s), which is 1 − h(s)²; h(s−1) came out of another tanh.',
    chained({ factor: (W, hs, s) => oneStep(W, hs[s - 1]) }),
    chained({ factor: (W, hs, s) => oneStep(W, hs[s - 1]), join: (step, J) => matmul(J, step) }),
  ],
  ['the slope of the step after', STEPS, chained({ factor: (W, hs, s) => oneStep(W, hs[s + 1]) })],
  [
    'the slopes of one state at every step',
    STEPS,
    chained(fixed((t) => t)),
    chained(fixed((_, k) => k)),
    chained(fixed((_, k) => k + 1)),
    chained(fixed(() => 0)),
  ],
  [
    'one factor too many',
    'From k to t there are t − k steps: s runs from k + 1 to t. The factor of s = k leads from h(k−1) to h(k).',
    chained({ from: (_, k) => k }),
    chained({ from: (_, k) => k, join: (step, J) => matmul(J, step) }),
  ],
  [
    'a step beyond t',
    `${STEPS} A step t + 1 would lead to a later state.`,
    chained({ to: (t) => t + 1 }),
    chained({ to: (t, _, hs) => Math.min(t + 1, hs.length - 1) }),
  ],
  [
    'on to the end of hs, not to t',
    `${STEPS} hs may go on after h(t).`,
    chained({ to: (_, __, hs) => hs.length - 1 }),
  ],
  [
    'from h(0), not from h(k)',
    `${STEPS} What lies before k is not asked for.`,
    chained({ from: () => 1 }),
  ],
  ['the first factor left out', STEPS, chained({ from: (_, k) => k + 2 })],
  [
    'the last factor left out',
    's runs from k + 1 up to t, with t: the last factor is ∂h(t)/∂h(t−1).',
    chained({ to: (t) => t - 1 }),
  ],
  [
    'k and t in each other’s place',
    't is the later one: s runs upwards from k + 1 to t. The other way round there is no step at all.',
    chained({ from: (t) => t + 1, to: (_, k) => k }),
  ],
  [
    'one factor W too few',
    'Each of the t − k steps is diag(1 − h(s)²) W, the first one too: J begins with the identity and not with the slopes of step k + 1.',
    chained({
      begin: (W, hs, t, k) => rows(t > k ? slopes(hs[k + 1]) : W.map(() => 1), identity(W.length)),
      from: (_, k) => k + 2,
    }),
  ],
  [
    'one factor W too many',
    'Each of the t − k steps has one W. J begins with the identity, not with W.',
    chained({ begin: (W) => W }),
    chained({ begin: (W, _, t, k) => (t === k ? identity(W.length) : W) }),
    chained({ result: (J, W) => matmul(W, J) }),
  ],
  [
    'the slopes of one step too few',
    'Each of the t − k steps is diag(1 − h(s)²) W: as many slopes as W, and W never stands alone.',
    chained({ factor: (W, hs, s, t) => (s === t ? W : oneStep(W, hs[s])) }),
    chained({ factor: (W, hs, s, _, k) => (s === k + 1 ? W : oneStep(W, hs[s])) }),
  ],
  [
    'the slopes of step k too',
    'h(k) is where the way begins: its own tanh lies before it. The slopes are those of h(k+1), …, h(t).',
    chained({ begin: (W, hs, _, k) => rows(slopes(hs[k]), identity(W.length)) }),
    chained({
      begin: (W, hs, t, k) => rows(t === k ? W.map(() => 1) : slopes(hs[k]), identity(W.length)),
    }),
  ],
  [
    'one step, however far apart',
    'diag(1 − h(t)²) W leads from h(t−1) to h(t). From h(k) it takes t − k such factors.',
    (W, hs, t, k) => (t === k ? identity(W.length) : oneStep(W, hs[t])),
    (W, hs, t, k) => (t === k ? identity(W.length) : oneStep(W, hs[k + 1])),
    (W, hs, t) => oneStep(W, hs[t]),
    (W, hs, _, k) => oneStep(W, hs[k + 1]),
    (W, hs, _, k) => oneStep(W, hs[k]),
  ],
  [
    'powers of W without the slopes',
    'Wᵗ⁻ᵏ would be right for h = W h + …; the tanh of each step multiplies its rows by 1 − h². The slopes are at most 1.',
    chained({ factor: (W) => W }),
  ],
  [
    'the slopes without W',
    'Each step has two parts: the slopes of its tanh and W. The slopes alone never mix the units.',
    chained({ factor: (W, hs, s) => rows(slopes(hs[s]), identity(W.length)) }),
  ],
  [
    'the slopes once, not at every step',
    'Each step passes a tanh of its own: diag(1 − h(s)²) stands between every two W.',
    (W, hs, t, k) => (t === k ? identity(W.length) : rows(slopes(hs[t]), power(W, t - k))),
    (W, hs, t, k) => rows(slopes(hs[t]), power(W, t - k)),
    (W, hs, t, k) => (t === k ? identity(W.length) : rows(slopes(hs[k + 1]), power(W, t - k))),
  ],
  [
    'W once, not at every step',
    'Each step leads through W: there are as many factors W as steps.',
    (W, hs, t, k) => (t === k ? identity(W.length) : rows(products(hs, t, k), W)),
    (W, hs, t, k) => rows(products(hs, t, k), W),
  ],
  [
    'transposed',
    'Row i, column j is ∂h(t)ᵢ/∂h(k)ⱼ: the later state gives the row. The transpose is what carries a gradient back.',
    (W, hs, t, k) => transpose(right.stateJacobian(W, hs, t, k)),
  ],
  [
    'Wᵀ for W',
    'a(s) = W h(s−1) + …, so ∂a(s)ᵢ/∂h(s−1)ⱼ is W(i, j), not transposed. Wᵀ belongs to the way back.',
    chained({ factor: (W, hs, s) => rows(slopes(hs[s]), transpose(W)) }),
    chained({ factor: (W, hs, s) => columns(transpose(W), slopes(hs[s])) }),
    chained({
      factor: (W, hs, s) => rows(slopes(hs[s]), transpose(W)),
      join: (step, J) => matmul(J, step),
    }),
  ],
  [
    'the matrices multiplied entry by entry',
    'The chain rule sums over the units between: matmul, rows times columns. Products of single entries leave out every detour.',
    joined(entrywise),
    chained({ join: entrywise }),
    chained({ begin: ones, join: entrywise }),
  ],
  [
    'summed over the steps',
    'One path leads through all the steps, and along a path the factors multiply. Sums are for paths side by side.',
    joined(plus),
    chained({ join: plus }),
    chained({ begin: zeros, join: plus }),
  ],
  [
    'J begins at zero',
    'Whatever a matrix of zeros is multiplied by, it stays so. The identity is what a product begins with.',
    chained({ begin: zeros }),
  ],
  [
    'J begins with ones everywhere',
    'The identity has ones on its diagonal and zeros elsewhere: identity(W.length).',
    chained({ begin: ones }),
  ],
  [
    '1 − tanh²(h): tanh applied twice',
    'hs holds h(s) = tanh a(s), so the slope is 1 − h(s)². No tanh is needed here.',
    chained(bent((h) => 1 - Math.tanh(h) ** 2)),
  ],
  ['1 + h² for 1 − h²', SLOPE, chained(bent((h) => 1 + h * h))],
  ['h² − 1: the sign of the slope turned round', SLOPE, chained(bent((h) => h * h - 1))],
  ['1 − h without the square', SLOPE, chained(bent((h) => 1 - h))],
  ['h² for 1 − h²', SLOPE, chained(bent((h) => h * h))],
  ['(1 − h)² for 1 − h²', SLOPE, chained(bent((h) => (1 - h) ** 2))],
  [
    'h for its slope',
    SLOPE,
    chained(bent((h) => h)),
    chained(bent(Math.tanh)),
    chained(bent((h) => 2 * h)),
    chained(bent((h) => 1 - 2 * h)),
    chained(bent((h) => -2 * h)),
  ],
  ['√(1 − h²) for 1 − h²', SLOPE, chained(bent((h) => Math.sqrt(1 - h * h)))],
  [
    '1 − h⁴, 1 − h³ or 1 − |h|',
    SLOPE,
    chained(bent((h) => 1 - h ** 4)),
    chained(bent((h) => 1 - h ** 3)),
    chained(bent((h) => 1 - Math.abs(h))),
  ],
  [
    'the slope of the sigmoid',
    'h (1 − h) belongs to the sigmoid. The slope of tanh is 1 − h².',
    chained(bent((h) => h * (1 - h))),
  ],
  [
    '1 − a² for 1 − h²',
    'tanh′(a) = 1 − tanh²(a) = 1 − h²: square what came out of tanh, not what went in.',
    chained(bent((h) => 1 - Math.atanh(h) ** 2)),
  ],
  [
    'the slope applied twice',
    'There is one tanh in each step: its slope multiplies the rows of W once.',
    chained(bent((h) => (1 - h * h) ** 2)),
  ],
  [
    'divided by the slope',
    'dh/da = 1 − h² multiplies. Divided by, it belongs to the inverse function, artanh.',
    chained(bent((h) => 1 / (1 - h * h))),
  ],
  [
    'one slope for all units',
    'Each unit has a tanh of its own: row i is multiplied by 1 − h(i)². 1 − h·h would be one number for all rows.',
    chained({ factor: (W, hs, s) => W.map((row) => scale(1 - dot(hs[s], hs[s]), row)) }),
    chained({
      factor: (W, hs, s) => W.map((row) => scale(total(slopes(hs[s])) / row.length, row)),
    }),
    chained({ factor: (W, hs, s) => W.map((row) => scale(1 - hs[s][0] ** 2, row)) }),
  ],
  [
    'the slopes on rows and columns both',
    'Each step has the slopes of one tanh: those of the rows, diag(1 − h(s)²) W.',
    chained({ factor: (W, hs, s) => columns(oneStep(W, hs[s]), slopes(hs[s])) }),
    chained({ factor: (W, hs, s) => columns(oneStep(W, hs[s]), slopes(hs[s - 1])) }),
  ],
  [
    'the slopes subtracted from or added to W',
    'Along one way the factors multiply: row i of W times 1 − h(s)ᵢ².',
    chained({ factor: (W, hs, s) => W.map((row, i) => row.map((w) => w + 1 - hs[s][i] ** 2)) }),
    chained({ factor: (W, hs, s) => plus(W, rows(slopes(hs[s]), identity(W.length))) }),
    chained({ factor: (W, hs, s) => W.map((row, i) => row.map((w) => w - hs[s][i] ** 2)) }),
  ],
  [
    'the brackets around 1 − h² are missing',
    'Multiplication goes first: 1 - h * h * w subtracts a product. The brackets stand around the whole slope: (1 - h * h) * w.',
    chained({ factor: (W, hs, s) => W.map((row, i) => row.map((w) => 1 - hs[s][i] ** 2 * w)) }),
  ],
  [
    'no start for the product',
    `A reduce without a start value stops with an error where there is nothing to multiply. ${EMPTY}`,
    (W, hs, t, k) =>
      hs
        .slice(k + 1, t + 1)
        .map((h) => oneStep(W, h))
        .reduce((J, step) => matmul(step, J)),
  ],
  [
    'W for k = t',
    `${EMPTY} No step is taken, and so there is no W.`,
    (W, hs, t, k) => (t === k ? W : right.stateJacobian(W, hs, t, k)),
  ],
  [
    'one step at least',
    `${EMPTY} A do … while, or a product that begins with its first factor, takes a step before it asks.`,
    (W, hs, t, k) => (t === k ? oneStep(W, hs[t]) : right.stateJacobian(W, hs, t, k)),
    (W, hs, t, k) => right.stateJacobian(W, hs, Math.max(t, k + 1), k),
  ],
  [
    'ones for k = t',
    EMPTY,
    (W, hs, t, k) => (t === k ? ones(W) : right.stateJacobian(W, hs, t, k)),
  ],
  [
    'the slopes for k = t',
    EMPTY,
    (W, hs, t, k) =>
      t === k ? rows(slopes(hs[t]), identity(W.length)) : right.stateJacobian(W, hs, t, k),
  ],
];

export const stateJacobian: Mistake<StateJacobian>[] = [
  ...mistakesFrom(ROWS, (wrong) => wrong),
  {
    name: 'zero for k = t',
    lesson: EMPTY,
    wrong: (W, hs, t, k) => (t === k ? zeros(W) : right.stateJacobian(W, hs, t, k)),
  },
  {
    name: 'nothing for k = t',
    lesson: `${EMPTY} Begin with identity(W.length), and let the loop multiply.`,
    text: ANY_TEXT,
    wrong: [undefined, null, [], 1].map(
      (nothing) => (W, hs, t, k) =>
        t === k ? (nothing as unknown as Mat) : right.stateJacobian(W, hs, t, k),
    ),
  },
];
