import { describe, expect, it } from 'vitest';
import type { Call } from '../../../lib/judge/recognise';
import { slipsOf } from '../../../lib/judge/slips';

const call = (value: unknown, right: unknown, more = {}): Call => ({
  name: 'f',
  args: [[0, 11, 8]],
  names: [],
  right,
  outcome: { value, changed: null, ...more },
});
const seen = (text: string, wrong: Call[], message = '') =>
  slipsOf({ text, wrong, message }).map(({ name }) => name);

describe('a slip that can happen in any function', () => {
  it.each([
    ['`list[-1]`', 'return hs[-1];', call(undefined, [1])],
    ['`for (… in …)`', 'for (const x in xs) sum += x;', call('01', 1)],
    ['`Math.max` of a list', 'const m = Math.max(o);', call([Number.NaN], [1])],
    ['`sort()` of numbers', 'return [...xs].sort()[0];', call(11, 8)],
    ['`^` is no power', 'return H ^ 2;', call(6, 16)],
    ['a `map` that returns nothing', 'xs.map((x) => { x * 2; })', call([undefined], [2])],
    [
      'one list in several places',
      'new Array(2).fill(row)',
      call([[1], [1]], [[0], [1]], { shared: true }),
    ],
    ['a number was glued to a text', 'total + "1"', call('31', 4)],
    ['a character that only looks right', 'x(−1)', call('x(−1)', 'x(-1)')],
    ['the result is rounded', 'toFixed(2)', call([0.33, 0.5], [1 / 3, 0.5])],
    ['an argument is changed', 'xs.sort(byValue)', call(1, 1, { changed: [[1]] })],
    ['a loop that stops at 0', 'while (xs[i]) i++;', call(1, 3)],
    ['`||` where 0 is a value', 'const prev = states.at(-1) || s0;', call([1], [0])],
  ])('is told by its trace: %s', (name, text, wrong) => {
    expect(seen(text, [wrong])).toContain(name);
  });

  it('is told by what the error says', () => {
    expect(seen('add(a, b)', [], 'ReferenceError: add is not defined')).toEqual([
      'an import is missing',
    ]);
    expect(seen('tanh(a)', [], 'ReferenceError: tanh is not defined')).toEqual([
      '`tanh`, `exp` and `sqrt` belong to Math',
    ]);
  });

  it.each([
    ['the place counted from the end was not missed', 'return hs[-1] ?? 0;', call(3, 4)],
    ['Math.max was given its items', 'Math.max(...o)', call([Number.NaN], [1])],
    ['the numbers are wrong beyond rounding', 'x', call([0.34, 0.5], [1 / 3, 0.5])],
    ['texts are sorted', 'names.sort()', { ...call('b', 'a'), args: [['b', 'a']] }],
    ['a list is asked how long it is', 'while (left.length) left.pop();', call(1, 2)],
    ['nothing is 0', 'while (xs[i]) i++;', { ...call(1, 2), args: [[1, 2]] }],
    ['whole numbers are wrong', 'x', call([0, 1, 0], [0.25, 0.75, 0])],
    ['conditions are joined', 'if (a > 0 || b > 0) return 1;', call(1, 2)],
  ])('is not told where %s', (_, text, wrong) => {
    expect(seen(text, [wrong])).toEqual([]);
  });
});
