// Heals: a matrix of twenty rows is printed as ragged groups of numbers with seventeen digits.
// Here each row is a line, its numbers one below the other, with eight digits as in NumPy.
const { inspect } = require('node:util');

const DIGITS = 8;
/** As many as Node itself shows of a list. */
const MOST = 100;
const WIDTH = 72;

/** Changes a console so that matrices are shown as rows. */
function showMatrices(console) {
  const { log } = console;
  console.log = (...values) =>
    log(...values.map((value) => (isLargeMatrix(value) ? rows(value) : value)));
}

function isLargeMatrix(value) {
  if (!Array.isArray(value) || value.length === 0) return false;
  const width = value[0]?.length;
  const even = value.every((row) => Array.isArray(row) && row.length === width);
  if (!even || !width || !value.every((row) => row.every((x) => typeof x === 'number')))
    return false;
  const short = inspect(value);
  return short.includes('\n') || short.length > WIDTH;
}

function rows(matrix) {
  const shown = matrix.slice(0, MOST).map((row) => row.slice(0, MOST).map(rounded));
  const widths = shown[0].map((_, j) => Math.max(...shown.map((row) => row[j].length)));
  const more = matrix[0].length > MOST ? `, … ${matrix[0].length - MOST} more` : '';
  const lines = shown.map((row) => {
    const aligned = row.map((text, j) => text.padStart(widths[j]));
    return `  [ ${aligned.join(', ')}${more} ]`;
  });
  if (matrix.length > MOST) lines.push(`  … ${matrix.length - MOST} more rows`);
  return `[\n${lines.join(',\n')}\n]`;
}

function rounded(x) {
  return Object.is(x, -0) ? '-0' : String(Number(x.toPrecision(DIGITS)));
}

module.exports = { showMatrices };
