import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show, showLatex, showTable, showUpdating } from '../../../lib/show/display';
import { FIGURES } from './samples';

/** What reached the kernel, output by output. */
const sent = vi.hoisted(() => [] as { type: string; content: unknown; place: number }[]);
vi.mock('tslab', () => {
  let places = 0;
  const newDisplay = () => {
    const place = places++;
    const raw = (type: string, content: unknown) => sent.push({ type, content, place });
    return {
      raw,
      html: (html: string) => raw('text/html', html),
      latex: (latex: string) => raw('text/latex', latex),
    };
  };
  return { display: newDisplay(), newDisplay };
});

beforeEach(() => {
  sent.length = 0;
});

describe('showing in a notebook', () => {
  it('sends a figure for plotly, and below it the figure in words, folded away', () => {
    show({ ...FIGURES.slider, alt: 'a < b' });
    const { data, layout, config, frames } = FIGURES.slider;
    expect(sent.map(({ type }) => type)).toEqual(['application/vnd.plotly.v1+json', 'text/html']);
    expect(sent[0].content).toEqual({ data, layout, config, frames });
    expect(sent[1].content).toBe(
      '<details><summary>Figure in words</summary><p>a &lt; b</p></details>',
    );
  });

  it('sends LaTeX as an equation on a line of its own', () => {
    showLatex('s = 1');
    expect(sent).toMatchObject([{ type: 'text/latex', content: '$$s = 1$$' }]);
  });

  it('sends a table as HTML', () => {
    showTable({ caption: 'States', columns: ['t'], rows: [[0]] });
    expect(sent).toMatchObject([{ type: 'text/html', content: expect.stringContaining('<table') }]);
  });

  it('updates one place again and again, each updating output its own', () => {
    const [a, b] = [showUpdating(), showUpdating()];
    a('1');
    b('2');
    a('3');
    expect(sent[0].place).toBe(sent[2].place);
    expect(sent[0].place).not.toBe(sent[1].place);
  });
});
