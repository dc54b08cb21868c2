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

function sentence(words: string): string {
  return /[.?]$/.test(words) ? words : `${words}.`;
}

function on({ names, args }: Call): string {
  return `  on        ${showArguments(names, args)}`;
}
