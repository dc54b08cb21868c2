// Heals: a cell that throws forgets all that it had imported and made before. tslab takes over
// the declarations of a cell when it has ended well; here those of a cell that failed are taken
// over as far as it came, and the rest keeps its older value and type.

/** Remembers what cells have declared. */
function makeMemory(ts, values) {
  let declarations = '';
  let before = null;

  return {
    get declarations() {
      return declarations;
    },
    /** Call before a cell runs. */
    begin({ output = '', declOutput = '' }) {
      const names = [...output.matchAll(/\bexports\.([^\s.()=;,[\]]+) = /g)].map(
        ([, name]) => name,
      );
      const old = new Map(
        names.filter((name) => name in values).map((name) => [name, values[name]]),
      );
      before = { names, old, declOutput };
    },
    end(ok) {
      if (!before) return;
      const { names, old, declOutput } = before;
      before = null;
      const same = (name) => (old.has(name) ? values[name] === old.get(name) : !(name in values));
      const lost = new Set(ok ? [] : names.filter(same));
      declarations = ok
        ? declOutput
        : chosen(ts, declOutput, (name) => !lost.has(name)) +
          chosen(ts, declarations, (name) => lost.has(name));
    },
  };
}

/** Of declarations, those of the names that `keep` chooses. */
function chosen(ts, text, keep) {
  const file = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  return file.statements.map((statement) => `${kept(ts, statement, keep)}\n`).join('');
}

function kept(ts, statement, keep) {
  if (ts.isVariableStatement(statement)) {
    const { declarations, flags } = statement.declarationList;
    const word = flags & ts.NodeFlags.Const ? 'const' : 'let';
    return declarations
      .filter(({ name }) => keep(name.text))
      .map((declaration) => `declare ${word} ${declaration.getText()};`)
      .join('\n');
  }
  if (!ts.isImportDeclaration(statement)) {
    return !statement.name || keep(statement.name.text) ? statement.getText() : '';
  }
  const { name, namedBindings } = statement.importClause ?? {};
  const parts = [];
  if (name && keep(name.text)) parts.push(name.text);
  if (namedBindings && ts.isNamespaceImport(namedBindings)) {
    if (keep(namedBindings.name.text)) parts.push(namedBindings.getText());
  } else if (namedBindings) {
    const elements = namedBindings.elements.filter((element) => keep(element.name.text));
    if (elements.length > 0) parts.push(`{ ${elements.map((one) => one.getText()).join(', ')} }`);
  }
  const type = statement.importClause?.isTypeOnly ? 'type ' : '';
  return parts.length > 0
    ? `import ${type}${parts.join(', ')} from ${statement.moduleSpecifier.getText()};`
    : '';
}

module.exports = { makeMemory };
