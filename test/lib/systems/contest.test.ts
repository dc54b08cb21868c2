import { describe, expect, it } from 'vitest';
import { contest } from '../../../lib/systems/contest';

describe('the contest of lecture 01', () => {
  it('says how far a system that counts stretches a start, and when', () => {
    expect(
      contest([
        [0, 1],
        [0, 0.5],
      ]),
    ).toBe('ρ(W) = 0.500; it stretches a start by up to 1.12 (reached at t = 1).');
  });

  it('says that a system which only shrinks stretches nothing', () => {
    expect(
      contest([
        [0.5, 0],
        [0, 0.25],
      ]),
    ).toContain('no start ever gets longer');
  });

  it('does not count an entry above 1, nor a radius above 0.97', () => {
    const faulty = contest([
      [1, 0],
      [-2, 0.5],
    ]);
    expect(faulty).toContain('an entry is larger than 1');
    expect(faulty).toContain('ρ(W) = 1.000 is larger than 0.97');
  });
});
