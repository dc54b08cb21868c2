import type { Mat, Vec } from '../../linear';
import type { Gradients, Pass } from './backward';
import { type Example, type Nudge, type Rnn, totalLoss } from './rnn';

/**
 * The gradients of the loss by central differences, (L(θ + ε) − L(θ − ε)) / 2ε for every number of
 * U, W, V, b, c and h(0). It knows nothing of the chain rule: that is its worth, and its cost is two
 * forward passes a number.
 */
export function byDifferences(example: Example, epsilon = 1e-5): Gradients {
  const { theta, h0 } = example;
  const of = (letter: keyof Rnn, value: Rnn[keyof Rnn]) =>
    totalLoss({ ...example, theta: { ...theta, [letter]: value } });
  const matrix = (letter: 'U' | 'W' | 'V') =>
    theta[letter].map((row, i) =>
      differences(row, epsilon, (changed) =>
        of(
          letter,
          theta[letter].map((before, n) => (n === i ? changed : before)),
        ),
      ),
    );
  const vector = (letter: 'b' | 'c') =>
    differences(theta[letter], epsilon, (changed) => of(letter, changed));
  return {
    dU: matrix('U'), // [H, D]
    dW: matrix('W'), // [H, H]
    dV: matrix('V'), // [K, H]
    db: vector('b'), // [H]
    dc: vector('c'), // [K]
    dh0: differences(h0, epsilon, (changed) => totalLoss({ ...example, h0: changed })), // [H]
  };
}

/**
 * do(t), dh(t) and da(t) for every t, by nudging o(t), h(t) or a(t) itself and letting all that comes
 * after it run on: the total derivatives. Index 0 is empty.
 */
export function stepsByDifferences(
  example: Example,
  epsilon = 1e-5,
): Pick<Pass, 'dO' | 'dH' | 'dA'> {
  const steps = (at: Nudge['at'], size: number): Mat => [
    [],
    ...example.xs.map((_, i) =>
      differences(new Array<number>(size).fill(0), epsilon, (by) =>
        totalLoss(example, { at, t: i + 1, by }),
      ),
    ),
  ];
  const [H, K] = [example.theta.b.length, example.theta.c.length];
  return { dO: steps('o', K), dH: steps('h', H), dA: steps('a', H) };
}

function differences(numbers: Vec, epsilon: number, loss: (changed: Vec) => number): Vec {
  return numbers.map((number, i) => {
    const moved = (by: number) =>
      loss(numbers.map((before, n) => (n === i ? number + by : before)));
    // ∂L/∂θᵢ ≈ (L(θᵢ + ε) − L(θᵢ − ε)) / 2ε
    return (moved(epsilon) - moved(-epsilon)) / (2 * epsilon);
  });
}
