import fs from 'node:fs';
import { expect, it } from 'vitest';
import { execute } from '../../tools/execute';
import { slugs } from '../../tools/slugs';

interface Cell {
  cell_type: string;
  source: string | string[];
  execution_count: number | null;
}

it('There are notebooks', () => {
  expect(slugs()).not.toEqual([]);
});

it.concurrent.each(slugs())(
  '%s runs from a clean state and asserts its own numbers',
  async (slug) => {
    const { cells } = JSON.parse(fs.readFileSync(await execute(slug), 'utf8')) as { cells: Cell[] };
    const asserting = cells.filter(
      ({ cell_type, source, execution_count }) =>
        cell_type === 'code' &&
        execution_count !== null &&
        /\bassert(\.\w+)*\(/.test([source].flat().join('')),
    );
    expect(asserting, 'no executed cell calls assert').not.toEqual([]);
  },
);
