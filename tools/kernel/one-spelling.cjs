// Heals: "Cannot find name 'ŷ'" though ŷ is there: typed as one character in one cell and as y
// with a combining accent in another. Names are written in the composed form.

/** The cell with each name in Unicode's composed form; texts stay as they are. */
function withOneSpelling(ts, code) {
  if (code === code.normalize('NFC')) return code;
  const edits = [];
  const visit = (node) => {
    if (ts.isIdentifier(node)) edits.push([node.getStart(file), node.end]);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);
  visit(file);
  return edits.reduceRight(
    (text, [from, to]) =>
      text.slice(0, from) + text.slice(from, to).normalize('NFC') + text.slice(to),
    code,
  );
}

module.exports = { withOneSpelling };
