import { describe, expect, it } from 'vitest';
import type * as Exercise from '../../exercises/01-dynamical-systems';
import { add, identity, type Mat, matmul, multiply, type Vec } from '../../lib/linear';
import { differences } from '../judge/differences';
import { open } from '../judge/open';
import '../judge/expect';

const student = await open<typeof Exercise>('01-dynamical-systems');

// Three components, no symmetry, a bias: a wrong index, a lost term or a transpose shows.
const W: Mat = [
  [0.7, -0.4, 0.2],
  [0.5, 0.3, -0.6],
  [-0.1, 0.8, 0.4],
];
const b: Vec = [0.5, -1, 0.25];
const s: Vec = [1, 2, -3];

describe('nextState', {
  meta: {
    hints: [
      'Two operations, in this order: a matrix times a vector, then a vector added.',
      'lib/linear.ts has both: multiply(W, s) and add(a, b). Import them at the top of the file.',
      'The last line reads: return add(…, b), with the product W s in place of the dots.',
    ],
  },
}, () => {
  it('returns one number for each component', { meta: { points: 1 } }, async () => {
    expect(
      await student.nextState(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 0],
        [3, 4],
      ),
    ).toHaveLength(2);
  });

  it('gives [9, 20] for W = [[1, 2], [3, 4]], b = [4, 9], s = [1, 2]', {
    meta: { points: 1 },
  }, async () => {
    // 1·1 + 2·2 + 4 = 9 and 3·1 + 4·2 + 9 = 20
    expect(
      await student.nextState(
        [
          [1, 2],
          [3, 4],
        ],
        [4, 9],
        [1, 2],
      ),
    ).toBeNear([9, 20]);
  });

  it('computes W s + b for three components', { meta: { points: 1 } }, async () => {
    // 0.7 − 0.8 − 0.6 + 0.5; 0.5 + 0.6 + 1.8 − 1; −0.1 + 1.6 − 1.2 + 0.25
    expect(await student.nextState(W, b, s)).toBeNear([-0.2, 1.9, 0.55]);
  });
});

const double = (n: number) => 2 * n;
const addLetter = (word: string) => `${word}a`;

describe('unroll', {
  meta: {
    hints: [
      'Start with a list that holds only s0, and let it grow by one state at a time.',
      'The next state is f of the last one in the list, not f(s0). Repeat τ times.',
      'const states = [s0]; then a loop for t = 1, …, tau with states.push(f(states[t - 1])).',
    ],
  },
}, () => {
  it('returns τ + 1 states', { meta: { points: 1 } }, async () => {
    expect(await student.unroll(double, 1, 4)).toHaveLength(5);
  });

  it('doubles 3 into [3, 6, 12, 24]', { meta: { points: 1 } }, async () => {
    expect(await student.unroll(double, 3, 3)).toBeNear([3, 6, 12, 24]);
  });

  it('follows an affine system of three components', { meta: { points: 1 } }, async () => {
    const f = (state: Vec) => add(multiply(W, state), b);
    const [s1, s2] = [f(s), f(f(s))];
    expect(await student.unroll(f, s, 3)).toBeNear([s, s1, s2, f(s2)]);
  });

  it('does not care what a state is: a word will do', { meta: { points: 1 } }, async () => {
    expect(await student.unroll(addLetter, 'b', 2)).toBeNear(['b', 'ba', 'baa']);
  });

  it('returns [s(0)] when no step is taken', { meta: { points: 1 } }, async () => {
    expect(await student.unroll(double, 7, 0)).toBeNear([7]);
  });
});

const halveAndAdd = (state: number, x: number) => state / 2 + x;
const append = (word: string, letter: string) => word + letter;

describe('drive', {
  meta: {
    hints: [
      'It is unroll with a second argument: the list of signals says how many steps there are.',
      'x(t) is xs[t - 1]. A loop over the signals themselves, for (const x of xs), needs no index.',
      'In the loop: states.push(f(states[states.length - 1], x)).',
    ],
  },
}, () => {
  it('returns one state more than there are signals', { meta: { points: 1 } }, async () => {
    expect(await student.drive(halveAndAdd, 0, [1, 2, 3])).toHaveLength(4);
  });

  it('turns the signal 1, 2, 3 into the states 8, 5, 4.5, 5.25', {
    meta: { points: 1 },
  }, async () => {
    // 8/2 + 1 = 5; 5/2 + 2 = 4.5; 4.5/2 + 3 = 5.25
    expect(await student.drive(halveAndAdd, 8, [1, 2, 3])).toBeNear([8, 5, 4.5, 5.25]);
  });

  it('hears the letters in their order', { meta: { points: 1 } }, async () => {
    expect(await student.drive(append, '', ['r', 'n', 'n'])).toBeNear(['', 'r', 'rn', 'rnn']);
  });

  it('keeps s(0) when no signal comes', { meta: { points: 1 } }, async () => {
    expect(await student.drive(halveAndAdd, 8, [])).toBeNear([8]);
  });
});

describe('compose', {
  meta: {
    hints: [
      'Begin with what no step does: W̃ = I and b̃ = 0. Then add one step at a time, k times.',
      'One more step applies W and b to what is already there: W (W̃ s + b̃) + b. Multiply out.',
      'The new W̃ is matmul(W, W̃); the new b̃ is add(multiply(W, b̃), b). identity(D) is in lib/linear.ts.',
    ],
  },
}, () => {
  it('returns a D × D matrix and D numbers', { meta: { points: 1 } }, async () => {
    const far = await student.compose(W, b, 2);
    expect(far).toHaveProperty('W');
    expect(far).toHaveProperty('b');
    expect([far.W.length, ...far.W.map((row) => row.length), far.b.length]).toEqual([
      3, 3, 3, 3, 3,
    ]);
  });

  it('makes W W and W b + b of two steps', { meta: { points: 1 } }, async () => {
    // [[1, 2], [0, 3]]² = [[1, 8], [0, 9]]; W b + b = [1 + 2, 3] + [1, 1]
    expect(
      await student.compose(
        [
          [1, 2],
          [0, 3],
        ],
        [1, 1],
        2,
      ),
    ).toBeNear({
      W: [
        [1, 8],
        [0, 9],
      ],
      b: [4, 4],
    });
  });

  it('takes s(t) to where k single steps take it', { meta: { points: 2 } }, async () => {
    const far = await student.compose(W, b, 5);
    let state = s;
    for (let step = 0; step < 5; step++) state = add(multiply(W, state), b);
    expect(add(multiply(far.W, s), far.b)).toBeNear(state);
  });

  it('leaves W and b as they are for one step', { meta: { points: 1 } }, async () => {
    expect(await student.compose(W, b, 1)).toBeNear({ W, b });
  });

  it('changes nothing when no step is taken', { meta: { points: 1 } }, async () => {
    expect(await student.compose(W, b, 0)).toBeNear({ W: identity(3), b: [0, 0, 0] });
  });
});

describe('spectralRadius', {
  meta: {
    hints: [
      'Solve the quadratic λ² − p λ + q = 0 with p = w₁₁ + w₂₂ and q = w₁₁ w₂₂ − w₁₂ w₂₁.',
      'p² − 4 q decides: not negative, two real eigenvalues, and the one farther from 0 counts; negative, a complex pair.',
      'A complex pair multiplies to |λ|² = q. Two real ones: (|p| + √(p² − 4 q)) / 2 is the larger size.',
    ],
  },
}, () => {
  it('is 3 for the diagonal matrix with 3 and 2', { meta: { points: 1 } }, async () => {
    expect(
      await student.spectralRadius([
        [3, 0],
        [0, 2],
      ]),
    ).toBeNear(3);
  });

  it('is 2 for the diagonal matrix with −2 and 0.5', { meta: { points: 1 } }, async () => {
    expect(
      await student.spectralRadius([
        [-2, 0],
        [0, 0.5],
      ]),
    ).toBeNear(2);
  });

  it('is 5 for a turn by about 53° and a stretch by 5', { meta: { points: 1 } }, async () => {
    // λ = 3 ± 4 i
    expect(
      await student.spectralRadius([
        [3, -4],
        [4, 3],
      ]),
    ).toBeNear(5);
  });

  it('finds the eigenvalues that a matrix was made from', { meta: { points: 2 } }, async () => {
    // P Λ P⁻¹ has the eigenvalues of Λ, whatever P: 0.9 and −1.4, then 0.5 ± 0.6 i
    const P = [
      [1, 2],
      [1, 3],
    ];
    const Pinverse = [
      [3, -2],
      [-1, 1],
    ];
    const real = matmul(
      matmul(P, [
        [0.9, 0],
        [0, -1.4],
      ]),
      Pinverse,
    );
    const complex = matmul(
      matmul(P, [
        [0.5, -0.6],
        [0.6, 0.5],
      ]),
      Pinverse,
    );
    expect(await student.spectralRadius(real)).toBeNear(1.4);
    expect(await student.spectralRadius(complex)).toBeNear(Math.hypot(0.5, 0.6));
  });

  it('is 0.5 when both eigenvalues are 0.5', { meta: { points: 1 } }, async () => {
    expect(
      await student.spectralRadius([
        [0.5, 1],
        [0, 0.5],
      ]),
    ).toBeNear(0.5);
  });
});

const states: Vec[] = [
  [1, -0.5, 0.3],
  [0.2, 0.9, -0.7],
  [-0.8, 0.4, 1.1],
  [0.6, -1.2, 0.5],
];

describe('gradient', {
  meta: {
    hints: [
      'Walk through the steps t = 0, …, τ − 1. At each one the error is the vector e = W s(t) + b − s(t+1).',
      'L adds |e|²; ∂L/∂b adds 2 e; ∂L/∂W adds 2 e s(t)ᵀ, which is outer(e, s(t)). Then divide all three by τ.',
      'Start loss, dW and db at 0 and add to them: dW = outer(de, states[t]).map((row, i) => add(dW[i], row)) with de = scale(2 / tau, e).',
    ],
  },
}, () => {
  it('returns a number, a D × D matrix and D numbers', { meta: { points: 1 } }, async () => {
    const { loss, dW, db } = await student.gradient(W, b, states);
    expect(loss).toBeTypeOf('number');
    expect([dW.length, ...dW.map((row) => row.length), db.length]).toEqual([3, 3, 3, 3, 3]);
  });

  it('is L = 5, ∂L/∂w = −10 and ∂L/∂b = −4 on the states 1, 3, 7 with w = b = 1', {
    meta: { points: 2 },
  }, async () => {
    // e = 1 + 1 − 3 = −1 and 3 + 1 − 7 = −3: L = (1 + 9)/2, ∂L/∂w = −1·1 − 3·3, ∂L/∂b = −1 − 3
    expect(await student.gradient([[1]], [1], [[1], [3], [7]])).toBeNear({
      loss: 5,
      dW: [[-10]],
      db: [-4],
    });
  });

  it('has the loss of three steps of three components', { meta: { points: 1 } }, async () => {
    const { loss } = await student.gradient(W, b, states);
    expect(loss).toBeNear(lossOf(W, b));
  });

  it('agrees with finite differences in every entry of W', { meta: { points: 2 } }, async () => {
    const { dW } = await student.gradient(W, b, states);
    expect(dW).toBeNear(differences((V) => lossOf(V, b), W));
  });

  it('agrees with finite differences in every entry of b', { meta: { points: 1 } }, async () => {
    const { db } = await student.gradient(W, b, states);
    expect([db]).toBeNear(differences(([c]) => lossOf(W, c), [b]));
  });

  it('is zero for the parameters that made the trajectory', { meta: { points: 1 } }, async () => {
    const path = [s, add(multiply(W, s), b)];
    expect(await student.gradient(W, b, path)).toBeNear({
      loss: 0,
      dW: W.map((row) => row.map(() => 0)),
      db: [0, 0, 0],
    });
  });
});

/** The loss straight from its definition. */
function lossOf(V: Mat, c: Vec): number {
  const squares = states.slice(1).map((next, t) => {
    const forecast = add(multiply(V, states[t]), c);
    return next.reduce((sum, si, i) => sum + (forecast[i] - si) ** 2, 0);
  });
  return squares.reduce((sum, e) => sum + e) / squares.length;
}
