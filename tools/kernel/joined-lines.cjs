// Heals: two puzzles of TypeScript's grammar that the compiler reports in its own terms. A line
// that begins with [ or ( goes on with the line before it, if that has no semicolon; and a line
// that begins with { is a block, not an object.

/** Adds an explanation to the messages of a cell whose lines have grown together. */
function withJoinedLines(ts, diagnostics, file) {
  const block = objectLikeBlock(ts, file);
  const said = new Set();
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.fileName) return [diagnostic];
    const why = joined(diagnostic, file) ?? (block && isInside(diagnostic, block) && OBJECT);
    if (!why) return [diagnostic];
    // One cause, many messages: the first is enough.
    if (said.has(why)) return [];
    said.add(why);
    return [{ ...diagnostic, messageText: `${diagnostic.messageText}\n  ${why}` }];
  });
}

const OBJECT = 'A line that begins with { is a block. An object stands in parentheses: ({ a: 1 })';

/** What to say of a cell that compiles, and shows nothing because its object is a block. */
function aboutBlock(ts, file) {
  return objectLikeBlock(ts, file) && OBJECT;
}

/** The last statement, if it is a block that could be an object. */
function objectLikeBlock(ts, file) {
  const block = file.statements.findLast((one) => !ts.isEmptyStatement(one));
  if (!block || !ts.isBlock(block)) return undefined;
  const text = `(${block.getText(file)})`;
  const parsed = ts.createSourceFile('object.ts', text, ts.ScriptTarget.Latest, true);
  const inner = parsed.statements[0]?.expression?.expression;
  const isObject =
    parsed.parseDiagnostics.length === 0 && inner && ts.isObjectLiteralExpression(inner);
  return isObject && inner.properties.length > 0 ? block : undefined;
}

function isInside({ start }, block) {
  return start.offset >= block.pos && start.offset <= block.end;
}

/** What to say of a message on a line that goes on with the one before it, or on that. */
function joined({ start, end }, file) {
  const lines = file.text.split('\n');
  const near = [start.line, start.line + 1, end.line, end.line + 1, end.line + 2];
  for (const at of near.filter((line) => line <= end.line + 2)) {
    const [, opens] = /^\s*([[(`])/.exec(lines[at] ?? '') ?? [];
    const before = lines.slice(0, at).findLastIndex((line) => line.trim() !== '');
    if (!opens || before < start.line - 1 || !endsOpen(lines[before] ?? '')) continue;
    return `Line ${before + 1} has no semicolon at its end, so it goes on with the ${opens} of line ${at + 1}. End it with ;`;
  }
  return undefined;
}

/** Whether a line ends with a value, after which TypeScript looks for more. */
function endsOpen(line) {
  return /[\w$)\]}"'`]\s*$/.test(line) && !/^\s*(\/\/|\*)/.test(line);
}

module.exports = { withJoinedLines, aboutBlock };
