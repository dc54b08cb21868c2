// The npm packages: node_modules holds what package-lock.json says, or `npm ci` makes it so.
import fs from 'node:fs';
import path from 'node:path';
import { cache, root } from './places.mjs';
import { SetupProblem } from './problem.mjs';
import { isNetworkTrouble, step, tail } from './step.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} Entry
 * @typedef {{ packages: Record<string, Entry & Record<string, any>> }} Lock
 */

/** @param {import('./step.mjs').Log} log */
export async function installPackages(log) {
  checkDeclarations();
  if (packagesMatchLock()) return;
  // Gone first, so that an installation that is interrupted is seen to be one.
  fs.rmSync(installedLock, { force: true });
  const { code, output } = await step(log, 'Installing the npm packages', npmCi(), npmEnv());
  if (code !== 0) throw problemOf(output);
}

const projectLock = path.join(root, 'package-lock.json');
const installedLock = path.join(root, 'node_modules', '.package-lock.json');

/** Whether node_modules is complete. npm writes its own list of it last of all. */
function packagesMatchLock() {
  if (!fs.existsSync(installedLock)) return false;
  const { '': _, ...locked } = readLock(projectLock).packages;
  const installed = readLock(installedLock).packages;
  return (
    Object.entries(locked).every(([name, entry]) => isInstalled(name, entry, installed[name])) &&
    Object.values(installed).every(isForThisMachine)
  );
}

/**
 * @param {string} file
 * @returns {Lock}
 */
function readLock(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Throws when package.json asks for other packages than the lock was made for. */
function checkDeclarations() {
  const project = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const locked = readLock(projectLock).packages[''];
  const differing = ['dependencies', 'devDependencies'].flatMap((kind) => {
    const [wanted, has] = [project[kind] ?? {}, locked[kind] ?? {}];
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(has)])];
    return names.filter((name) => wanted[name] !== has[name]);
  });
  if (differing.length > 0) throw disagreement(differing);
}

/**
 * @param {string} name
 * @param {Entry} locked
 * @param {Entry | undefined} installed
 */
function isInstalled(name, locked, installed) {
  if (!installed) return locked.optional === true;
  return (
    installed.version === locked.version &&
    installed.integrity === locked.integrity &&
    fs.existsSync(path.join(root, name, 'package.json'))
  );
}

/** @param {Entry} installed */
function isForThisMachine({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

function npmCi() {
  const options = ['--include=dev', '--prefer-offline', '--no-audit', '--loglevel=error'];
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  return [process.execPath, npmProgram(), 'ci', ...options, ...patience];
}

/** npm's own script: started by Node itself it needs no shell, on Windows either. */
function npmProgram() {
  const here = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(here, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(here, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(here, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((file) => file.endsWith('npm-cli.js') && fs.existsSync(file));
  if (found) return found;
  throw new SetupProblem(
    'npm, which comes with Node, was not found.',
    'Run `npm start` (or `npm test`) rather than the script itself.',
  );
}

/** npm's cache is kept in the project's folder, unless the caller chose another. */
function npmEnv() {
  const { HOME = '', LOCALAPPDATA = '', npm_config_cache: told } = process.env;
  // npm tells its scripts the cache it uses, chosen or not: these were not chosen.
  const usual = [path.join(HOME, '.npm'), path.join(LOCALAPPDATA, 'npm-cache')];
  const chosen = told && !usual.includes(path.normalize(told)) && !told.startsWith(root);
  return { ...process.env, npm_config_cache: chosen ? told : path.join(cache, 'npm') };
}

/** @param {string} output */
function problemOf(output) {
  if (output.includes('EUSAGE')) {
    return disagreement(output.match(/(?<=(Missing|Invalid): ).*/g) ?? []);
  }
  if (isNetworkTrouble(output)) {
    return new SetupProblem(
      'The npm packages could not be downloaded: the package registry does not answer.',
      'Connect to the internet (or check the proxy) and run the command again.\nThe network is needed the first time only.',
    );
  }
  return new SetupProblem(
    `npm could not install the packages:\n${tail(output)}`,
    'Run `npm ci` to see everything it says; then run the command again.',
  );
}

/** @param {string[]} about the packages that differ */
function disagreement(about) {
  return new SetupProblem(
    `package.json and package-lock.json disagree about: ${about.join(', ')}.`,
    'If you changed package.json, run `npm install` and keep both files.\nIf not, bring them back: git checkout package.json package-lock.json',
  );
}
