import type * as Exercise from '../../exercises/01-dynamical-systems';
import { differences } from '../../lib/judge/differences';
import { drawMat, drawSizes, drawVec } from '../../lib/judge/draw';
import { add, identity, type Mat, matmul, multiply, type Vec } from '../../lib/linear';
import type { Random } from '../../lib/random';
import { describe, expect, it, open } from '../judge/grader';

const student = await open<typeof Exercise>('01-dynamical-systems');

// Three components, no symmetry, a bias: a wrong index, a lost term or a transpose shows.
const W: Mat = [
  [0.7, -0.4, 0.2],
  [0.5, 0.3, -0.6],
  [-0.1, 0.8, 0.4],
];
const b: Vec = [0.5, -1, 0.25];
const s: Vec = [2, -1, 3];

/** D, and W, b, s of that size, with more decimals than anyone would write down. */
function drawSystem(random: Random, D: number): { W: Mat; b: Vec; s: Vec } {
  const s = drawVec(random, D).map((sj) => sj / 3);
  return { W: drawMat(random, D, D), b: drawVec(random, D), s };
}

describe('nextState', {
  hints: [
    'Two operations, in this order: a matrix times a vector, then a vector added.',
    'lib/linear.ts has both: multiply(W, s) and add(a, b). Import them at the top of the file.',
    'The last line reads: return add(…, b), with the product W s in place of the dots.',
  ],
}, () => {
  it('returns one number for each component', { points: 1 }, async () => {
    expect(
      await student.nextState(
        [
          [2, 5],
          [3, 7],
        ],
        [4, -6],
        [3, 4],
      ),
    ).toHaveLength(2);
  });

  it('gives [11, 26] for W = [[1, 2], [3, 4]], b = [4, 9], s = [3, 2]', { points: 1 }, async () => {
    // 1·3 + 2·2 + 4 = 11 and 3·3 + 4·2 + 9 = 26
    expect(
      await student.nextState(
        [
          [1, 2],
          [3, 4],
        ],
        [4, 9],
        [3, 2],
      ),
    ).toBeNear([11, 26]);
  });

  it('computes W s + b for three components', { points: 1 }, async () => {
    // 1.4 + 0.4 + 0.6 + 0.5; 1 − 0.3 − 1.8 − 1; −0.2 − 0.8 + 1.2 + 0.25
    expect(await student.nextState(W, b, s)).toBeNear([2.9, -2.1, 0.45]);
  });

  it('computes W s + b for any number of components', {
    points: 2,
    drawn: true,
  }, async ({ random }) => {
    for (const D of [...drawSizes(random, 3), 1]) {
      const { W, b, s } = drawSystem(random, D);
      const next = [...b];
      W.forEach((row, i) => {
        for (const [j, w] of row.entries()) next[i] += w * s[j];
      });
      expect(await student.nextState(W, b, s)).toBeNear(next);
    }
  });
});

const double = (n: number) => 2 * n;
const addLetter = (word: string) => `${word}a`;
// It answers to anything, as the others do, so that a wrong call shows in the states.
const fibonacci = (pair?: number[]) => [pair?.[1], Number(pair?.[0]) + Number(pair?.[1])];

describe('unroll', {
  hints: [
    'Start with a list that holds only s0, and let it grow by one state at a time.',
    'The next state is f of the last one in the list, not f(s0). Repeat τ times.',
    'const states = [s0]; then a loop for t = 1, …, tau with states.push(f(states[t - 1])).',
  ],
}, () => {
  it('returns τ + 1 states', { points: 1 }, async () => {
    expect(await student.unroll(addLetter, 'xy', 4)).toHaveLength(5);
  });

  it('doubles 3 into [3, 6, 12, 24]', { points: 1 }, async () => {
    expect(await student.unroll(double, 3, 3)).toBeNear([3, 6, 12, 24]);
  });

  it('follows a system whose state is a list', { points: 1 }, async () => {
    expect(await student.unroll(fibonacci, [3, 4], 3)).toBeNear([
      [3, 4],
      [4, 7],
      [7, 11],
      [11, 18],
    ]);
  });

  it('does not care what a state is: a word will do', { points: 1 }, async () => {
    expect(await student.unroll(addLetter, 'bc', 2)).toBeNear(['bc', 'bca', 'bcaa']);
  });

  it('returns [s(0)] when no step is taken', { points: 1 }, async () => {
    expect(await student.unroll(double, 7, 0)).toBeNear([7]);
  });

  it('goes on where a state is 0, stays as it is or comes again', { points: 1 }, async () => {
    expect(await student.unroll((n: number) => n - 2, 4, 4)).toBeNear([4, 2, 0, -2, -4]);
    expect(await student.unroll((n: number) => 5 - n, 3, 4)).toBeNear([3, 2, 3, 2, 3]);
    expect(await student.unroll((n: number) => (n + 6) / 2, 6, 3)).toBeNear([6, 6, 6, 6]);
  });

  it('follows any rule for any number of steps', {
    points: 3,
    drawn: true,
  }, async ({ random }) => {
    for (const tau of drawSizes(random, 3).map((size) => size + 1)) {
      const [w, c, s0] = drawVec(random, 3);
      // s(t) = wᵗ s(0) + (wᵗ⁻¹ + … + w + 1) c
      const powers = Array.from({ length: tau + 1 }, (_, t) => w ** t);
      const states = powers.map((power, t) => power * s0 + c * total(powers.slice(0, t)));
      expect(await student.unroll((n: number) => w * n + c, s0, tau)).toBeNear(states);
      const pairs = states.map((n, t) => [n, t]);
      const pairwise = (pair?: number[]) => [w * Number(pair?.[0]) + c, Number(pair?.[1]) + 1];
      expect(await student.unroll(pairwise, [s0, 0], tau)).toBeNear(pairs);
    }
  });
});

function total(numbers: Vec): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

const halveAndAdd = (state: number, x: number) => state / 2 + x;
const append = (word: string, letter: string) => word + letter;
const push = (swing: number[] | undefined, x: number) => {
  const [position, velocity] = [swing ?? []].flat();
  return [position + velocity, velocity - position / 2 + x];
};

describe('drive', {
  hints: [
    'It is unroll with a second argument: the list of signals says how many steps there are.',
    'x(t) is xs[t - 1]. A loop over the signals themselves, for (const x of xs), needs no index.',
    'In the loop: states.push(f(states[states.length - 1], x)).',
  ],
}, () => {
  it('returns one state more than there are signals', { points: 1 }, async () => {
    expect(await student.drive(append, 'a', ['b', 'd', 'c'])).toHaveLength(4);
  });

  it('turns the signal 1, 2, 3 into the states 8, 5, 4.5, 5.25', { points: 1 }, async () => {
    // 8/2 + 1 = 5; 5/2 + 2 = 4.5; 4.5/2 + 3 = 5.25
    expect(await student.drive(halveAndAdd, 8, [1, 2, 3])).toBeNear([8, 5, 4.5, 5.25]);
  });

  it('hears the letters in their order', { points: 1 }, async () => {
    expect(await student.drive(append, '', ['r', 'n', 'n'])).toBeNear(['', 'r', 'rn', 'rnn']);
  });

  it('takes a step for a signal of 0, and from a state of 0', { points: 1 }, async () => {
    expect(await student.drive(halveAndAdd, 4, [0, 3, 0, 0, 2, 0])).toBeNear([
      4, 2, 4, 2, 1, 2.5, 1.25,
    ]);
    expect(await student.drive(halveAndAdd, 4, [-2, 3, 2.5, 2, 1])).toBeNear([4, 0, 3, 4, 4, 3]);
  });

  it('keeps each state as one thing, also when it is a list', { points: 1 }, async () => {
    expect(await student.drive(push, [1, 2], [3, -1])).toBeNear([
      [1, 2],
      [3, 4.5],
      [7.5, 2],
    ]);
  });

  it('keeps s(0) when no signal comes', { points: 1 }, async () => {
    expect(await student.drive(halveAndAdd, 8, [])).toBeNear([8]);
  });

  it('sums up any signal', { points: 3, drawn: true }, async ({ random }) => {
    for (const tau of drawSizes(random, 3).map((size) => size + 1)) {
      const [w, s0, ...xs] = drawVec(random, tau + 2);
      xs[random.integer(0, tau - 1)] = 0;
      // s(t) = wᵗ s(0) + wᵗ⁻¹ x(1) + … + w x(t−1) + x(t)
      const states = [s0, ...xs].map((_, t) =>
        total([s0, ...xs.slice(0, t)].map((x, k) => w ** (t - k) * x)),
      );
      expect(await student.drive((n: number, x: number) => w * n + x, s0, xs)).toBeNear(states);
    }
  });
});

describe('compose', {
  hints: [
    'Begin with what no step does: W̃ = I and b̃ = 0. Then add one step at a time, k times.',
    'One more step applies W and b to what is already there: W (W̃ s + b̃) + b. Multiply out.',
    'The new W̃ is matmul(W, W̃); the new b̃ is add(multiply(W, b̃), b). identity(D) is in lib/linear.ts.',
  ],
}, () => {
  it('returns a D × D matrix and D numbers', { points: 1 }, async () => {
    const far = await student.compose(W, b, 2);
    expect(far).toHaveProperty('W');
    expect(far).toHaveProperty('b');
    expect([far.W.length, ...far.W.map((row) => row.length), far.b.length]).toEqual([
      3, 3, 3, 3, 3,
    ]);
  });

  it('makes W W and W b + b of two steps', { points: 1 }, async () => {
    // [[1, 2], [0, 3]]² = [[1, 8], [0, 9]]; W b + b = [1 + 4, 6] + [1, 2]
    expect(
      await student.compose(
        [
          [1, 2],
          [0, 3],
        ],
        [1, 2],
        2,
      ),
    ).toBeNear({
      W: [
        [1, 8],
        [0, 9],
      ],
      b: [6, 8],
    });
  });

  it('takes s(t) to where k single steps take it', { points: 2 }, async () => {
    const far = await student.compose(W, b, 5);
    let state = s;
    for (let step = 0; step < 5; step++) state = add(multiply(W, state), b);
    expect(add(multiply(far.W, s), far.b)).toBeNear(state);
  });

  it('leaves W and b as they are for one step', { points: 1 }, async () => {
    expect(await student.compose(W, b, 1)).toBeNear({ W, b });
  });

  it('changes nothing when no step is taken', { points: 1 }, async () => {
    expect(await student.compose(W, b, 0)).toBeNear({ W: identity(3), b: [0, 0, 0] });
  });

  it('makes Wᵏ and its b̃ of any number of steps', {
    points: 3,
    drawn: true,
  }, async ({ random }) => {
    const sizes = drawSizes(random, 3);
    for (const [i, k] of random.shuffle([3, 4, 6, 7]).entries()) {
      const D = sizes[i] ?? 1;
      const { W, b } = drawSystem(random, D);
      // b̃ is where k steps take 0, and column j of W̃ + b̃ where they take the jth unit vector
      const reached = (start: Vec) => {
        let state = start;
        for (let step = 0; step < k; step++) {
          state = W.map((row, i) => total(row.map((w, j) => w * state[j])) + b[i]);
        }
        return state;
      };
      const origin = reached(b.map(() => 0));
      const columns = identity(D).map((unit) => reached(unit).map((n, i) => n - origin[i]));
      expect(await student.compose(W, b, k)).toBeNear({
        W: b.map((_, i) => columns.map((column) => column[i])),
        b: origin,
      });
    }
  });
});

describe('spectralRadius', {
  hints: [
    'Solve the quadratic λ² − p λ + q = 0 with p = w₁₁ + w₂₂ and q = w₁₁ w₂₂ − w₁₂ w₂₁.',
    'p² − 4 q decides: not negative, two real eigenvalues, and the one farther from 0 counts; negative, a complex pair.',
    'A complex pair multiplies to |λ|² = q. Two real ones: (|p| + √(p² − 4 q)) / 2 is the larger size.',
  ],
}, () => {
  it('is 5 for the diagonal matrix with 5 and 2', { points: 1 }, async () => {
    expect(
      await student.spectralRadius([
        [5, 0],
        [0, 2],
      ]),
    ).toBeNear(5);
  });

  it('is 2 for the diagonal matrix with −2 and 0.5', { points: 1 }, async () => {
    expect(
      await student.spectralRadius([
        [-2, 0],
        [0, 0.5],
      ]),
    ).toBeNear(2);
  });

  it('is 5 for a turn by about 53° and a stretch by 5', { points: 1 }, async () => {
    // λ = 3 ± 4 i
    expect(
      await student.spectralRadius([
        [3, -4],
        [4, 3],
      ]),
    ).toBeNear(5);
  });

  it('is 11 for a matrix with the eigenvalues 11 and 8', { points: 1 }, async () => {
    // trace 19, determinant 90 − 2
    expect(
      await student.spectralRadius([
        [9, 2],
        [1, 10],
      ]),
    ).toBeNear(11);
  });

  it('is 0.5 when both eigenvalues are 0.5', { points: 1 }, async () => {
    expect(
      await student.spectralRadius([
        [0.5, 1],
        [0, 0.5],
      ]),
    ).toBeNear(0.5);
  });

  it('is 2 for the eigenvalues ±2 i, which have no real part', { points: 1 }, async () => {
    expect(
      await student.spectralRadius([
        [0, 1],
        [-4, 0],
      ]),
    ).toBeNear(2);
  });

  it('is 0 for a matrix whose square is 0', { points: 1 }, async () => {
    expect(
      await student.spectralRadius([
        [2, -4],
        [1, -2],
      ]),
    ).toBeNear(0);
  });

  it('finds the eigenvalues that a matrix was made from', {
    points: 4,
    drawn: true,
  }, async ({ random }) => {
    const [large, small] = [random.integer(11, 19) / 10, random.integer(3, 9) / 10];
    const [re, im] = [random.integer(3, 9) / 10, random.integer(11, 19) / 10];
    const pairs = [
      [-large, -small],
      [-large, small],
      [large, small],
    ];
    for (const [one, other] of pairs) {
      const made = [
        [one, 0],
        [0, other],
      ];
      expect(await student.spectralRadius(inOtherAxes(random, made))).toBeNear(large);
    }
    const turns = [
      [im, re],
      [-re, im],
    ];
    for (const [middle, reach] of turns) {
      const made = [
        [middle, -reach],
        [reach, middle],
      ];
      expect(await student.spectralRadius(inOtherAxes(random, made))).toBeNear(Math.hypot(re, im));
    }
  });
});

/** P Λ P⁻¹, which has the eigenvalues of Λ, whatever P. */
function inOtherAxes(random: Random, L: Mat): Mat {
  const [p, q] = [random.integer(2, 4), random.integer(2, 4)];
  const P = [
    [1, p],
    [q, p * q + 1],
  ]; // its determinant is 1
  const Pinverse = [
    [p * q + 1, -p],
    [-q, 1],
  ];
  return matmul(matmul(P, L), Pinverse);
}

const states: Vec[] = [
  [1, -0.5, 0.3],
  [0.2, 0.9, -0.7],
  [-0.8, 0.4, 1.1],
  [0.6, -1.2, 0.5],
];

describe('gradient', {
  hints: [
    'Walk through the steps t = 0, …, τ − 1. At each one the error is the vector e = W s(t) + b − s(t+1).',
    'L adds |e|²; ∂L/∂b adds 2 e; ∂L/∂W adds 2 e s(t)ᵀ, which is outer(e, s(t)). Then divide all three by τ.',
    'Start loss, dW and db at 0 and add to them: dW = outer(de, states[t]).map((row, i) => add(dW[i], row)) with de = scale(2 / tau, e).',
  ],
}, () => {
  it('returns a number, a D × D matrix and D numbers', { points: 1 }, async () => {
    const { loss, dW, db } = await student.gradient(W, b, states);
    expect(loss).toBeTypeOf('number');
    expect([dW.length, ...dW.map((row) => row.length), db.length]).toEqual([3, 3, 3, 3, 3]);
  });

  it('is L = 7, ∂L/∂w = −14 and ∂L/∂b = −2 on the states 1, 4, 7, 19 with w = 2, b = 1', {
    points: 2,
  }, async () => {
    // e = −1, 2, −4: L = (1 + 4 + 16)/3, ∂L/∂w = ⅔ (−1·1 + 2·4 − 4·7), ∂L/∂b = ⅔ (−1 + 2 − 4)
    expect(await student.gradient([[2]], [1], [[1], [4], [7], [19]])).toBeNear({
      loss: 7,
      dW: [[-14]],
      db: [-2],
    });
  });

  it('has the loss of its definition', { points: 1, drawn: true }, async ({ random }) => {
    for (const { W, b, states } of drawTrajectories(random)) {
      const { loss } = await student.gradient(W, b, states);
      expect(loss).toBeNear(lossOf(W, b, states));
    }
  });

  it('agrees with finite differences in every entry of W', {
    points: 2,
    drawn: true,
  }, async ({ random }) => {
    for (const { W, b, states } of drawTrajectories(random)) {
      const { dW } = await student.gradient(W, b, states);
      expect(dW).toBeNear(differences((V) => lossOf(V, b, states), W));
    }
  });

  it('agrees with finite differences in every entry of b', {
    points: 1,
    drawn: true,
  }, async ({ random }) => {
    for (const { W, b, states } of drawTrajectories(random)) {
      const { db } = await student.gradient(W, b, states);
      expect([db]).toBeNear(differences(([c]) => lossOf(W, c, states), [b]));
    }
  });

  it('is zero for the parameters that made the trajectory', { points: 1 }, async () => {
    const path = [s, add(multiply(W, s), b)];
    expect(await student.gradient(W, b, path)).toBeNear({
      loss: 0,
      dW: W.map((row) => row.map(() => 0)),
      db: [0, 0, 0],
    });
  });
});

/** D and τ differ from each other, and from case to case. */
function drawTrajectories(random: Random): { W: Mat; b: Vec; states: Vec[] }[] {
  const sizes = drawSizes(random, 3);
  return sizes.map((D, i) => {
    const { W, b } = drawSystem(random, D);
    const tau = sizes[(i + 1) % 3] + 1;
    return { W, b, states: drawMat(random, tau + 1, D) };
  });
}

/** The loss straight from its definition. */
function lossOf(V: Mat, c: Vec, states: Vec[]): number {
  const squares = states.slice(1).map((next, t) => {
    const forecast = add(multiply(V, states[t]), c);
    return next.reduce((sum, si, i) => sum + (forecast[i] - si) ** 2, 0);
  });
  return squares.reduce((sum, e) => sum + e) / squares.length;
}
