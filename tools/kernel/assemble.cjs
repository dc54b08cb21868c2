// Load this in the project's root: tslab takes the working directory as the root of every import.
// It puts tslab's compiler and executor together, with their faults healed: one in each file that
// is required here, in convert.cjs and in cell-emit.cjs.
const { rewriteCells, transpileCells } = require('./cell-emit.cjs');
const { makeCellLines } = require('./cell-lines.cjs');
const { rememberChecks } = require('./checked-files.cjs');
const { changeCompiler } = require('./compiler.cjs');
const { makeConvert } = require('./convert.cjs');
const { makeDiagnose } = require('./diagnose.cjs');
const { makeMemory } = require('./failed-cells.cjs');
const { leaveImportedStatementsAlone } = require('./imported-statements.cjs');
const { uninterrupted } = require('./interrupts.cjs');
const { lastExpression, showLast } = require('./last-values.cjs');
const { lookUpImports } = require('./missing-imports.cjs');
const { readNamesFirst } = require('./one-program.cjs');
const { makeReadable } = require('./readable-errors.cjs');
const { withOptionsOfFiles } = require('./same-options.cjs');
const { watchBySight } = require('./saved-files.cjs');
const { isAboutStop, makeRuns } = require('./stopped-cells.cjs');

/**
 * Makes what runs cells.
 * @param {object} options
 * @param {string} options.root the project's folder, which is the working directory
 * @param {{ log: Function, error: Function }} options.say where values and errors are shown
 * @returns {object} tslab's executor; `reword`, which makes what cells print readable; `unheard`,
 *     which shows what goes wrong outside of any cell
 */
function assemble({ root, say: plainly }) {
  process.setSourceMapsEnabled(true);
  const cellLines = makeCellLines();
  const { readable, reword, uncaught } = makeReadable(root, cellLines);
  const say = {
    log: plainly.log,
    error: (...words) => isAboutStop(words[0]) || plainly.error(...readable(words)),
  };
  const { ts, names, lookAround } = prepareCompiler(root, cellLines, say);

  const { createConverter } = require('tslab/dist/converter');
  const { createExecutor } = require('tslab/dist/executor');
  const tslab = createConverter({ isJS: false, isBrowser: false });
  /** The variables of all cells. */
  const values = {};
  const memory = makeMemory(ts, values);
  const convert = makeConvert(ts, tslab, { names, cellLines, memory, say });
  const runs = makeRuns(say);
  /** The cell that runs: its number; once it is compiled, its last line. */
  let cell = { number: 0 };

  // What tslab remembers of earlier declarations knows nothing of cells that failed.
  const converter = {
    ...tslab,
    convert: uninterrupted((_, code) => {
      lookAround();
      const { file, ...result } = convert(cell.number, code);
      if (result.diagnostics.length > 0) return result;
      cell.last = { name: result.lastExpressionVar, expression: lastExpression(ts, file) };
      memory.begin(result);
      return { ...result, lastExpressionVar: undefined };
    }),
    inspect: uninterrupted((_, ...query) => {
      lookAround();
      return tslab.inspect(memory.declarations, ...query);
    }),
    complete: uninterrupted((_, ...query) => {
      lookAround();
      return tslab.complete(memory.declarations, ...query);
    }),
  };
  const converters = { node: converter, browser: converter, close: () => tslab.close() };
  const executor = createExecutor(root, converters, say);
  Object.defineProperties(globalThis.__tslab__, Object.getOwnPropertyDescriptors(runs.forCells));
  globalThis.__tslab__.exports = values;

  async function execute(code) {
    cell = { number: cell.number + 1 };
    const ok = await runs.run(() => executor.execute(code));
    const { last } = cell;
    memory.end(ok);
    if (last?.name) {
      const value = values[last.name];
      delete values[last.name];
      if (ok) showLast(ts, say, last.name, value, last.expression);
    }
    return ok;
  }

  const unheard = (title, error) => {
    if (!isAboutStop(error)) plainly.error(uncaught(title, error));
  };
  const interrupt = () => {
    // tslab no longer waits for the cell, and hears of no error that it may still come to.
    executor.interrupt();
    runs.stop();
  };
  return { ...executor, execute, interrupt, reword, unheard };
}

/** The compiler, healed. It must be before tslab is loaded. */
function prepareCompiler(root, cellLines, say) {
  let names;
  let imports;
  const ts = changeCompiler((original) => {
    names = readNamesFirst(original);
    imports = lookUpImports(original);
    return {
      createWatchCompilerHost: withOptionsOfFiles(original),
      transpileModule: transpileCells(original, cellLines),
      getPreEmitDiagnosticsOfFiles: makeDiagnose(original, rememberChecks(original, root), say),
      createWatchProgram(host) {
        imports.changeHost(host);
        leaveImportedStatementsAlone(host);
        rewriteCells(original, host, cellLines);
        names.changeHost(host);
        return original.createWatchProgram(host);
      },
    };
  });
  const noticeSaves = watchBySight(ts);
  /** Sees which files have changed since the last cell. */
  const lookAround = () => {
    imports.lookAgain();
    noticeSaves();
  };
  return { ts, names, lookAround };
}

module.exports = { assemble };
