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
  /** mistakes that give the submission's numbers, where those are wrong */
  matches: string[];
  /** mistakes that would have given other numbers */
  contradicts: string[];
}

const SAME = 1e-9;

/** Compares what the submission returned with what each known mistake returns on the same input. */
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

/** Does `f` return what the submission returned, and leave the arguments as the submission did? */
function same({ args, outcome }: Call, f: AnyFunction): boolean {
  if (!outcome) return false;
  const after = copy(args) as never[];
  try {
    const value = f(...after);
    return near(outcome.value, value, SAME) && near(outcome.changed ?? args, after, SAME);
  } catch {
    return false;
  }
}

/** A deep copy of plain values; functions stay themselves. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}
