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
 * @param {{ optional?: boolean }} [options] whether to go on without a package that can't be had
 * @returns {Promise<string>} the path of the Python
 */
export async function pythonEnvironment(name, requirements, { optional = false } = {}) {
  const folder = path.join(cache, name);
  const windows = process.platform === 'win32';
  const python = path.join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  // Written last, when nothing is missing: an environment without it is made anew or completed.
  const stamp = path.join(folder, 'unrolled-stamp.txt');
  const list = fs.readFileSync(requirements, 'utf8');
  const wanted = createHash('sha256').update(list).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return python;

  if (!optional || !fs.existsSync(python)) {
    const make = [...findPython().command, '-I', '-m', 'venv', '--clear', folder];
    const { code, output } = await run(`Making .cache/${name}`, make);
    if (code !== 0) throw problem(`.cache/${name} could not be made`, output);
  }
  const packages = list.split('\n').filter((line) => /^\w/.test(line));
  let missing = false;
  for (const some of optional ? packages.map((one) => [one]) : [packages]) {
    const install = [python, '-I', '-m', 'pip', 'install', '--no-input', ...some];
    const { code, output } = await run(`Installing ${some.join(', ')}`, install);
    if (code !== 0 && !optional) throw problem('pip could not install that', output);
    missing ||= code !== 0;
  }
  if (!missing) fs.writeFileSync(stamp, wanted);
  return python;
}

/**
 * @param {string} title
 * @param {string[]} command
 */
function run(title, command) {
  const pipCache = process.env.PIP_CACHE_DIR ?? path.join(cache, 'pip');
  const env = { ...process.env, PIP_CACHE_DIR: pipCache };
  return step((text) => process.stderr.write(text), title, command, env);
}

/**
 * @param {string} what
 * @param {string} output
 */
function problem(what, output) {
  return new SetupProblem(`${what}:\n${tail(output)}`, 'Run the command again, online.');
}
