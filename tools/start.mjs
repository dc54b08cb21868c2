// npm start: sets up what is missing, then opens JupyterLab on the first notebook.
// Further arguments go to JupyterLab: npm start -- --no-browser --port 9000
import { spawn } from 'node:child_process';
import { jupyterEnvironment } from './setup/jupyter.mjs';
import { root, venvPython } from './setup/places.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit();

const lab = spawn(venvPython, ['-I', '-m', 'jupyterlab', ...process.argv.slice(2)], {
  cwd: root,
  env: jupyterEnvironment(),
  stdio: 'inherit',
});

// Asked to stop, JupyterLab ends its kernels and then itself; this process waits for that.
// Ctrl-C in a terminal reaches JupyterLab too, so it is not passed on.
const stop = () => lab.kill('SIGTERM');
process.on('SIGINT', () => process.stdin.isTTY || stop());
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
// An npm that is killed does not say so.
const npm = process.ppid;
setInterval(() => process.ppid === npm || stop(), 1000).unref();

lab.on('exit', (code) => process.exit(code ?? 0));
