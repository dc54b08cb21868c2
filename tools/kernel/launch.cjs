// Jupyter starts this as the kernel "unrolled": node launch.cjs <connection file>.
// It is tslab, started in the project's root so that a notebook in notebooks/ can
// `import … from './lib/…'`, with its faults healed: assemble.cjs.
const path = require('node:path');

// tslab takes its working directory as the root of every import when it is loaded.
const root = path.join(__dirname, '..', '..');
process.chdir(root);

const { assemble } = require('./assemble.cjs');
const { gatherOutput } = require('./gathered-output.cjs');
const { hearInterrupts } = require('./interrupts.cjs');
const { showMatrices } = require('./matrices.cjs');
const { answerByProtocol } = require('./replies.cjs');

showMatrices(console);
const say = {
  log: (...words) => console.log(...words),
  error: (...words) => console.error(...words),
};
const executor = assemble({ root: process.cwd(), say });
const { JupyterHandlerImpl, ZmqServer } = require('tslab/dist/jupyter');

process.on('SIGINT', () => executor.interrupt());
process.on('uncaughtException', (error) => executor.unheard('Uncaught:', error));
process.on('unhandledRejection', (reason) => executor.unheard('Uncaught, in a promise:', reason));

const handler = new JupyterHandlerImpl(executor, false);
gatherOutput(handler, executor.reword);
answerByProtocol(handler);
const close = handler.close.bind(handler);
// A timer left running by a cell would otherwise keep a kernel alive that was told to stop.
handler.close = () => {
  close();
  setTimeout(() => process.exit(), 100);
};
const server = new ZmqServer(handler, process.argv[2]);
hearInterrupts(server, process.argv[2], () => executor.interrupt());
server.init();
