// The project's own Python environment, .venv, holding JupyterLab.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findPython } from './find-python.mjs';
import { cache, root, venv, venvPython } from './places.mjs';
import { SetupProblem } from './problem.mjs';
import { isNetworkTrouble, step, tail } from './step.mjs';

const requirements = path.join(root, 'tools', 'requirements.txt');
/** Written last: an environment without it, or with another's, is made anew. */
const stamp = path.join(venv, 'unrolled-stamp.txt');

/** @param {import('./step.mjs').Log} log */
export async function makeEnvironment(log) {
  if (environmentMatches()) return;
  fs.rmSync(stamp, { force: true });
  const python = findPython();
  const env = pipEnv();

  const make = [...python.command, '-I', '-m', 'venv', '--clear', venv];
  const made = await step(log, 'Making the Python environment', make, env);
  if (made.code !== 0) throw venvProblem(made.output, python);

  const install = [venvPython, '-I', '-m', 'pip', 'install', '--no-input', '-r', requirements];
  const installed = await step(log, 'Installing JupyterLab', install, env);
  if (installed.code !== 0) throw pipProblem(installed.output);

  fs.writeFileSync(stamp, stampFor(versionOf(venvPython)));
}

/** Whether .venv was finished, from this list, and still runs: its Python may have been upgraded. */
function environmentMatches() {
  if (!fs.existsSync(stamp) || !fs.existsSync(venvPython)) return false;
  const version = versionOf(venvPython);
  return version !== '' && fs.readFileSync(stamp, 'utf8') === stampFor(version);
}

/** @param {string} version */
function stampFor(version) {
  const list = createHash('sha256').update(fs.readFileSync(requirements)).digest('hex');
  return `Python ${version}\nrequirements.txt ${list}\n`;
}

/**
 * The version of a Python that has what we need; empty when it does not, or does not run.
 * @param {string} python
 */
function versionOf(python) {
  const question = `import importlib.util, sys
assert all(map(importlib.util.find_spec, ("jupyterlab", "nbclient", "plotly")))
print(sys.version)`;
  const { status, stdout } = spawnSync(python, ['-I', '-c', question], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

function pipEnv() {
  return {
    ...process.env,
    PIP_CACHE_DIR: process.env.PIP_CACHE_DIR ?? path.join(cache, 'pip'),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_USER: '0',
    PIP_REQUIRE_VIRTUALENV: '0',
    // pip asks for the version of rustc, and rustup's rustc writes its settings when asked.
    RUSTUP_HOME: process.env.RUSTUP_HOME ?? path.join(cache, 'rustup'),
  };
}

/**
 * @param {string} output
 * @param {import('./find-python.mjs').Python} python
 */
function venvProblem(output, { path: at, version }) {
  return new SetupProblem(
    `The Python at ${at} could not make the environment .venv:\n${tail(output)}`,
    `Close any JupyterLab that still runs from this folder. On Debian or Ubuntu also try:
sudo apt install python${version.slice(0, 2).join('.')}-venv
Then run the command again.`,
  );
}

/** @param {string} output */
function pipProblem(output) {
  if (isNetworkTrouble(output)) {
    return new SetupProblem(
      'JupyterLab could not be downloaded: the Python package index does not answer.',
      'Connect to the internet (or check the proxy) and run the command again.\nThe network is needed the first time only.',
    );
  }
  return new SetupProblem(
    `pip could not install JupyterLab:\n${tail(output)}`,
    'Delete the folder .venv and run the command again.',
  );
}
