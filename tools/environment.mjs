// Makes a Python environment of its own for one tool, from that tool's list of packages.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findPython } from './setup/find-python.mjs';
import { cache } from './setup/places.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { step, tail } from './setup/step.mjs';

/**
 * The Python of .cache/<name>, which holds the packages of a requirements file, versions pinned.
 * It is made when it is missing or the list has changed.
 * @param {string} name
 * @param {string} requirements the path of the list
 * @returns {Promise<string>} the path of the Python
 */
export async function pythonEnvironment(name, requirements) {
  const folder = path.join(cache, name);
  const windows = process.platform === 'win32';
  const python = path.join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  // Written last: an environment without it, or with another's, is made anew.
  const stamp = path.join(folder, 'unrolled-stamp.txt');
  const list = createHash('sha256').update(fs.readFileSync(requirements)).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === list) return python;

  const make = [...findPython().command, '-I', '-m', 'venv', '--clear', folder];
  const install = [python, '-I', '-m', 'pip', 'install', '--no-input', '-r', requirements];
  await run(`Making .cache/${name}`, make);
  await run(`Installing ${path.relative(process.cwd(), requirements)}`, install);
  fs.writeFileSync(stamp, list);
  return python;
}

/**
 * @param {string} title
 * @param {string[]} command
 */
async function run(title, command) {
  const env = {
    ...process.env,
    PIP_CACHE_DIR: process.env.PIP_CACHE_DIR ?? path.join(cache, 'pip'),
  };
  const { code, output } = await step((text) => process.stderr.write(text), title, command, env);
  if (code !== 0) {
    throw new SetupProblem(`${title} failed:\n${tail(output)}`, 'Run the command again, online.');
  }
}
