/**
 * The states that a dynamical system passes through. Slides 000 and 002, equations (1) and (3).
 */

/** The rule of a system: from the state now to the next state. */
export type Step<S> = (s: S) => S;

/** The rule of a system that also hears a signal x at every step. */
export type DrivenStep<S, X> = (sPrev: S, x: X) => S;

/**
 * The states s(0), s(1), …, s(τ) of a system left to itself: τ + 1 of them, one a time step.
 * Throws when τ is not a whole number ≥ 0.
 */
export function trajectory<S>(f: Step<S>, s0: S, tau: number): S[] {
  countSteps('trajectory', tau);
  const states = [s0];
  for (let t = 1; t <= tau; t++) {
    // s(t) = f(s(t−1); θ)
    states.push(f(states[t - 1]));
  }
  return states; // [τ + 1]
}

/**
 * The states s(0), s(1), …, s(τ) of a system that hears the signal x(1), …, x(τ). The state s(t)
 * has heard x(1), …, x(t) and nothing later.
 */
export function driven<S, X>(f: DrivenStep<S, X>, s0: S, xs: X[]): S[] {
  const states = [s0];
  for (const x of xs) {
    // s(t) = f(s(t−1), x(t); θ)
    states.push(f(states[states.length - 1], x));
  }
  return states; // [τ + 1]
}

/** Throws unless `steps` can count time steps: a whole number, zero or more. */
export function countSteps(name: string, steps: number): void {
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`${name}: expected a whole number of steps, 0 or more, got ${steps}`);
  }
}
