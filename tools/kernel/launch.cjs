// Jupyter starts this as the kernel "unrolled": node launch.cjs <connection file>.
// It is tslab, started in the project's root so that a notebook in notebooks/ can
// `import … from './lib/…'`, with some faults healed, one in each file required here.
const path = require('node:path');

// tslab takes its working directory as the root of every import when it is loaded.
process.chdir(path.join(__dirname, '..', '..'));

const { changeCompiler } = require('./compiler.cjs');
const { reloadDependents } = require('./dependents.cjs');
const { leaveImportedStatementsAlone } = require('./imported-statements.cjs');
const { lookUpMissingImports } = require('./missing-imports.cjs');
const { readable, withDetailsInText } = require('./readable-errors.cjs');
const { watchBySight } = require('./saved-files.cjs');
const { spellOutNames } = require('./names-in-objects.cjs');
const { keepTypeScriptLines } = require('./typescript-lines.cjs');

const ts = changeCompiler((original) => ({
  getPreEmitDiagnosticsOfFiles: withDetailsInText(original),
  createWatchProgram(host) {
    lookUpMissingImports(original, host);
    leaveImportedStatementsAlone(host);
    spellOutNames(original, host);
    return original.createWatchProgram(host);
  },
}));
const noticeSaves = watchBySight(ts);

const { createConverter } = require('tslab/dist/converter');
const { createExecutor } = require('tslab/dist/executor');
const { JupyterHandlerImpl, ZmqServer } = require('tslab/dist/jupyter');

const tslab = createConverter({ isJS: false, isBrowser: false });
const withLines = keepTypeScriptLines(ts);
const withDependents = reloadDependents();

const converter = {
  ...tslab,
  convert(previous, code) {
    noticeSaves();
    const result = tslab.convert(previous, code);
    result.sideOutputs = withDependents(withLines(result.sideOutputs ?? []));
    return result;
  },
  inspect(...query) {
    noticeSaves();
    return tslab.inspect(...query);
  },
  complete(...query) {
    noticeSaves();
    return tslab.complete(...query);
  },
};

const say = { log: console.log, error: (...words) => console.error(...readable(words)) };
const converters = { node: converter, browser: converter, close: () => tslab.close() };
const executor = createExecutor(process.cwd(), converters, say);

process.on('SIGINT', () => executor.interrupt());
process.on('uncaughtException', (error) => say.error('Uncaught:', error));
process.on('unhandledRejection', (reason) => say.error('Uncaught, in a promise:', reason));

// A kernel whose Jupyter was killed has nobody left to tell it to stop.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(), 2000).unref();

const handler = new JupyterHandlerImpl(executor, false);
const close = handler.close.bind(handler);
// A timer left running by a cell would otherwise keep a kernel alive that was told to stop.
handler.close = () => {
  close();
  setTimeout(() => process.exit(), 100);
};
new ZmqServer(handler, process.argv[2]).init();
