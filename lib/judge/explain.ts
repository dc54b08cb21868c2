import { type Difference, firstDifference, near } from './near';
import type { Call } from './recognise';
import { show, showApart, showArguments } from './show';

/** How near to what it was an argument is after + ε and − ε. */
const SET_BACK = 1e-12;

/** What is wrong with the value of a call: where, what was got, on which input, what was expected. */
export function explain(call: Call, got: unknown, { where, what }: Difference, expected?: unknown) {
  const [mine, theirs] = showApart(got, expected);
  return [
    sentence(`${call.name}: ${where || 'the result'} ${what}`),
    ...(expected === undefined ? [] : [`  expected  ${theirs}`]),
    `  got       ${mine}`,
    on(call),
  ].join('\n');
}

/** What is wrong when a call changed one of its arguments. */
export function explainChange(call: Call, changed: unknown[]): string {
  const i = call.args.findIndex((arg, at) => show(arg, 17) !== show(changed[at], 17));
  const [mine, before] = showApart(changed[i], call.args[i]);
  const where = firstDifference(changed[i], call.args[i], 0)?.where ?? '';
  const trace = near(changed[i], call.args[i], SET_BACK)
    ? ' Setting a number back by + and − leaves a trace of rounding.'
    : '';
  return [
    `${call.name} changed its argument ${call.names[i]}${where}, which others still need.${trace} Work on a copy.`,
    `  before    ${before}`,
    `  after     ${mine}`,
    on(call),
  ].join('\n');
}

/**
 * Which call brought this value, or a list or object within its value, and where it stands there: such as
 * `.dW[0]`. A number that stands inside counts only for the latest call.
 */
export function origin(calls: Call[], got: unknown): { call: Call; path: string } | null {
  for (const call of [...calls].reverse()) {
    const path = call.outcome && pathTo(call.outcome.value, got);
    if (path !== undefined) return { call, path };
  }
  return null;
}

function pathTo(value: unknown, wanted: unknown): string | undefined {
  if (Object.is(value, wanted)) return '';
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, item] of Object.entries(value)) {
    const rest = pathTo(item, wanted);
    if (rest !== undefined) return `${Array.isArray(value) ? `[${key}]` : `.${key}`}${rest}`;
  }
  return undefined;
}

/** The field of an object that a path leads into: `dW` of `.dW[0]`; null for the whole. */
export function fieldOf(path: string): string | null {
  return path.match(/^\.(\w+)/)?.[1] ?? null;
}

function sentence(words: string): string {
  return /[.?]$/.test(words) ? words : `${words}.`;
}

function on({ names, args }: Call): string {
  return `  on        ${showArguments(names, args)}`;
}
