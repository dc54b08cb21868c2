import { stripVTControlCharacters } from 'node:util';
import { escapeHtml, plain } from '../../lib/show/text';
import { typesetWithin } from './math';
import { type Bundle, joined, type Lines, type Output } from './notebook';

export const PLOTLY = 'application/vnd.plotly.v1+json';

/** The outputs with what was printed line by line as one text. */
export function merged(outputs: Output[]): Output[] {
  const all: Output[] = [];
  for (const output of outputs) {
    const last = all[all.length - 1];
    if (
      last?.output_type === 'stream' &&
      output.output_type === 'stream' &&
      last.name === output.name
    ) {
      all[all.length - 1] = { ...last, text: joined(last.text) + joined(output.text) };
    } else all.push(output);
  }
  return all;
}

/** What a code cell showed, as HTML. */
export function outputHtml(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return textOutput(joined(output.text), output.name);
    case 'error':
      return textOutput(output.traceback.join('\n') || output.evalue, 'stderr');
    default:
      return bundleHtml(output.data);
  }
}

/** The richest form that the page can show. */
function bundleHtml(data: Bundle): string {
  const text = (type: string) => joined(data[type] as Lines);
  if (PLOTLY in data) return figureHtml(data[PLOTLY] as Drawn);
  if ('text/html' in data) return `<div class="wide">${withMath(text('text/html'))}</div>`;
  if ('text/latex' in data) return typesetWithin(text('text/latex'), escapeHtml);
  if ('image/svg+xml' in data) return `<div class="wide">${text('image/svg+xml')}</div>`;
  for (const type of ['image/png', 'image/jpeg', 'image/gif']) {
    if (type in data) return `<img src="data:${type};base64,${text(type).trim()}" alt="">`;
  }
  if ('text/plain' in data) return textOutput(text('text/plain'), 'stdout');
  throw new Error(`An output cannot be shown on a page: ${Object.keys(data).join(', ')}.`);
}

interface Drawn {
  layout: { title?: { text?: string }; width?: number; height?: number };
}

/** A place for a figure with the figure itself as JSON, which client.ts draws. */
function figureHtml(figure: Drawn): string {
  const title = plain((figure.layout.title?.text ?? '').replaceAll('<br>', ' '));
  const { width, height = 400 } = figure.layout;
  const size = `min-height: ${height}px;${width ? ` width: ${width}px` : ''}`;
  const json = JSON.stringify(figure).replace(/</g, '\\u003c'); // no tag can end the script
  return (
    `<div class="wide"><div class="figure" role="figure" aria-label="${escapeHtml(title)}" style="${size}">` +
    `<script type="application/json">${json}</script></div></div>`
  );
}

function textOutput(text: string, name: string): string {
  return `<pre class="${name}" tabindex="0">${escapeHtml(stripVTControlCharacters(text).trimEnd())}</pre>`;
}

/** JupyterLab typesets equations in HTML outputs too; code stays as it is. */
function withMath(html: string): string {
  const parts = html.split(
    /(<(?:pre|code|script|style)\b[\s\S]*?<\/(?:pre|code|script|style)>|<[^>]*>)/,
  );
  return parts.map((part, i) => (i % 2 ? part : typesetWithin(part, (text) => text))).join('');
}
