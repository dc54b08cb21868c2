// Heals: a cell is read by other rules than a file of the project: packages that files can import
// are not found ("Cannot find module 'pure-rand'"), and `(x) => x` passes. See tsconfig.json.

/** A replacement for ts.createWatchCompilerHost. */
function withOptionsOfFiles(ts) {
  return (files, options, ...rest) => {
    const ours = {
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      alwaysStrict: false,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      types: ['node'],
      sourceMap: true,
    };
    return ts.createWatchCompilerHost(files, { ...options, ...ours }, ...rest);
  };
}

module.exports = { withOptionsOfFiles };
