// Runs the project's own Python with the project's own Jupyter folders, after `npm start` or
// `npm test` has made them: node tools/python.mjs -m nbconvert --help
import { spawn } from 'node:child_process';
import { jupyterEnvironment } from './setup/jupyter.mjs';
import { venvPython } from './setup/places.mjs';

const python = spawn(venvPython, ['-I', ...process.argv.slice(2)], {
  env: jupyterEnvironment(),
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => python.kill(signal));
python.on('error', () => {
  console.error('The Python environment is missing. Run `npm start` or `npm test` once.');
  process.exit(1);
});
python.on('exit', (code) => process.exit(code ?? 1));
