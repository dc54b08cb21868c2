// Makes the reference numbers of data/oracle again, from scratch: npm run oracle [-- FOLDER]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pythonEnvironment } from './environment.mjs';
import { root } from './setup/places.mjs';
import { SetupProblem } from './setup/problem.mjs';

const tool = path.join(root, 'tools', 'oracle');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'data', 'oracle'));

try {
  const python = await pythonEnvironment('oracle', path.join(tool, 'requirements.txt'));
  fs.mkdirSync(folder, { recursive: true });
  // -E and -s keep the person's own Python settings out, -B compiled files out of the tree.
  const script = ['-E', '-s', '-B', path.join(tool, 'oracle.py'), folder];
  process.exitCode = spawnSync(python, script, { stdio: 'inherit' }).status ?? 1;
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
