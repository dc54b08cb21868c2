// Runs a student's program in a realm that has the language and nothing else. This file is all that
// Node's permission model lets the process read; the program comes in by the first line that is heard.
// Text goes in by one pipe and out by another: nothing of Node's is ever handed to the realm, and nothing
// of the realm's is touched here but by calling `enter` and what it returns.
'use strict';
const { readSync, writeSync } = require('node:fs');
const vm = require('node:vm');

const FROM_JUDGE = 3;
const TO_JUDGE = 4;
const CHUNK = 65536;
const chunk = Buffer.alloc(CHUNK);
let heard = Buffer.alloc(0);

/** The next line of the judge's. */
function hear() {
  const parts = [];
  for (;;) {
    const end = heard.indexOf(10);
    if (end >= 0) {
      parts.push(heard.subarray(0, end));
      heard = heard.subarray(end + 1);
      return Buffer.concat(parts).toString('utf8');
    }
    parts.push(heard);
    const length = readSync(FROM_JUDGE, chunk);
    if (length === 0) process.exit(0); // the judge has gone
    heard = Buffer.from(chunk.subarray(0, length));
  }
}

/** @param {string} line */
function tell(line) {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(TO_JUDGE, rest));
}

/** @type {string} */
let report = '';
let [unsent, printed, sentAt] = ['', 0, 0];

function flush() {
  if (unsent) tell(JSON.stringify({ printed: unsent }));
  [unsent, sentAt] = ['', Date.now()];
}

/** @param {string} text @param {number} most */
function print(text, most) {
  printed += text.length;
  if (printed > most) {
    tell(JSON.stringify({ trouble: 'printed', detail: '', thrown: null, at: null }));
    process.exit(0);
  }
  unsent += text;
  if (unsent.length > CHUNK || Date.now() - sentAt > 100) flush();
}

/** Is there stack enough left for what follows? What fails here fails before anything is said. */
function room(depth = 60) {
  return depth === 0 || room(depth - 1);
}

/** The one way out of the realm. Only text passes, and no error. @param {number} most */
function hostFor(most) {
  return (/** @type {string} */ verb, /** @type {string} */ text) => {
    try {
      room();
      if (typeof text !== 'string') return '';
      if (verb === 'print') print(text, most);
      if (verb === 'tell') report = text;
      if (verb !== 'ask') return '';
      flush();
      tell(text);
      return hear();
    } catch {
      return '';
    }
  };
}

/** @param {string} code @param {string} filename */
function compile(code, filename) {
  // The wrapper's line comes before the first of the file.
  return new vm.Script(`(function (exports, require, module) { "use strict";\n${code}\n})`, {
    filename,
    lineOffset: -1,
  });
}

/** What a function brings, or null when it fails. @template T @param {() => T} f */
function attempt(f) {
  try {
    return f();
  } catch {
    return null;
  }
}

async function main() {
  tell('{"up":true}');
  const { inside, library, student, file, characters } = JSON.parse(hear());
  const host = hostFor(characters);
  const enter = new vm.Script(inside, { filename: 'jail' });
  /** @type {[string, vm.Script][]} */
  const modules = Object.entries(library).map(([name, code]) => [name, compile(code, name)]);
  const program = attempt(() => compile(student, file));
  /** @type {((line: string) => void) | null} */
  let realm = null;
  for (;;) {
    const line = hear();
    report = '';
    if (!program) {
      const detail = 'It is too deep for the language.';
      report = JSON.stringify({ trouble: 'load', detail, thrown: null, at: null });
    } else if (line === '{"enter":true}') {
      const context = vm.createContext(Object.create(null), {
        codeGeneration: { strings: false, wasm: false },
      });
      const inRealm = (/** @type {vm.Script} */ script) => script.runInContext(context);
      const libraryOf = inRealm(new vm.Script('Object.create(null)'));
      for (const [name, script] of modules) libraryOf[name] = inRealm(script);
      realm = inRealm(enter)(host, libraryOf, inRealm(program), file);
    } else realm?.(line);
    // Promises are settled before the event loop comes round; what is open then stays open.
    await new Promise((resolve) => setImmediate(resolve));
    flush();
    tell(report || '{"trouble":"unsettled","detail":"","thrown":null,"at":null}');
  }
}

process.on('unhandledRejection', () => {}); // a promise of the student's that nobody waits for
void main();
