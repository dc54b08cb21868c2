import type { Matrix } from '../matrix/matrix';
import { adagrad, adam, momentum, sgd } from '../matrix/update';
import { type Memory, Optimizer } from './optimizer';

/** Stochastic gradient descent: θ = θ − rate dθ */
export class Sgd extends Optimizer {
  protected readonly letters = [];

  constructor({ rate }: { rate: number }) {
    super('Sgd', { rate });
  }

  protected move(theta: Matrix, dTheta: Matrix): void {
    sgd(theta, dTheta, this.settings.rate);
  }
}

/** v = μ v + dθ, θ = θ − rate v */
export class Momentum extends Optimizer {
  protected readonly letters = ['v'];

  constructor({ rate, mu = 0.9 }: { rate: number; mu?: number }) {
    super('Momentum', { rate, mu });
  }

  protected move(theta: Matrix, dTheta: Matrix, { matrices: { v } }: Memory): void {
    momentum(theta, dTheta, v, this.settings.rate, this.settings.mu);
  }
}

/**
 * s = s + dθ², θ = θ − rate dθ / (√s + ε), PyTorch's form. With ε in the root, rate dθ / √(s + ε):
 * Karpathy's form, `new Adagrad({ rate: 0.1, epsilon: 1e-8, epsilonInRoot: true })` his own.
 */
export class Adagrad extends Optimizer {
  protected readonly letters = ['s'];
  private readonly inRoot: boolean;

  constructor({
    rate,
    epsilon = 1e-10,
    epsilonInRoot = false,
  }: {
    rate: number;
    epsilon?: number;
    epsilonInRoot?: boolean;
  }) {
    super(epsilonInRoot ? 'Adagrad with ε in the root' : 'Adagrad', { rate, epsilon });
    this.inRoot = epsilonInRoot;
  }

  protected move(theta: Matrix, dTheta: Matrix, { matrices: { s } }: Memory): void {
    adagrad(theta, dTheta, s, this.settings.rate, this.settings.epsilon, this.inRoot);
  }
}

/**
 * m = β₁ m + (1 − β₁) dθ, v = β₂ v + (1 − β₂) dθ², θ = θ − rate m̂ / (√v̂ + ε)
 * with m̂ = m / (1 − β₁ᵏ) and v̂ = v / (1 − β₂ᵏ) at the parameter's k-th step.
 */
export class Adam extends Optimizer {
  protected readonly letters = ['m', 'v'];

  constructor({
    rate,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
  }: {
    rate: number;
    beta1?: number;
    beta2?: number;
    epsilon?: number;
  }) {
    super('Adam', { rate, beta1, beta2, epsilon });
  }

  protected move(theta: Matrix, dTheta: Matrix, { k, matrices: { m, v } }: Memory): void {
    adam(theta, dTheta, m, v, { ...this.settings, k });
  }
}
