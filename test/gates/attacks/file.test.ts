import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../tools/root';
import { attacked, both, expectNothing, rehearsal, slug } from './attack';

const solution = path.join(root, `solutions/${slug}`);
const file = (folder: string) => path.join(folder, `${slug}.ts`);

describe('a submission imports no answer', () => {
  it.each([
    ['by its path', `export * from '../solutions/${slug}';`],
    ['by its full path', `export * from '${solution}';`],
    ['by a detour', `export * from '../lib/linear/../../solutions/${slug}';`],
    ['by a web address of the file', `export * from 'file://${solution}.ts';`],
    ['in an address itself', `export * from 'data:text/javascript,export const mean = () => 5';`],
    ['by require', `module.exports = require('../solutions/${slug}');`],
    [
      'by require in pieces',
      both(`const n = '${slug}'; return require('../solutions/' + n + '.ts').mean(xs);`),
    ],
    [
      'by import in pieces',
      both(
        `const n = '${slug}'; return import('../solutions/' + n + '.ts').then((s) => s.mean(xs));`,
      ),
    ],
    [
      'as JSON',
      `import all from '../package.json';\nexport const mean = () => all.version;\nexport const weightedSum = mean;`,
    ],
    [
      'as text',
      `import all from '/etc/passwd';\nexport const mean = () => all;\nexport const weightedSum = mean;`,
    ],
    [
      'by a reference',
      `/// <reference path="../solutions/${slug}.ts" />\nexport { mean, weightedSum };`,
    ],
    ['by TypeScript’s import', `import all = require('../solutions/${slug}');\nexport = all;`],
    ['by a grader', `export * from '../test/graders/${slug}';`],
    [
      'by a module of Node',
      `import { readFileSync } from 'node:fs';\nexport const mean = () => readFileSync('/etc/passwd', 'utf8');`,
    ],
  ])('%s', async (_, text) => {
    expectNothing(await attacked(text));
  });

  it('by a tsconfig.json beside it', async () => {
    const lay = (folder: string) => {
      const paths = { '*': [`${solution}.ts`] };
      const config = { extends: '/etc/passwd', compilerOptions: { baseUrl: '/', paths } };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    };
    const report = await attacked(`export * from 'anything';`, lay);
    expectNothing(report);
    expect(JSON.stringify(report)).not.toContain('root:');
  });

  it('by a package beside it', async () => {
    const lay = (folder: string) => {
      mkdirSync(path.join(folder, 'node_modules/answers'), { recursive: true });
      writeFileSync(path.join(folder, 'node_modules/answers/index.js'), 'exports.mean = () => 5;');
    };
    expectNothing(await attacked(`export * from 'answers';`, lay));
  });
});

describe('a submission is an ordinary file', () => {
  const inItsPlace = (make: (target: string) => void) => (folder: string) => {
    rmSync(file(folder));
    make(file(folder));
  };
  it.each([
    [
      'a link to the solution',
      (at: string) => symlinkSync(`${solution}.ts`, at),
      /A link is no submission/,
    ],
    ['a link to a device', (at: string) => symlinkSync('/dev/zero', at), /A link is no submission/],
    ['a link to itself', (at: string) => symlinkSync(at, at), /A link is no submission/],
    ['a pipe', (at: string) => spawnSync('mkfifo', [at]), /is no ordinary file/],
    ['a folder', (at: string) => mkdirSync(at), /is no ordinary file/],
    ['nothing', () => {}, /There is no file/],
    ['too large', (at: string) => writeFileSync(at, 'x'.repeat(1e6)), /has more than/],
  ])('and not %s', async (_, make, words) => {
    const report = await attacked('', inItsPlace(make));
    expectNothing(report);
    expect(report.functions[0].tests[0].message).toMatch(words);
  });

  it('also behind a folder that is a link, as /tmp is on some machines', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'unrolled-link-'));
    const link = path.join(folder, 'link');
    symlinkSync(path.join(root, 'solutions'), link);
    const { points, maxPoints } = await rehearsal.gradeFile(link);
    rmSync(folder, { recursive: true });
    expect(points).toBe(maxPoints);
  });
});

describe('a submission that would break the compiler gets words', () => {
  const many = (n: number, piece: string) => piece.repeat(n);
  it.each([
    ['deep brackets', `export const mean = ${many(60_000, '[')}1${many(60_000, ']')};`],
    ['deep parentheses', `export const mean = ${many(60_000, '(')}1${many(60_000, ')')};`],
    ['deep blocks', `${many(20_000, '{')}${many(20_000, '}')}`],
    ['deep types', `export const mean = ${many(60_000, 'f<')}1${many(60_000, '>')};`],
    ['types that are calls', `export const mean = ${many(40_000, '(<T>')}1;`],
    [
      'enums that double',
      `enum E { a0 = 'x', ${Array.from({ length: 60 }, (_, i) => `a${i + 1} = a${i} + a${i}`).join(', ')} }\nexport const mean = () => E.a60;`,
    ],
    ['a sum without end', `export const mean = () => ${many(60_000, '1+')}1;`],
    ['templates in templates', `export const mean = ${many(20_000, '`${')}1${many(20_000, '}`')};`],
    ['a source map that names a device', `${both('return "x";')}\n//# sourceMappingURL=/dev/zero`],
    [
      'a source map of its own',
      `${both('return "x";')}\n//# sourceMappingURL=data:application/json;base64,e30=`,
    ],
    ['bytes that are no text', '\u0000\u0001\ufffe export const mean = 1;'],
    ['a comment without end', '/* export const mean = 1;'],
    ['a text without end', 'export const mean = "'],
    [
      'a brace too few',
      'export function mean(xs: any) { return 1;\nexport function weightedSum() { return 1; }',
    ],
    ['nothing but a type', 'export type mean = 1;'],
    ['JSX', 'export const mean = <a/>;'],
    ['decorators', '@(() => {}) export class mean {}'],
    ['await at the top', 'await new Promise(() => {});\nexport const mean = 1;'],
  ])('%s', async (_, text) => {
    expectNothing(await attacked(text));
  });

  it('and is told which function lacks its brace', async () => {
    const text =
      'export function mean(xs: any) { return 1;\nexport function weightedSum() { return 1; }';
    const { functions } = await attacked(text);
    expect(functions[0].tests[0].message).toMatch(
      /closing brace } missing in mean, which begins in line 1\?/,
    );
  });
});
