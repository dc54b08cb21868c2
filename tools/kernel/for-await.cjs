// Heals: "Unexpected reserved word" at a `for await` that is the only `await` of a cell. tslab
// makes a cell a function that may wait when the compiler complains of an await, and it does not
// complain of this one.

/** Whether a cell waits outside of its functions in a `for await`. */
function hasForAwait(ts, file) {
  const visit = (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isForOfStatement(node) && node.awaitModifier) return true;
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(file);
}

module.exports = { hasForAwait };
