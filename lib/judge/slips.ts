/**
 * Slips that can happen in any function: of hands trained in Python, and of JavaScript's own kind. Each is
 * named only where its trace is in the result as well as, where it has one, in the text.
 */
import { near } from './near';
import type { Call } from './recognise';

/** A slip, and what to learn from it. */
export interface Slip {
  name: string;
  lesson: string;
}

/** What is known of a failed test. */
interface Seen {
  /** the function's text, compiled */
  text: string;
  /** the message that the student reads */
  message: string;
  /** the calls that went wrong */
  wrong: Call[];
}

interface Detector extends Slip {
  seen(seen: Seen): boolean;
}

const LINEAR = 'add|subtract|scale|dot|multiply|matmul|transpose|outer|identity';

const DETECTORS: Detector[] = [
  {
    name: 'an import is missing',
    lesson:
      "What lib/linear.ts has must be named at the top of the file before it can be used: import { add, multiply } from '../lib/linear'.",
    seen: ({ message }) => new RegExp(`\\b(?:${LINEAR}) is not defined`).test(message),
  },
  {
    name: '`tanh`, `exp` and `sqrt` belong to Math',
    lesson: 'Write Math.tanh(x), Math.exp(x), Math.sqrt(x); for a list, xs.map(Math.tanh).',
    seen: ({ message }) => /\b(?:tanh|exp|log|sqrt|max|min|abs|pow) is not defined/.test(message),
  },
  {
    name: '`list[-1]`',
    lesson:
      'TypeScript does not count places from the end: list[-1] is undefined. The last item is list[list.length - 1], or list.at(-1).',
    seen: (seen) => /\[-\d+\]/.test(seen.text) && isLost(seen),
  },
  {
    name: '`for (… in …)`',
    lesson:
      'It walks through the places, as the texts "0", "1", …; for (const x of xs) walks through the items.',
    seen: (seen) => /for \((?:const|let|var) \S+ in /.test(seen.text),
  },
  {
    name: '`Math.max` of a list',
    lesson: 'Math.max takes numbers, not a list of them: Math.max(...xs). Math.min likewise.',
    seen: (seen) =>
      /Math\.(?:max|min)\([\p{ID_Start}$_][\p{ID_Continue}$.]*\)/u.test(seen.text) && isLost(seen),
  },
  {
    name: '`sort()` of numbers',
    lesson:
      'Without a rule it sorts as text, so 11 comes before 8. For numbers: xs.sort((a, b) => a - b).',
    seen: ({ text, wrong }) =>
      /\.(?:toSorted|sort)\(\)/.test(text) &&
      wrong.some(({ args, right }) => holds([args, right], isNumbers)),
  },
  {
    name: 'a `map` that returns nothing',
    lesson:
      'An arrow function with braces needs a return: xs.map((x) => { return 2 * x; }), or without braces xs.map((x) => 2 * x).',
    seen: ({ wrong }) => wrong.some(({ outcome }) => holdsNothings(outcome?.value)),
  },
  {
    name: 'an argument is changed',
    lesson:
      'A list is handed over as it is, not as a copy: what you write into it, its owner reads. Work on a copy: [...xs] for a vector, W.map((row) => [...row]) for a matrix; sort, reverse, push and splice change a list, too.',
    seen: ({ wrong }) => wrong.some(({ outcome }) => outcome?.changed),
  },
  {
    name: '`^` is no power',
    lesson: 'In JavaScript ^ compares bits: 4 ^ 2 is 6. Powers are written x ** 2.',
    seen: ({ text }) => /[\p{ID_Continue}$)\]] \^ [\p{ID_Start}\d(]/u.test(text),
  },
  {
    name: 'one list in several places',
    lesson:
      'The same list stands in the result more than once, so a change to one is a change to all. fill(row) does so, and so does pushing one list again and again: make a new one each time, or push a copy, [...h].',
    seen: ({ wrong }) =>
      wrong.some(({ outcome, right }) => outcome?.shared && !near(outcome.value, right, 1e-9)),
  },
  {
    name: 'a number was glued to a text',
    lesson:
      "+ joins as soon as one side is a text: '1' + 2 is '12'. A list plus anything is a text, too.",
    seen: ({ wrong }) =>
      wrong.some(({ outcome, right }) =>
        anywhere(outcome?.value, right, (a, b) => typeof a === 'string' && typeof b === 'number'),
      ),
  },
  {
    name: 'a character that only looks right',
    lesson:
      'A minus sign − and a dash – are not the hyphen -, and some letters have twins. Type the characters as the exercise shows them.',
    seen: ({ wrong }) =>
      wrong.some(({ outcome, right }) =>
        anywhere(
          outcome?.value,
          right,
          (a, b) =>
            a !== b && typeof a === 'string' && typeof b === 'string' && plain(a) === plain(b),
        ),
      ),
  },
  {
    name: 'the result is rounded',
    lesson:
      'Give the number as it comes: what reads it may need every digit, and rounding is for the eye alone.',
    seen: ({ wrong }) =>
      wrong.length > 0 && wrong.every(({ outcome, right }) => isRounded(outcome?.value, right)),
  },
  {
    name: 'a loop that stops at 0',
    lesson:
      'In a condition 0 counts as false, and so do an empty text and NaN. Ask for what is meant: i < xs.length, or x !== undefined.',
    seen: ({ text, wrong }) =>
      /while \([\p{ID_Continue}$.]+(?<!\.length|\.size)(?:\[[^\]]*\])?\)|for \([^;]*; [\p{ID_Continue}$]+\[[^\]]*\];/u.test(
        text,
      ) &&
      wrong.length > 0 &&
      wrong.every(({ args }) => holds(args, isFalse)),
  },
  {
    name: '`||` where 0 is a value',
    lesson:
      'a || b takes b when a is 0, an empty text or NaN as well. To fill in for what is missing write a ?? b.',
    seen: ({ text, wrong }) =>
      /(?:= |(?<!if |while )\(|return |\[)[\p{ID_Continue}$.[\]()-]+ \|\| (?:[\p{ID_Continue}$]+|\[[^\]]*\])[;,)\]]/u.test(
        text,
      ) &&
      wrong.length > 0 &&
      wrong.every(({ args }) => holds(args, isFalse)),
  },
];

/** The slips that a failed test shows. */
export function slipsOf(seen: Seen): Slip[] {
  return DETECTORS.filter((each) => each.seen(seen)).map(({ name, lesson }) => ({ name, lesson }));
}

/** Does a value hold, at any depth, one that is so? */
function holds(value: unknown, so: (value: unknown) => boolean): boolean {
  if (so(value)) return true;
  return (
    value !== null && typeof value === 'object' && Object.values(value).some((v) => holds(v, so))
  );
}

/** Does a condition take the value for false? */
function isFalse(value: unknown): boolean {
  return value === 0 || value === '' || value === false || Number.isNaN(value);
}

/** Is it a list of several numbers? */
function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.every((v) => typeof v === 'number');
}

/** Was something read that is not there? */
function isLost({ message, wrong }: Seen): boolean {
  return (
    /undefined|is nothing/.test(message) ||
    wrong.some(({ outcome }) =>
      anywhere(outcome?.value, null, (a) => Number.isNaN(a) || a === undefined),
    )
  );
}

/** Is there a place where the value, and what is right there, are so? */
function anywhere(
  value: unknown,
  right: unknown,
  so: (value: unknown, right: unknown) => boolean,
): boolean {
  if (value === null || typeof value !== 'object') return so(value, right);
  const others = (right ?? {}) as Record<string, unknown>;
  return Object.entries(value).some(([key, item]) => anywhere(item, others[key], so));
}

function holdsNothings(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const items = Object.values(value);
  const empty =
    Array.isArray(value) && items.length > 0 && items.every((item) => item === undefined);
  return empty || items.some(holdsNothings);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Dash}/gu, '-')
    .replace(/\s/gu, '');
}

/** Is every number what is right, cut to a few decimals, and one of them changed by it? */
function isRounded(value: unknown, right: unknown): boolean {
  return [1, 2, 3, 4, 5, 6, 7, 8].some((decimals) => {
    const round = (x: unknown): unknown =>
      typeof x === 'number' ? Number(x.toFixed(decimals)) : Array.isArray(x) ? x.map(round) : x;
    return near(value, inFields(right, round), 1e-12) && !near(value, right, 1e-9);
  });
}

function inFields(value: unknown, change: (x: unknown) => unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return change(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inFields(item, change)]),
  );
}
