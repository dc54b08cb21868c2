import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import {
  add,
  dot,
  identity,
  type Mat,
  matmul,
  multiply,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../../../lib/linear';
import { compose as right } from '../../../solutions/01-dynamical-systems';
import { sumMat } from './sums';

type F = typeof Exercise.compose;
type Far = ReturnType<F>;

const zeros = (b: Vec): Vec => b.map(() => 0);
const times = (k: number, A: Mat): Mat => A.map((row) => scale(k, row));
const power = (W: Mat, k: number): Mat => right(W, zeros(W[0]), k).W;

/** W^first + … + W^last; nothing when last < first. */
function powers(W: Mat, first: number, last: number): Mat {
  const nothing = times(0, W);
  return sumMat([
    nothing,
    ...Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => power(W, first + i)),
  ]);
}

/** (W^first + … + W^last) b. */
const biases = (first: number, last: (k: number) => number): F =>
  onlyB((W, b, k) => multiply(powers(W, first, last(k)), b));

/** b̃ as it should be, W̃ not. */
function onlyW(wrong: (W: Mat, k: number, b: Vec) => Mat): F {
  return (W, b, k) => ({ W: wrong(W, k, b), b: right(W, b, k).b });
}

/** W̃ as it should be, b̃ not. */
function onlyB(wrong: (W: Mat, b: Vec, k: number) => Vec): F {
  return (W, b, k) => ({ W: right(W, b, k).W, b: wrong(W, b, k) });
}

/** Another number of steps: in both, in W̃ alone, in b̃ alone. */
function steps(count: (k: number) => number): F[] {
  return [
    (W, b, k) => right(W, b, count(k)),
    onlyW((W, k) => power(W, count(k))),
    onlyB((W, b, k) => right(W, b, count(k)).b),
  ];
}

/** k rounds from I and 0, each by a rule of its own. */
function rounds(next: (far: Far, W: Mat, b: Vec, step: number) => Far, of = (k: number) => k): F {
  return (W, b, k) => {
    let far = right(W, b, 0);
    for (let step = 0; step < of(k); step++) far = next(far, W, b, step);
    return far;
  };
}

const plusI = (W: Mat): Mat => W.map((row, i) => row.map((w, j) => (i === j ? w + 1 : w)));

const byEntry = (W: Mat, k: number): Mat => W.map((row) => row.map((w) => w ** k));

/** Squaring, with the old W̃ lost when b̃ is doubled: from the small powers up, or by recursion. */
function squaringUp(W: Mat, b: Vec, k: number): Far {
  let [far, base] = [right(W, b, 0), { W, b }];
  for (let left = k; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) far = { W: matmul(base.W, far.W), b: add(multiply(base.W, far.b), base.b) };
    const squared = matmul(base.W, base.W);
    base = { W: squared, b: add(multiply(squared, base.b), base.b) };
  }
  return far;
}

function squaringDown(W: Mat, b: Vec, k: number): Far {
  if (k === 0) return right(W, b, 0);
  const half = squaringDown(W, b, Math.floor(k / 2));
  const squared = matmul(half.W, half.W);
  const even = { W: squared, b: add(multiply(squared, half.b), half.b) };
  return k % 2 === 0 ? even : { W: matmul(W, even.W), b: add(multiply(W, even.b), b) };
}

/** W times A, written into A row by row. */
function intoA(W: Mat, A: Mat): Mat {
  const next = A.map((row) => [...row]);
  for (const i of W.keys()) {
    for (const j of W.keys())
      next[i][j] = dot(
        W[i],
        next.map((row) => row[j]),
      );
  }
  return next;
}

/** A times W, written into A column by column. */
function intoRows(A: Mat, W: Mat): Mat {
  const next = A.map((row) => [...row]);
  for (const row of next) {
    for (const j of W.keys())
      row[j] = dot(
        row,
        W.map((other) => other[j]),
      );
  }
  return next;
}

function intoB(W: Mat, b: Vec, far: Vec): Vec {
  const next = [...far];
  for (const i of W.keys()) next[i] = dot(W[i], next) + b[i];
  return next;
}

/** x of A x = y by Gauss and Jordan, with NaN and ∞ where A has no inverse. */
function solve(A: Mat, y: Vec): Vec {
  const rows = A.map((row, i) => [...row, y[i]]);
  for (const c of A.keys()) {
    for (const r of A.keys()) {
      if (r !== c) rows[r] = subtract(rows[r], scale(rows[r][c] / rows[c][c], rows[c]));
    }
  }
  return rows.map((row, i) => row[A.length] / row[i]);
}

const minus = (A: Mat, B: Mat): Mat => A.map((row, i) => subtract(row, B[i]));

export const compose: Mistake<F>[] = [
  {
    name: 'b counted k times',
    lesson:
      'b̃ is not k b: a bias that was added early goes through W at every later step. After two steps b̃ = W b + b.',
    wrong: [
      onlyB((_W, b, k) => scale(k, b)),
      onlyB((W, b, k) => scale(k, multiply(power(W, k), b))),
      onlyB((W, b, k) => scale(k, multiply(power(W, Math.max(k - 1, 0)), b))),
      onlyB((W, b, k) => scale(k, multiply(W, b))),
    ],
  },
  {
    name: 'b left as it is',
    lesson:
      'The bias is added at every step, and carried on by W. For k = 1, b̃ = b; in general it is not.',
    wrong: [onlyB((_W, b) => b), onlyB((_W, b, k) => (k === 0 ? zeros(b) : b))],
  },
  {
    name: 'b̃ stays 0',
    lesson: 'Each step adds b to what W has made of the b̃ so far: W b̃ + b.',
    wrong: onlyB((_W, b) => zeros(b)),
  },
  {
    name: 'one W too many on every b',
    lesson:
      'b̃ = (Wᵏ⁻¹ + … + W + I) b: no W follows the bias of the last step. Here it is (Wᵏ + … + W) b: b goes in before W, or W̃ has its new value when b̃ is made from it.',
    wrong: biases(1, (k) => k),
  },
  {
    name: 'the last b forgotten',
    lesson: 'b̃ = (Wᵏ⁻¹ + … + W + I) b: the I is the last step’s own bias, which no W follows.',
    wrong: biases(1, (k) => k - 1),
  },
  {
    name: 'only the first b',
    lesson:
      'Every step has its bias: b̃ = (Wᵏ⁻¹ + … + W + I) b, a sum of k terms. Of these only one with the highest power is here.',
    wrong: [
      onlyB((W, b, k) => multiply(power(W, k), b)),
      onlyB((W, b, k) => (k === 0 ? zeros(b) : multiply(power(W, k - 1), b))),
    ],
  },
  {
    name: 'b with a minus',
    lesson: 'Each step is W (…) + b: what was is multiplied by W, and b is added.',
    wrong: [
      onlyB((W, b, k) => scale(-1, right(W, b, k).b)),
      rounds((far, W, b) => ({ W: matmul(W, far.W), b: subtract(b, multiply(W, far.b)) })),
    ],
  },
  {
    name: 'W̃ instead of W on b̃',
    lesson: 'One more step multiplies what is there by W, once: the new b̃ is W b̃ + b, not W̃ b̃ + b.',
    wrong: [
      rounds((far, W, b) => ({ W: matmul(W, far.W), b: add(multiply(far.W, far.b), b) })),
      rounds((far, W, b) => {
        const next = matmul(W, far.W);
        return { W: next, b: add(multiply(next, far.b), b) };
      }),
    ],
  },
  {
    name: 'b̃ added, not b',
    lesson: 'Every step adds the b of the system, the same each time: W b̃ + b, not W b̃ + b̃.',
    wrong: [
      onlyB((W, b, k) => multiply(power(plusI(W), k), b)),
      onlyB((W, b, k) => multiply(power(plusI(W), Math.max(k - 1, 0)), b)),
      onlyB((W, b, k) => (k === 0 ? zeros(b) : multiply(power(plusI(W), k - 1), b))),
    ],
  },
  {
    name: 'the odd step left out',
    lesson:
      'Doubling makes 1, 2, 4, 8, … steps of one. Where k is odd, one more step of W and b belongs to it.',
    wrong: steps((k) => (k === 0 ? 0 : 2 ** Math.floor(Math.log2(k)))),
  },
  {
    name: 'a squaring that has lost the old W̃',
    lesson:
      'Twice a step is W̃ (W̃ s + b̃) + b̃: the new b̃ is W̃ b̃ + b̃ with the W̃ from before it was squared. Make both from the old values, then replace both.',
    wrong: [squaringUp, squaringDown],
  },
  {
    name: 'powers entry by entry',
    lesson:
      'Wᵏ is W times W times W as matrices: rows times columns, matmul(W, W̃). Products entry by entry make another matrix.',
    wrong: [
      onlyW((W, k) => byEntry(W, k)),
      onlyW((W, k) =>
        W.map((row, i) => row.map((w, j) => (i === j ? w ** k : k === 0 ? 0 : 0 * w))),
      ),
      onlyB((W, b, k) =>
        Array.from({ length: k }, (_, i) =>
          multiply(i === 0 ? identity(b.length) : byEntry(W, i), b),
        ).reduce(add, zeros(b)),
      ),
    ],
  },
  {
    name: 'k times W, not W times itself',
    lesson: 'k steps multiply k matrices: W̃ = Wᵏ, a power and not a multiple.',
    wrong: [onlyW((W, k) => times(k, W))],
  },
  {
    name: 'W left as it is',
    lesson: 'Each step multiplies by W once more: W̃ = Wᵏ.',
    wrong: [onlyW((W) => W), onlyW((W, k) => (k === 0 ? power(W, 0) : W))],
  },
  {
    name: 'W̃ never leaves I',
    lesson: 'Each step multiplies by W once more: W̃ = Wᵏ. I is only where it begins.',
    wrong: onlyW((W) => power(W, 0)),
  },
  {
    name: 'W̃ does not begin with I',
    lesson:
      'No step leaves s as it is, and it is I that does so: I s = s. Zeros stay zeros, and ones add up.',
    wrong: [
      onlyW((W) => times(0, W)),
      onlyW((W, k) =>
        matmul(
          power(W, k),
          W.map((row) => row.map(() => 1)),
        ),
      ),
    ],
  },
  {
    name: 'the powers of W added up in W̃',
    lesson: 'W̃ is the last power alone, Wᵏ. It is b that gets their sum.',
    wrong: [
      onlyW((W, k) => powers(W, 0, k - 1)),
      onlyW((W, k) => powers(W, 1, k)),
      onlyW((W, k) => powers(W, 0, k)),
    ],
  },
  {
    name: 'W̃ squared at every step',
    lesson:
      'One more step multiplies by W once more, matmul(W, W̃). matmul(W̃, W̃) doubles the number of steps instead.',
    wrong: [
      onlyW((W, k) => power(W, 2 ** k)),
      onlyW((W, k) => power(W, k === 0 ? 0 : 2 ** (k - 1))),
      onlyW((W, k) => power(W, 2 ** Math.max(k - 1, 0))),
    ],
  },
  {
    name: 'W transposed',
    lesson:
      'The columns of W̃ are where the unit vectors go, and row i of W makes component i, in W̃ as in b̃. Rows and columns are exchanged here.',
    wrong: [
      onlyW((W, k) => transpose(power(W, k))),
      onlyB((W, b, k) => right(transpose(W), b, k).b),
    ],
  },
  {
    name: 'one step too many',
    lesson:
      'k steps: W̃ = Wᵏ and b̃ = (Wᵏ⁻¹ + … + I) b. Begin with what no step does, W̃ = I and b̃ = 0; whoever begins with W or b has taken a step already.',
    wrong: steps((k) => k + 1),
  },
  {
    name: 'one step too few',
    lesson:
      'k steps: W̃ = Wᵏ and b̃ = (Wᵏ⁻¹ + … + I) b. A loop from I and 0 runs k times, for step = 0, …, k − 1.',
    wrong: [
      ...steps((k) => Math.max(k - 1, 0)),
      onlyB((W, b, k) => multiply(powers(W, 0, Math.max(k - 2, 0)), b)),
    ],
  },
  {
    name: 'two steps, whatever k',
    lesson: 'k says how many steps there are: multiply by W and add b in a loop.',
    wrong: [
      onlyW((W) => power(W, 2)),
      onlyB((W, b) => right(W, b, 2).b),
      onlyW((W, k) => power(W, Math.min(k, 2))),
      onlyB((W, b, k) => right(W, b, Math.min(k, 2)).b),
      onlyB((W, b, k) => right(W, b, k === 0 ? 0 : 2).b),
    ],
  },
  {
    name: 'k = 0 taken for k = 1',
    lesson: 'No step changes nothing: for k = 0, W̃ = I and b̃ = 0.',
    wrong: [
      (W, b, k) => right(W, b, Math.max(k, 1)),
      (W, b, k) => (k === 0 ? { W, b: zeros(b) } : right(W, b, k)),
      (W, b, k) => (k === 0 ? { W: power(W, 0), b } : right(W, b, k)),
    ],
  },
  {
    name: 'zeros for k = 0',
    lesson:
      'No step changes nothing: for k = 0, W̃ is I, which leaves s as it is. Zeros would wipe it out.',
    wrong: onlyW((W, k) => (k === 0 ? times(0, W) : power(W, k))),
  },
  {
    name: 'new numbers read where old ones belong',
    lesson:
      'Written into the list that is still being read, the first number is new when the second is made. Make a new list from the old one, then replace it.',
    wrong: [
      rounds((far, W, b) => ({ W: intoA(W, far.W), b: add(multiply(W, far.b), b) })),
      rounds((far, W, b) => ({ W: intoRows(far.W, W), b: add(multiply(W, far.b), b) })),
      rounds((far, W, b) => ({ W: matmul(W, far.W), b: intoB(W, b, far.b) })),
    ],
  },
  {
    name: 'a geometric series where I − W has no inverse',
    lesson:
      '(I − W)⁻¹ (I − Wᵏ) b is b̃ unless 1 is an eigenvalue of W: then it divides by 0. Adding step by step, W b̃ + b, is right for every W.',
    text: /\/ [\w.]+\[|\/ \(?\w*det|inv|solve|gauss/i,
    wrong: [
      (W, b, k) => {
        const [I, far] = [power(W, 0), power(W, k)];
        return { W: far, b: solve(minus(I, W), multiply(minus(I, far), b)) };
      },
      (W, b, k) => {
        const [I, far] = [power(W, 0), power(W, k)];
        const solved = solve(minus(I, W), multiply(minus(I, far), b));
        return { W: far, b: solved.every(Number.isFinite) ? solved : b.map(() => Number.NaN) };
      },
    ],
  },
  {
    name: 'a list, not { W, b }',
    lesson: 'Two results with names: return { W: …, b: … }.',
    wrong: ((W: Mat, b: Vec, k: number) => {
      const far = right(W, b, k);
      return [far.W, far.b];
    }) as unknown as F,
  },
];
