import type { Difference } from './near';
import type { Call } from './recognise';
import { show, showApart, showArguments } from './show';

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
  return [
    `${call.name} changed its argument ${call.names[i]}, which others still need. Work on a copy.`,
    `  before    ${show(call.args[i])}`,
    `  after     ${show(changed[i])}`,
    on(call),
  ].join('\n');
}

function sentence(words: string): string {
  return /[.?]$/.test(words) ? words : `${words}.`;
}

function on({ names, args }: Call): string {
  return `  on        ${showArguments(names, args)}`;
}
