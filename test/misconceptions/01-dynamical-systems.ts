import type * as Exercise from '../../exercises/01-dynamical-systems';
import {
  add,
  type Mat,
  matmul,
  multiply,
  outer,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../../lib/linear';
import * as right from '../../solutions/01-dynamical-systems';
import type { Mistakes } from '../judge/mistakes';

/** Every transition s(t) → s(t+1) of a trajectory with the error e = W s(t) + b − s(t+1). */
function errors(W: Mat, b: Vec, states: Vec[]): { e: Vec; s: Vec; sNext: Vec }[] {
  return states.slice(1).map((sNext, t) => {
    const s = states[t];
    return { e: subtract(right.nextState(W, b, s), sNext), s, sNext };
  });
}

function sumMat(matrices: Mat[]): Mat {
  return matrices.reduce((A, B) => A.map((row, i) => add(row, B[i])));
}

/** The right loss and gradient, each times a factor that should not be there. */
function scaled(W: Mat, b: Vec, states: Vec[], ofLoss: number, ofGradient: number) {
  const { loss, dW, db } = right.gradient(W, b, states);
  return {
    loss: ofLoss * loss,
    dW: dW.map((row) => scale(ofGradient, row)),
    db: scale(ofGradient, db),
  };
}

function trace(W: Mat): number {
  return W[0][0] + W[1][1];
}

function determinant(W: Mat): number {
  return W[0][0] * W[1][1] - W[0][1] * W[1][0];
}

export const mistakes: Mistakes<typeof Exercise> = {
  nextState: [
    {
      name: 'b forgotten',
      lesson:
        'The map is affine, not linear: after W s comes + b. Without b the origin never moves.',
      wrong: (W, _b, s) => multiply(W, s),
    },
    {
      name: 'W transposed',
      lesson:
        'Entry i of W s is row i of W times s: Σⱼ wᵢⱼ sⱼ. Summing over the first index instead reads W by columns, which is Wᵀ s.',
      wrong: (W, b, s) => add(multiply(transpose(W), s), b),
    },
    {
      name: 'b added before W',
      lesson:
        'W s + b is not W (s + b): the bias is added after the product, and W must not touch it.',
      wrong: (W, b, s) => multiply(W, add(s, b)),
    },
    {
      name: 'only the diagonal of W',
      lesson:
        'Each new component depends on all the old ones. wᵢᵢ sᵢ + bᵢ keeps only the diagonal and loses every coupling.',
      wrong: (W, b, s) => s.map((si, i) => W[i][i] * si + b[i]),
    },
  ],
  unroll: [
    {
      name: 's(0) left out',
      lesson: 'The list starts with s(0), the state before any step: τ steps make τ + 1 states.',
      wrong: (f, s0, tau) => right.unroll(f, s0, tau).slice(1),
    },
    {
      name: 'one step short',
      lesson:
        'τ counts the steps, not the states. The last state is s(τ), so f is applied τ times.',
      wrong: (f, s0, tau) => (tau === 0 ? [] : right.unroll(f, s0, tau - 1)),
    },
    {
      name: 'one step too many',
      lesson:
        'The list ends with s(τ): f is applied τ times, not τ + 1. Look at the loop’s last round.',
      wrong: (f, s0, tau) => right.unroll(f, s0, tau + 1),
    },
    {
      name: 'the state never advances',
      lesson:
        'f must be applied to the latest state. f(s0) in every round gives s(1) again and again: the recurrence is lost.',
      wrong: (f, s0, tau) => [s0, ...Array.from({ length: tau }, () => f(s0))],
    },
    {
      name: 'only the last state',
      lesson: 'The whole path is wanted, not only its end: keep every state as it comes.',
      wrong: ((f: (s: unknown) => unknown, s0: unknown, tau: number) =>
        right.unroll(f, s0, tau)[tau]) as unknown as typeof Exercise.unroll,
    },
  ],
  drive: [
    {
      name: 'the signal comes a step late',
      lesson:
        's(t) hears x(t), and x(1) is xs[0]. Here x(1) is heard twice, and from then on s(t) hears x(t−1).',
      wrong: (f, s0, xs) => {
        const states = [s0];
        for (let t = 1; t <= xs.length; t++) states.push(f(states[t - 1], xs[Math.max(t - 2, 0)]));
        return states;
      },
    },
    {
      name: 'the signal comes a step early',
      lesson:
        'x(t) is xs[t - 1]: arrays count from zero. With xs[t] the first signal is never heard, and the last step hears what lies past the end of the list.',
      wrong: (f, s0, xs) =>
        right.drive(
          (s, t) => f(s, xs[t]),
          s0,
          [...xs.keys()].map((i) => i + 1),
        ),
    },
    {
      name: 'state and signal exchanged',
      lesson: 'f takes the state first and the signal second: f(sPrev, x).',
      wrong: (f, s0, xs) => right.drive((s, x) => f(x as never, s as never) as typeof s0, s0, xs),
    },
    {
      name: 'the same signal at every step',
      lesson: 'Each step has a signal of its own: x(t) is xs[t − 1]. Here every step hears x(1).',
      wrong: (f, s0, xs) => right.drive((s, _) => f(s, xs[0]), s0, xs),
    },
    {
      name: 'the state never advances',
      lesson:
        'f must be given the latest state. With s0 in every round, s(t) hears x(t) and has forgotten all the rest.',
      wrong: (f, s0, xs) => [s0, ...xs.map((x) => f(s0, x))],
    },
    {
      name: 's(0) left out',
      lesson:
        'The list starts with s(0), the state before any signal: τ signals make τ + 1 states.',
      wrong: (f, s0, xs) => right.drive(f, s0, xs).slice(1),
    },
    {
      name: 'the signals backwards',
      lesson:
        'x(1) comes first. Here the last signal is heard first, and the state runs through the past in reverse.',
      wrong: (f, s0, xs) => right.drive(f, s0, [...xs].reverse()),
    },
  ],
  compose: [
    {
      name: 'b counted k times',
      lesson:
        'b̃ is not k b: a bias that was added early goes through W at every later step. After two steps b̃ = W b + b.',
      wrong: (W, b, k) => ({ W: right.compose(W, b, k).W, b: scale(k, b) }),
    },
    {
      name: 'b left as it is',
      lesson:
        'The bias is added at every step, and carried on by W. For k = 1, b̃ = b; in general it is not.',
      wrong: (W, b, k) => ({ W: right.compose(W, b, k).W, b }),
    },
    {
      name: 'b added before W',
      lesson:
        'Each step is W (…) + b: no W follows the bias of its own step. Here b̃ = (Wᵏ + … + W) b.',
      wrong: (W, b, k) => ({
        W: right.compose(W, b, k).W,
        b: multiply(W, right.compose(W, b, k).b),
      }),
    },
    {
      name: 'the last b forgotten',
      lesson: 'b̃ = (Wᵏ⁻¹ + … + W + I) b: the I is the last step’s own bias, which no W follows.',
      wrong: (W, b, k) => {
        const far = right.compose(W, b, k);
        return k === 0 ? far : { W: far.W, b: subtract(far.b, b) };
      },
    },
    {
      name: 'b̃ begins with b',
      lesson:
        'Before the first step nothing has been added: b̃ begins with zeros, as W̃ begins with I.',
      wrong: (W, b, k) => ({ W: right.compose(W, b, k).W, b: right.compose(W, b, k + 1).b }),
    },
    {
      name: 'W̃ instead of W on b̃',
      lesson:
        'One more step multiplies what is there by W, once: the new b̃ is W b̃ + b, not W̃ b̃ + b.',
      wrong: (W, b, k) => {
        let far = right.compose(W, b, 0);
        for (let step = 0; step < k; step++) {
          far = { W: matmul(W, far.W), b: add(multiply(far.W, far.b), b) };
        }
        return far;
      },
    },
    {
      name: 'powers entry by entry',
      lesson:
        'Wᵏ is W times W times W as matrices: rows times columns. Raising each entry to the power k is another matrix.',
      wrong: (W, b, k) => ({
        W: W.map((row) => row.map((w) => w ** k)),
        b: right.compose(W, b, k).b,
      }),
    },
    {
      name: 'one step too many',
      lesson:
        'k steps multiply k matrices. A loop that starts from W and runs k times makes Wᵏ⁺¹; start from I.',
      wrong: (W, b, k) => right.compose(W, b, k + 1),
    },
    {
      name: 'k = 0 taken for k = 1',
      lesson: 'No step changes nothing: for k = 0, W̃ = I and b̃ = 0.',
      wrong: (W, b, k) => right.compose(W, b, Math.max(k, 1)),
    },
  ],
  spectralRadius: [
    {
      name: 'the largest eigenvalue, not the largest size',
      lesson:
        'ρ(W) is max |λ|. An eigenvalue of −2 is farther from 0 than one of 0.5, and it is the one that drives the state away.',
      wrong: (W) => {
        const discriminant = trace(W) ** 2 - 4 * determinant(W);
        if (discriminant < 0) return right.spectralRadius(W);
        return (trace(W) + Math.sqrt(discriminant)) / 2;
      },
    },
    {
      name: 'only the real part of a complex eigenvalue',
      lesson:
        'For λ = a ± i b the size is √(a² + b²), not a. A quarter turn has λ = ± i: real part 0, and yet nothing shrinks.',
      wrong: (W) => {
        const discriminant = trace(W) ** 2 - 4 * determinant(W);
        return discriminant < 0 ? Math.abs(trace(W)) / 2 : right.spectralRadius(W);
      },
    },
    {
      name: 'the determinant, not its root',
      lesson: 'For complex eigenvalues the determinant is λ₁ λ₂ = |λ|²: take its square root.',
      wrong: (W) => {
        const discriminant = trace(W) ** 2 - 4 * determinant(W);
        return discriminant < 0 ? determinant(W) : right.spectralRadius(W);
      },
    },
    {
      name: 'the discriminant without its 4',
      lesson:
        'λ² − p λ + q = 0 has λ = (p ± √(p² − 4 q)) / 2, with p the trace and q the determinant.',
      wrong: (W) => {
        const discriminant = trace(W) ** 2 - determinant(W);
        if (discriminant < 0) return Math.sqrt(determinant(W));
        return (Math.abs(trace(W)) + Math.sqrt(discriminant)) / 2;
      },
    },
    {
      name: 'the root of a negative number',
      lesson:
        'Math.sqrt(-1) is NaN. When the discriminant is negative the eigenvalues are a complex pair: |λ| is √determinant.',
      wrong: (W) => (Math.abs(trace(W)) + Math.sqrt(trace(W) ** 2 - 4 * determinant(W))) / 2,
    },
  ],
  gradient: [
    {
      name: 'sign of the error',
      lesson:
        'The gradient points uphill. With e = s(t+1) − ŝ(t+1) in it, every step of descent would climb: e is ŝ − s.',
      wrong: (W, b, states) => scaled(W, b, states, 1, -1),
    },
    {
      name: 'the 2 of the square forgotten',
      lesson: 'd(e²) = 2 e de: the loss has no ½ in it, so the gradient keeps its 2.',
      wrong: (W, b, states) => scaled(W, b, states, 1, 0.5),
    },
    {
      name: 'summed, not averaged',
      lesson:
        'L is a mean over the τ steps: divide the loss and both gradients by τ, the number of steps.',
      wrong: (W, b, states) => scaled(W, b, states, states.length - 1, states.length - 1),
    },
    {
      name: 'the loss averaged, the gradient not',
      lesson:
        'What divides L divides its gradient too: dW and db are means over the τ steps, as L is.',
      wrong: (W, b, states) => scaled(W, b, states, 1, states.length - 1),
    },
    {
      name: 'averaged over the states, not the steps',
      lesson:
        'τ + 1 states have τ steps between them. The mean is over the steps: divide by states.length - 1.',
      wrong: (W, b, states) => {
        const k = (states.length - 1) / states.length;
        return scaled(W, b, states, k, k);
      },
    },
    {
      name: 'dW transposed',
      lesson:
        'wᵢⱼ carries sⱼ into component i, so ∂L/∂wᵢⱼ is eᵢ sⱼ: e sᵀ, with the error giving the row. s eᵀ is its transpose.',
      wrong: (W, b, states) => {
        const { loss, dW, db } = right.gradient(W, b, states);
        return { loss, dW: transpose(dW), db };
      },
    },
    {
      name: 'dW with the state after the step',
      lesson:
        'W was multiplied by s(t), so ∂L/∂W is e s(t)ᵀ. s(t+1) is what was to be met; W never saw it.',
      wrong: (W, b, states) => {
        const { loss, db } = right.gradient(W, b, states);
        const steps = errors(W, b, states);
        const dW = sumMat(steps.map(({ e, sNext }) => outer(scale(2 / steps.length, e), sNext)));
        return { loss, dW, db };
      },
    },
    {
      name: 'the gradient of the last step only',
      lesson:
        'W and b are shared by all the steps: their gradients are sums over t. Assigning in the loop, not adding, leaves the last step’s.',
      wrong: (W, b, states) => {
        const { loss } = right.gradient(W, b, states);
        const steps = errors(W, b, states);
        const { e, s } = steps[steps.length - 1];
        const de = scale(2 / steps.length, e);
        return { loss, dW: outer(de, s), db: de };
      },
    },
  ],
};
