import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { circles, importsOf, knowsTypesAlone, needsOfNode, room, wrongWay } from './imports';

const names = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const sources = ['lib', 'exercises', 'solutions', 'test', 'tools']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.replaceAll(path.sep, '/')),
    ),
  )
  .filter((file) => /\.(ts|mjs|cjs)$/.test(file));

describe('one slug, everywhere', () => {
  const lectures = names('notebooks', '.ipynb');

  it.each(['exercises', 'solutions', 'test/graders', 'test/misconceptions', 'test/variants'])(
    '%s has a file for each notebook, and no other',
    (folder) => {
      expect(names(folder, '.ts')).toEqual(lectures);
    },
  );

  it('numbers the lectures without a gap', () => {
    const numbers = lectures.map((slug) => Number(slug.slice(0, 2)));
    expect(numbers).toEqual(lectures.map((_, i) => i));
  });
});

describe('imports run one way', () => {
  it.each(sources)('%s imports from its own room or from one before it', (file) => {
    expect(importsOf(file).flatMap((imported) => wrongWay(file, imported))).toEqual([]);
  });

  it('the wrong way is told, with the rooms that are open', () => {
    expect(wrongWay('tools/check.ts', 'test/gates/imports.ts')[0]).toMatch(/may use data, lib:/);
    expect(wrongWay('lib/grade.ts', 'tools/check.ts')[0]).toMatch(/lib may use data:/);
    expect(wrongWay('lib/linear.ts', 'lib/lectures/bptt/rnn.ts')[0]).toMatch(/moves down, to lib/);
    expect(wrongWay('lib/lectures/bptt/rnn.ts', 'lib/linear.ts')).toEqual([]);
  });

  it('a grader imports an exercise for its types alone', () => {
    const [exercise, from] = ['exercises/03-uvw-rnn.ts', `from '../../exercises/03-uvw-rnn';`];
    expect(knowsTypesAlone(`import type * as Exercise ${from}`, exercise)).toBe(true);
    expect(knowsTypesAlone(`import { step } ${from}`, exercise)).toBe(false);
  });

  it('no file leads back to itself', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('lib needs Node in lib/node.ts and nowhere else', () => {
    const needNode = sources.filter((file) => room(file) === 'lib' && needsOfNode(file).length > 0);
    expect(needNode).toEqual(['lib/node.ts']);
  });
});

describe('files', () => {
  it.each(sources)('%s has a name that the kernel can import: no dot in it, no capital', (file) => {
    const base = path.basename(file).replace(/(\.test|\.d)?\.(ts|mjs|cjs)$/, '');
    expect(base).toMatch(/^[a-z0-9-]+$/);
  });

  it('say “slides 002” of the sources and “lecture 02” of ours', () => {
    const notebooks = names('notebooks', '.ipynb').map((slug) => `notebooks/${slug}.ipynb`);
    const files = [...sources, ...notebooks, 'README.md', 'CONTRIBUTING.md'];
    expect(files.filter((file) => /\blectures? \d{3}\b/i.test(read(file)))).toEqual([]);
  });

  it('speak of the project alone', () => {
    const places = /\/(work|home|root|Users)\/|https?:\/\/registry\./;
    expect(
      sources.filter((file) => !file.includes('gates/house') && places.test(read(file))),
    ).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
