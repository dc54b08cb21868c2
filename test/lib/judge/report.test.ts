import { describe, expect, it } from 'vitest';
import {
  beginWith,
  isDone,
  lesson,
  problemReport,
  reportOf,
  standing,
  type TestResult,
} from '../../../lib/judge/report';

const known = (name: string) => ({ name, lesson: `About ${name}.` });
const result = (more: Partial<TestResult>): TestResult => ({
  function: 'step',
  title: 'is right',
  points: 2,
  hints: ['a', 'b', 'c'],
  passed: false,
  unwritten: false,
  message: 'it is not',
  recognised: [],
  slips: [],
  uses: [],
  printed: '',
  ...more,
});
const passed = (more: Partial<TestResult> = {}) => result({ passed: true, message: '', ...more });
const of = (...results: TestResult[]) => reportOf('03-uvw-rnn', 7, results);

describe('a report', () => {
  it('has a version, the seed, and the points of what passed', () => {
    const report = of(passed(), result({ title: 'is also right' }));
    expect(report).toMatchObject({ version: 1, seed: 7, points: 2, maxPoints: 4, problem: '' });
    expect(isDone(report)).toBe(false);
    expect(isDone(of(passed()))).toBe(true);
  });

  it('says where each function stands', () => {
    const unwritten = result({ function: 'loss', unwritten: true });
    const { functions } = of(passed({ function: 'softmax' }), result({}), unwritten);
    expect(functions.map(standing)).toEqual(['done', 'open', 'not written']);
  });

  it('has no points, and says so, when it could not be made', () => {
    const report = problemReport('03-uvw-rnn', 7, 'the grader broke');
    expect(report).toMatchObject({ points: 0, maxPoints: 0, problem: 'the grader broke' });
    expect(isDone(report)).toBe(false);
  });

  it('stays short, whatever came', () => {
    const long = 'x'.repeat(1e6);
    expect(JSON.stringify(of(result({ message: long, printed: long }))).length).toBeLessThan(5e4);
  });
});

describe('a mistake in a report', () => {
  it('is named with its lesson', () => {
    const [{ tests, lessons }] = of(result({ recognised: [[known('squared')]] })).functions;
    expect(tests[0].misconceptions).toEqual(['squared']);
    expect(lesson(tests[0], lessons)).toBe(
      'A known mistake gives just this: “squared”. About squared.',
    );
  });

  it('is named with another that cannot be told from it', () => {
    const both = [[known('squared'), known('doubled')]];
    const [{ tests, lessons }] = of(result({ recognised: both })).functions;
    expect(lesson(tests[0], lessons)).toContain(
      '“squared” (About squared.) or “doubled” (About doubled.)',
    );
  });

  it('stands with the test that it was recognised in, as the last test of the function tells', () => {
    const last = result({ title: 'is right elsewhere', recognised: [[], [known('squared')]] });
    const { tests } = of(result({}), last, result({ function: 'loss' })).functions[0];
    expect(tests.map(({ misconceptions }) => misconceptions)).toEqual([[], ['squared']]);
  });

  it('comes before a slip, which is named where no mistake is', () => {
    const slips = [{ name: '`list[-1]`', lesson: 'About places.' }];
    const [named] = of(result({ slips, recognised: [[known('squared')]] })).functions;
    expect(named.tests[0].slips).toEqual([]);
    const [{ tests, lessons }] = of(result({ slips })).functions;
    expect(lesson(tests[0], lessons)).toBe('One thing stands out: `list[-1]`. About places.');
  });
});

describe('a function that uses others', () => {
  const softmax = result({ function: 'softmax', message: 'too large' });
  const step = result({ uses: ['softmax'], recognised: [[known('squared')]] });

  it('names those that have mistakes, wherever they stand, and no mistake of its own', () => {
    for (const results of [
      [softmax, step],
      [step, softmax],
    ]) {
      const graded = of(...results).functions.find(({ name }) => name === 'step');
      expect(graded).toMatchObject({ first: ['softmax'], lessons: {} });
      expect(graded?.tests[0].misconceptions).toEqual([]);
      expect(graded && beginWith(graded)).toBe(
        'Begin with softmax, which step uses: its mistakes come back here.',
      );
    }
  });

  it('names none when they are right', () => {
    const right = passed({ function: 'softmax' });
    expect(of(right, step).functions[1]).toMatchObject({ first: [] });
  });

  it('names none when the file as a whole is at fault', () => {
    const same = { ...softmax, message: step.message };
    expect(of(same, step).functions[1].first).toEqual([]);
  });
});
