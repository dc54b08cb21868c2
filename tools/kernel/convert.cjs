// From the text of a cell to what tslab runs: each fault of the way is healed in a file of its own.
const { reloadDependents } = require('./dependents.cjs');
const { withoutExport } = require('./exports-in-cells.cjs');
const { hasForAwait } = require('./for-await.cjs');
const { aboutBlock, withJoinedLines } = require('./joined-lines.cjs');
const { withNamespaces } = require('./namespaces.cjs');
const { functionsOf, withoutWiping } = require('./one-value.cjs');
const { withOneSpelling } = require('./one-spelling.cjs');
const { withTypeScriptWay } = require('./python-words.cjs');
const { withLines } = require('./typescript-lines.cjs');

/**
 * Makes a function that compiles a cell.
 * @param {object} ts the compiler
 * @param {object} tslab its converter
 * @param {object} parts what remembers names, lines and declarations, and where to say something
 * @returns {(number: number, written: string) => object} the result of tslab, healed, and `file`,
 *     the cell as it was parsed
 */
function makeConvert(ts, tslab, { names, cellLines, memory, say }) {
  const withDependents = reloadDependents();

  return (number, written) => {
    const code = withoutExport(ts, withOneSpelling(ts, written));
    const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);
    const result = tslab.convert(memory.declarations, names.exporting(file));
    const sideOutputs = withDependents(withLines(result.sideOutputs ?? []));
    const joined = withJoinedLines(ts, result.diagnostics, file);
    const diagnostics = withTypeScriptWay(joined, code);
    if (diagnostics.length > 0) return { ...result, file, sideOutputs, diagnostics };
    const about = aboutBlock(ts, file);
    if (about) say.error(about);
    const output = withoutWiping(result.output, functionsOf(ts, file));
    return {
      ...result,
      file,
      sideOutputs,
      diagnostics,
      hasToplevelAwait: result.hasToplevelAwait || hasForAwait(ts, file),
      output: cellLines.named(number, code, output),
      declOutput: withNamespaces(ts, memory.declarations, result.declOutput),
    };
  };
}

module.exports = { makeConvert };
