import { describe, expect, it } from 'vitest';
import { explainChange, fieldOf, origin } from '../../../lib/judge/explain';
import type { Call } from '../../../lib/judge/recognise';

describe('an argument that was changed', () => {
  const told = (before: number[], after: number[]) =>
    explainChange({ name: 'f', args: [1, before], names: ['k', 'p'], right: 0 }, [1, after]);

  it('is shown before and after, and where', () => {
    expect(told([1, 2], [1, 5])).toContain('f changed its argument p[1], which others still need.');
    expect(told([1, 2], [1, 5])).toMatch(/before {4}\[1, 2\]\n {2}after {5}\[1, 5\]/);
  });

  it('is shown with all its digits where only rounding tells it from before', () => {
    const message = told([0.1, 0.3], [0.1, 0.1 + 0.2]);
    expect(message).toContain('p[1]');
    expect(message).toContain('leaves a trace of rounding');
    expect(message).toContain('[0.1, 0.30000000000000004]');
    expect(told([1, 2], [1, 5])).not.toContain('rounding');
  });
});

describe('a value is traced to the call that brought it', () => {
  const called = (value: unknown, ...args: unknown[]): Call => ({
    name: 'f',
    args,
    names: ['x'],
    right: null,
    outcome: { value, changed: null },
  });
  const dW = [[1, 2]];
  const calls = [called({ loss: 3, dW }, 'first'), called({ loss: 4, dW: [[5, 6]] }, 'second')];

  it('also when another call came after it', () => {
    expect(origin(calls, calls[0].outcome?.value)).toEqual({ call: calls[0], path: '' });
    expect(origin(calls, 3)).toEqual({ call: calls[0], path: '.loss' });
  });

  it('and to its place there', () => {
    expect(origin(calls, dW)).toEqual({ call: calls[0], path: '.dW' });
    expect(origin(calls, dW[0])?.path).toBe('.dW[0]');
    expect(fieldOf('.dW[0][1]')).toBe('dW');
    expect(fieldOf('[0]')).toBeNull();
  });

  it('or to none', () => {
    expect(origin(calls, 99)).toBeNull();
  });
});
