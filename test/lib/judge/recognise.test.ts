import { describe, expect, it } from 'vitest';
import { Endless, type Mistake } from '../../../lib/judge/mistakes';
import { type Call, recognise, type Seen } from '../../../lib/judge/recognise';
import { Trouble } from '../../../lib/judge/trouble';
import type { AnyFunction } from '../../../lib/judge/wire';

const mistake = (name: string, wrong: AnyFunction | AnyFunction[], text?: RegExp) => ({
  name,
  lesson: '',
  wrong,
  text,
});
const called = (args: unknown[], right: unknown, more: Partial<Call>): Call => ({
  name: 'f',
  args,
  names: [],
  right,
  ...more,
});
const returned = (args: unknown[], right: unknown, value: unknown): Call =>
  called(args, right, { outcome: { value, changed: null } });
/** One test that failed, for each list of calls. */
const failed = (...tests: Call[][]): Seen[] =>
  tests.map((calls) => ({ calls, field: null, passed: false }));
const names = (seen: Seen[], mistakes: Mistake<AnyFunction>[], text = '') =>
  recognise(seen, mistakes, text).map((each) => each.map(({ name }) => name));

describe('a known mistake', () => {
  const mistakes = [
    mistake('squared', (x: number) => x * x),
    mistake('two added', (x: number) => x + 2),
    mistake('nothing done', (x: number) => x),
  ];
  const doubled = (x: number, value: number) => returned([x], 2 * x, value);

  it('is recognised by its numbers', () => {
    expect(names(failed([doubled(3, 9)]), mistakes)).toEqual([['squared']]);
  });

  it('is not suspected where the numbers are right', () => {
    expect(names([{ calls: [doubled(2, 4)], field: null, passed: true }], mistakes)).toEqual([[]]);
  });

  it('is refuted by a call on which it would have given other numbers, in whichever test', () => {
    expect(names(failed([doubled(3, 9), doubled(5, 7)]), mistakes)).toEqual([[]]);
    expect(names(failed([doubled(3, 9)], [doubled(5, 7)]), mistakes)).toEqual([[], []]);
    const passed = { calls: [doubled(5, 10)], field: null, passed: true };
    expect(names([...failed([doubled(3, 9)]), passed], mistakes)).toEqual([[], []]);
  });

  it('is named with another that gives the same numbers', () => {
    const both = [...mistakes, mistake('cubed by x over x', (x: number) => x ** 3 / x)];
    expect(names(failed([doubled(3, 9)]), both)).toEqual([['squared', 'cubed by x over x']]);
  });

  it('has forms, each of which is refuted by itself', () => {
    const forms = (...fs: AnyFunction[]) => [mistake('a power', fs)];
    const square = (x: number) => x * x;
    const squareOrOne = (x: number) => (x === 5 ? 1 : x * x);
    const seen = failed([doubled(3, 9)], [doubled(5, 25)]);
    expect(names(seen, forms(squareOrOne, square))).toEqual([['a power'], ['a power']]);
    expect(
      names(
        seen,
        forms(squareOrOne, (x: number) => (x === 3 ? 1 : x * x)),
      ),
    ).toEqual([[], []]);
  });
});

describe('a result that many mistakes give', () => {
  const named = (value: unknown, right: unknown, text?: RegExp) =>
    names(failed([returned([], right, value)]), [mistake('it', () => value, text)], 'a / b')[0];

  it.each([
    ['NaN', Number.NaN, 3],
    ['infinity', Infinity, 3],
    ['a single 0', 0, 3],
    ['a list without items', [], [1, 2]],
    ['a list of NaN', [Number.NaN, Number.NaN], [1, 2]],
  ])('is no evidence by itself: %s', (_, value, right) => {
    expect(named(value, right)).toEqual([]);
  });

  it('is evidence together with the text that makes it', () => {
    expect(named(Number.NaN, 3, / \/ /)).toEqual(['it']);
    expect(named(Number.NaN, 3, /Math\.exp/)).toEqual([]);
  });

  it.each([
    ['zeros in a list', [0, 0], [1, 2]],
    ['a list that is too short', [1], [1, 2]],
    ['a text', 'b', 'a'],
  ])('is not: %s', (_, value, right) => {
    expect(named(value, right)).toEqual(['it']);
  });

  it('is explained by what is recognised elsewhere', () => {
    const seen = failed([returned([0], 3, Number.NaN)], [returned([1], 3, 4)]);
    const divided = mistake('it', (x: number) => (x === 0 ? Number.NaN : 4));
    expect(names(seen, [divided])).toEqual([['it'], ['it']]);
  });
});

describe('a result of several fields', () => {
  const right = { dU: 1, dW: 2, dh0: 3 };
  const named = (value: object, wrong: object) =>
    names(failed([returned([], right, value)]), [mistake('it', () => wrong)])[0];

  it('is compared field by field: one that is wrong in a way of its own hides no mistake', () => {
    expect(named({ dU: 5, dW: 6, dh0: 7 }, { dU: 5, dW: 6, dh0: 8 })).toEqual(['it']);
    expect(named({ dU: 5, dW: 6, dh0: 7 }, { ...right, dU: 5 })).toEqual(['it']);
  });

  it('refutes a mistake that is wrong where it is right', () => {
    expect(named({ dU: 5, dW: 6, dh0: 3 }, { dU: 5, dW: 6, dh0: 8 })).toEqual([]);
  });

  it('refutes a mistake with which it shares less than half of what both have wrong', () => {
    expect(named({ dU: 5, dW: 6, dh0: 7 }, { dU: 5, dW: 9, dh0: 8 })).toEqual([]);
  });

  it('refutes a mistake that explains nothing of what is wrong', () => {
    expect(named({ ...right, dU: 5 }, right)).toEqual([]);
  });

  it('needs no mistake that explains a part when one explains the whole', () => {
    const both = [
      mistake('of dU', () => ({ ...right, dU: 5 })),
      mistake('of both', () => ({ ...right, dU: 5, dW: 6 })),
    ];
    const seen = failed([returned([], right, { ...right, dU: 5, dW: 6 })]);
    expect(names(seen, both)).toEqual([['of both']]);
  });

  it('puts first what explains the field that the test found wrong', () => {
    const both = [
      mistake('of dU', () => ({ ...right, dU: 5 })),
      mistake('of dW', () => ({ ...right, dW: 6 })),
    ];
    const calls = [returned([], right, { dU: 5, dW: 6, dh0: 3 })];
    const wanted = (field: string) => names([{ calls, field, passed: false }], both);
    expect(wanted('dW')).toEqual([['of dW']]);
    expect(wanted('dU')).toEqual([['of dU']]);
  });
});

describe('a mistake that changes an argument', () => {
  const changing = (after: number[]): Call =>
    called([[1, 2]], 2, { outcome: { value: 2, changed: [after] } });
  const known = [
    mistake('popped', (p: number[]) => p.pop()),
    mistake('a trace left', (p: number[]) => {
      p[0] += 1e-15;
      return p[p.length - 1];
    }),
  ];

  it('is recognised by how it does so, were it by rounding', () => {
    expect(names(failed([changing([1])]), known)).toEqual([['popped']]);
    expect(names(failed([changing([1 + 1e-15, 2])]), known)).toEqual([['a trace left']]);
  });
});

describe('a mistake that throws', () => {
  const fail = (error: Error) => {
    throw error;
  };
  const known = [
    mistake('odd refused', (x: number) =>
      x % 2 === 0 ? x / 2 : fail(new RangeError(`${x} is odd`)),
    ),
    mistake('all refused', (x: number) => fail(new RangeError(`${x} is odd`))),
    mistake('cut', (x: number) => Math.floor(x / 2)),
  ];
  const halved = (x: number, value: number) => returned([x], x / 2, value);
  const threw = (x: number, name: string, message: string) =>
    called([x], x / 2, { trouble: new Trouble('it stopped', { name, message }) });
  const seen = (...calls: Call[]) => names(failed(calls), known)[0];

  it('is recognised by the name and the message of its error', () => {
    expect(seen(threw(3, 'RangeError', '3 is odd'))).toEqual(['odd refused', 'all refused']);
    expect(seen(threw(3, 'TypeError', '3 is odd'))).toEqual([]);
    expect(seen(threw(3, 'RangeError', '5 is odd'))).toEqual([]);
  });

  it('is refuted where the submission returned, and one that returns where it threw', () => {
    expect(seen(halved(2, 1), threw(3, 'RangeError', '3 is odd'))).toEqual(['odd refused']);
    expect(seen(halved(3, 1))).toEqual(['cut']);
  });

  it('stands for a loop without end by Endless, and what is not called again tells nothing', () => {
    const endless = mistake('no end', (x: number) => (x > 2 ? fail(new Endless()) : x / 2));
    const loops = called([3], 1.5, { trouble: new Trouble('no end', null, 'loops') });
    const again = called([1], 0.5, { trouble: new Trouble('no end', null, 'again') });
    expect(names(failed([halved(2, 1), loops], [again]), [endless])).toEqual([
      ['no end'],
      ['no end'],
    ]);
    expect(names(failed([halved(4, 2), loops]), [endless])).toEqual([[]]);
  });

  it('is never recognised where no answer came, the process ended or nothing is written', () => {
    const late = called([3], 1.5, { trouble: new Trouble('half had not finished after 2 s') });
    expect(seen(late)).toEqual([]);
  });
});
