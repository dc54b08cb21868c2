// Heals: "unexpected error: Error: Unexpected pending rebuildTimer", for ever after.
// TypeScript's watch mode remembers an import that was not found and, when the file appears,
// starts a second timer; tslab allows one and dies of two. Here an import that leads nowhere is
// looked up again for each cell, which needs no memory, and so no second timer.
const fs = require('node:fs');

/** Changes the host of a watch program. */
function lookUpMissingImports(ts, host) {
  /** The files that each importing file's imports led to; undefined for those that led nowhere. */
  const targets = new Map();

  host.resolveModuleNameLiterals = (names, importer, redirect, options) => {
    const results = names.map(({ text }) =>
      ts.resolveModuleName(text, importer, options, host, undefined, redirect),
    );
    const files = results.map((result) => result.resolvedModule?.resolvedFileName);
    targets.set(importer, files);
    return results;
  };

  host.hasInvalidatedResolutions = (importer) => {
    if (importer.includes('/node_modules/')) return false;
    return (targets.get(importer) ?? []).some((file) => !file || !fs.existsSync(file));
  };
}

module.exports = { lookUpMissingImports };
