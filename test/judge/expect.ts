import { expect } from 'vitest';
import { explain } from './explain';
import { firstDifference } from './near';
import { calls } from './open';

/** What graders compare with: numbers in float64, relative to the largest beside them. */
const TOLERANCE = 1e-6;

declare module 'vitest' {
  interface Matchers {
    /** The same structure, and the same numbers up to a relative 1e-6. */
    toBeNear(expected: unknown): void;
  }
}

expect.extend({
  toBeNear(got: unknown, expected: unknown) {
    const difference = firstDifference(got, expected, TOLERANCE);
    const call = calls.at(-1);
    return {
      pass: difference === null,
      message: () =>
        difference && call ? explain(call, got, difference, expected) : 'expected another value',
    };
  },
});
