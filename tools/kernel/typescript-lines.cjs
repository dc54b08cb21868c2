// Heals: an error thrown in exercises/x.ts is reported at a line of a compiled x.js that
// exists nowhere. tslab compiles without source maps, and twice; this compiles with them, once.
const fs = require('node:fs');

const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'es2022',
  sourcemap: 'inline',
  sourcesContent: false,
  // `import('./x')` must find x as `import` at the top does.
  supported: { 'dynamic-import': false },
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
};

/** Whether a file is compiled here: a module made in a cell, or one in JavaScript, is not. */
function isOurs(fileName) {
  return fileName.endsWith('.ts') && fs.existsSync(fileName);
}

/** Compiles modules so that their stack traces name the .ts lines. */
function withLines(modules) {
  const { transformSync } = require('esbuild');
  return modules.map((module) => {
    const fileName = module.path.replace(/\.js$/, '.ts');
    if (!isOurs(fileName)) return module;
    const source = fs.readFileSync(fileName, 'utf8');
    return { ...module, data: transformSync(source, { ...options, sourcefile: fileName }).code };
  });
}

module.exports = { isOurs, withLines };
