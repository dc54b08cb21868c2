import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { escapeHtml, plain } from '../../lib/show/text';
import { highlighted } from './code';
import { type Heading, markdownRenderer, type Renderer } from './markdown';
import { mathStyle } from './math';
import { type Cell, joined, type Notebook } from './notebook';
import { merged, outputHtml, PLOTLY } from './outputs';

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));

/** The page may load nothing from anywhere: browsers hold it to that. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; " +
  'img-src data: blob:; font-src data:';

/**
 * An executed notebook as one HTML page that needs nothing else: style, fonts, equations and
 * figures are inside. `folder` is where the notebook lies, for the pictures that it names.
 */
export function pageHtml(notebook: Notebook, slug: string, folder: string): string {
  const markdown = markdownRenderer(folder);
  const cells = notebook.cells.map((cell) => cellHtml(cell, markdown)).join('\n');
  const title = plain(markdown.headings.find(({ level }) => level === 1)?.html ?? slug);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title} · Unrolled</title>
<link rel="icon" href="data:,">
<style>${mathStyle()}${readFileSync(path.join(here, 'page.css'), 'utf8')}</style>
</head>
<body>
${contents(markdown.headings)}
<main>
${cells}
<footer>${escapeHtml(slug)} of <i>Unrolled</i>, as it ran.</footer>
</main>
${scripts(hasFigures(notebook))}
</body>
</html>
`;
}

function cellHtml(cell: Cell, markdown: Renderer): string {
  if (cell.cell_type === 'markdown') return `<div class="prose">${markdown.render(cell)}</div>`;
  if (cell.cell_type === 'raw') return '';
  const outputs = merged(cell.outputs ?? [])
    .map(outputHtml)
    .join('\n');
  const shown = outputs ? `\n<div class="output">${outputs}</div>` : '';
  return codeHtml(cell) + shown;
}

/** The code of a cell, folded where the notebook folds it. */
function codeHtml({ source, metadata }: Cell): string {
  const code = highlighted(joined(source));
  if (!metadata?.jupyter?.source_hidden) return code;
  return `<details class="folded"><summary>Code</summary>${code}</details>`;
}

function contents(headings: Heading[]): string {
  const items = headings
    .filter(({ level }) => level === 2 || level === 3)
    .map(({ level, id, html }) => {
      return `<li class="level${level}"><a href="#${encodeURIComponent(id)}">${html}</a></li>`;
    });
  if (items.length === 0) return '';
  return `<nav aria-label="Contents"><details open><summary>Contents</summary>
<ul>
${items.join('\n')}
</ul></details></nav>`;
}

function hasFigures({ cells }: Notebook): boolean {
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.some((output) => 'data' in output && PLOTLY in output.data);
}

/** What draws the figures, and plotly itself where there are any. */
function scripts(withPlotly: boolean): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(here, 'client.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
  });
  const plotly = withPlotly ? [readFileSync(require.resolve('plotly.js-dist-min'), 'utf8')] : [];
  const code = [...plotly, outputFiles[0].text];
  return code.map((js) => `<script>${js.replace(/<\/script/g, '<\\/script')}</script>`).join('\n');
}
