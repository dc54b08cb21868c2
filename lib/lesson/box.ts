import { escapeHtml } from '../show/text';

/** What a cell that was left to the reader says. */
export type Box =
  | { is: 'open' }
  | { is: 'right'; gave: string }
  | { is: 'wrong'; why: string }
  | { is: 'to guess'; what: string; say: string }
  | { is: 'guessed'; what: string };

const BLUE = '#0060a0';
const GREEN = '#00734f';
const RED = '#b3261e';

/** The box as HTML, a line or two with a bar of colour beside them. */
export function boxHtml(box: Box): string {
  switch (box.is) {
    case 'open':
      return bar(
        BLUE,
        '<b>Your turn.</b> Put your line in place of <code>blank()</code> and run the cell. ' +
          'Until then the lecture goes on with the known one.',
      );
    case 'right':
      return bar(GREEN, `<b>✓ Right.</b> It gave ${code(box.gave)}.`);
    case 'wrong':
      return bar(RED, `<b>✗ Not yet.</b> The lecture goes on with the known line.${pre(box.why)}`);
    case 'to guess':
      return bar(BLUE, `<b>Your guess</b>: ${escapeHtml(box.what)}. ${box.say}`);
    case 'guessed':
      return bar(BLUE, `<b>Your guess</b>: ${escapeHtml(box.what)}. Now see.`);
  }
}

function bar(color: string, html: string): string {
  return `<div style="border-left: 4px solid ${color}; padding: 0.2em 0.8em; max-width: 44em">${html}</div>`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function pre(text: string): string {
  const style = 'white-space: pre-wrap; overflow-wrap: anywhere; background: none; margin: 0.3em 0';
  return `<pre style="${style}">${escapeHtml(text)}</pre>`;
}
