// Heals: an error thrown in exercises/x.ts is reported at a line of a compiled x.js that
// exists nowhere. tslab compiles without source maps; this compiles with them.
const fs = require('node:fs');

/** Returns a function that recompiles modules so that their stack traces name the .ts lines. */
function keepTypeScriptLines(ts) {
  process.setSourceMapsEnabled(true);
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.React,
    inlineSourceMap: true,
  };

  return function withLines(modules) {
    return modules.map((module) => {
      const fileName = module.path.replace(/\.js$/, '.ts');
      // A module made in a cell, or one written in JavaScript, has no such file.
      if (!fs.existsSync(fileName)) return module;
      const source = fs.readFileSync(fileName, 'utf8');
      return {
        ...module,
        data: ts.transpileModule(source, { fileName, compilerOptions }).outputText,
      };
    });
  };
}

module.exports = { keepTypeScriptLines };
