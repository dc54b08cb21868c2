import { expect } from 'vitest';
import { explain, fieldOf, origin } from '../../lib/judge/explain';
import { firstDifference } from '../../lib/judge/near';
import { now } from './attempt';

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
    if (!difference) return { pass: true, message: () => 'expected another value' };
    const attempt = now();
    const found = origin(attempt.calls, got);
    const call = found?.call ?? attempt.calls.at(-1);
    const where = `${found?.path ?? ''}${difference.where}`;
    attempt.field = fieldOf(where);
    const message = call ? explain(call, got, { ...difference, where }, expected) : difference.what;
    return { pass: false, message: () => message };
  },
});
