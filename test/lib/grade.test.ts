import { describe, expect, it, vi } from 'vitest';
import { grade, gradeHtml } from '../../lib/grade';
import { type FunctionReport, problemReport, type Report } from '../../lib/judge/report';
import { ask } from '../../lib/node';

vi.mock('tslab', () => ({ display: {}, newDisplay: () => ({}) }));
vi.mock('../../lib/node', () => ({ ask: vi.fn() }));
vi.mock('../../lib/show/display', () => ({ showUpdating: () => () => {} }));

const failed = {
  title: 'doubles <b>3</b>',
  points: 0,
  maxPoints: 1,
  status: 'failed' as const,
  message: 'expected [6] & got <9>',
  misconceptions: ['squared'],
  slips: [],
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
  first: [],
});
const report: Report = {
  version: 1,
  seed: 1,
  problem: '',
  slug: '01-dynamical-systems',
  points: 1,
  maxPoints: 4,
  functions: [made('done', [passed]), made('wrong', [failed, failed]), made('open', [unwritten])],
  printed: '<script>',
};

describe('the table in the notebook', () => {
  const html = gradeHtml(report);

  it('has the points of the lecture and of each function', () => {
    expect(html).toContain('1 of 4 points');
    for (const points of ['1 of 1', '0 of 2', '0 of 1']) expect(html).toContain(points);
  });

  it('says what the drawn cases were drawn from', () => {
    expect(html).toContain('Seed 1 for the drawn cases');
  });

  it('shows the first failure and folds the others away', () => {
    expect(html.match(/Not yet true/g)).toHaveLength(2);
    expect(html).toContain('<summary>1 more</summary>');
  });

  it('says first where to begin, when a function uses others that have mistakes', () => {
    const functions = [made('first', [failed]), { ...made('later', [failed]), first: ['first'] }];
    expect(gradeHtml({ ...report, functions })).toContain(
      '<p><b>Begin with first, which later uses: its mistakes come back here.</b></p><p>Not yet true',
    );
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

describe('a grading in the notebook', () => {
  const answer = (line: string) => vi.mocked(ask).mockResolvedValue(line);

  it('asks the judge for the lecture', async () => {
    answer(JSON.stringify(report));
    await grade('01-dynamical-systems');
    expect(ask).toHaveBeenLastCalledWith('tools/judge/serve.ts', '01-dynamical-systems');
  });

  it.each([
    ['ends', () => vi.mocked(ask).mockRejectedValue(new Error('no memory')), 'no memory'],
    ['says half a report', () => answer('{"slug": "01'), 'JSON'],
    ['breaks', () => answer(JSON.stringify(problemReport('01', 1, 'It broke'))), 'It broke'],
  ])('says why it could not run when the judge %s', async (_, happen, words) => {
    happen();
    await expect(grade('01-dynamical-systems')).rejects.toThrow(words);
  });
});
