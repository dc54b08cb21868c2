// Runs one slow program of the setup and shows that it is alive.
import { spawn } from 'node:child_process';
import { root } from './places.mjs';

/**
 * @typedef {(text: string) => void} Log
 * @typedef {{ code: number | null, output: string }} Outcome
 */

/**
 * Runs a program, shows its title, the seconds and its latest line, and collects its output.
 * @param {Log} log
 * @param {string} title
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
export async function step(log, title, [program, ...args], env) {
  const live = process.stdout.isTTY === true;
  const begin = Date.now();
  const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  let output = '';
  const line = () => `  ${title} … ${seconds()}  ${latestLine(output)}`;

  if (!live) log(`  ${title} …\n`);
  const ticking = live && setInterval(() => log(`\r\x1b[K${line().slice(0, 78)}`), 250);
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.on('close', resolve);
  });
  if (ticking) clearInterval(ticking);
  log(
    `${live ? `\r\x1b[K  ${title}` : '  '} … ${code === 0 ? 'done' : 'failed'} after ${seconds()}\n`,
  );
  return { code, output };
}

/** @param {string} output */
function latestLine(output) {
  return output.trimEnd().split('\n').pop()?.trim() ?? '';
}

/**
 * The end of a program's output, for an error whose cause we do not know. (pip's first lines
 * are on packages for other machines.)
 * @param {string} output
 */
export function tail(output) {
  const lines = output.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('Ignoring '))
    .slice(-15)
    .join('\n');
}

/**
 * Whether a program failed because it could not reach the network.
 * @param {string} output
 */
export function isNetworkTrouble(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Temporary failure in name resolution|Connection (refused|reset|aborted)/.test(
    output,
  );
}
