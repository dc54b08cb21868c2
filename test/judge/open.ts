import path from 'node:path';
import { afterAll, afterEach, beforeEach, inject } from 'vitest';
import { BundleError, bundle } from './bundle';
import { explain, explainChange } from './explain';
import { Jail } from './jail';
import { mistakesOf, solutionOf } from './lecture';
import { firstDifference } from './near';
import { type Call, evidence } from './recognise';
import { parameterNames } from './show';
import { Trouble, Unwritten } from './trouble';

/** A submission as a grader sees it: each exported function, answering from the jail. */
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

/** The calls that the running test has made so far. */
export const calls: Call[] = [];

/**
 * Opens the submission to the exercise of this slug. Every call runs in the jail and brings a plain
 * value back; it throws, in words for the student, when there is none or when an argument was changed.
 * What the test's calls say of known mistakes is kept with the test.
 */
export async function open<T>(slug: string): Promise<Student<T>> {
  const [solution, mistakes] = await Promise.all([solutionOf(slug), mistakesOf(slug)]);
  const submission = await load(path.join(inject('submissions'), `${slug}.ts`));

  beforeEach(() => {
    calls.length = 0;
  });
  afterEach(({ task }) => {
    task.meta.evidence = evidence(calls, solution, mistakes);
    task.meta.unwritten = calls.some(({ trouble }) => trouble instanceof Unwritten);
    if (submission instanceof Jail) task.meta.printed = submission.printed;
  });
  afterAll(() => {
    if (submission instanceof Jail) submission.close();
  });

  const ask = async (name: string, args: unknown[]): Promise<unknown> => {
    const call: Call = { name, args, names: parameterNames(solution[name]) };
    calls.push(call);
    try {
      if (submission instanceof Trouble) throw submission;
      call.outcome = await submission.call(name, args);
    } catch (error) {
      if (error instanceof Trouble) call.trouble = error;
      throw error;
    }
    const { value, changed } = call.outcome;
    if (changed) throw new Trouble(explainChange(call, changed));
    const misshapen = firstDifference(value, solution[name](...(args as never[])), Infinity);
    if (misshapen) throw new Trouble(explain(call, value, misshapen));
    return value;
  };
  const functions = Object.keys(solution).map((name) => [
    name,
    (...args: unknown[]) => ask(name, args),
  ]);
  return Object.fromEntries(functions) as Student<T>;
}

async function load(file: string): Promise<Jail | Trouble> {
  try {
    return new Jail(await bundle(file));
  } catch (error) {
    if (error instanceof BundleError) return new Trouble(error.message);
    throw error;
  }
}
