// Heals: errors that a student can't use. tslab reports a compile error that has details as
// one of the cell, whatever file it is in, and prints a thrown error with the kernel's insides.
const path = require('node:path');

/** A replacement for ts.getPreEmitDiagnosticsOfFiles: each error's details as one text. */
function withDetailsInText(ts) {
  return (program, files) =>
    ts.getPreEmitDiagnosticsOfFiles(program, files).map((diagnostic) => ({
      ...diagnostic,
      messageText: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
    }));
}

/** Rewrites what tslab is about to print about an error. */
function readable(words) {
  const [format, file, line, column, message] = words;
  if (format === '%s%d:%d - %s') {
    return [`${file ? `${file.trim()}:` : 'this cell, line '}${line}:${column} - ${message}`];
  }
  return words.map((word) => (word instanceof Error ? shortened(word) : word));
}

const insides = /\(?node:|node_modules[\\/]tslab|tools[\\/]kernel[\\/]|at new Script/;

/** The stack without the frames of Node and the kernel, and paths as seen from the project. */
function shortened(error) {
  if (isInterruption(error)) return 'Interrupted.';
  const frames = String(error.stack)
    .replace(/^node:[\s\S]*?\n\n/, '')
    .replaceAll(/evalmachine\.<anonymous>(:\d+)*/g, 'a cell')
    .replaceAll(process.cwd() + path.sep, '')
    .split('\n')
    .filter((line) => !/^\s+at /.test(line) || !insides.test(line));
  return frames.filter((line, i) => line === '' || line !== frames[i - 1]).join('\n');
}

function isInterruption({ code, message }) {
  return code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' || message === 'Interrupted asynchronously';
}

module.exports = { readable, withDetailsInText };
