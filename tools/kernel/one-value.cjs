// Heals: a function keeps the values that its own cell gave the variables, whatever other cells
// have since assigned: after `let n = 1; const next = () => n + 1;` and `n = 10`, next() is 2.
// tslab keeps a variable twice, as a local of its cell and as a property of `exports`. Here a cell
// uses the property alone. It must also not begin by wiping those that it is about to declare.

/** The file with `exports.n` for `n` wherever it uses a variable of its own. */
function usesExports(ts, checker, context, file) {
  const { factory } = ts;
  const own = ownSymbols(ts, checker, file);
  /** The class whose body is being visited: in it, its name is its own. */
  let inside = null;

  const property = (node) => {
    const access = factory.createPropertyAccessExpression(
      factory.createIdentifier('exports'),
      node.text,
    );
    return ts.setTextRange(ts.setOriginalNode(access, node), node);
  };
  const visit = (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
    if (ts.isExportDeclaration(node) || ts.isImportDeclaration(node)) return node;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return node;
    if (ts.isShorthandPropertyAssignment(node)) {
      const symbol = checker.getShorthandAssignmentValueSymbol(node);
      if (!own.has(symbol) || symbol === inside) return ts.visitEachChild(node, visit, context);
      const value = node.objectAssignmentInitializer
        ? factory.createAssignment(
            property(node.name),
            ts.visitNode(node.objectAssignmentInitializer, visit),
          )
        : property(node.name);
      return factory.createPropertyAssignment(node.name.text, value);
    }
    if (ts.isIdentifier(node)) return isUse(node) ? property(node) : node;
    if (!ts.isClassDeclaration(node)) return ts.visitEachChild(node, visit, context);
    const outer = inside;
    inside = ts.getOriginalNode(node).symbol ?? outer;
    const visited = ts.visitEachChild(node, visit, context);
    inside = outer;
    return visited;
  };
  const isUse = (node) => {
    const { parent } = node;
    if (!parent || parent.name === node || parent.propertyName === node) return false;
    if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
    const symbol = checker.getSymbolAtLocation(node);
    return own.has(symbol) && symbol !== inside;
  };
  const statements = file.statements.flatMap((statement) => oneByOne(ts, factory, statement));
  const apart = factory.updateSourceFile(file, statements);
  return ts.visitEachChild(apart, visit, context);
}

/** The symbols of what the cell itself declares: variables, functions and classes at its top. */
function ownSymbols(ts, checker, file) {
  const names = file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(bound);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      return statement.name ? [statement.name] : [];
    }
    return [];
  });
  function bound({ name }) {
    if (ts.isIdentifier(name)) return [name];
    return name.elements.filter((element) => !ts.isOmittedExpression(element)).flatMap(bound);
  }
  const declared = new Set(names.map((name) => name.parent));
  const symbols = names.map((name) => checker.getSymbolAtLocation(name));
  return new Set(
    symbols.filter((symbol) => symbol?.declarations?.every((one) => declared.has(one))),
  );
}

/**
 * `const a = 1, b = a;` as two statements: `exports.a` is there only after its own. And `let a;`
 * as what it means: `exports.a` may have an older value.
 */
function oneByOne(ts, factory, statement) {
  if (!ts.isVariableStatement(statement)) return [statement];
  const { declarations, flags } = statement.declarationList;
  const isDeclared = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
  const needless = declarations.length === 1 && declarations[0].initializer;
  if (isDeclared || needless) return [statement];
  return declarations.map((declaration) => {
    const { name, exclamationToken, type, initializer = factory.createVoidZero() } = declaration;
    const whole = factory.updateVariableDeclaration(
      declaration,
      name,
      exclamationToken,
      type,
      initializer,
    );
    const list = factory.createVariableDeclarationList([whole], flags);
    return ts.setTextRange(factory.createVariableStatement(statement.modifiers, list), declaration);
  });
}

const WIPED = /^exports\.[^;]+ = void 0;$/m;
const IMPORTED =
  /^Object\.defineProperty\(exports, "([^"]+)", \{ enumerable: true, get: function \(\) \{ return ([^;]+); \} \}\);/gm;

/** The compiled cell, with its functions there from the beginning, and no value wiped. */
function withoutWiping(output, functions) {
  const hoisted = functions.map((name) => `exports.${name} = ${name};`).join(' ');
  const kept = output.replace(WIPED, '').replaceAll(IMPORTED, 'exports.$1 = $2;');
  return hoisted ? kept.replace('\n', () => ` ${hoisted}\n`) : kept;
}

/** The functions that a cell declares at its top. */
function functionsOf(ts, file) {
  const functions = file.statements.filter(
    (one) => ts.isFunctionDeclaration(one) && one.name && one.body,
  );
  return [...new Set(functions.map(({ name }) => name.text))];
}

module.exports = { usesExports, functionsOf, withoutWiping };
