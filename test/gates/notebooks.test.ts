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
  metadata?: { jupyter?: { source_hidden?: boolean } };
}

/** The headings that a notebook has, in this order: in the first form, and in the second. */
const FIRST_FORM = [
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
const SECOND_FORM = [
  /^# \d\d · /,
  /^\*\*The question\.\*\*/,
  /^## 1 · /,
  /^### Play with it/,
  /^## Check$/,
  /^## Exercises$/,
  /^### A stretch problem, open-ended/,
  /^## Summary$/,
  /^\*\*Leave behind\*\*$/,
  /^## Where this comes from$/,
  /^## Further reading$/,
];

const LONGEST_CELL = 40;
const LONGEST_OPEN_CELL = 12;
const LONGEST_OPEN_LINE = 84;

const folder = path.join(root, 'notebooks');
describe.each(slugs())('%s', (slug) => {
  const { cells, metadata } = JSON.parse(
    readFileSync(path.join(folder, `${slug}.ipynb`), 'utf8'),
  ) as {
    cells: Cell[];
    metadata: { kernelspec: { name: string }; unrolled?: { form?: number } };
  };
  const form = metadata.unrolled?.form ?? 1;
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
    const anatomy = form === 2 ? SECOND_FORM : FIRST_FORM;
    const places = anatomy.map((part) => lines.findIndex((line) => part.test(line)));
    expect(places, `the lines of ${anatomy.join(', ')}`).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('never has more than two open code cells without prose between them', () => {
    const seen = cells.filter((cell) => !isFolded(cell));
    const kinds = seen.map(({ cell_type }) => (cell_type === 'code' ? 'c' : 'm')).join('');
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

  it('has no loop at the top of a cell: what is worth a loop is worth a name', () => {
    const loops = code.map(text).filter((source) => /^(while|for \(let)\b/m.test(source));
    expect(loops).toEqual([]);
  });

  if (form !== 2) return;

  describe('in the second form', () => {
    const open = code.filter((cell) => !isFolded(cell)).map(text);
    const lecture = prose.slice(0, prose.indexOf('## Where this comes from'));

    it('opens with something that runs, before its first section', () => {
      const first = cells.findIndex((cell) => /^## 1 · /m.test(text(cell)));
      const before = cells
        .slice(0, first)
        .filter((cell) => !isFolded(cell))
        .map(text);
      expect(before.filter((source) => /^show\(/m.test(source))).not.toEqual([]);
    });

    it('asks something in every section', () => {
      const sections = lecture.split(/^## (?=\d+ · )/m).slice(1);
      const silent = sections.filter((section) => !section.split('## Check')[0].includes('?'));
      expect(silent).toEqual([]);
    });

    it('leaves lines to the reader, each with its answer folded below and none in the cell', () => {
      const turns = cells.flatMap((cell, i) =>
        cell.cell_type === 'code' && text(cell).includes('yourTurn(') ? [i] : [],
      );
      expect(turns.length).toBeGreaterThanOrEqual(3);
      for (const i of turns) {
        expect(text(cells[i])).toMatch(/yourTurn\(.*=> blank\(\), asked\.\w+\)/);
        expect(text(cells[i + 1]), text(cells[i])).toMatch(/^<details><summary>.*\n/);
      }
    });

    it('asks for a guess, and shows it beside the answer', () => {
      const all = code.map(text).join('\n');
      const names = [...all.matchAll(/^const (\w+) = guess\(\(\) => blank\(\)/gm)];
      expect(names).not.toEqual([]);
      for (const [, name] of names) expect(all).toMatch(new RegExp(`withGuess\\(.*, ${name}, `));
    });

    it('folds its imports away, and asserts where it is folded', () => {
      const others = open.filter((source) => !source.includes('await grade('));
      expect(others.filter((source) => /^import /m.test(source))).toEqual([]);
      expect(open.filter((source) => /\bassert\b/.test(source))).toEqual([]);
    });

    it(`keeps open cells to ${LONGEST_OPEN_CELL} lines of ${LONGEST_OPEN_LINE} letters`, () => {
      const lines = open.map((source) => source.split('\n'));
      expect(lines.filter(({ length }) => length > LONGEST_OPEN_CELL)).toEqual([]);
      expect(lines.flat().filter((line) => [...line].length > LONGEST_OPEN_LINE)).toEqual([]);
    });

    it('names the slides only where it says where it comes from', () => {
      expect(lecture.match(/\b([Ll]ecture|slides) 00\d\b/g)).toBeNull();
    });

    it('speaks of lectures that there are, and without exclamation marks', () => {
      const promised = [...prose.matchAll(/\b(?:[Ll]ecture|[Nn]otebook) (\d\d)\b/g)];
      const numbers = slugs().map((each) => each.slice(0, 2));
      for (const [, number] of promised) expect(numbers).toContain(number);
      const words = prose.replace(/```[\s\S]*?```|`[^`]*`|\$\$?[^$]+\$\$?|!\[/g, '');
      expect(words.match(/.*!.*/g)).toBeNull();
    });

    it('has no loop at the top of an open cell at all', () => {
      expect(open.filter((source) => /^(while|for)\b/m.test(source))).toEqual([]);
    });
  });
});

/** Is the code of the cell folded away? */
function isFolded({ metadata }: Cell): boolean {
  return metadata?.jupyter?.source_hidden === true;
}
