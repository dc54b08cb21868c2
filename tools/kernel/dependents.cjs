// Heals: after an edit of b.ts, a module a.ts that imports it keeps the old b.
// tslab drops only the edited module from its cache. Handing it the unchanged code of every
// module that leads to the edited one makes it drop those too.
const path = require('node:path');

/** Returns a function that adds to a list of changed modules all that depend on them. */
function reloadDependents() {
  const codeOf = new Map();

  return function withDependents(changed) {
    for (const { path: file, data } of changed) codeOf.set(file, data);
    const stale = new Set(changed.map((module) => module.path));
    // A set may grow while it is walked: this reaches the dependents of dependents.
    for (const file of stale) {
      for (const [other, code] of codeOf) {
        if (imports(other, code).includes(file)) stale.add(other);
      }
    }
    return [...stale].map((file) => ({ path: file, data: codeOf.get(file) }));
  };
}

/** The local modules that compiled code requires, as the paths tslab knows them by. */
function imports(file, code) {
  const required = [...code.matchAll(/\brequire\("(\.[^"]*)"\)/g)];
  return required.map(([, name]) => {
    const target = path.posix.join(path.posix.dirname(file), name);
    return path.extname(target) ? target : `${target}.js`;
  });
}

module.exports = { reloadDependents };
