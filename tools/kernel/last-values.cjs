// Heals: what the last line of a cell gives is shown in ways that puzzle. `xs[-1]`, undefined,
// vanishes without a word; a promise does not say what to do about it; a timer that was set
// shows its insides; a function is called after the kernel's own variable.
const { inspect } = require('node:util');
const { types } = require('node:util');

inspect.defaultOptions.depth = 4;

/** Prints the value of a cell's last line. */
function showLast(ts, say, name, value, expression) {
  if (value === undefined && !asksForValue(ts, expression)) return;
  if (isTimer(value)) return;
  if (typeof value === 'function' && value.name === name) {
    Object.defineProperty(value, 'name', { value: '' });
  }
  say.log(value);
  if (types.isPromise(value)) {
    say.error('This is a promise. `await` before the expression gives its value.');
  }
}

/** A call may well give nothing; a variable, or an entry of a list, should give something. */
function asksForValue(ts, expression) {
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression)) {
    return asksForValue(ts, expression.expression);
  }
  return (
    ts.isIdentifier(expression) ||
    ts.isPropertyAccessExpression(expression) ||
    ts.isElementAccessExpression(expression)
  );
}

function isTimer(value) {
  return ['Timeout', 'Immediate'].includes(value?.constructor?.name) && 'hasRef' in value;
}

/** The expression that tslab takes for a cell's value. */
function lastExpression(ts, file) {
  const last = file.statements.at(-1);
  return last && ts.isExpressionStatement(last) ? last.expression : undefined;
}

module.exports = { showLast, lastExpression };
