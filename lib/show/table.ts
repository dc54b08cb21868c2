import { rounded } from './round';
import { escapeHtml } from './text';

/** A table's content; `caption` says what it holds, the first column names each row. */
export interface Table {
  caption: string;
  columns: string[];
  rows: (string | number)[][];
}

/**
 * The table as HTML that a screen reader can walk: a caption, a header for every row and column.
 * Throws when the caption is missing or a row has another length than the list of columns.
 */
export function tableHtml({ caption, columns, rows }: Table): string {
  if (!caption?.trim()) throw new Error('The table lacks a caption: say what it holds.');
  rows.forEach((row, i) => {
    if (row.length !== columns.length) {
      throw new RangeError(
        `The table “${caption}” has ${columns.length} columns, but row ${i + 1} has ${row.length} cells.`,
      );
    }
  });
  const head = columns.map((name, j) => {
    const align = alignment(rows[0]?.[j] ?? '');
    return `<th scope="col" style="text-align: ${align}">${escapeHtml(name)}</th>`;
  });
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table style="min-width: 18em">
<caption style="text-align: left">${escapeHtml(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body}
</tbody>
</table>`;
}

function cell(value: string | number, column: number): string {
  const text = typeof value === 'number' ? numberText(value) : value;
  const align = alignment(value);
  const [open, close] = column === 0 ? ['th scope="row"', 'th'] : ['td', 'td'];
  return `<${open} style="text-align: ${align}">${escapeHtml(text)}</${close}>`;
}

function alignment(value: string | number): string {
  return typeof value === 'number' ? 'right' : 'left';
}

/** Whole numbers are counts and keep every digit; others are rounded for the eye. */
function numberText(value: number): string {
  if (!Number.isSafeInteger(value)) return rounded(value, 4);
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f'); // thin spaces
  return value < 0 ? `−${digits}` : digits;
}
