import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../lib/judge/limits';
import type { Report } from '../../lib/judge/report';
import { Grader } from '../../tools/judge/grade';
import { Rehearsal } from '../judge/rehearsal';
import { using, withText } from '../judge/submission';

const slug = '01-dynamical-systems';
const solution = readFileSync(`solutions/${slug}.ts`, 'utf8');

// So that what never ends ends soon. It is computing that counts, so this holds on a busy machine, too.
LIMITS.seconds = 0.5;

const rehearsal = await Rehearsal.of(slug);

const gradeText = (text: string) =>
  using(withText(slug, text), (folder) => rehearsal.gradeFile(folder));

/** The solution with another body of spectralRadius. */
const gradeBody = (body: string, before = '') =>
  gradeText(
    solution
      .replace('export function spectralRadius(', 'function solved(')
      .concat(`${before}\nexport function spectralRadius(W: any): any {\n${body}\n}\n`),
  );

/** The messages of spectralRadius, which has no point; all other functions have all of theirs. */
function messages({ functions }: Report): string[] {
  for (const { name, points, maxPoints } of functions) {
    expect(points, name).toBe(name === 'spectralRadius' ? 0 : maxPoints);
  }
  return functions
    .filter(({ name }) => name === 'spectralRadius')
    .flatMap(({ tests }) => tests.map(({ message }) => message));
}

describe('a function that goes wrong has no points, says why, and spoils no other', () => {
  it.each([
    [
      'never ends',
      'for (;;) W[0];',
      /had not finished after 0.5 s of computing\. Does every loop in it end\?/,
    ],
    [
      'throws',
      'return W[7][0];',
      /stopped with an error\. TypeError: .*01-dynamical-systems\.ts:\d+/,
    ],
    ['returns nothing', 'W[0][0] + 1;', /is nothing, not a number: is a `return` missing\?\n/],
    ['forgets an import', 'return trace(W);', /trace is not defined .*Is its import missing\?/],
    ['adds lists with +', 'return W + W;', /is a string, not a number: lists have no \+/],
    ['returns NaN', 'return Math.sqrt(-1);', /is NaN: not a number/],
    ['returns another kind', 'return [solved(W)];', /is a list, not a number/],
    [
      'changes its argument',
      'const r = solved(W); W[0][0] = 1234.5; return r;',
      /changed its argument W/,
    ],
    [
      'returns a promise that never settles',
      'return new Promise(() => {});',
      /a promise that never settles/,
    ],
    [
      'keeps a promise turning for ever',
      'return (async () => { for (;;) await null; })();',
      /had not finished after 0.5 s of computing/,
    ],
    ['asks for a process', 'process.exit(0);', /process is not defined/],
    ['returns what is no plain value', 'return new Map([[1, W]]);', /returned a Map/],
    ['returns itself', 'const o: any = {}; o.o = o; return o;', /a value that contains itself/],
    ['prints without end', 'for (;;) console.log("x".repeat(9999));', /printed more than/],
    ['returns too much', 'return "x".repeat(9e6);', /returned more than/],
    [
      'takes all memory',
      'const all = []; for (;;) all.push(new Array(1e5).fill(1));',
      /ran out of memory/,
    ],
    [
      'asks for a module of Node while it runs',
      'return import("node:fs").then((fs) => fs.readFileSync("/etc/hosts").length);',
      /it imports 'node:fs'/,
    ],
  ])('when it %s', async (_, body, message) => {
    for (const said of messages(await gradeBody(body))) expect(said).toMatch(message);
  });

  it('when it is not exported', async () => {
    const report = await gradeText(
      solution.replace('export function spectralRadius', 'function spectralRadius'),
    );
    for (const said of messages(report)) {
      expect(said).toMatch(/exports no function spectralRadius/);
    }
  });

  it('says in which line of its own it called what has thrown', async () => {
    const body = 'const v = [1, 2];\nreturn multiply(W.map(() => [1]), v)[0];';
    const line = solution.split('\n').length + 3; // the body's second
    for (const said of messages(await gradeBody(body))) {
      expect(said).toMatch(/RangeError: dot: expected two vectors of one length, got .* 1 and 2/);
      expect(said).toContain(`(${slug}.ts:${line})`);
    }
  });

  it('says on which input', async () => {
    const said = messages(await gradeBody('return 1234.5;')).join('\n');
    expect(said).toMatch(
      /expected {2}\S+\n.*got {7}1234\.5\n.*on {8}W = \[\[\S+, \S+\], \[\S+, \S+\]\]/,
    );
  });
});

describe('a file that cannot be used has no points, and says why', () => {
  it.each([
    [
      'has a syntax error',
      'export function nextState(W { return W; }',
      /line 1 could not be read: Expected "\)"/,
    ],
    [
      'stops while it loads',
      'throw new Error("too early");',
      /stopped while it was loading\. Error: too early/,
    ],
    ['never finishes loading', 'for (;;);', /The file had not finished after 0.5 s of computing/],
    ['asks for a process while it loads', 'process.exit(3);', /process is not defined/],
    [
      'imports the solution',
      `export * from '${process.cwd()}/solutions/${slug}';`,
      /the rest is yours to write/,
    ],
    ['imports a module of Node', `import 'node:fs';`, /An exercise may import/],
    ['is empty', '', /exports no function/],
  ])('when it %s', async (_, text, message) => {
    const report = await gradeText(text);
    expect(report.points).toBe(0);
    for (const { tests } of report.functions) {
      for (const test of tests) expect(test.message).toMatch(message);
    }
  });

  it('when it is not there', async () => {
    const { points, functions } = await rehearsal.gradeFile('data');
    expect(points).toBe(0);
    expect(functions[0].tests[0].message).toMatch(
      /There is no file data\/01-dynamical-systems\.ts/,
    );
  });
});

describe('what a submission prints', () => {
  it('is graded however much that is while it loads', async () => {
    const { points, maxPoints, printed } = await gradeText(
      `for (let i = 0; i < 10_000; i++) console.log('line', i);\n${solution}`,
    );
    expect(points).toBe(maxPoints);
    expect(printed).toMatch(/^line 0\nline 1\n/);
    expect(printed).toMatch(/… and more\n$/);
  });

  it('is in the report', async () => {
    const { printed } = await gradeText(`console.log('loaded');\n${solution}`);
    expect(printed).toBe('loaded\n');
  });
});

describe('a grader that breaks', () => {
  it('makes a report without points that says so, and the next lecture is graded', async () => {
    const grader = await Grader.start();
    const report = await grader.grade('99-no-such-lecture', 'solutions');
    expect(report).toMatchObject({ points: 0, maxPoints: 0 });
    expect(report.problem).toMatch(/^The grader of 99-no-such-lecture broke: /);
    const { points, maxPoints } = await grader.grade('00-start-here', 'solutions');
    await grader.close();
    expect(points).toBe(maxPoints);
  });
});
