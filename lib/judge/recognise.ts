import type { Outcome } from './jail';
import { Endless, formsOf, type Mistake } from './mistakes';
import { near } from './near';
import type { Thrown } from './protocol';
import type { Trouble } from './trouble';
import type { AnyFunction } from './wire';

/** One call of a submission's function, and what came of it. */
export interface Call {
  name: string;
  args: unknown[];
  /** the names of its parameters */
  names: string[];
  /** what is right */
  right: unknown;
  outcome?: Outcome;
  trouble?: Trouble;
}

/** A mistake that has been recognised. */
export interface Recognised {
  name: string;
  lesson: string;
}

/** What one test of a function has seen. */
export interface Seen {
  calls: Call[];
  /** the part of the result that it found wrong, where it was a part */
  field: string | null;
  passed: boolean;
}

const SAME = 1e-9;

/**
 * Which known mistakes explain what all tests of a function have seen, test by test. One is named only if
 * some form of it does in every call what the submission does, and is wrong in a telling way in one at
 * least: a single call refutes it. `text` is that of the function.
 */
export function recognise(
  seen: Seen[],
  mistakes: Mistake<AnyFunction>[],
  text = '',
): Recognised[][] {
  if (seen.every(({ passed }) => passed)) return seen.map(() => []);
  const left = mistakes
    .flatMap((mistake) => survivors(mistake, seen, text))
    .filter(({ fields }) => fields.some((each) => each.length > 0));
  // One that explains all that is wrong makes those needless that explain a part of it.
  const whole = left.filter(({ part }) => !part);
  const anywhere = whole.length > 0 ? whole : left;
  return seen.map(({ field, passed }, i) => {
    if (passed) return [];
    const here = anywhere.filter(({ fields }) => fields[i].length > 0);
    const there = here.filter(({ fields }) => field !== null && fields[i].includes(field));
    // What nothing refutes does the same in every test, also where that tells little.
    const [found] = [there, here, anywhere].filter((each) => each.length > 0);
    return distinct((found ?? []).map(({ mistake }) => mistake));
  });
}

function distinct(mistakes: Mistake<AnyFunction>[]): Recognised[] {
  return [...new Set(mistakes)].map(({ name, lesson }) => ({ name, lesson }));
}

interface Survivor {
  mistake: Mistake<AnyFunction>;
  /** for each test the fields that are wrong as the mistake has them */
  fields: string[][];
  /** whether other fields are wrong besides */
  part: boolean;
}

/** The forms of a mistake that nothing refutes. */
function survivors(mistake: Mistake<AnyFunction>, seen: Seen[], text: string): Survivor[] {
  const shows = mistake.text?.test(text) ?? false;
  return formsOf(mistake).flatMap((form) => {
    const fields: string[][] = [];
    let part = false;
    for (const { calls } of seen) {
      const here: string[] = [];
      for (const call of calls) {
        const fit = compare(call, form);
        if (fit === null) return [];
        here.push(...fit.telling, ...(shows ? fit.mute : []));
        part ||= fit.part;
      }
      fields.push(here);
    }
    return [{ mistake, fields, part }];
  });
}

/** The fields of a result that are wrong as a mistake would have them; `mute` are those that say little. */
interface Fit {
  telling: string[];
  mute: string[];
  /** whether others are wrong besides */
  part: boolean;
}

/** Does `f` do what the submission did? Null when not. */
function compare({ args, right, outcome, trouble }: Call, f: AnyFunction): Fit | null {
  if (trouble?.how === 'again') return NOTHING; // nothing was called
  const after = copy(args) as never[];
  let value: unknown;
  try {
    value = f(...after);
  } catch (error) {
    if (error instanceof Endless) return trouble?.how === 'loops' ? WHOLE : null;
    return alike(trouble?.thrown, error) ? WHOLE : null;
  }
  if (!outcome) return null; // it came late, or not at all: like nothing
  const touched = !near(after, args, 0); // a trace of rounding is a touch
  if (touched !== (outcome.changed !== null)) return null;
  if (touched && !near(outcome.changed, after, SAME)) return null;
  const fit = compareFields(outcome.value, value, right);
  return fit && touched ? WHOLE : fit;
}

const WHOLE: Fit = { telling: [''], mute: [], part: false };
const NOTHING: Fit = { telling: [], mute: [], part: false };

/** The fields of a result: its entries, or the whole. */
function compareFields(got: unknown, mistaken: unknown, right: unknown): Fit | null {
  if (!isPlain(right) || !hasNamesOf(right, got) || !hasNamesOf(right, mistaken)) {
    if (!near(got, mistaken, SAME) || !near(mistaken, got, SAME)) return null;
    if (near(got, right, SAME) && near(right, got, SAME)) return NOTHING;
    return tells(got, right) ? WHOLE : { telling: [], mute: [''], part: false };
  }
  const names = Object.keys(right);
  const isSame = (name: string) => near(got[name], mistaken[name], SAME);
  const isRight = (name: string) => near(got[name], right[name], SAME);
  const others = names.filter((name) => !isSame(name));
  if (others.some(isRight)) return null; // the mistake is wrong where the submission is right
  const shared = names.filter((name) => isSame(name) && !isRight(name));
  // Where the mistake does no harm another one has, beside it. Where both are wrong, each in its way, it
  // may still be this one with a change of its own, if more speaks for it than against.
  const against = others.filter((name) => !near(mistaken[name], right[name], SAME));
  if (others.length > 0 && shared.length <= against.length) return null;
  const telling = shared.filter((name) => tells(got[name], right[name]));
  const mute = shared.filter((name) => !telling.includes(name));
  return { telling, mute, part: others.length > 0 };
}

function hasNamesOf(right: object, value: unknown): value is Record<string, unknown> {
  return isPlain(value) && Object.keys(right).every((name) => Object.hasOwn(value, name));
}

/** Is a wrong value one that few mistakes give? NaN, ∞, a single 0 and nothing come from many. */
function tells(got: unknown, right: unknown, among = 1): boolean {
  if (typeof got === 'number') {
    return Number.isFinite(got) && (got !== 0 || among > 1) && !near(got, right, SAME);
  }
  if (typeof got === 'string') return got !== '' && got !== right;
  if (Array.isArray(got)) {
    const others = Array.isArray(right) && right.length === got.length ? right : [];
    return got.some((item, i) => tells(item, others[i], Math.max(among, got.length)));
  }
  if (!isPlain(got)) return false;
  const others = isPlain(right) ? right : {};
  return Object.keys(got).some((name) => tells(got[name], others[name]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function alike(thrown: Thrown | null | undefined, error: unknown): boolean {
  return error instanceof Error && thrown?.name === error.name && thrown.message === error.message;
}

/** A deep copy of plain values; functions stay themselves. */
export function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}
