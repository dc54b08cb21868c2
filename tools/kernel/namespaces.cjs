// Heals: "Cannot find name 'N'" for a namespace that was declared two cells ago. tslab hands on
// every kind of declaration but this one.

/** The declarations, with the namespaces of the previous ones that are not declared anew. */
function withNamespaces(ts, previous, declarations) {
  if (!/\bnamespace\b/.test(previous)) return declarations;
  const parsed = (text) => ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  const now = parsed(declarations);
  ts.bindSourceFile(now, {});
  const kept = parsed(previous).statements.filter(
    (one) => ts.isModuleDeclaration(one) && !now.locals?.has(one.name.text),
  );
  return [declarations, ...kept.map((one) => one.getText())].join('\n');
}

module.exports = { withNamespaces };
