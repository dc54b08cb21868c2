/** What grading an exercise file brings: the grader writes it, the notebook and the terminal show it. */
import { LIMITS } from './limits';
import type { Recognised } from './recognise';
import type { Slip } from './slips';

/** One test: what it asks, whether that is so, and the words for the author. */
export interface TestReport {
  title: string;
  points: number;
  maxPoints: number;
  status: 'passed' | 'failed' | 'not written';
  message: string;
  /** the known mistakes that give exactly these numbers; more than one when they can't be told apart */
  misconceptions: string[];
  /** what stands out in the text, where no known mistake gives these numbers */
  slips: string[];
}

/** One function of an exercise. */
export interface FunctionReport {
  name: string;
  points: number;
  maxPoints: number;
  tests: TestReport[];
  /** what to learn from each known mistake and slip that was found */
  lessons: Record<string, string>;
  /** from a nudge to nearly the answer */
  hints: string[];
  /** the exercises that it names, which have mistakes: begin there */
  first: string[];
}

/** One exercise file, graded. */
export interface Report {
  version: 1;
  slug: string;
  /** what the drawn cases were drawn from */
  seed: number;
  points: number;
  maxPoints: number;
  functions: FunctionReport[];
  /** what the submission printed */
  printed: string;
  /** why it could not be graded: a fault of the grader or the machine, and no one's points */
  problem: string;
}

/** What became of one test, as plain values. */
export interface TestResult {
  function: string;
  title: string;
  points: number;
  hints: string[];
  passed: boolean;
  unwritten: boolean;
  message: string;
  /** of the function's last test: the mistakes recognised in each of its tests */
  recognised: Recognised[][];
  slips: Slip[];
  /** the exercises that the function names */
  uses: string[];
  printed: string;
}

/** The report of one file, from its tests' results. */
export function reportOf(slug: string, seed: number, results: TestResult[]): Report {
  const names = [...new Set(results.map((each) => each.function))];
  const functions = names.map((name) =>
    functionReport(
      name,
      results.filter((each) => each.function === name),
    ),
  );
  const faulty = functions.filter(({ points, maxPoints }) => points < maxPoints);
  for (const each of functions) {
    const uses = results.find((result) => result.function === each.name)?.uses ?? [];
    each.first = faulty
      .filter((other) => uses.includes(other.name) && said(other) !== said(each))
      .map(({ name }) => name);
    if (each.first.length > 0) withhold(each);
  }
  return {
    version: 1,
    slug,
    seed,
    points: total('points', functions),
    maxPoints: total('maxPoints', functions),
    functions,
    printed: (results.at(-1)?.printed ?? '').slice(0, LIMITS.printed + 100),
    problem: '',
  };
}

/** The report of a file that could not be graded. */
export function problemReport(slug: string, seed: number, problem: string): Report {
  return { ...reportOf(slug, seed, []), problem };
}

/** The first complaint; all functions have the same one when the file as a whole is at fault. */
function said({ tests }: FunctionReport): string | undefined {
  return tests.find(({ status }) => status !== 'passed')?.message;
}

/** A function that stands on a faulty one shows that one's mistakes: none of them is its own. */
function withhold({ tests, lessons }: FunctionReport): void {
  for (const test of tests) {
    test.misconceptions = [];
    test.slips = [];
  }
  for (const name of Object.keys(lessons)) delete lessons[name];
}

function functionReport(name: string, results: TestResult[]): FunctionReport {
  const recognised = results.at(-1)?.recognised ?? [];
  const lessons: Record<string, string> = {};
  const tests = results.map(({ title, points, passed, unwritten, message, slips }, i) => {
    const known = passed ? [] : (recognised[i] ?? []);
    const outstanding = passed || known.length > 0 ? [] : slips;
    for (const each of [...known, ...outstanding]) lessons[each.name] = each.lesson;
    return {
      title,
      points: passed ? points : 0,
      maxPoints: points,
      status: statusOf(passed, unwritten),
      message: message.slice(0, LONGEST),
      misconceptions: known.map((each) => each.name),
      slips: outstanding.map((each) => each.name),
    };
  });
  return {
    name,
    points: total('points', tests),
    maxPoints: total('maxPoints', tests),
    tests,
    lessons,
    hints: results[0].hints,
    first: [],
  };
}

/** Characters of one message. */
const LONGEST = 4_000;

function statusOf(passed: boolean, unwritten: boolean): TestReport['status'] {
  return passed ? 'passed' : unwritten ? 'not written' : 'failed';
}

/** The sum of one number over a list. */
export function total<K extends string>(key: K, items: Record<K, number>[]): number {
  return items.reduce((sum, item) => sum + item[key], 0);
}

/** What a failed test's mistakes teach, in a sentence or two; empty when none is recognised. */
export function lesson(test: TestReport, lessons: Record<string, string>): string {
  const { misconceptions, slips } = test;
  const [first, ...others] = misconceptions;
  if (!first)
    return slips.map((name) => `One thing stands out: ${name}. ${lessons[name]}`).join('\n');
  if (others.length === 0) return `A known mistake gives just this: “${first}”. ${lessons[first]}`;
  const each = misconceptions.map((name) => `“${name}” (${lessons[name]})`);
  return `Known mistakes that give just this: ${each.join(' or ')}`;
}

/** Where a function stands. */
export function standing({
  points,
  maxPoints,
  tests,
}: FunctionReport): 'done' | 'open' | 'not written' {
  if (points === maxPoints) return 'done';
  return tests.every(({ status }) => status === 'not written') ? 'not written' : 'open';
}

/** Has everything every point? */
export function isDone({ points, maxPoints, problem }: Report): boolean {
  return points === maxPoints && problem === '';
}

/** Where to begin when a function names others that have mistakes; empty when there is none. */
export function beginWith({ name, first }: FunctionReport): string {
  if (first.length === 0) return '';
  const whose = first.length === 1 ? 'its' : 'their';
  return `Begin with ${first.join(' and ')}, which ${name} uses: ${whose} mistakes come back here.`;
}
