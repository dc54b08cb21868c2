import { describe, expect, it } from 'vitest';
import { nest } from '../../../lib/systems/nest';
import { driven, trajectory } from '../../../lib/systems/trajectory';

const halveAndAdd = (s: number) => s / 2 + 3;

describe('trajectory', () => {
  it('starts with s(0) and has one state more than steps', () => {
    expect(trajectory(halveAndAdd, 10, 3)).toEqual([10, 8, 7, 6.5]);
  });

  it('is s(0) alone when no step is taken', () => {
    expect(trajectory(halveAndAdd, 10, 0)).toEqual([10]);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s steps', (tau) => {
    expect(() => trajectory(halveAndAdd, 10, tau)).toThrow(
      `trajectory: expected a whole number of steps, 0 or more, got ${tau}`,
    );
  });
});

describe('driven', () => {
  it('hears x(t) on the way from s(t−1) to s(t)', () => {
    expect(driven((s: string, x: string) => s + x, '', ['a', 'b', 'c'])).toEqual([
      '',
      'a',
      'ab',
      'abc',
    ]);
  });

  it('stays at s(0) without a signal', () => {
    expect(driven((s: number, x: number) => s + x, 7, [])).toEqual([7]);
  });

  it('does not let a later signal change an earlier state', () => {
    const f = (s: number, x: number) => 0.5 * s + x;
    expect(driven(f, 1, [2, 3, 4]).slice(0, 3)).toEqual(driven(f, 1, [2, 3, -9]).slice(0, 3));
  });
});

describe('nest', () => {
  it('nests f as often as there are steps', () => {
    expect(nest((word: string) => `f(${word})`, 3)('s')).toBe('f(f(f(s)))');
  });

  it('changes nothing for no step', () => {
    expect(nest(halveAndAdd, 0)(10)).toBe(10);
  });

  it('leads where the loop leads', () => {
    expect(nest(halveAndAdd, 20)(10)).toBe(trajectory(halveAndAdd, 10, 20)[20]);
  });

  it('refuses half a step', () => {
    expect(() => nest(halveAndAdd, 0.5)).toThrow('nest: expected a whole number of steps');
  });
});
