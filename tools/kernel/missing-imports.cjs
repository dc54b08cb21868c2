// Heals: "unexpected error: Error: Unexpected pending rebuildTimer", for ever after.
// TypeScript's watch mode remembers an import that was not found and, when the file appears,
// starts a second timer; tslab allows one and dies of two. Here an import that leads nowhere is
// looked up again for each cell, which needs no memory, and so no second timer. Only what packages
// import of each other is looked up once.
const fs = require('node:fs');

/** Changes the host of a watch program. */
function lookUpMissingImports(ts, host) {
  /** The files that each importing file's imports led to; undefined for those that led nowhere. */
  const targets = new Map();
  /** The results of packages' own imports. */
  const ofPackages = new Map();

  const lookUp = (text, importer, redirect, options, mode) =>
    ts.resolveModuleName(text, importer, options, host, undefined, redirect, mode);
  host.resolveModuleNameLiterals = (names, importer, redirect, options, file) => {
    const inPackage = importer.includes('/node_modules/');
    const results = names.map((name) => {
      const mode = ts.getModeForUsageLocation?.(file, name);
      const key = `${importer}\n${name.text}\n${mode}`;
      if (!inPackage) return lookUp(name.text, importer, redirect, options, mode);
      if (!ofPackages.has(key)) {
        ofPackages.set(key, lookUp(name.text, importer, redirect, options, mode));
      }
      return ofPackages.get(key);
    });
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
