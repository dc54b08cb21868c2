/**
 * What a grader is written in: `describe` a function, say what `it` does, `expect` it. Under vitest the
 * tests run against the submission that is handed in; read by `specificationOf` they can be run against
 * any other.
 */
import { afterAll, inject, describe as vitestDescribe, it as vitestIt } from 'vitest';
import type { Submission } from '../../lib/judge/jail';
import { openFile } from '../../tools/judge/open-file';
import { ask, attempt, type Subject, subjectOf } from './attempt';
import './expect';
import { mistakesOf, solutionOf } from './lecture';
import { collect, type Given, isCollecting, type Meta, type Test } from './specification';

export { expect } from 'vitest';
export type { Given } from './specification';

/** A submission as a grader sees it: each exported function, answering from afar. */
export type Student<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: Loose<A>) => Promise<Loose<R>>
    : never;
};

/** A generic function's type parameters come out as `unknown`: let them be anything. */
type Loose<X> = unknown extends X
  ? // biome-ignore lint/suspicious/noExplicitAny: a state may be of any type
    any
  : X extends (...args: infer A) => infer R
    ? (...args: Loose<A>) => Loose<R>
    : { [K in keyof X]: Loose<X[K]> };

let subject: Subject | null = null;
let described: { name: string; hints: string[]; latest: Test | null } | null = null;

/** The exercise of this slug, as whoever is graded has written it. */
export async function open<T>(slug: string): Promise<Student<T>> {
  const solution = await solutionOf(slug);
  if (!isCollecting()) {
    const submission: Submission = await openFile(inject('submissions'), slug);
    subject = subjectOf(submission, solution, await mistakesOf(slug), inject('seed'));
    afterAll(() => submission.close());
  }
  const functions = Object.keys(solution).map((name) => [
    name,
    (...args: unknown[]) => ask(name, args),
  ]);
  return Object.fromEntries(functions) as Student<T>;
}

/** One function of the exercise, with three hints, from a nudge to nearly the answer. */
export function describe(name: string, { hints }: { hints: string[] }, body: () => void): void {
  const within = () => {
    const here = { name, hints, latest: null as Test | null };
    described = here;
    body();
    described = null;
    if (here.latest) here.latest.last = true;
  };
  if (isCollecting()) within();
  else vitestDescribe(name, within);
}

/** One thing that should be true of it. The function's name and the title make a sentence. */
export function it(title: string, meta: Meta, body: (given: Given) => Promise<void>): void {
  if (!described) throw new Error(`“${title}” stands outside a describe`);
  const { name, hints } = described;
  const { points = 1, drawn = false } = meta;
  const test: Test = { function: name, title, points, drawn, hints, last: false, body };
  described.latest = test;
  if (collect(test)) return;
  vitestIt(title, async ({ task }) => {
    const result = await attempt(test, subject as Subject);
    task.meta.result = result;
    if (!result.passed) throw new Error(result.message);
  });
}
