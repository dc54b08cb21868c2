import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, blank, yourTurn } from '../../../lib/lesson';
import { judged } from '../../../lib/lesson/your-turn';
import { add, type Mat, multiply, type Vec } from '../../../lib/linear';

/** The boxes below the cells. */
const shown = vi.hoisted(() => [] as string[]);
vi.mock('tslab', () => {
  const display = { html: (html: string) => shown.push(html) };
  return { display, newDisplay: () => display };
});
beforeEach(() => {
  shown.length = 0;
});

const slope = ask((h: number) => 1 - h * h, [0.6], [-0.3]);

describe('a line that is left to the reader', () => {
  it('is open while it is blank, and the lecture goes on with the known line', () => {
    const line = yourTurn((_) => blank(), slope);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(/Your turn.*<code>blank\(\)<\/code>/);
    expect(line).toBe(slope.known);
    expect(line(0.5)).toBe(0.75);
  });

  it('is open while a part of it is blank', () => {
    expect(judged((h) => 1 - blank() * h, slope)).toEqual({ is: 'open' });
  });

  it('is right when it gives the known values, however it is written; the lecture goes on with it', () => {
    const mine = (h: number) => (1 - h) * (1 + h);
    expect(yourTurn(mine, slope)).toBe(mine);
    expect(shown[0]).toContain('✓ Right');
    expect(judged(mine, slope)).toEqual({ is: 'right', gave: '0.64 on h = 0.6' });
  });

  it('hears which input, what was expected and what came, in the words of the judge', () => {
    const wrong = (h: number) => 1 - h;
    expect(judged(wrong, slope)).toEqual({
      is: 'wrong',
      why: [
        'Your line: the result is 0.4, not 0.64.',
        '  expected  0.64',
        '  got       0.4',
        '  on        h = 0.6',
      ].join('\n'),
    });
    expect(yourTurn(wrong, slope)).toBe(slope.known);
    expect(shown[0]).toContain('✗ Not yet');
  });

  it('is judged on every input: a number that fits the first is not enough', () => {
    expect(judged(() => 0.64, slope)).toMatchObject({ is: 'wrong' });
  });

  it('may be a number: then there is no input to speak of', () => {
    const room = ask(() => 20);
    expect(judged(() => 20, room)).toEqual({ is: 'right', gave: '20' });
    const { why } = judged(() => 18, room) as { why: string };
    expect(why).toContain('is 18, not 20');
    expect(why).not.toContain('  on');
    expect(yourTurn(() => blank(), room)()).toBe(20);
  });

  it('may give a vector, and is told where it goes wrong', () => {
    const W: Mat = [
      [1, 2],
      [0, 3],
    ];
    const twoSteps = ask((W: Mat, b: Vec) => add(multiply(W, b), b), [W, [1, 2]]);
    const { why } = judged((_, b) => [6, 2 * b[1]], twoSteps) as { why: string };
    expect(why).toMatch(/^Your line: \[1\] is 4, not 8\./);
    expect(judged((_, b) => b, twoSteps)).toMatchObject({ is: 'wrong' });
    expect(judged((_, b) => b.length, twoSteps)).toMatchObject({
      why: expect.stringContaining('is a number, not a list'),
    });
  });

  it('may be given a function', () => {
    const third = ask((f: (s: number) => number, s: number) => f(f(s)), [(s) => 2 * s + 1, 3]);
    expect(judged((f, s) => f(f(s)), third)).toMatchObject({ is: 'right' });
    expect(judged((f, s) => f(s), third)).toMatchObject({ is: 'wrong' });
  });

  it('is told of an error of its own, of NaN and of a missing value', () => {
    const stops = () => {
      throw new TypeError('q is not a function');
    };
    expect(judged(stops, slope)).toMatchObject({
      why: 'Your line stopped with an error. TypeError: q is not a function.',
    });
    expect(judged(() => Number.NaN, slope)).toMatchObject({
      why: expect.stringContaining('NaN'),
    });
    expect(judged(() => undefined, slope)).toMatchObject({
      why: expect.stringContaining('return'),
    });
  });

  it('cannot spoil its inputs for another', () => {
    const inputs: Vec[] = [[1, 2]];
    const total = ask((s: Vec) => s[0] + s[1], ...inputs.map((s): [Vec] => [s]));
    const spoils = (s: Vec) => {
      const sum = s[0] + s[1];
      s[0] = 100;
      return sum;
    };
    expect(judged(spoils, total)).toMatchObject({ is: 'right' });
    expect(inputs).toEqual([[1, 2]]);
  });

  it('needs inputs to be judged by, when it takes any', () => {
    expect(() => judged(() => 1, { known: (h: number) => h, on: [] })).toThrow('no inputs');
  });

  it('shows what came as text, never as HTML', () => {
    yourTurn(
      () => '<img src=x>',
      ask(() => 1),
    );
    expect(shown[0]).not.toContain('<img');
  });
});
