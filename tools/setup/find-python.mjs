import { spawnSync } from 'node:child_process';
import { SetupProblem } from './problem.mjs';

/** The oldest Python that tools/requirements.txt is resolved for. */
export const leastPython = [3, 10];

/**
 * @typedef {{ command: string[], version: number[], path: string, canMakeVenv: boolean }} Python
 */

const names = process.platform === 'win32' ? ['py -3', 'python', 'python3'] : ['python3', 'python'];
const candidates = [...names, ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];

/**
 * The first Python on the path that can make our environment.
 * @returns {Python}
 */
export function findPython() {
  const seen = [];
  for (const name of candidates) {
    const python = probe(name.split(' '));
    if (python && isNewEnough(python) && python.canMakeVenv) return python;
    if (python) seen.push(python);
  }
  throw problemOf(seen);
}

/**
 * Asks a command whether it is Python and what it can do; null when it is none.
 * @param {string[]} command
 * @returns {Python | null}
 */
function probe(command) {
  const question = [
    'import importlib.util as u, json, sys',
    'able = all(u.find_spec(m) for m in ("venv", "ensurepip"))',
    'print(json.dumps({"version": sys.version_info[:3], "path": sys.executable, "canMakeVenv": able}))',
  ].join('\n');
  const [program, ...args] = command;
  const { status, stdout } = spawnSync(program, [...args, '-I', '-c', question], {
    encoding: 'utf8',
    timeout: 120_000, // of a busy machine
  });
  if (status !== 0) return null;
  try {
    return { command, ...JSON.parse(stdout) };
  } catch {
    return null;
  }
}

/** @param {Python} python */
function isNewEnough({ version: [major, minor] }) {
  return major > leastPython[0] || (major === leastPython[0] && minor >= leastPython[1]);
}

/** @param {Python[]} seen those found, none of them good enough */
function problemOf(seen) {
  const least = leastPython.join('.');
  const install = `Install Python from https://www.python.org/downloads (on macOS also: brew install python;
on Debian or Ubuntu: sudo apt install python3 python3-venv), open a new terminal,
and run the command again.`;
  const bare = seen.find(isNewEnough);
  if (bare) {
    const minor = bare.version.slice(0, 2).join('.');
    return new SetupProblem(
      `The Python at ${bare.path} cannot make environments: its venv module is missing or incomplete.`,
      `On Debian or Ubuntu: sudo apt install python${minor}-venv\nThen run the command again.`,
    );
  }
  if (seen.length > 0) {
    const [{ version, path }] = seen;
    return new SetupProblem(
      `The Python found is ${version.join('.')} (${path}); Unrolled needs ${least} or newer.`,
      install,
    );
  }
  return new SetupProblem(
    `No Python was found (looked for ${names.join(', ')}); Unrolled needs ${least} or newer.`,
    install,
  );
}
