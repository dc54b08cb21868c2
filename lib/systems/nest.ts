import { countSteps, type Step } from './trajectory';

/**
 * Unrolling: the recurrence s(t) = f(s(t−1)) written out for a fixed number of steps, until no
 * recurrence is left. `nest(f, 3)` is the function s ↦ f(f(f(s))); `nest(f, 0)` changes nothing.
 * Slides 002, equation (2). Throws when `steps` is not a whole number ≥ 0.
 */
export function nest<S>(f: Step<S>, steps: number): Step<S> {
  countSteps('nest', steps);
  if (steps === 0) return (s) => s;
  const inner = nest(f, steps - 1);
  return (s) => f(inner(s)); // f ∘ f ∘ … ∘ f
}
