// Heals: what means one thing in Python means another here, and nothing says so: `7 // 2` is 7,
// `[10, 9].sort()` puts "10" before "9", `for (const x in xs)` gives indices, `xs[-1]` undefined.

/** One line for each slip in a cell. */
function slips(ts, checker, file) {
  const found = [];
  const say = (node, text) => {
    const line = ts.getLineAndCharacterOfPosition(file, node.getStart(file)).line;
    // The first line of the file is tslab's.
    found.push(`this cell, line ${line}: ${text}`);
  };
  const visit = (node) => {
    const text = slip(ts, checker, node);
    if (text) say(node, text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  file.text.split('\n').forEach((line, i) => {
    if (/[\d)\]]\s+\/\/\s*\d+\s*;?\s*$/.test(line)) {
      found.push(`this cell, line ${i}: // begins a comment. Whole division is Math.floor(a / b)`);
    }
  });
  return found;
}

function slip(ts, checker, node) {
  if (ts.isForInStatement(node) && isArray(checker, node.expression)) {
    return '`in` gives the indices, as texts. `for (const x of xs)` gives the entries';
  }
  if (
    ts.isElementAccessExpression(node) &&
    ts.isPrefixUnaryExpression(node.argumentExpression) &&
    node.argumentExpression.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.argumentExpression.operand) &&
    isArray(checker, node.expression)
  ) {
    const index = node.argumentExpression.getText();
    return `there is no entry ${index}. From the end, it is .at(${index})`;
  }
  if (
    ts.isCallExpression(node) &&
    node.arguments.length === 0 &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'sort' &&
    isArrayOfNumbers(ts, checker, node.expression.expression)
  ) {
    return '.sort() compares numbers as texts: 10 before 9. It is .sort((a, b) => a - b)';
  }
  return undefined;
}

function isArray(checker, expression) {
  const type = checker.getTypeAtLocation(expression);
  return checker.isArrayType(type) || checker.isTupleType(type);
}

function isArrayOfNumbers(ts, checker, expression) {
  const type = checker.getTypeAtLocation(expression);
  if (!checker.isArrayType(type)) return false;
  const [element] = checker.getTypeArguments(type);
  return Boolean(element && element.flags & ts.TypeFlags.NumberLike);
}

module.exports = { slips };
