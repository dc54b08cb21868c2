/** What grading an exercise file brings: the grader writes it, the notebook and the terminal show it. */

/** One test: what it asks, whether that is so, and the words for the author. */
export interface TestReport {
  title: string;
  points: number;
  maxPoints: number;
  status: 'passed' | 'failed' | 'not written';
  message: string;
  /** the known mistakes that give exactly these numbers; more than one when they can't be told apart */
  misconceptions: string[];
}

/** One function of an exercise. */
export interface FunctionReport {
  name: string;
  points: number;
  maxPoints: number;
  tests: TestReport[];
  /** what to learn from each known mistake that was found */
  lessons: Record<string, string>;
  /** from a nudge to nearly the answer */
  hints: string[];
}

/** One exercise file, graded. */
export interface Report {
  slug: string;
  points: number;
  maxPoints: number;
  functions: FunctionReport[];
  /** what the submission printed */
  printed: string;
}

/** The sum of one number over a list. */
export function total<K extends string>(key: K, items: Record<K, number>[]): number {
  return items.reduce((sum, item) => sum + item[key], 0);
}

/** What a failed test's known mistakes teach, in a sentence or two; empty when none is recognised. */
export function lesson({ misconceptions }: TestReport, lessons: Record<string, string>): string {
  const [first, ...others] = misconceptions;
  if (!first) return '';
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
