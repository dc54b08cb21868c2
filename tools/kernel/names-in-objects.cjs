// Heals two faults of the names that earlier cells have defined. tslab writes such a name x as
// exports.x, but in an object
// - overlooks the short form: "ReferenceError: W is not defined" at `{ W, b }`;
// - mistakes a property for it: "Identifier 'exports' has already been declared" at
//   `const { x: mine } = nodes`.

/** The file with `{ W: exports.W }` for an earlier cell's `{ W }`, and `{ 'x': mine }` for `{ x: mine }`. */
function spelledOut(ts, checker, context, file) {
  const { factory } = ts;
  const visit = (node) => {
    if (ts.isShorthandPropertyAssignment(node) && fromEarlierCell(checker, node)) {
      const { text } = node.name;
      const exports = factory.createIdentifier('exports');
      return factory.createPropertyAssignment(
        text,
        factory.createPropertyAccessExpression(exports, text),
      );
    }
    const visited = ts.visitEachChild(node, visit, context);
    if (!ts.isBindingElement(visited)) return visited;
    const { dotDotDotToken, propertyName, name, initializer } = visited;
    if (!propertyName || !ts.isIdentifier(propertyName)) return visited;
    const quoted = factory.createStringLiteral(propertyName.text);
    return factory.updateBindingElement(visited, dotDotDotToken, quoted, name, initializer);
  };
  return ts.visitNode(file, visit);
}

function fromEarlierCell(checker, node) {
  const symbol = checker.getShorthandAssignmentValueSymbol(node);
  return (symbol?.declarations ?? []).some((declaration) =>
    declaration.getSourceFile().fileName.endsWith('/__prev__.d.ts'),
  );
}

module.exports = { spelledOut };
