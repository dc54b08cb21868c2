import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { page } from '../../tools/check/text';
import { Grader } from '../../tools/judge/grade';
import { root } from '../../tools/root';
import { solvedWith, using } from '../judge/submission';

const slug = '01-dynamical-systems';
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (file) => {
  it('names only commands that there are', () => {
    const named = [...read(file).matchAll(/npm (?:run )?(start|test(?::\w+)?|(?<=run )\w+)/g)];
    expect(named.length).toBeGreaterThan(3);
    for (const [, name] of named) expect(scripts).toHaveProperty([name]);
  });

  it('links only to files that there are', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
  });
});

describe('README.md', () => {
  it('shows what the grader says, to the letter', async () => {
    const expression =
      "mistakes.unroll.find(({ name }) => name === 'the state never advances').wrong[0]";
    const unroll = { file: `test/misconceptions/${slug}.ts`, expression };
    const folder = await solvedWith(slug, { unroll });
    const grader = await Grader.start();
    const report = await using(folder, () => grader.grade(slug, folder));
    await grader.close();
    const shown = read('README.md').match(/```\n(✗ unroll[\s\S]*?)\n```/)?.[1] ?? 'nothing';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
    const said = page(report, 'exercises').replace(/\u001b\[\d+m/g, '');
    expect(said).toContain(shown);
  });

  it('shows the loop that a test runs, to the letter', () => {
    const [tested] =
      read('test/lib/rnn/slide-loop.test.ts').match(/^const letters[\s\S]*?(?=\n\ndescribe)/m) ??
      [];
    const shown = [...read('README.md').matchAll(/```ts\n([\s\S]*?)\n```/g)].map(
      ([, code]) => code,
    );
    expect(tested).toContain('new Training');
    expect(shown).toContain(tested);
  });
});
