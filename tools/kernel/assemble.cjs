// Load this in the project's root: tslab takes the working directory as the root of every import.
// It puts tslab's compiler and executor together, with their faults healed: one in each file
// required here.
const { inspect } = require('node:util');
const { rewriteCells, transpileCells } = require('./cell-emit.cjs');
const { makeCellLines } = require('./cell-lines.cjs');
const { rememberChecks } = require('./checked-files.cjs');
const { changeCompiler } = require('./compiler.cjs');
const { reloadDependents } = require('./dependents.cjs');
const { withoutExport } = require('./exports-in-cells.cjs');
const { makeMemory } = require('./failed-cells.cjs');
const { hasForAwait } = require('./for-await.cjs');
const { isCell, leaveImportedStatementsAlone } = require('./imported-statements.cjs');
const { uninterrupted } = require('./interrupts.cjs');
const { aboutBlock, withJoinedLines } = require('./joined-lines.cjs');
const { lastExpression, showLast } = require('./last-values.cjs');
const { lookUpMissingImports } = require('./missing-imports.cjs');
const { readNamesFirst } = require('./one-program.cjs');
const { withNamespaces } = require('./namespaces.cjs');
const { withOneSpelling } = require('./one-spelling.cjs');
const { withoutWiping } = require('./one-value.cjs');
const { withTypeScriptWay } = require('./python-words.cjs');
const { makeReadable, withDetailsInText } = require('./readable-errors.cjs');
const { withOptionsOfFiles } = require('./same-options.cjs');
const { watchBySight } = require('./saved-files.cjs');
const { slips } = require('./silent-slips.cjs');
const { makeRuns, Stopped } = require('./stopped-cells.cjs');
const { withLines } = require('./typescript-lines.cjs');

/**
 * Makes what runs cells.
 * @param {object} options
 * @param {string} options.root the project's folder, which is the working directory
 * @param {{ log: Function, error: Function }} options.say where values and errors are shown
 * @returns {object} tslab's executor, and `reword`, which makes what cells print readable
 */
function assemble({ root, say: plainly }) {
  process.setSourceMapsEnabled(true);
  const cellLines = makeCellLines();
  const { readable, reword, thrown } = makeReadable(root, cellLines);
  const say = { log: plainly.log, error: (...words) => plainly.error(...readable(words)) };
  const { ts, noticeSaves, names } = prepareCompiler(root, cellLines, say);

  const { createConverter } = require('tslab/dist/converter');
  const { createExecutor } = require('tslab/dist/executor');
  const tslab = createConverter({ isJS: false, isBrowser: false });
  const withDependents = reloadDependents();
  const values = {};
  const memory = makeMemory(ts, values);
  const runs = makeRuns(say);
  /** The cell that is being run: its number, and what it gives. */
  let cell = { number: 0 };

  function convert(_, written) {
    noticeSaves();
    const code = withoutExport(ts, withOneSpelling(ts, written));
    const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);
    const result = tslab.convert(memory.declarations, names.exporting(file));
    result.sideOutputs = withDependents(withLines(result.sideOutputs ?? []));
    const explained = withJoinedLines(ts, result.diagnostics, file);
    result.diagnostics = withTypeScriptWay(explained, code);
    if (result.diagnostics.length > 0) return result;
    const about = aboutBlock(ts, file);
    if (about) say.error(about);
    result.hasToplevelAwait ||= hasForAwait(ts, file);
    const last = { name: result.lastExpressionVar, expression: lastExpression(ts, file) };
    cell = { ...cell, last };
    result.lastExpressionVar = undefined;
    result.declOutput = withNamespaces(ts, memory.declarations, result.declOutput);
    const output = withoutWiping(result.output, functionsOf(ts, file));
    result.output = cellLines.named(cell.number, code, output);
    memory.begin(result);
    return result;
  }

  const converter = {
    ...tslab,
    convert: uninterrupted(convert),
    inspect: uninterrupted((_, ...query) => {
      noticeSaves();
      return tslab.inspect(memory.declarations, ...query);
    }),
    complete: uninterrupted((_, ...query) => {
      noticeSaves();
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

  /** Shows what went wrong outside of any cell. */
  function unheard(title, error) {
    if (error instanceof Stopped) return;
    say.error(error instanceof Error ? thrown(error, `${title} `) : `${title} ${inspect(error)}`);
  }
  return { ...executor, execute, interrupt: runs.stop, reword, unheard };
}

/** The compiler, healed. Before tslab is loaded. */
function prepareCompiler(root, cellLines, say) {
  let names;
  let checks;
  const ts = changeCompiler((original) => {
    names = readNamesFirst(original);
    checks = rememberChecks(original, root);
    return {
      createWatchCompilerHost: withOptionsOfFiles(original),
      transpileModule: transpileCells(original, cellLines),
      getPreEmitDiagnosticsOfFiles: (program, files) =>
        diagnose(original, checks, say, program, files),
      createWatchProgram(host) {
        lookUpMissingImports(original, host);
        leaveImportedStatementsAlone(host);
        rewriteCells(original, host, cellLines);
        names.changeHost(host);
        return original.createWatchProgram(host);
      },
    };
  });
  return { ts, names, noticeSaves: watchBySight(ts) };
}

const AWAIT = 1308;

/** The errors of a cell and of the files that it leads to. */
function diagnose(ts, checks, say, program, files) {
  const [cells, others] = [
    files.filter(({ fileName }) => isCell(fileName)),
    files.filter(({ fileName }) => !isCell(fileName)),
  ];
  const unchecked = checks.unchecked(program, others);
  const found = withDetailsInText(
    ts,
    ts.getPreEmitDiagnosticsOfFiles(program, [...cells, ...unchecked]),
  );
  const wrong = new Set(found.map(({ file }) => file));
  checks.right(
    program,
    unchecked.filter((file) => !wrong.has(file)),
  );
  // An await at the top of a cell is an error to the compiler, and none to tslab.
  if (found.every(({ file, code }) => !file || code === AWAIT)) {
    const checker = program.getTypeChecker();
    for (const slip of cells.flatMap((cell) => slips(ts, checker, cell))) say.error(slip);
  }
  return found;
}

/** The functions that a cell declares at its top. */
function functionsOf(ts, file) {
  const functions = file.statements.filter(
    (one) => ts.isFunctionDeclaration(one) && one.name && one.body,
  );
  return [...new Set(functions.map(({ name }) => name.text))];
}

module.exports = { assemble };
