import { display, newDisplay } from 'tslab';
import type { Figure } from './figure';
import { type Table, tableHtml } from './table';
import { escapeHtml } from './text';

/** Shows a figure below the cell, and the same in words, folded away. */
export function show(figure: Figure): void {
  const { data, layout, frames, config, alt } = figure;
  // tslab's types know text and bytes only; what it sends for this kind of output is the object.
  const bundle = { data, layout, frames, config } as unknown as string;
  display.raw('application/vnd.plotly.v1+json', bundle);
  showHtml(`<details><summary>Figure in words</summary><p>${escapeHtml(alt)}</p></details>`);
}

/** Shows LaTeX, such as `equation('s =', s)`, typeset on a line of its own. */
export function showLatex(latex: string): void {
  display.latex(`$$${latex}$$`);
}

/** Shows a table: its first column names the rows, numbers are rounded for the eye. */
export function showTable(table: Table): void {
  showHtml(tableHtml(table));
}

/** Shows HTML as it is. Put text from outside through `escapeHtml` first. */
export function showHtml(html: string): void {
  display.html(html);
}

/** A place below the cell whose HTML can be replaced again and again. */
export function showUpdating(): (html: string) => void {
  const place = newDisplay();
  return (html) => place.html(html);
}

/** Lets the kernel send what was shown and hear an interrupt. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
