import { describe, expect, it, vi } from 'vitest';
import { gradeHtml } from '../../lib/grade';
import { above, type FunctionReport, lesson, type Report, standing } from '../../lib/report';

vi.mock('tslab', () => ({ display: {}, newDisplay: () => ({}) }));

const failed = {
  title: 'doubles <b>3</b>',
  points: 0,
  maxPoints: 1,
  status: 'failed' as const,
  message: 'expected [6] & got <9>',
  misconceptions: ['squared'],
};
const passed = { ...failed, points: 1, status: 'passed' as const, message: '', misconceptions: [] };
const unwritten = { ...failed, status: 'not written' as const, misconceptions: [] };
const made = (name: string, tests: FunctionReport['tests']): FunctionReport => ({
  name,
  points: tests.filter(({ status }) => status === 'passed').length,
  maxPoints: tests.length,
  tests,
  lessons: { squared: 'A double is no square.', tripled: 'Nor a triple.' },
  hints: ['first', 'second', 'third'],
});
const report: Report = {
  slug: '01-dynamical-systems',
  points: 1,
  maxPoints: 4,
  functions: [made('done', [passed]), made('wrong', [failed, failed]), made('open', [unwritten])],
  printed: '<script>',
};

describe('a report', () => {
  it('says where each function stands', () => {
    expect(report.functions.map(standing)).toEqual(['done', 'open', 'not written']);
  });

  it('names a known mistake with its lesson, and two that cannot be told apart together', () => {
    const { lessons } = report.functions[1];
    expect(lesson(passed, lessons)).toBe('');
    expect(lesson(failed, lessons)).toContain('“squared”. A double is no square.');
    expect(lesson({ ...failed, misconceptions: ['squared', 'tripled'] }, lessons)).toContain(
      '“squared” (A double is no square.) or “tripled” (Nor a triple.)',
    );
  });
});

describe('a function below others', () => {
  const other = { ...failed, message: 'expected [1] & got <2>' };
  const functions = [
    made('done', [passed]),
    made('first', [failed]),
    made('later', [passed, other]),
    made('last', [{ ...failed, message: 'NaN' }]),
    made('open', [unwritten]),
  ];
  const of = (name: string, among = functions) => {
    const graded = among.find((each) => each.name === name) as FunctionReport;
    return above(graded, { ...report, functions: among });
  };

  it('is told of the mistakes in those', () => {
    expect(of('later')).toBe('first has mistakes too: begin there, if later calls it.');
    expect(of('last')).toBe('first and later have mistakes too: begin there, if last calls them.');
  });

  it('is told of none when it stands first, is done or is not written yet', () => {
    for (const name of ['done', 'first', 'open']) expect(of(name)).toBe('');
  });

  it('is told of none when the file as a whole is at fault', () => {
    expect(of('later', [made('first', [failed]), made('later', [failed])])).toBe('');
  });

  it('is told so below its first failure', () => {
    expect(gradeHtml({ ...report, functions })).toContain(
      'got &lt;2&gt;</pre><p><b>A known mistake gives just this: “squared”. A double is no square.</b></p><p>first has mistakes too: begin there, if later calls it.</p>',
    );
  });
});

describe('the table in the notebook', () => {
  const html = gradeHtml(report);

  it('has the points of the lecture and of each function', () => {
    expect(html).toContain('1 of 4 points');
    for (const points of ['1 of 1', '0 of 2', '0 of 1']) expect(html).toContain(points);
  });

  it('shows the first failure and folds the others away', () => {
    expect(html.match(/Not yet true/g)).toHaveLength(2);
    expect(html).toContain('<summary>1 more</summary>');
  });

  it('unfolds one hint at a time, inside one another', () => {
    expect(html).toContain(
      'first</p><details><summary>Hint 2 of 3</summary><p>second</p><details>',
    );
  });

  it('offers no hint for what is done', () => {
    expect(gradeHtml({ ...report, functions: [report.functions[0]] })).not.toContain('Hint 1');
  });

  it('shows what a submission says as text, never as markup', () => {
    expect(html).toContain('expected [6] &amp; got &lt;9&gt;');
    expect(html).not.toContain('<script>');
  });
});
