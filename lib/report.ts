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

/**
 * Of a function with mistakes: which ones above it in the file have some too, where its own may come
 * from. Empty when there is none.
 */
export function above(graded: FunctionReport, { functions }: Report): string {
  if (standing(graded) !== 'open') return '';
  const names = functions
    .slice(0, functions.indexOf(graded))
    .filter((each) => standing(each) === 'open' && said(each) !== said(graded))
    .map(({ name }) => name);
  if (names.length === 0) return '';
  const [have, them] = names.length === 1 ? ['has', 'it'] : ['have', 'them'];
  return `${names.join(' and ')} ${have} mistakes too: begin there, if ${graded.name} calls ${them}.`;
}

/** The first complaint; all functions have the same one when the file as a whole is at fault. */
function said({ tests }: FunctionReport): string | undefined {
  return tests.find(({ status }) => status !== 'passed')?.message;
}
