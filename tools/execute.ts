import { execFile } from 'node:child_process';
import path from 'node:path';
import { root } from './root';

/**
 * Executes notebooks/<slug>.ipynb from a clean state on the project's kernel.
 * Resolves to the path of the executed notebook; rejects with the failing cell and what it said.
 * Needs the set-up that `npm start` and `npm test` make.
 */
export async function execute(slug: string): Promise<string> {
  const notebook = path.join(root, 'notebooks', `${slug}.ipynb`);
  const executed = path.join(root, '.cache', 'executed', `${slug}.ipynb`);
  const program = [path.join(root, 'tools/python.mjs'), path.join(root, 'tools/execute.py')];
  const options = { maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...program, notebook, executed], options, (error, _, said) => {
      if (error) reject(new Error(said.trim() || error.message));
      else resolve(executed);
    });
  });
}
