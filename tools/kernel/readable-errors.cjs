// Heals: errors that a student can't use. tslab reports a compile error that has details as
// one of the cell, whatever file it is in, and prints a thrown error with the kernel's insides.
const path = require('node:path');
const { inspect } = require('node:util');
const { SCHEME } = require('./cell-lines.cjs');

/** The diagnostics, each error's details as one text. */
function withDetailsInText(ts, diagnostics) {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    messageText: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
  }));
}

const FRAME = new RegExp(String.raw`\(?${SCHEME}(\d+):(\d+):(\d+)\)?`);
const HEADER = new RegExp(
  String.raw`^(?:node:|evalmachine|<anonymous_script>|${SCHEME})[^\n]*:\d+\n[\s\S]*?\n\n`,
);
const INSIDES =
  /\(?node:|node_modules[\\/](?:tslab|zeromq)|tools[\\/]kernel[\\/]|at new Script|evalmachine/;

/**
 * Makes errors readable.
 * @param {string} root the project's folder
 * @param {object} cells from makeCellLines
 */
function makeReadable(root, cells) {
  /** Rewrites what tslab is about to print about an error. */
  function readable(words) {
    const [format, file, line, column, message] = words;
    if (format === '%s%d:%d - %s') {
      return [`${file ? `${file.trim()}:` : 'this cell, line '}${line}:${column} - ${message}`];
    }
    return words.map((word) => (word instanceof Error ? thrown(word) : word));
  }

  /** An error as the student's line, the message, and where it came from. */
  function thrown(error, title = '') {
    if (error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return 'Interrupted.';
    // What else the error holds (its cause, its fields) only inspect knows how to show.
    const text = title + plain(inspect(error));
    const first = String(error.stack)
      .split('\n')
      .find((one) => isFrame(one) && !one.includes('<anonymous>') && !isInside(one));
    const place = first && placeOf(first);
    if (!place) return text;
    const { number, line, column, text: source } = place;
    const indent = source.length - source.trimStart().length;
    const pointer = `${' '.repeat(column - 1 - indent)}^`;
    return `cell [${number}], line ${line}:\n  ${source.trimStart()}\n  ${pointer}\n${text}`;
  }

  function placeOf(frame) {
    const [, number, line, column] = FRAME.exec(frame) ?? [];
    const place = number && cells.place(Number(number), Number(line), Number(column));
    return place && { number, ...place };
  }

  /** A text without the frames of Node and the kernel, and places as a student knows them. */
  function plain(text) {
    const lines = text
      .replace(HEADER, '')
      .replaceAll(/\(0 , (?:[\w$]+\.)?([^\s()]+)\)/g, '$1')
      .replaceAll(/\bexports\.(?=[\p{ID_Start}$_])/gu, '')
      .replaceAll(root + path.sep, '')
      .split('\n');
    const kept = [];
    for (const line of lines) {
      if (isFrame(line) && isInside(line)) {
        // What an error holds beside its trace begins at the end of the last frame.
        if (line.endsWith(' {') && kept.length > 0) kept.push(`${kept.pop()} {`);
      } else if (!/^\s+\.\.\. \d+ lines matching cause/.test(line)) {
        const now = framed(line);
        if (!isFrame(line) || now !== kept.at(-1)) kept.push(now);
      }
    }
    return kept.join('\n');
  }

  /** Whether a frame is of Node or the kernel, such as the call of the function that a cell becomes. */
  function isInside(line) {
    const [, number, row] = FRAME.exec(line) ?? [];
    return INSIDES.test(line) || (number && cells.isBeyond(Number(number), Number(row)));
  }

  function framed(line) {
    if (!isFrame(line) || !FRAME.test(line)) return line;
    const place = placeOf(line);
    const [, number] = FRAME.exec(line);
    const where = place ? `cell [${number}], line ${place.line}` : `cell [${number}]`;
    const [, before] = /^(\s+at .*?)\(?cell:/.exec(line);
    const named = /at (async )?$/.test(before) ? '' : '(';
    // A cell's functions are properties of a plain object, which is nobody's concern.
    const whose = before.replace(/at (async )?Object\.(?!<)/, 'at $1');
    const rest = line.endsWith(' {') ? ' {' : '';
    return `${whose}${named}${where}${named && ')'}${rest}`;
  }

  /** Rewrites what a cell prints, if it looks like a stack trace. */
  function reword(text) {
    return isTrace(text) ? plain(text) : text;
  }

  /** What to say of an error outside of any cell. */
  function uncaught(title, error) {
    return error instanceof Error ? thrown(error, `${title} `) : `${title} ${inspect(error)}`;
  }
  return { readable, reword, uncaught };
}

const isFrame = (line) => /^\s+at /.test(line);
const isTrace = (text) => /\n\s+at /.test(text) && (text.includes(SCHEME) || INSIDES.test(text));

module.exports = { makeReadable, withDetailsInText };
