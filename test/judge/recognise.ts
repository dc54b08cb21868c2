import type { Thrown } from './inside';
import type { Outcome } from './jail';
import type { Mistakes } from './mistakes';
import { near } from './near';
import type { Trouble } from './trouble';
import type { AnyFunction } from './wire';

/** One call of a submission's function, and what came of it. */
export interface Call {
  name: string;
  args: unknown[];
  /** the names of its parameters */
  names: string[];
  outcome?: Outcome;
  trouble?: Trouble;
}

/** What one test's calls say of the known mistakes. */
export interface Evidence {
  /** mistakes that give the submission's numbers, or its error, where those are wrong */
  matches: string[];
  /** mistakes that would have done something else */
  contradicts: string[];
}

const SAME = 1e-9;

/** Compares what the submission did with what each known mistake does on the same input. */
export function evidence(
  calls: Call[],
  solution: Record<string, AnyFunction>,
  mistakes: Mistakes<Record<string, AnyFunction>>,
): Evidence {
  const found: Evidence = { matches: [], contradicts: [] };
  for (const function_ of new Set(calls.map(({ name }) => name))) {
    const ofFunction = calls.filter(({ name }) => name === function_);
    const wrong = ofFunction.filter((call) => !same(call, solution[function_]));
    for (const { name, wrong: mistaken } of mistakes[function_] ?? []) {
      if (!ofFunction.every((call) => same(call, mistaken))) found.contradicts.push(name);
      else if (wrong.length > 0) found.matches.push(name);
    }
  }
  return found;
}

/**
 * Does `f` do what the submission did: return the same and leave the arguments alike, or throw the
 * same? What came late, or ended its process, is like nothing.
 */
function same({ args, outcome, trouble }: Call, f: AnyFunction): boolean {
  const after = copy(args) as never[];
  let value: unknown;
  try {
    value = f(...after);
  } catch (error) {
    return alike(trouble?.thrown, error);
  }
  if (!outcome || !near(outcome.value, value, SAME)) return false;
  const untouched = near(after, args, 0); // a trace of rounding is a touch
  return outcome.changed ? !untouched && near(outcome.changed, after, SAME) : untouched;
}

function alike(thrown: Thrown | undefined, error: unknown): boolean {
  return error instanceof Error && thrown?.name === error.name && thrown.message === error.message;
}

/** A deep copy of plain values; functions stay themselves. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}
