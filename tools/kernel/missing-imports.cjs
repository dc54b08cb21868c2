// Heals: "unexpected error: Error: Unexpected pending rebuildTimer", for ever after.
// TypeScript's watch mode remembers an import that was not found and, when the file appears,
// starts a second timer; tslab allows one and dies of two. Here an import that leads nowhere is
// looked up again for each cell, which needs no memory, and so no second timer. One that led to a
// file leads there for as long as there is that file; what packages import of each other is
// looked up once.
const fs = require('node:fs');

/** Looks up what files import. */
function lookUpImports(ts) {
  const results = new Map();
  /** The files that each importing file's imports led to; undefined for those that led nowhere. */
  const targets = new Map();
  const seen = new Map();

  const exists = (file) => {
    if (!seen.has(file)) seen.set(file, fs.existsSync(file));
    return seen.get(file);
  };
  const isInPackage = (file) => file.includes('/node_modules/');
  const holds = (result, importer) => {
    const file = result?.resolvedModule?.resolvedFileName;
    return result && (isInPackage(importer) || (file && exists(file)));
  };

  return {
    /** Call before each cell: files may have come and gone. */
    lookAgain: () => seen.clear(),

    /** Changes the host of a watch program. */
    changeHost(host) {
      host.resolveModuleNameLiterals = (names, importer, redirect, options, file) => {
        const found = names.map((name) => {
          const mode = ts.getModeForUsageLocation(file, name);
          const key = `${importer}\n${name.text}\n${mode}`;
          if (holds(results.get(key), importer)) return results.get(key);
          const { text } = name;
          const result = ts.resolveModuleName(
            text,
            importer,
            options,
            host,
            undefined,
            redirect,
            mode,
          );
          results.set(key, result);
          return result;
        });
        targets.set(
          importer,
          found.map((result) => result.resolvedModule?.resolvedFileName),
        );
        return found;
      };
      host.hasInvalidatedResolutions = (importer) =>
        !isInPackage(importer) &&
        (targets.get(importer) ?? []).some((file) => !file || !exists(file));
    },
  };
}

module.exports = { lookUpImports };
