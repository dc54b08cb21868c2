// The way of a cell through the compiler: what rewrites its code, and what is learned of its lines.
const { isCell } = require('./imported-statements.cjs');
const { spelledOut } = require('./names-in-objects.cjs');
const { usesExports } = require('./one-value.cjs');
const { asksAfterAwait } = require('./stopped-cells.cjs');

/** Changes the host of a watch program. */
function rewriteCells(ts, host, cellLines) {
  const tellTslab = host.afterProgramCreate;
  host.afterProgramCreate = (builder) => {
    const { emit } = builder;
    builder.emit = (file, write, token, only, rewriting) => {
      if (!isCell(file.fileName)) return emit(file, write, token, only, rewriting);
      const checker = builder.getProgram().getTypeChecker();
      const before = (context) => (cell) =>
        asksAfterAwait(
          ts,
          context,
          usesExports(ts, checker, context, spelledOut(ts, checker, context, cell)),
        );
      const keep = (name, text, ...rest) => {
        if (name.endsWith('.js.map')) cellLines.toModule = text;
        else write(name, text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'), ...rest);
      };
      return emit(file, keep, token, only, { ...rewriting, before: [before] });
    };
    tellTslab(builder);
  };
}

/** A replacement for ts.transpileModule, with which tslab makes a script of a compiled cell. */
function transpileCells(ts, cellLines) {
  return (text, options) => {
    if (text === '') return { outputText: '' };
    const compilerOptions = { ...options.compilerOptions, sourceMap: true };
    const { outputText, sourceMapText } = ts.transpileModule(text, { ...options, compilerOptions });
    cellLines.toScript = sourceMapText;
    return { outputText: outputText.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n') };
  };
}

module.exports = { rewriteCells, transpileCells };
