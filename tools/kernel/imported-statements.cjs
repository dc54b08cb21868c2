// Heals: "unexpected error: TypeError: Cannot read properties of undefined (reading 'parent')"
// on importing a file that ends with a statement such as console.log(x).
// tslab rewrites the last expression of a cell to show its value, and by mistake does the same
// to every file the cell imports.
const path = require('node:path');
const { isOurs } = require('./typescript-lines.cjs');

/** Changes the host of a watch program. */
function leaveImportedStatementsAlone(host) {
  const tellTslab = host.afterProgramCreate;
  host.afterProgramCreate = (builder) => {
    const { emit } = builder;
    builder.emit = (file, write, token, only, rewriting) => {
      const { fileName } = file;
      if (isCell(fileName)) return emit(file, write, token, only, rewriting);
      if (!isOurs(fileName)) return emit(file, write, token, only);
      // It is compiled by withLines: tslab need only know that there is such a module.
      const relative = path.posix.relative(host.getCurrentDirectory(), fileName);
      write(`outDir/${relative.replace(/\.ts$/, '.js')}`, '');
      return { emitSkipped: false, diagnostics: [] };
    };
    tellTslab(builder);
  };
}

function isCell(fileName) {
  return fileName.endsWith('/__tslab__.ts');
}

module.exports = { leaveImportedStatementsAlone, isCell };
