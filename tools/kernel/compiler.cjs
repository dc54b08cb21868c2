// The way in: tslab finds a TypeScript of ours, the original with some functions replaced.
// Nothing in node_modules is changed.

/**
 * Replaces functions of the compiler inside tslab. Call before tslab is loaded.
 * @param {(ts: object) => object} replacements given the original, the functions to replace
 */
function changeCompiler(replacements) {
  const file = require.resolve('@tslab/typescript-for-tslab', {
    paths: [require.resolve('tslab/package.json')],
  });
  const original = require(file);
  // The original's exports are read-only getters, hence the copy.
  const changed = { ...original, ...replacements(original) };
  require.cache[file].exports = changed;
  return changed;
}

module.exports = { changeCompiler };
