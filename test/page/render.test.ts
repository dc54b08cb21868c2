import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cell, Output } from '../../tools/page/notebook';
import { pageHtml } from '../../tools/page/render';
import { code, markdown, printed, SAMPLE, shown } from './sample';

const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What stands in <main> for these cells. */
function main(...cells: Cell[]): string {
  const html = pageHtml({ cells }, '99-sample', folder);
  return html.slice(html.indexOf('<main>'), html.indexOf('<footer>'));
}

describe('a page', () => {
  const html = pageHtml(SAMPLE, '99-sample', folder);

  it('is named after the first heading', () => {
    expect(html).toContain('<title>99 · A sample · Unrolled</title>');
    expect(pageHtml({ cells: [] }, '99-sample', folder)).toContain('<title>99-sample · Unrolled');
  });

  it('lists its parts, each with a link that leads there', () => {
    const nav = html.slice(html.indexOf('<nav'), html.indexOf('</nav>'));
    const targets = [...nav.matchAll(/href="#([^"]+)"/g)].map(([, id]) => decodeURIComponent(id));
    expect(targets).toEqual(['First-part', 'A-finer-point', 'Second-part']);
    for (const id of targets) expect(html).toContain(` id="${id}"`);
  });

  it('keeps two headings of one name apart', () => {
    const twice = main(markdown('## Check'), markdown('## Check'));
    expect(twice).toContain('id="Check"');
    expect(twice).toContain('id="Check-1"');
  });

  it('allows itself nothing from the network', () => {
    expect(html).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'`);
    expect(html).not.toMatch(/<link[^>]+href="(?!data:)/);
    expect(html).not.toMatch(/url\((?!data:)[^)]*woff/);
  });

  it('holds plotly once, and only when there is a figure', () => {
    const count = (text: string) => text.split('* plotly.js v').length - 1;
    expect(count(html)).toBe(1);
    expect(count(pageHtml({ cells: [markdown('# T')] }, '99-sample', folder))).toBe(0);
  });
});

describe('markdown on a page', () => {
  it('typesets equations within a line, on a line of their own and on several lines', () => {
    const html = main(markdown('a $x^2$ b\n\n$$y$$\n\n$$\na\n- b\n+ c\n$$\n\nend'));
    expect(html.match(/class="katex"/g)).toHaveLength(3);
    expect(html.match(/class="equation"/g)).toHaveLength(2);
    expect(html).not.toContain('<li>');
    expect(html).toContain('<p>end</p>');
  });

  it('typesets equations in tables, lists and headings', () => {
    const html = main(markdown('## The $W$ part\n\n- $a$\n\n| $b$ |\n| --- |\n| $c$ |'));
    expect(html.match(/class="katex"/g)).toHaveLength(4);
  });

  it('lets screen readers read the equations', () => {
    expect(main(markdown('$x$'))).toContain('<math');
  });

  it('leaves prices, escaped dollars and code alone', () => {
    const html = main(markdown('It costs $5 or $6, \\$7\\$, and `$x$`.'));
    expect(html).not.toContain('katex');
    expect(html).toContain('<p>It costs $5 or $6, $7$, and <code>$x$</code>.</p>');
  });

  it('stops at an equation that cannot be typeset, and shows it', () => {
    expect(() => main(markdown('$\\nonsense{x}$'))).toThrow(/cannot be typeset: \\nonsense\{x\}/);
  });

  it('keeps HTML such as folded hints', () => {
    const html = main(markdown('<details><summary>Hint</summary>\n\nUse *W*.\n\n</details>'));
    expect(html).toContain('<summary>Hint</summary>');
    expect(html).toContain('<em>W</em>');
  });

  it('leads from one lecture to the page of another', () => {
    const html = main(markdown('[a](02-graphs.ipynb) [b](./02-graphs.ipynb#Loops) [c](#Check)'));
    expect(html).toContain('<a href="02-graphs.html">a</a>');
    expect(html).toContain('<a href="02-graphs.html#Loops">b</a>');
    expect(html).toContain('<a href="#Check">c</a>');
  });

  it('names a file of the workbook, to which a page cannot lead', () => {
    expect(
      main(markdown('[the **exercise**](../exercises/99-sample.ts) and [web](https://a.org)')),
    ).toContain(
      '<span class="file" title="In your copy of the workbook: exercises/99-sample.ts">' +
        'the <strong>exercise</strong></span> and <a href="https://a.org">web</a>',
    );
  });

  it('takes pictures in, from beside the notebook and from its attachments', () => {
    writeFileSync(path.join(folder, 'a.png'), 'pixels');
    const cell = markdown('![A "dot"](a.png) ![B](attachment:b.png)');
    cell.attachments = { 'b.png': { 'image/png': 'QkI=' } };
    const html = main(cell);
    expect(html).toContain('<img src="data:image/png;base64,cGl4ZWxz" alt="A &quot;dot&quot;">');
    expect(html).toContain('<img src="data:image/png;base64,QkI=" alt="B">');
  });

  it('refuses pictures from the network', () => {
    expect(() => main(markdown('![x](https://a.org/x.png)'))).toThrow('without a network');
  });
});

describe('code and its outputs on a page', () => {
  it('marks the words of TypeScript, over the ends of lines too', () => {
    const html = main(code("const a: number = 1; /* one\ntwo */ 'three'"));
    expect(html).toContain('<span class="k">const</span>');
    expect(html).toContain('<span class="n">1</span>');
    expect(html).toContain('<span class="c">two */</span>');
    expect(html).toContain('<span class="s">\'three\'</span>');
  });

  it('folds code that the notebook folds, and leaves what it showed in sight', () => {
    const cell = code('const hidden = 1;', printed('seen\n'));
    const html = main({ ...cell, metadata: { jupyter: { source_hidden: true } } });
    const folded = html.slice(html.indexOf('<details'), html.indexOf('</details>'));
    expect(folded).toMatch(/<summary>Code<\/summary>.*hidden/s);
    expect(folded).not.toContain('seen');
    expect(html).toContain('>seen</pre>');
    expect(main(cell)).not.toContain('<details');
  });

  it('keeps every line of code in a box of its own, so that long ones can go on below', () => {
    const html = main(code('a;\n\nb;'));
    expect(html.match(/<span class="line">/g)).toHaveLength(3);
    expect(html).toContain('<span class="line">\n</span>');
  });

  it('shows code and printed text as they are, never as HTML', () => {
    const html = main(code('a < b && "<i>"', printed('<b>1</b>\n'), printed('2 & 3', 'stderr')));
    expect(html).not.toMatch(/<[ib]>/);
    expect(html).toMatch(/<pre class="stdout"[^>]*>&lt;b&gt;1/);
    expect(html).toMatch(/<pre class="stderr"[^>]*>2 &amp; 3/);
  });

  it('shows errors without the colour codes of a terminal', () => {
    const error = {
      output_type: 'error' as const,
      ename: 'Error',
      evalue: 'no',
      traceback: ['\u001b[31mError\u001b[0m: no'],
    };
    expect(main(code('x', error))).toMatch(/<pre class="stderr"[^>]*>Error: no<\/pre>/);
  });

  it('joins text that Jupyter keeps as a list of lines', () => {
    const cell = code('', { output_type: 'stream', name: 'stdout', text: ['a\n', 'b\n'] });
    expect(main({ ...cell, source: ['1;\n', '2;'] })).toMatch(/1<\/span>;\n.*2.*>a\nb<\/pre>/s);
  });

  it('keeps together what was printed line by line', () => {
    const line = (text: string): Output => ({ output_type: 'stream', name: 'stdout', text });
    expect(main(code('', line('a\n'), line('b\n')))).toMatch(/>a\nb<\/pre>/);
  });

  it('keeps HTML outputs, with their equations typeset but not their code', () => {
    const html = main(code('', shown({ 'text/html': '<b>$W$</b> <code>$W$</code>' })));
    expect(html).toMatch(/<b><span class="katex">/);
    expect(html).toContain('<code>$W$</code>');
  });

  it('typesets LaTeX outputs', () => {
    expect(main(code('', shown({ 'text/latex': '$$W$$' })))).toContain('class="equation"');
  });

  it('names a figure by its title and lets nothing in it end the script', () => {
    const figure = { data: [{ name: '</script><b>' }], layout: { title: { text: 'A<br>B' } } };
    const html = main(code('', shown({ 'application/vnd.plotly.v1+json': figure })));
    expect(html).toContain('aria-label="A B"');
    expect(html).not.toContain('</script><b>');
    const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual(figure);
  });

  it('prefers a figure to its picture, and a picture to its text', () => {
    const picture = { 'image/png': 'QUE=', 'text/plain': 'plain' };
    const figure = { data: [], layout: {} };
    expect(main(code('', shown(picture)))).toContain('data:image/png;base64,QUE=');
    const both = main(code('', shown({ ...picture, 'application/vnd.plotly.v1+json': figure })));
    expect(both).not.toContain('image/png');
    expect(main(code('', shown({ 'text/plain': 'plain' })))).toContain('>plain</pre>');
  });

  it('stops at an output that it cannot show', () => {
    expect(() => main(code('', shown({ 'application/x-odd': 1 })))).toThrow('application/x-odd');
  });
});
