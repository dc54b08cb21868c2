import { defineConfig } from 'vitest/config';

/** The suites: `npm test` runs all but the last, `npm run test:lab` the last. */
const minutes = 60_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'lib', include: ['test/lib/**/*.test.ts'] } },
      { test: { name: 'page', include: ['test/page/*.test.ts'], testTimeout: minutes } },
      { test: { name: 'gates', include: ['test/gates/**/*.test.ts'], testTimeout: minutes } },
      {
        test: {
          name: 'kernel',
          include: ['test/kernel/*.test.ts', 'test/setup/*.test.ts'],
          pool: 'forks',
          testTimeout: minutes,
          hookTimeout: minutes,
        },
      },
      {
        test: {
          name: 'notebooks',
          include: ['test/notebooks/*.test.ts'],
          pool: 'forks',
          maxConcurrency: 2,
          testTimeout: 10 * minutes,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/*.test.ts', 'test/page/browser/*.test.ts'],
          pool: 'forks',
          maxConcurrency: 2,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
    ],
  },
});
