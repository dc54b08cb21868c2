// What the compiler has to say about a cell and the files that it leads to.
const { isCell } = require('./imported-statements.cjs');
const { withDetailsInText } = require('./readable-errors.cjs');
const { slips } = require('./silent-slips.cjs');

/** An await at the top of a cell is an error to the compiler, and none to tslab. */
const AWAIT = 1308;

/**
 * Makes a replacement for ts.getPreEmitDiagnosticsOfFiles.
 * @param {object} checks from rememberChecks
 * @param {{ error: Function }} say where slips are shown
 */
function makeDiagnose(ts, checks, say) {
  return (program, files) => {
    const cells = files.filter(({ fileName }) => isCell(fileName));
    const others = files.filter(({ fileName }) => !isCell(fileName));
    const unchecked = checks.unchecked(program, others);
    const found = ts.getPreEmitDiagnosticsOfFiles(program, [...cells, ...unchecked]);
    const wrong = new Set(found.map(({ file }) => file));
    checks.right(
      program,
      unchecked.filter((file) => !wrong.has(file)),
    );
    if (found.every(({ file, code }) => !file || code === AWAIT)) {
      const checker = program.getTypeChecker();
      for (const slip of cells.flatMap((cell) => slips(ts, checker, cell))) say.error(slip);
    }
    return withDetailsInText(ts, found);
  };
}

module.exports = { makeDiagnose };
