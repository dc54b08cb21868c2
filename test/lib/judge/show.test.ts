import { describe, expect, it } from 'vitest';
import { parameterNames, show, showApart, showArguments } from '../../../lib/judge/show';

describe('numbers for the eye', () => {
  it('have six digits, and more where that is needed to tell two apart', () => {
    expect(show([1 / 3, 2])).toBe('[0.333333, 2]');
    expect(showApart(1 / 3, 1 / 3 + 1e-8)).toEqual(['0.3333333333', '0.3333333433']);
  });

  it('are cut where a line would be too long', () => {
    expect(show(Array.from({ length: 500 }, (_, i) => i))).toHaveLength(160);
  });

  it('leave an argument whole that can be redone by hand', () => {
    const edges = ['U', 'V', 'W', 'A', 'B'].map((by) => ({ from: 'h', to: 'o', by, delay: 0 }));
    expect(showArguments(['edges'], [edges])).toContain("by: 'B', delay: 0 }]");
    expect(showArguments(['numbers'], [Array.from({ length: 500 }, (_, i) => i)])).toMatch(/…$/);
  });

  it('go with the names of the parameters, however a function is written', () => {
    expect(parameterNames((a: number, b: number) => a + b)).toEqual(['a', 'b']);
    expect(parameterNames(function named(_W: number) {})).toEqual(['_W']);
  });
});

describe('a text for the eye', () => {
  it('has its control characters written out', () => {
    expect(show('a\u001b[31mred\nline')).toBe("'a‹1b›[31mred ↵ line'");
    expect(show({ 'k\u0007': 1 })).toBe('{ k‹07›: 1 }');
  });
});
