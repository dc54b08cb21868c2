// Heals: "unexpected error: TypeError: Cannot read properties of undefined (reading 'parent')"
// on importing a file that ends with a statement such as console.log(x).
// tslab rewrites the last expression of a cell to show its value, and by mistake does the same
// to every file the cell imports.

/** Changes the host of a watch program. */
function leaveImportedStatementsAlone(host) {
  const tellTslab = host.afterProgramCreate;
  host.afterProgramCreate = (builder) => {
    const { emit } = builder;
    builder.emit = (file, write, token, only, rewriting) =>
      emit(file, write, token, only, isCell(file.fileName) ? rewriting : undefined);
    tellTslab(builder);
  };
}

function isCell(fileName) {
  return fileName.endsWith('/__tslab__.ts');
}

module.exports = { leaveImportedStatementsAlone };
