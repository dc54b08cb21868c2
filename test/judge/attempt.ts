import { explain, explainChange } from '../../lib/judge/explain';
import type { Submission } from '../../lib/judge/jail';
import type { Mistakes } from '../../lib/judge/mistakes';
import { firstDifference, near } from '../../lib/judge/near';
import { type Call, recognise, type Seen } from '../../lib/judge/recognise';
import type { TestResult } from '../../lib/judge/report';
import { parameterNames } from '../../lib/judge/show';
import { slipsOf } from '../../lib/judge/slips';
import { Trouble, Unwritten } from '../../lib/judge/trouble';
import { seeded } from '../../lib/random';
import type { Functions } from './lecture';
import type { Test } from './specification';

/** What a grader's tests are held against. */
export interface Subject {
  submission: Submission;
  solution: Functions;
  mistakes: Mistakes<Functions>;
  seed: number;
  /** what the tests have seen so far, function by function */
  seen: Record<string, Seen[]>;
}

/** A submission that nothing is known of yet. */
export function subjectOf(
  submission: Submission,
  solution: Functions,
  mistakes: Mistakes<Functions>,
  seed: number,
): Subject {
  return { submission, solution, mistakes, seed, seen: {} };
}

/** The test that is running: the calls that it has made, and which field it has found wrong. */
export interface Attempt {
  subject: Subject;
  calls: Call[];
  field: string | null;
}

let running: Attempt | null = null;

/** The attempt that is running. Throws outside a test. */
export function now(): Attempt {
  if (!running) throw new Error('only a running test may call the student’s functions');
  return running;
}

/** Runs one test against a submission. */
export async function attempt(test: Test, subject: Subject): Promise<TestResult> {
  const here: Attempt = { subject, calls: [], field: null };
  running = here;
  let [passed, message] = [true, ''];
  try {
    await test.body({ random: seeded(drawnFrom(subject.seed, `${test.function} ${test.title}`)) });
  } catch (error) {
    [passed, message] = [false, (error as Error).message];
  } finally {
    running = null;
  }
  const { submission, mistakes } = subject;
  const { calls, field } = here;
  const wrong = calls.filter(isWrong);
  const text = submission.texts[test.function] ?? '';
  subject.seen[test.function] ??= [];
  const seen = subject.seen[test.function];
  seen.push({ calls: calls.filter(({ name }) => name === test.function), field, passed });
  return {
    function: test.function,
    title: test.title,
    points: test.points,
    hints: test.hints,
    passed,
    unwritten: calls.some(({ trouble }) => trouble instanceof Unwritten),
    message,
    recognised: test.last ? recognise(seen, mistakes[test.function] ?? [], text) : [],
    slips: passed ? [] : slipsOf({ text, message, wrong }),
    uses: submission.uses[test.function] ?? [],
    printed: submission.printed,
  };
}

function isWrong({ outcome, trouble, right }: Call): boolean {
  return !!trouble || !outcome || outcome.changed !== null || !near(outcome.value, right, 1e-9);
}

/** Calls a function of the submission, and looks at the kind and size of what it brings. */
export async function ask(name: string, args: unknown[]): Promise<unknown> {
  const { subject, calls } = now();
  const solved = subject.solution[name];
  const right = solved(...(args as never[]));
  const call: Call = { name, args, names: parameterNames(solved), right };
  calls.push(call);
  try {
    call.outcome = await subject.submission.call(name, args);
  } catch (error) {
    if (error instanceof Trouble) call.trouble = error;
    throw error;
  }
  const { value, changed } = call.outcome;
  if (changed) throw new Trouble(explainChange(call, changed));
  const misshapen = firstDifference(value, right, Infinity);
  if (misshapen) throw new Trouble(explain(call, value, misshapen));
  return value;
}

/** A seed of its own for each test. */
function drawnFrom(seed: number, title: string): number {
  let hash = seed | 0;
  for (const character of title) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash;
}
