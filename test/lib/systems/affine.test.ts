import { describe, expect, it } from 'vitest';
import { add, identity, multiply } from '../../../lib/linear';
import { affine, unrollAffine } from '../../../lib/systems/affine';
import { trajectory } from '../../../lib/systems/trajectory';

const theta = {
  W: [
    [0.7, -0.4, 0.2],
    [0.5, 0.3, -0.6],
    [-0.1, 0.8, 0.4],
  ],
  b: [0.5, -1, 0.25],
};

describe('affine', () => {
  it('is W s + b', () => {
    const f = affine({
      W: [
        [1, 2],
        [3, 4],
      ],
      b: [4, 9],
    });
    expect(f([1, 2])).toEqual([9, 20]);
  });

  it('refuses a state of another size', () => {
    expect(() => affine(theta)([1, 2])).toThrow('lengths 3 and 2');
  });
});

describe('unrollAffine', () => {
  it('makes W̃ = W W and b̃ = W b + b of two steps', () => {
    const { W, b } = unrollAffine(
      {
        W: [
          [1, 2],
          [0, 3],
        ],
        b: [1, 1],
      },
      2,
    );
    expect(W).toEqual([
      [1, 8],
      [0, 9],
    ]);
    expect(b).toEqual([4, 4]);
  });

  it('goes in one step where the loop goes in k', () => {
    const s0 = [1, 2, -3];
    trajectory(affine(theta), s0, 12).forEach((s, k) => {
      const { W, b } = unrollAffine(theta, k);
      const jump = add(multiply(W, s0), b);
      jump.forEach((si, i) => {
        expect(si).toBeCloseTo(s[i], 12);
      });
    });
  });

  it('is the identity for no step', () => {
    expect(unrollAffine(theta, 0)).toEqual({ W: identity(3), b: [0, 0, 0] });
  });

  it('refuses a negative number of steps', () => {
    expect(() => unrollAffine(theta, -1)).toThrow('unrollAffine: expected a whole number');
  });
});
