import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { add, type Mat, multiply, scale, transpose, type Vec } from '../../../lib/linear';
import { step as right, softmax } from '../../../solutions/03-uvw-rnn';
import { type Lines, type Parts, type Step, stepWith } from './step-lines';
import { asItIs, sum } from './table';

/** β b + ω W h(t−1) + υ U x(t). */
const weighed =
  (beta: number, omega: number, upsilon: number) =>
  ({ b, Wh, Ux }: Parts): Vec =>
    b.map((bi, i) => beta * bi + omega * Wh[i] + upsilon * Ux[i]);

/** Other weights for the three terms: everywhere, or inside the tanh alone. */
const terms = (...weights: [number, number, number]): Lines[] => [
  { a: weighed(...weights) },
  { h: (parts) => weighed(...weights)(parts).map(Math.tanh) },
];

/** Some terms inside the tanh, the others added to it; a(t) right, or what went into the tanh. */
const outside = (beta: number, omega: number, upsilon: number): Lines[] => {
  const inside = weighed(beta, omega, upsilon);
  const rest = weighed(1 - beta, 1 - omega, 1 - upsilon);
  const bent = (parts: Parts) => add(inside(parts).map(Math.tanh), rest(parts));
  return [{ h: bent }, { a: inside, h: bent }, { a: bent, h: bent }];
};

const bend = (f: (x: number) => number): Lines => ({ h: ({ a }) => a.map(f) });
const read = (f: (parts: Parts & { a: Vec; h: Vec }) => Vec): Lines => ({
  o: (now) => add(now.theta.c, multiply(now.theta.V, f(now))),
});
const reading = (weights: [number, number]): Lines => ({
  o: ({ theta: { V, c }, h }) => add(scale(weights[0], c), scale(weights[1], multiply(V, h))),
});

/** A product by loops that run over other sizes than they should; what is not there is NaN or ends it. */
const rowByRow = (A: Mat, v: Vec): Vec => A.map((row) => sum(row.map((w, j) => w * v[j])));
const itemByItem = (A: Mat, v: Vec, columns = v.length, rows = A.length): Vec =>
  Array.from({ length: rows }, (_, i) => {
    let total = 0;
    for (let j = 0; j < columns; j++) total += A[i][j] * v[j];
    return total;
  });
const columnByColumn = (A: Mat, v: Vec, rows: number): Vec =>
  Array.from({ length: rows }, (_, i) => sum(v.map((vj, j) => A[j][i] * vj)));
const plus = (...vectors: Vec[]): Vec =>
  vectors[0].map((_, i) => vectors.reduce((total, v) => total + v[i], 0));
const products = [multiply, rowByRow, itemByItem];

/** a(t) with later units reading what the earlier ones have become. */
const unitByUnit =
  (order: (n: number) => number[], becomes: (a: number) => number) =>
  ({ theta: { W, b }, hPrev, Ux }: Parts) => {
    const state = [...hPrev];
    const a = [...b];
    for (const i of order(b.length)) {
      a[i] = b[i] + Ux[i] + sum(W[i].map((w, j) => w * state[j]));
      state[i] = becomes(a[i]);
    }
    return a;
  };
const upwards = (n: number) => Array.from({ length: n }, (_, i) => i);
const downwards = (n: number) => upwards(n).reverse();

function withoutC({ theta: { V }, h }: Parts & { h: Vec }): Vec {
  return multiply(V, h);
}

/** What shows in h(t) or o(t), and so in the states and outputs of a sequence, too. */
export const inSequences: Row<Lines>[] = [
  [
    'h(t−1) ignored',
    'Without W h(t−1) the network has no memory: a(t) = b + W h(t−1) + U x(t) has three terms.',
    ...terms(1, 0, 1),
  ],
  [
    'b forgotten',
    'a(t) = b + W h(t−1) + U x(t): the bias b is added to the two products.',
    ...terms(0, 1, 1),
  ],
  [
    'x(t) ignored',
    'Without U x(t) the network runs on by itself: a(t) = b + W h(t−1) + U x(t) has three terms.',
    ...terms(1, 1, 0),
  ],
  ['only W h(t−1)', 'a(t) = b + W h(t−1) + U x(t) has three terms.', ...terms(0, 1, 0)],
  ['only U x(t)', 'a(t) = b + W h(t−1) + U x(t) has three terms.', ...terms(0, 0, 1)],
  [
    'b twice',
    'One bias for the sum of both products: a(t) = b + W h(t−1) + U x(t).',
    ...terms(2, 1, 1),
  ],
  ['W h(t−1) twice', 'Each of the three terms comes once.', ...terms(1, 2, 1)],
  ['U x(t) twice', 'Each of the three terms comes once.', ...terms(1, 1, 2)],
  ['b subtracted', 'b is added, like the two products.', ...terms(-1, 1, 1)],
  ['W h(t−1) subtracted', 'W h(t−1) is added, like b and U x(t).', ...terms(1, -1, 1)],
  ['U x(t) subtracted', 'U x(t) is added, like b and W h(t−1).', ...terms(1, 1, -1)],
  [
    'a mean for the sum',
    'a(t) is the sum of its terms, not their mean.',
    { a: weighed(1 / 3, 1 / 3, 1 / 3) },
    { a: weighed(1, 1 / 2, 1 / 2) },
  ],
  [
    'the products multiplied with each other',
    'W h(t−1) and U x(t) are added, entry by entry.',
    { a: ({ b, Wh, Ux }) => b.map((bi, i) => bi + Wh[i] * Ux[i]) },
    { a: ({ b, Wh, Ux }) => b.map((bi, i) => (bi + Wh[i]) * Ux[i]) },
    { a: ({ b, Wh, Ux }) => b.map((bi, i) => (bi + Ux[i]) * Wh[i]) },
  ],
  [
    'h(t−1) without W',
    'The old state comes in through W: unit i reads the sum of Wᵢⱼ hⱼ, not hᵢ itself.',
    { a: ({ b, hPrev, Ux }) => plus(b, hPrev, Ux) },
  ],
  [
    'x(t) without U',
    'The input comes in through U: U x(t) has H numbers, x(t) itself has D.',
    { a: ({ b, Wh, x }) => plus(b, Wh, x) },
    { a: ({ b, Wh, x }) => add(add(b, Wh), x) },
  ],
  [
    'b goes through a matrix',
    'b is added to the products as it is: a(t) = b + W h(t−1) + U x(t).',
    { a: ({ theta: { W }, b, hPrev, Ux }) => plus(multiply(W, plus(hPrev, b)), Ux) },
    { a: ({ theta: { W }, b, hPrev, Ux }) => multiply(W, plus(hPrev, b, Ux)) },
    { a: ({ theta: { W }, b, hPrev, Ux }) => plus(b, multiply(W, plus(hPrev, Ux))) },
  ],
  [
    'no bias anywhere',
    'Both sums have a bias: b in a(t), and c in o(t).',
    { a: weighed(0, 1, 1), ...reading([0, 1]) },
  ],
  [
    'b once for each weight',
    'b is added once for each unit, after the sum over its row; inside that loop it is added again for each weight.',
    { a: ({ theta: { b, W }, Wh, Ux }) => b.map((bi, i) => bi * W.length + Wh[i] + Ux[i]) },
    { a: ({ theta: { b, U }, Wh, Ux }) => b.map((bi, i) => bi * U[0].length + Wh[i] + Ux[i]) },
    {
      a: ({ theta: { b, W, U }, Wh, Ux }) =>
        b.map((bi, i) => bi * (W.length + U[0].length) + Wh[i] + Ux[i]),
    },
  ],
  [
    'c in b’s place',
    'b, of H numbers, belongs to a(t); c, of K numbers, to o(t).',
    { a: ({ theta: { c }, Wh, Ux }) => add(add(c, Wh), Ux) },
    { a: ({ theta: { c }, Wh, Ux }) => add(add(Wh, Ux), c) },
    { a: ({ theta: { c }, Wh, Ux }) => plus(Wh, Ux, c) },
    { a: ({ theta: { c }, Wh, Ux }) => plus(c, Wh, Ux) },
  ],
  [
    'b in c’s place',
    'c, of K numbers, belongs to o(t); b, of H numbers, to a(t).',
    { o: ({ theta: { V, b }, h }) => add(b, multiply(V, h)) },
    { o: ({ theta: { V, b }, h }) => add(multiply(V, h), b) },
    { o: ({ theta: { V, b }, h }) => plus(multiply(V, h), b) },
    { o: ({ theta: { V, b }, h }) => plus(b, multiply(V, h)) },
  ],
  [
    'W transposed',
    'Entry i of W h is row i of W times h. W is square, so Wᵀ fits just as well, and no shape warns you.',
    { a: ({ theta: { W }, hPrev, b, Ux }) => add(add(b, multiply(transpose(W), hPrev)), Ux) },
  ],
  [
    'U transposed',
    'Entry i of U x is row i of U, D numbers, times x. Uᵀ x fits only where D = H, and is wrong there, too.',
    { a: ({ theta: { U }, x, b, Wh }) => add(add(b, Wh), multiply(transpose(U), x)) },
    { a: ({ theta: { U }, x, b, Wh }) => plus(b, Wh, columnByColumn(U, x, b.length)) },
  ],
  [
    'V transposed',
    'Entry k of V h is row k of V, H numbers, times h. Vᵀ h fits only where K = H, and is wrong there, too.',
    { o: ({ theta: { V, c }, h }) => add(c, multiply(transpose(V), h)) },
    { o: ({ theta: { V, c }, h }) => plus(c, columnByColumn(V, h, c.length)) },
  ],
  [
    'both of U and W transposed',
    'Entry i of W h is row i of W times h, and U x likewise.',
    {
      a: ({ theta: { U, W }, x, hPrev, b }) =>
        add(add(b, multiply(transpose(W), hPrev)), multiply(transpose(U), x)),
    },
  ],
  [
    'U and W swapped',
    'U reads the input x(t), W the state h(t−1).',
    ...products.flatMap((by): Lines[] => [
      { a: ({ theta: { U, W }, hPrev, x, b }) => plus(b, by(W, x), by(U, hPrev)) },
      { a: ({ theta: { U, W }, hPrev, x, b }) => plus(b, by(U, hPrev), by(W, x)) },
    ]),
  ],
  [
    'W read with x(t)',
    'U reads the input x(t), W the state h(t−1).',
    ...products.map((by): Lines => ({ a: ({ theta: { W }, x, b, Ux }) => plus(b, by(W, x), Ux) })),
  ],
  [
    'U read with h(t−1)',
    'U reads the input x(t), W the state h(t−1).',
    ...products.map(
      (by): Lines => ({ a: ({ theta: { U }, hPrev, b, Wh }) => plus(b, Wh, by(U, hPrev)) }),
    ),
  ],
  [
    'W in V’s place',
    'V reads the state out; W carries it on.',
    ...[multiply, itemByItem].flatMap((by): Lines[] => [
      { o: ({ theta: { W, c }, h }) => add(c, by(W, h)) },
      { o: ({ theta: { W, c }, h }) => plus(c, by(W, h)) },
    ]),
  ],
  [
    'only the diagonal of W',
    'W h(t−1) is a matrix times a vector: unit i reads all the units, each with its weight Wᵢⱼ.',
    {
      a: ({ theta: { W }, hPrev, b, Ux }) =>
        plus(
          b,
          hPrev.map((h, i) => W[i][i] * h),
          Ux,
        ),
    },
  ],
  [
    'W’s columns summed',
    'Row i of W meets h(t−1) number by number: Wᵢⱼ hⱼ, and not hᵢ times the sum of its row.',
    {
      a: ({ theta: { W }, hPrev, b, Ux }) =>
        plus(
          b,
          hPrev.map((h, i) => h * sum(W[i])),
          Ux,
        ),
    },
  ],
  [
    'one size for another in a loop',
    'U x sums over D numbers, W h and V h over H. Let each loop take its length from the vector that it reads.',
    { a: ({ theta: { W }, hPrev, x, b, Ux }) => plus(b, Ux, itemByItem(W, hPrev, x.length)) },
    { a: ({ theta: { U }, hPrev, x, b, Wh }) => plus(b, Wh, itemByItem(U, x, hPrev.length)) },
    { a: ({ theta: { W, c }, hPrev, b, Ux }) => plus(b, Ux, itemByItem(W, hPrev, c.length)) },
    { a: ({ theta: { U, c }, x, b, Wh }) => plus(b, Wh, itemByItem(U, x, c.length)) },
    { o: ({ theta: { V, c }, h, x }) => plus(c, itemByItem(V, h, x.length)) },
    { o: ({ theta: { V, c }, h }) => plus(c, itemByItem(V, h, c.length)) },
    { a: (parts) => weighed(1, 1, 1)(parts).slice(0, parts.x.length), o: readLoosely },
    { a: (parts) => weighed(1, 1, 1)(parts).slice(0, parts.theta.c.length), o: readLoosely },
    { o: ({ theta: { V, c }, h }) => plus(c, multiply(V, h)).slice(0, h.length) },
    { o: ({ theta: { V, c }, h, x }) => plus(c, multiply(V, h)).slice(0, x.length) },
  ],
  [
    'a sum one term short or without its first',
    'The sums run over every place, from 0 to the length − 1.',
    ...[
      [0, 1],
      [1, 0],
    ].flatMap(([skip, drop]): Lines[] => {
      const part = (v: Vec) => v.map((vj, j) => (j < skip || j >= v.length - drop ? 0 : vj));
      return [
        { a: ({ theta: { W }, hPrev, b, Ux }) => plus(b, multiply(W, part(hPrev)), Ux) },
        { a: ({ theta: { U }, x, b, Wh }) => plus(b, Wh, multiply(U, part(x))) },
        {
          a: ({ theta: { U, W }, hPrev, x, b }) =>
            plus(b, multiply(W, part(hPrev)), multiply(U, part(x))),
        },
        read(({ h }) => part(h)),
      ];
    }),
  ],
  [
    'the last product alone',
    'Entry i of W h is a sum over j: += adds to it, = leaves the last product alone.',
    { a: ({ theta: { W }, hPrev, b, Ux }) => plus(b, multiply(W, lastOf(hPrev)), Ux) },
    { a: ({ theta: { U }, x, b, Wh }) => plus(b, Wh, multiply(U, lastOf(x))) },
    { a: ({ theta: { W }, hPrev }) => multiply(W, lastOf(hPrev)) },
    { a: ({ theta: { U }, x }) => multiply(U, lastOf(x)) },
    read(({ h }) => lastOf(h)),
    { o: ({ theta: { V }, h }) => multiply(V, lastOf(h)) },
  ],
  [
    'the state overwritten while it is read',
    'Every unit reads the old state h(t−1). Written into the same list, the new numbers are read by the units that come later: use a second list.',
    { a: unitByUnit(upwards, Math.tanh) },
    { a: unitByUnit(upwards, asItIs) },
    { a: unitByUnit(downwards, Math.tanh) },
    { a: unitByUnit(downwards, asItIs) },
    { h: (parts) => unitByUnit(upwards, Math.tanh)(parts).map(Math.tanh) },
  ],
  [
    'tanh of each term',
    'tanh is not linear: tanh(W h + U x + b) is not the sum of the tanh of its terms. Add first, then bend.',
    { h: ({ b, Wh, Ux }) => plus(...[b, Wh, Ux].map((term) => term.map(Math.tanh))) },
    { h: ({ b, Wh, Ux }) => plus(Wh.map(Math.tanh), add(b, Ux).map(Math.tanh)) },
    { h: ({ b, Wh, Ux }) => plus(Ux.map(Math.tanh), add(b, Wh).map(Math.tanh)) },
  ],
  [
    'b outside the tanh',
    'h(t) is the tanh of the whole sum, b among it. Added afterwards, b can take h(t) out of −1 … 1.',
    ...outside(0, 1, 1),
  ],
  [
    'U x(t) outside the tanh',
    'h(t) is the tanh of the whole sum, U x(t) among it. Added afterwards, it can take h(t) out of −1 … 1.',
    ...outside(1, 1, 0),
  ],
  [
    'W h(t−1) outside the tanh',
    'h(t) is the tanh of the whole sum, W h(t−1) among it. Added afterwards, it can take h(t) out of −1 … 1.',
    ...outside(1, 0, 1),
  ],
  [
    'tanh of one product only',
    'h(t) is the tanh of the whole sum: add first, then bend.',
    ...outside(0, 1, 0),
    ...outside(0, 0, 1),
    ...outside(1, 0, 0),
  ],
  [
    'no tanh at all',
    'h(t) = tanh a(t). Without it the steps are affine, and many of them are one affine step (notebook 01).',
    bend(asItIs),
  ],
  [
    'tanh twice',
    'One tanh in each step: h(t) = tanh a(t).',
    bend((x) => Math.tanh(Math.tanh(x))),
    { a: (parts) => weighed(1, 1, 1)(parts).map(Math.tanh) },
    read(({ h }) => h.map(Math.tanh)),
  ],
  [
    'tanh of the old state',
    'h(t−1) has been through its tanh, and goes into W as it is.',
    { a: ({ theta: { W }, hPrev, b, Ux }) => plus(b, multiply(W, hPrev.map(Math.tanh)), Ux) },
  ],
  [
    'the slope of tanh for tanh',
    '1 − tanh² is the derivative, which the backward pass needs. Forward it is tanh itself.',
    bend((x) => 1 - Math.tanh(x) ** 2),
  ],
  [
    'a sigmoid for the tanh',
    'The lecture’s hidden units are tanh, between −1 and 1; the sigmoid lies between 0 and 1.',
    bend((x) => 1 / (1 + Math.exp(-x))),
  ],
  [
    'another function for the tanh',
    'h(t) = tanh a(t), number by number: Math.tanh.',
    bend((x) => Math.max(x, 0)),
    bend(Math.tan),
    bend(Math.atan),
    bend(Math.sin),
    bend(Math.sinh),
    bend(Math.cosh),
    bend(Math.atanh),
    bend((x) => x / (1 + Math.abs(x))),
    bend((x) => Math.max(-1, Math.min(1, x))),
    bend((x) => Math.log(1 + Math.exp(x))),
    bend((x) => (x > 0 ? x : 0.01 * x)),
    bend(Math.sign),
    bend((x) => -Math.tanh(x)),
    { h: ({ a }) => softmax(a) },
  ],
  [
    'a slip in the formula of tanh',
    'tanh a = (e^a − e^−a) / (e^a + e^−a), which is (e^2a − 1) / (e^2a + 1). Math.tanh has it built in.',
    bend((x) => Math.tanh(x / 2)),
    bend((x) => Math.tanh(2 * x)),
    bend((x) => 1 / Math.tanh(x)),
    bend((x) => (Math.exp(x) + Math.exp(-x)) / (Math.exp(x) - Math.exp(-x))),
    bend((x) => 2 / (1 + Math.exp(-2 * x))),
    bend((x) => 2 / (1 + Math.exp(-x)) - 1),
  ],
  [
    'the old state kept beside the new',
    'h(t) = tanh a(t) alone. The old state comes in through W only.',
    { h: ({ a, hPrev }) => plus(hPrev, a.map(Math.tanh)) },
    { h: ({ a, hPrev }) => plus(hPrev, a.map(Math.tanh)).map((s) => s / 2) },
    { a: ({ b, Wh, Ux, hPrev }) => plus(b, Wh, Ux, hPrev) },
    { h: ({ a, hPrev }) => a.map((ai, i) => Math.tanh(ai) * hPrev[i]) },
  ],
  [
    'c forgotten',
    'o(t) = c + V h(t): the readout has a bias of its own.',
    reading([0, 1]),
    { yHat: (now) => softmax(withoutC(now)) },
    { out: ({ h }, { theta }) => ({ o: multiply(theta.V, h) }) },
  ],
  ['c twice', 'o(t) = c + V h(t): c comes once.', reading([2, 1])],
  ['c subtracted', 'o(t) = c + V h(t): c is added.', reading([-1, 1])],
  ['V h(t) forgotten', 'o(t) = c + V h(t): the scores have to read the state.', reading([1, 0])],
  ['V h(t) twice', 'o(t) = c + V h(t): the product comes once.', reading([1, 2])],
  [
    'V h(t) subtracted',
    'o(t) = c + V h(t): the product is added.',
    reading([1, -1]),
    reading([-1, -1]),
  ],
  [
    'c once for each weight',
    'c is added once for each score, after the sum over its row; inside that loop it is added again for each weight.',
    { o: ({ theta: { V, c }, h }) => plus(scale(h.length, c), multiply(V, h)) },
  ],
  [
    'o from the pre-activation',
    'V reads h(t), what comes out of the tanh; a(t) is what goes in.',
    read(({ a }) => a),
  ],
  [
    'o bent',
    'The scores o(t) = c + V h(t) are affine: they may be of any size, and no tanh is taken of them.',
    { o: ({ theta: { V, c }, h }) => add(c, multiply(V, h)).map(Math.tanh) },
    { o: ({ theta: { V, c }, h }) => add(c, multiply(V, h)).map((s) => 1 / (1 + Math.exp(-s))) },
    { o: ({ theta: { V, c }, h }) => add(c, multiply(V, h)).map((s) => Math.max(s, 0)) },
    { o: ({ theta: { V, c }, h }) => add(c, multiply(V, h).map(Math.tanh)) },
  ],
  [
    'o from U x(t)',
    'V reads the whole new state h(t).',
    read(({ Ux }) => Ux),
    read(({ Wh }) => Wh),
    read(({ Wh, Ux }) => add(Wh, Ux)),
  ],
  [
    'o from both states',
    'The output at t reads h(t) alone; h(t−1) is in it through W.',
    read(({ h, hPrev }) => add(h, hPrev)),
    read(({ h, hPrev }) => scale(1 / 2, add(h, hPrev))),
  ],
  [
    'o from x(t)',
    'V reads the state h(t), H numbers.',
    ...products.map((by): Lines => ({ o: ({ theta: { V, c }, x }) => plus(c, by(V, x)) })),
  ],
  [
    'V applied to the bias, too',
    'c is added to the scores, after V: o(t) = c + V h(t).',
    ...products.map((by): Lines => ({ o: ({ theta: { V, c }, h }) => by(V, plus(h, c)) })),
  ],
];

/** Scores from however many units there are. */
function readLoosely({ theta: { V, c }, h }: Parts & { h: Vec }): Vec {
  return plus(c, itemByItem(V, h));
}

function lastOf(v: Vec): Vec {
  return v.map((vj, j) => (j === v.length - 1 ? vj : 0));
}

const power = (o: Vec, shift = 0) => o.map((ok) => Math.exp(ok - shift));
const share = (powers: Vec) => scale(1 / sum(powers), powers);

const others: Row<Lines>[] = [
  [
    'o from h(t−1)',
    'The output at t reads the new state h(t); h(t−1) has not seen x(t) yet.',
    read(({ hPrev }) => hPrev),
  ],
  [
    'softmax twice',
    'ŷ is softmax o, once. A second softmax takes probabilities for scores and draws every answer towards even: of two classes none gets more than 0.73.',
    { yHat: ({ o }) => softmax(softmax(o)) },
    { o: (now) => softmax(right(now.theta, now.hPrev, now.x).o) },
  ],
  [
    'scores for probabilities',
    'ŷ(t) = softmax o(t): positive, and 1 in all.',
    { yHat: ({ o }) => o },
  ],
  [
    'probabilities for scores',
    'o(t) = c + V h(t), before softmax: the loss needs the scores. ŷ(t) = softmax o(t).',
    { out: ({ yHat }) => ({ o: yHat }) },
  ],
  [
    'o and ŷ swapped',
    'o(t) holds the scores, ŷ(t) the probabilities.',
    { out: ({ o, yHat }) => ({ o: yHat, yHat: o }) },
  ],
  [
    'a and h swapped',
    'a(t) goes into the tanh, h(t) comes out.',
    { out: ({ a, h }) => ({ a: h, h: a }) },
  ],
  [
    'a(t) is h(t)',
    'a(t) is what goes into the tanh, before it. Where h is another name for the list a, writing the tanh into it changes both: make a new list, as a.map(Math.tanh) does.',
    { out: ({ h }) => ({ a: h }) },
  ],
  [
    'h(t) is a(t)',
    'h(t) = tanh a(t) is the state; a(t) is what goes into the tanh.',
    { out: ({ a }) => ({ h: a }) },
  ],
  [
    'the old state returned',
    'h is the new state h(t) = tanh a(t), not the one that came in.',
    { out: (_, { hPrev }) => ({ h: hPrev }) },
  ],
  [
    'ŷ from another vector',
    'ŷ(t) = softmax o(t): the softmax of the scores.',
    { yHat: ({ h }) => softmax(h) },
    { yHat: ({ a }) => softmax(a) },
    { yHat: ({ theta: { V, c }, a }) => softmax(add(c, multiply(V, a))) },
    { yHat: ({ theta: { V, c }, hPrev }) => softmax(add(c, multiply(V, hPrev))) },
  ],
  [
    'a sigmoid for the softmax',
    'The sigmoid looks at one score alone, and the results do not sum to 1. Softmax weighs each class against all the others.',
    { yHat: ({ o }) => o.map((s) => 1 / (1 + Math.exp(-s))) },
  ],
  [
    'tanh for the softmax',
    'Probabilities are positive and sum to 1: ŷ(t) = softmax o(t).',
    { yHat: ({ o }) => o.map(Math.tanh) },
  ],
  [
    'ŷ not divided by the sum',
    'The powers are positive, but they add up to their sum, not to 1. Divide each by that sum.',
    { yHat: ({ o }) => power(o) },
    { yHat: ({ o }) => power(o, Math.max(...o)) },
  ],
  [
    'shares without the exponential',
    'oᵢ / Σ oⱼ is no distribution: scores may be negative. e^o is positive whatever o is.',
    { yHat: ({ o }) => share(o) },
  ],
  [
    'the winner takes all',
    'A 1 for the largest score and 0 for the others is a choice, not a distribution: softmax gives every class a share.',
    { yHat: ({ o }) => o.map((s) => Number(s === Math.max(...o))) },
  ],
  [
    'the logarithm of the probabilities',
    'ŷ is the probability itself; its logarithm comes with the loss.',
    { yHat: ({ o }) => softmax(o).map(Math.log) },
  ],
  [
    'the powers of the scores overflow',
    'ŷ(t) = softmax o(t), and your softmax knows what to do with large scores: call it.',
    { yHat: ({ o }) => share(power(o)) },
    { yHat: ({ o }) => power(o).map((p) => p / sum(power(o))) },
  ],
];

/** tanh from powers of e, as people write it out. */
export const tanhs = [
  (x: number) => (Math.exp(2 * x) - 1) / (Math.exp(2 * x) + 1),
  (x: number) => (1 - Math.exp(-2 * x)) / (1 + Math.exp(-2 * x)),
  (x: number) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)),
];

/** The right answer, with what it read changed. */
const changing =
  (change: (theta: Parameters<Step>[0], hPrev: Vec, now: ReturnType<Step>) => void): Step =>
  (theta, hPrev, x) => {
    const now = right(theta, hPrev, x);
    change(theta, hPrev, now);
    return now;
  };

const put = (into: Vec, values: Vec) =>
  values.forEach((value, i) => {
    into[i] = value;
  });

const changes: Row<Step>[] = [
  [
    'the biases overwritten',
    'const a = b gives the list b a second name; what is added to a is added to b. Begin with a copy, [...b], or with add, which makes a new list.',
    changing(({ b }, _, { a }) => put(b, a)),
    changing(({ c }, _, { o }) => put(c, o)),
    changing(({ b, c }, _, { a, o }) => {
      put(b, a);
      put(c, o);
    }),
    changing(({ b, c }, _, { h, o }) => {
      put(b, h);
      put(c, o);
    }),
    changing(({ b }, _, { h }) => put(b, h)),
    (theta, hPrev, x) => {
      const now = right(theta, hPrev, x);
      put(theta.b, now.h);
      return { ...now, a: now.h };
    },
  ],
  [
    'h(t−1) overwritten',
    'hPrev belongs to whoever gave it: the list of states still needs it. Write the new state into a new list.',
    changing((_, hPrev, { h }) => put(hPrev, h)),
    changing((_, hPrev, { a }) => put(hPrev, a)),
    (theta, hPrev, x) => {
      const a = unitByUnit(
        upwards,
        Math.tanh,
      )({ theta, hPrev, x, b: theta.b, Wh: [], Ux: multiply(theta.U, x) });
      put(hPrev, a.map(Math.tanh));
      return stepWith({ a: () => a })(theta, hPrev, x);
    },
  ],
];

export const step: Mistake<Step>[] = [
  ...mistakesFrom([...inSequences, ...others], stepWith),
  {
    name: 'a tanh of its own that overflows',
    lesson:
      'e^(2a) is Infinity where a is 400, and Infinity / Infinity is NaN. Math.tanh knows better: tanh 400 is 1.',
    wrong: tanhs.map(
      (f): Step =>
        (theta, hPrev, x) =>
          stepWith(bend(f))(theta, hPrev, x),
    ),
    text: /^(?![\s\S]*Math\.tanh)/,
  },
  ...mistakesFrom(changes, asItIs),
];
