// Makes a machine that has only Node and Python ready. Everything it makes is inside this folder.
// It runs before node_modules exists, so it uses nothing but Node itself.
import { configureJupyter } from './setup/jupyter.mjs';
import { checkNode } from './setup/node.mjs';
import { installPackages } from './setup/packages.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { makeEnvironment } from './setup/python.mjs';

/**
 * Does what is still to be done, and says nothing when that is nothing.
 * @param {{ log?: (text: string) => void }} [options]
 */
export async function setup({ log = (text) => process.stdout.write(text) } = {}) {
  checkNode();
  await installPackages(log);
  await makeEnvironment(log);
  configureJupyter();
}

/** The setup as a command's first step: a problem is explained and ends the command. */
export async function setupOrExit() {
  try {
    await setup();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
