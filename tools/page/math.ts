import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import katex from 'katex';
import type { MarkdownIt } from 'markdown-it';

const require = createRequire(import.meta.url);

/** LaTeX as HTML, with MathML for screen readers. Throws on what KaTeX cannot read. */
export function typeset(latex: string, display: boolean): string {
  try {
    const html = katex.renderToString(latex, { displayMode: display, strict: 'ignore' });
    return display ? `<div class="equation">${html}</div>` : html;
  } catch (error) {
    throw new Error(`This equation cannot be typeset: ${latex}\n${(error as Error).message}`);
  }
}

/** Typesets every $…$ and $$…$$ in a text; what stands between them goes through `other`. */
export function typesetWithin(text: string, other: (text: string) => string): string {
  const parts = text.split(/(\$\$[^$]+\$\$|\$[^$\s](?:[^$\n]*[^$\s\\])?\$(?!\d))/);
  return parts.map((part, i) => (i % 2 ? typesetDelimited(part) : other(part))).join('');
}

/** Teaches markdown-it $…$ within a line and $$…$$ within a line or on lines of its own. */
export function mathInMarkdown(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', (state, silent) => {
    const rest = state.src.slice(state.pos);
    const found = /^(\$\$[^$]+\$\$|\$[^$\s](?:[^$]*?[^$\s\\])?\$(?!\d))/.exec(rest);
    if (!found) return false;
    if (!silent) state.push('math', '', 0).content = found[0];
    state.pos += found[0].length;
    return true;
  });
  // Without this a line of an equation that begins with − or + would become a list.
  md.block.ruler.before(
    'fence',
    'math',
    (state, startLine, endLine, silent) => {
      const line = (i: number) =>
        state.src.slice(state.bMarks[i] + state.tShift[i], state.eMarks[i]);
      if (!line(startLine).startsWith('$$')) return false;
      let last = startLine;
      const text = () => state.getLines(startLine, last + 1, state.blkIndent, false).trim();
      while (!/^\$\$[^$]+\$\$$/.test(text())) if (++last >= endLine) return false;
      if (!silent) state.push('math', '', 0).content = text();
      state.line = last + 1;
      return true;
    },
    { alt: ['paragraph', 'blockquote', 'list'] },
  );
  md.renderer.rules.math = (tokens, i) => typesetDelimited(tokens[i].content);
}

/** KaTeX's style sheet with its fonts inside, so that it needs no network. */
export function mathStyle(): string {
  const file = require.resolve('katex/dist/katex.min.css');
  return readFileSync(file, 'utf8').replace(/src:([^;}]+)/g, (_, sources: string) => {
    const [, font] = /url\(([^)]+\.woff2)\)/.exec(sources) as RegExpExecArray;
    const bytes = readFileSync(path.join(path.dirname(file), font));
    return `src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")`;
  });
}

function typesetDelimited(text: string): string {
  const display = text.startsWith('$$');
  return typeset(display ? text.slice(2, -2) : text.slice(1, -1), display);
}
