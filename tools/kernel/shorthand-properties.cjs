// Heals: "ReferenceError: W is not defined" at `{ W, b }` when an earlier cell has defined W.
// tslab turns the names of earlier cells into exports.W, but overlooks them in this short form.

/** Changes the host of a watch program. */
function spellOutShorthands(ts, host) {
  const tellTslab = host.afterProgramCreate;
  host.afterProgramCreate = (builder) => {
    const { emit } = builder;
    builder.emit = (file, write, token, only, rewriting) => {
      const checker = builder.getProgram().getTypeChecker();
      const before = [(context) => (node) => spelledOut(ts, checker, context, node)];
      return emit(file, write, token, only, { before, ...rewriting });
    };
    tellTslab(builder);
  };
}

/** The file with `{ W }` written as `{ W: exports.W }` where W comes from an earlier cell. */
function spelledOut(ts, checker, context, file) {
  const visit = (node) => {
    if (!ts.isShorthandPropertyAssignment(node) || !fromEarlierCell(checker, node)) {
      return ts.visitEachChild(node, visit, context);
    }
    const { name } = node;
    const value = ts.factory.createPropertyAccessExpression(
      ts.factory.createIdentifier('exports'),
      name.text,
    );
    return ts.factory.createPropertyAssignment(name.text, value);
  };
  return ts.visitNode(file, visit);
}

function fromEarlierCell(checker, node) {
  const symbol = checker.getShorthandAssignmentValueSymbol(node);
  return (symbol?.declarations ?? []).some((declaration) =>
    declaration.getSourceFile().fileName.endsWith('/__prev__.d.ts'),
  );
}

module.exports = { spellOutShorthands };
