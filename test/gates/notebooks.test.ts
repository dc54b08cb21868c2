import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { slugs } from '../../tools/slugs';

interface Cell {
  cell_type: 'markdown' | 'code';
  source: string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

/** The headings that every notebook has, in this order. */
const ANATOMY = [
  /^# \d\d · /,
  /^\*\*The question\.\*\*/,
  /^## Where this comes from$/,
  /^## 1 · /,
  /^## Check$/,
  /^## Exercises$/,
  /^## Summary$/,
  /^\*\*Leave behind\*\*$/,
  /^## Further reading$/,
];

const LONGEST_CELL = 40;

const folder = path.join(root, 'notebooks');
describe.each(slugs())('%s', (slug) => {
  const { cells, metadata } = JSON.parse(
    readFileSync(path.join(folder, `${slug}.ipynb`), 'utf8'),
  ) as {
    cells: Cell[];
    metadata: { kernelspec: { name: string } };
  };
  const text = (cell: Cell) => cell.source.join('');
  const prose = cells
    .filter((cell) => cell.cell_type === 'markdown')
    .map(text)
    .join('\n');
  const code = cells.filter((cell) => cell.cell_type === 'code');

  it('is committed without outputs', () => {
    for (const cell of code) {
      expect(cell.outputs).toEqual([]);
      expect(cell.execution_count).toBeNull();
    }
  });

  it('runs on the kernel of this project', () => {
    expect(metadata.kernelspec.name).toBe('unrolled');
  });

  it('has the parts of a lecture, in order', () => {
    const lines = prose.split('\n');
    const places = ANATOMY.map((part) => lines.findIndex((line) => part.test(line)));
    expect(places, `the lines of ${ANATOMY.join(', ')}`).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('never has more than two code cells without prose between them', () => {
    const kinds = cells.map(({ cell_type }) => (cell_type === 'code' ? 'c' : 'm')).join('');
    expect(kinds).not.toContain('ccc');
  });

  it(`keeps its cells short: ${LONGEST_CELL} lines at most`, () => {
    expect(code.filter(({ source }) => source.length > LONGEST_CELL).map(text)).toEqual([]);
  });

  it('checks its own numbers', () => {
    expect(code.map(text).join('\n')).toMatch(/^assert\b/m);
  });

  it('has a cell that grades its exercises, and links to them', () => {
    expect(code.map(text)).toContainEqual(expect.stringContaining(`await grade('${slug}')`));
    expect(prose).toContain(`](../exercises/${slug}.ts)`);
  });

  it('links only to files that exist', () => {
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link);
    for (const link of links) {
      expect(() => readFileSync(path.join(folder, link)), link).not.toThrow();
    }
  });

  it('has no loop at the top of a cell, where the kernel is slow', () => {
    const loops = code.map(text).filter((source) => /^(while|for \(let)\b/m.test(source));
    expect(loops).toEqual([]);
  });
});
