// Heals: an error in a cell is reported without its line, and with code that nobody has written
// ("exports.tsLastExpr = k.foo()"). Each cell gets a name of its own for the engine, and what the
// compiler knows about its lines is kept.
const { SourceMap } = require('node:module');

const SCHEME = 'cell:';
/** tslab puts a line of its own before a cell. */
const LINES_BEFORE = 1;

/** Remembers where the lines of compiled cells come from. */
function makeCellLines() {
  const cells = new Map();
  let toModule = null;
  let toScript = null;

  return {
    /** The source map from the cell to a module, then from the module to a script. */
    set toModule(map) {
      toModule = JSON.parse(map);
    },
    set toScript(map) {
      toScript = JSON.parse(map);
    },
    /** The compiled cell under a name that stack traces show. */
    named(number, source, output) {
      const height = output.split('\n').length;
      cells.set(number, { lines: source.split('\n'), height, maps: [toScript, toModule] });
      return `${output}\n//# sourceURL=${SCHEME}${number}`;
    },
    /** Whether a line is one of those that tslab puts around the compiled cell. */
    isBeyond(number, line) {
      return line > cells.get(number)?.height;
    },
    /** The student's own line and column of a place in a compiled cell. */
    place(number, line, column) {
      const cell = cells.get(number);
      if (!cell) return undefined;
      let [row, at] = [line - 1, column - 1];
      for (const [i, map] of cell.maps.entries()) {
        const read = map instanceof SourceMap ? map : new SourceMap(map);
        cell.maps[i] = read;
        const entry = read.findEntry(row, at);
        if (entry?.originalLine === undefined) return undefined;
        [row, at] = [entry.originalLine, entry.originalColumn];
      }
      row -= LINES_BEFORE;
      const text = cell.lines[row];
      return text === undefined ? undefined : { line: row + 1, column: at + 1, text };
    },
  };
}

module.exports = { makeCellLines, SCHEME };
