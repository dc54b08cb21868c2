// npm test: sets up what is missing, then runs every suite but the lab's.
// npm run test:lab: the same set-up, then the suite that drives a real JupyterLab.
// Further arguments go to vitest: npm test -- test/kernel -t interrupt
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cache, root } from './setup/places.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit();

const [first, ...others] = process.argv.slice(2);
const isLab = first === '--lab';
const given = isLab ? others : process.argv.slice(2);

const report = path.join(cache, 'vitest', `${isLab ? 'lab' : 'test'}.json`);
const suites = isLab ? ['lab'] : ['lib', 'page', 'gates', 'kernel', 'notebooks'];
const chosen = given.some((argument) => argument.startsWith('--project'));

const tests = [
  'vitest/vitest.mjs',
  'run',
  ...(chosen ? [] : suites.map((suite) => `--project=${suite}`)),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...given,
];
const checks = [
  { title: 'format and lint', command: ['@biomejs/biome/bin/biome', 'ci'] },
  { title: 'types', command: ['typescript/bin/tsc', '-p', '.'] },
];

fs.rmSync(report, { force: true });
const results = [...(isLab ? [] : checks), { title: 'tests', command: tests }].map(run);

console.log();
for (const { title, passed, seconds } of results) {
  console.log(`${passed ? '✓' : '✗'} ${title} (${seconds} s)`);
}
console.log(countOfTests());
process.exitCode = results.every((result) => result.passed) ? 0 : 1;

/** @param {{ title: string, command: string[] }} check */
function run({ title, command: [program, ...args] }) {
  console.log(`\n▸ ${title}`);
  const begin = Date.now();
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules', program), ...args],
    // Biome keeps a log among the user's caches.
    { cwd: root, stdio: 'inherit', env: { ...process.env, XDG_CACHE_HOME: cache } },
  );
  return { title, passed: status === 0, seconds: Math.round((Date.now() - begin) / 1000) };
}

/** vitest's own count. Tests that could not even be loaded count as one failure a file. */
function countOfTests() {
  if (!fs.existsSync(report)) return '0 passed, 1 failed';
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    fs.readFileSync(report, 'utf8'),
  );
  const unloaded = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  );
  return `${numPassedTests} passed, ${numFailedTests + unloaded.length} failed`;
}
