import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * How long a test or a hook may take. It ends what hangs; no test depends on how fast the machine is, and
 * each should pass beside sixteen busy processes.
 */
const testTimeout = 15 * 60_000;
const hookTimeout = testTimeout;

/** The suites: `npm test` runs all but the last, `npm run test:lab` the last. */
export default defineConfig({
  test: {
    maxWorkers: availableParallelism(), // all there are: the suites wait for other processes, too
    projects: [
      { test: { name: 'lib', include: ['test/lib/**/*.test.ts'], testTimeout, hookTimeout } },
      { test: { name: 'page', include: ['test/page/*.test.ts'], testTimeout, hookTimeout } },
      { test: { name: 'gates', include: ['test/gates/**/*.test.ts'], testTimeout, hookTimeout } },
      {
        test: {
          name: 'kernel',
          include: ['test/kernel/*.test.ts', 'test/setup/*.test.ts'],
          pool: 'forks',
          testTimeout,
          hookTimeout,
        },
      },
      {
        test: {
          name: 'notebooks',
          include: ['test/notebooks/*.test.ts'],
          pool: 'forks',
          maxConcurrency: 2,
          testTimeout,
          hookTimeout,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/*.test.ts', 'test/page/browser/*.test.ts'],
          pool: 'forks',
          maxConcurrency: 2,
          testTimeout,
          hookTimeout,
        },
      },
    ],
  },
});
