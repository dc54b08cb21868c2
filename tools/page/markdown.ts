import markdownIt, { type MarkdownIt } from 'markdown-it';
import { escapeHtml, plain } from '../../lib/show/text';
import { highlighted } from './code';
import { imageSource, linkTarget } from './links';
import { mathInMarkdown } from './math';
import { type Cell, joined } from './notebook';

/** A heading of the page, for its table of contents. */
export interface Heading {
  level: number;
  id: string;
  html: string;
}

/** Turns markdown cells into HTML; their headings gather in `headings`, in order. */
export interface Renderer {
  render(cell: Cell): string;
  headings: Heading[];
}

/** A renderer for the markdown of one notebook, which lies in `folder`. */
export function markdownRenderer(folder: string): Renderer {
  const headings: Heading[] = [];
  const md = markdownIt({ html: true });
  mathInMarkdown(md);
  showCode(md);
  collectHeadings(md, headings);
  adaptLinks(md, folder);
  return { headings, render: (cell) => md.render(joined(cell.source), { cell }) };
}

function showCode(md: MarkdownIt): void {
  const { rules } = md.renderer;
  rules.fence = (tokens, i) => highlighted(tokens[i].content.replace(/\n$/, ''));
  rules.table_open = () => '<div class="wide"><table>';
  rules.table_close = () => '</table></div>';
}

function collectHeadings(md: MarkdownIt, headings: Heading[]): void {
  md.core.ruler.push('headings', ({ tokens, env }) => {
    tokens.forEach((token, i) => {
      if (token.type !== 'heading_open') return;
      const inline = tokens[i + 1];
      const html = md.renderer.render(inline.children ?? [], md.options, env);
      const taken = headings.filter((heading) => heading.id.startsWith(anchor(inline.content)));
      const id = anchor(inline.content) + (taken.length > 0 ? `-${taken.length}` : '');
      token.attrSet('id', id);
      headings.push({ level: Number(token.tag.slice(1)), id, html });
    });
  });
}

/** JupyterLab's own rule, so that a link to a heading works in both. */
function anchor(heading: string): string {
  return plain(heading).trim().replaceAll(' ', '-');
}

function adaptLinks(md: MarkdownIt, folder: string): void {
  const { rules } = md.renderer;
  rules.link_open = (tokens, i, options, _env, self) => {
    const target = linkTarget(String(tokens[i].attrGet('href')));
    if (target.href === undefined) {
      tokens[i].tag = 'span';
      tokens[i].attrs = [
        ['class', 'file'],
        ['title', target.title],
      ];
    } else {
      tokens[i].attrSet('href', target.href);
    }
    return self.renderToken(tokens, i, options);
  };
  rules.link_close = (tokens, i) => {
    const open = tokens.slice(0, i).filter(({ type }) => type === 'link_open');
    return `</${open[open.length - 1].tag}>`; // links do not nest
  };
  rules.image = (tokens, i, _options, env) => {
    const { cell } = env as { cell: Cell };
    const source = imageSource(String(tokens[i].attrGet('src')), folder, cell);
    return `<img src="${source}" alt="${escapeHtml(tokens[i].content)}">`;
  };
}
