// Heals: "Cannot redeclare exported variable" at a line such as `export const a = 1;`, copied
// from a file. A cell exports all its names anyway, so the word gives way to spaces.

/** The cell without `export`; each character stays in its place. */
function withoutExport(ts, code) {
  if (!code.includes('export')) return code;
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);
  return file.statements.reduce((text, statement) => {
    const from = statement.getStart(file);
    if (ts.isExportDeclaration(statement)) {
      // `export { a } from './b'` brings names in; `export { a }` alone does nothing here.
      const word = statement.moduleSpecifier && statement.exportClause ? 'import' : '';
      return word
        ? text.slice(0, from) + word + text.slice(from + word.length)
        : blank(text, from, statement.end);
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) return text;
    const word = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return word ? blank(text, word.getStart(file), word.end) : text;
  }, code);
}

function blank(text, from, to) {
  return text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, ' ') + text.slice(to);
}

module.exports = { withoutExport };
