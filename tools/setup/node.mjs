import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';
import { SetupProblem } from './problem.mjs';

/**
 * Throws unless Node is at least the version that package.json asks for.
 * @param {string} [version]
 */
export function checkNode(version = process.versions.node) {
  const { engines } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const least = engines.node.replace('>=', '');
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = least.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new SetupProblem(
    `This is Node ${version}; Unrolled needs Node ${least} or newer.`,
    'Install the current LTS version from https://nodejs.org, open a new terminal,\nand run the command again.',
  );
}
