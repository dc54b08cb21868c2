// Heals: hands trained in Python type `print(x)` and read "Cannot find name 'print'". Beside what
// the compiler says stands the TypeScript way.

/** What a missing name is called here. */
const NAMES = {
  print: 'console.log(x), or x alone as the last line',
  len: 'xs.length',
  range: 'for (let i = 0; i < n; i++), or Array.from({ length: n }, (_, i) => i)',
  True: 'true',
  False: 'false',
  None: 'null, or undefined',
  abs: 'Math.abs(x)',
  round: 'Math.round(x)',
  pow: 'x ** y',
  max: 'Math.max(...xs)',
  min: 'Math.min(...xs)',
  sum: 'xs.reduce((total, x) => total + x, 0)',
  sorted: '[...xs].sort((a, b) => a - b) for numbers',
  reversed: '[...xs].reverse()',
  enumerate: 'for (const [i, x] of xs.entries())',
  zip: 'xs.map((x, i) => [x, ys[i]])',
  map: 'xs.map((x) => …)',
  filter: 'xs.filter((x) => …)',
  any: 'xs.some((x) => …)',
  all: 'xs.every((x) => …)',
  str: 'String(x)',
  int: 'Math.trunc(x), or Number(text)',
  float: 'Number(text)',
  bool: 'Boolean(x)',
  list: '[...xs]',
  tuple: '[a, b]',
  dict: '{ a: 1 }, or new Map()',
  set: 'new Set(xs)',
  type: 'typeof x',
  isinstance: 'x instanceof C, or typeof x',
  input: 'a constant in the cell: a cell can ask for nothing',
  prompt: 'a constant in the cell: a cell can ask for nothing',
  help: 'Shift + Tab with the cursor in the name',
  dir: 'Tab after the dot',
  self: 'this',
  pass: 'an empty block, { }',
  np: 'a function of ./lib/linear or of mathjs',
  plt: 'a function of ./lib/show',
  _: 'a name of your own: const y = …',
  In: 'a name of your own: const y = …',
  Out: 'a name of your own: const y = …',
  Exception: 'new Error(text)',
  ValueError: 'new Error(text)',
};

/** What a line is written like here. The first that fits a line with an error speaks. */
const LINES = [
  [/^\s*%%?(time|timeit)\b/, "console.time('a'); before, and console.timeEnd('a'); after"],
  [/^\s*%/, 'plain TypeScript: words with % belong to IPython'],
  [
    /^\s*!/,
    'a terminal, File ▸ New ▸ Terminal: a cell runs TypeScript alone',
    /^\s*![\w.]+(\s+[\w./-]+)*\s*$/,
  ],
  [/^[\w.]+\?{1,2}\s*$/, 'Shift + Tab with the cursor in the name'],
  [/^\s*#|\s#\s/, '// for a comment'],
  [/^\s*import\s+[\w.]+(\s+as\s+\w+)?\s*$/, "import { add } from './lib/linear';"],
  [/^\s*from\s+[\w.]+\s+import\b/, "import { add } from './lib/linear';"],
  [/^\s*(async\s+)?def\s/, 'function f(x: number) { return 2 * x; }'],
  [/\blambda\b.*:/, '(x) => 2 * x'],
  [/^\s*class\s+\w+.*:\s*$/, 'class Name { … }'],
  [/^\s*elif\b/, 'else if (condition) { … }'],
  [/^\s*for\s+\w[\w, ]*\s+in\s.*:\s*$/, 'for (const x of xs) { … }'],
  [/^\s*(if|else|while|for|try|with)\b.*:\s*$/, 'braces around a block: if (condition) { … }'],
  [/^\s*except\b/, 'try { … } catch (error) { … }'],
  [/^\s*raise\b/, 'throw new Error(text);'],
  [/^\s*assert\s/, 'console.assert(condition), or if (!condition) throw new Error(text);'],
  [/^\s*del\s/, 'delete object.name, or nothing: what is no longer used does no harm'],
  [/\b[fr]["'][^"']*["']/, 'a text between backticks, $ before the braces'],
  [/"""|'''/, 'a text between backticks, over as many lines as it likes'],
  [/\[[^\]]*\b\w+\s+for\s+\w+\s+in\s/, 'xs.map((x) => 2 * x), or xs.filter((x) => x > 0)'],
  [/\w\[[^\][?]*:[^\]]*\]/, 'xs.slice(from, to)'],
  [/\bnot\s+in\b/, '!xs.includes(x)'],
  [/\bis\s+(not\s+)?\w/, '=== and !=='],
  [/\s(and|or)\s/, '&& and ||'],
  [/(^|[\s(])not\s/, '!x'],
  [/\.append\(/, 'xs.push(x)'],
  [/\.extend\(/, 'xs.push(...ys)'],
  [/\.shape\b/, 'M.length rows and M[0].length columns'],
];

const MISSING_NAME = /^Cannot find name '([^']+)'/;

/**
 * Adds the TypeScript way to the compiler's messages on a cell. Of the many on one such line, the
 * first is kept.
 */
function withTypeScriptWay(diagnostics, code) {
  const lines = code.split('\n');
  const ways = new Map();
  for (const diagnostic of diagnostics) {
    const { line } = diagnostic.start;
    const way = diagnostic.fileName ? undefined : wayOf(diagnostic, lines[line] ?? '');
    if (way && !ways.has(line)) ways.set(line, way);
  }
  const explained = new Set();
  return diagnostics.flatMap((diagnostic) => {
    const { line } = diagnostic.start;
    // tslab adds a line of its own to a cell, on which an unfinished last line may be at odds.
    const isBeyond = line >= lines.length && diagnostics.length > 1;
    if (diagnostic.fileName) return [diagnostic];
    if (explained.has(line) || isBeyond) return [];
    if (!ways.has(line)) return [diagnostic];
    explained.add(line);
    return [
      { ...diagnostic, messageText: `${diagnostic.messageText}\n  TypeScript: ${ways.get(line)}` },
    ];
  });
}

function wayOf({ messageText, code }, line) {
  const [, name] = MISSING_NAME.exec(messageText) ?? [];
  const typo = /Did you mean/.test(messageText) && !Object.hasOwn(NAMES, name ?? '');
  if (typo) return undefined;
  const [, way] =
    LINES.find(([like, , whole]) => (whole ?? like).test(withoutTexts(line, like))) ?? [];
  if (way) return way;
  if (name && Object.hasOwn(NAMES, name)) return NAMES[name];
  const assigned = name && new RegExp(String.raw`^\s*${escaped(name)}\s*=[^=]`).test(line);
  if (assigned) return `const ${line.trim().replace(/;?$/, ';')} or, if it is to change, let`;
  if (name && code === 2304 && /^(numpy|torch|math|random)$/.test(name)) return NAMES.np;
  return undefined;
}

/** The line without its texts, in which any word may stand, unless these are what is sought. */
function withoutTexts(line, like) {
  if (/["'`]/.test(like.source)) return line;
  return line.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '""').replace(/\/\/.*$/, '');
}

function escaped(name) {
  return name.replaceAll(/[$\\^.*+?()[\]{}|]/g, String.raw`\$&`);
}

module.exports = { withTypeScriptWay };
