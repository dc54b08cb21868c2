import { describe, expect, it } from 'vitest';
import { type Mat, multiply, scale } from '../../../lib/linear';
import { affine } from '../../../lib/systems/affine';
import { modulus } from '../../../lib/systems/complex';
import {
  behaviour,
  eigenvalues,
  eigenvector,
  fixedPoint,
  peakGrowth,
  spectralRadius,
  turn as turnBy,
} from '../../../lib/systems/stability';

function turn(rho: number, phi: number): Mat {
  return [
    [rho * Math.cos(phi), -rho * Math.sin(phi)],
    [rho * Math.sin(phi), rho * Math.cos(phi)],
  ];
}

describe('eigenvalues', () => {
  it('are ρ (cos φ ± i sin φ) for a turn by φ and a stretch by ρ', () => {
    const [up, down] = eigenvalues(turn(2, 1));
    expect(up.re).toBeCloseTo(2 * Math.cos(1), 12);
    expect(up.im).toBeCloseTo(2 * Math.sin(1), 12);
    expect(down.im).toBeCloseTo(-2 * Math.sin(1), 12);
  });

  it('come with the largest size first', () => {
    const W = [
      [0.5, 1, 0],
      [0, -3, 1],
      [0, 0, 1],
    ];
    const found = eigenvalues(W);
    expect(found.map(({ im }) => im)).toEqual([0, 0, 0]);
    [-3, 1, 0.5].forEach((re, i) => {
      expect(found[i].re).toBeCloseTo(re, 12);
    });
  });

  it('have the trace as their sum and the spectral radius as their largest size', () => {
    const W = [
      [0.7, -0.4, 0.2],
      [0.5, 0.3, -0.6],
      [-0.1, 0.8, 0.4],
    ];
    const found = eigenvalues(W);
    expect(found.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(1.4, 10);
    expect(spectralRadius(W)).toBe(modulus(found[0]));
  });
});

describe('behaviour', () => {
  it.each<[string, Mat]>([
    ['spirals in', turn(0.9, 1)],
    ['cycles', turn(1, 1)],
    ['spirals out', turn(1.1, 1)],
    ['dies out', [[0.5]]],
    ['dies out', [[-0.5]]],
    ['stays', [[1]]],
    ['cycles', [[-1]]],
    ['grows', [[-1.5]]],
    [
      'cycles',
      [
        [1, 0],
        [0, -1],
      ],
    ],
  ])('%s', (expected, W) => {
    expect(behaviour(W)).toBe(expected);
  });
});

describe('fixedPoint', () => {
  it('is where the next step stays', () => {
    const theta = { W: turn(0.9, 1), b: [1, -2] };
    const rest = fixedPoint(theta);
    affine(theta)(rest).forEach((si, i) => {
      expect(si).toBeCloseTo(rest[i], 12);
    });
  });

  it('says so when W has the eigenvalue 1', () => {
    expect(() => fixedPoint({ W: [[1]], b: [1] })).toThrow('eigenvalue 1');
    const threefold = [
      [3, -3, 1],
      [1, 0, 0],
      [0, 1, 0],
    ];
    expect(() => fixedPoint({ W: threefold, b: [1, 1, 1] })).toThrow('eigenvalue 1');
  });
});

describe('eigenvector', () => {
  it.each<[Mat, number]>([
    [
      [
        [1, 0.4],
        [0.2, 0.8],
      ],
      1.2,
    ],
    [
      [
        [1, 0.4],
        [0.2, 0.8],
      ],
      0.6,
    ],
    [
      [
        [2, 0],
        [0, 3],
      ],
      3,
    ],
    [
      [
        [2, 0],
        [5, 3],
      ],
      2,
    ],
    [
      [
        [2, 0],
        [0, 2],
      ],
      2,
    ],
  ])('of %j and %d is stretched by it, and has length 1', (W, lambda) => {
    const v = eigenvector(W, lambda);
    expect(Math.hypot(...v)).toBeCloseTo(1, 12);
    multiply(W, v).forEach((vi, i) => {
      expect(vi).toBeCloseTo(scale(lambda, v)[i], 12);
    });
  });
});

describe('peakGrowth', () => {
  it('is 1 where no start gets longer', () => {
    expect(peakGrowth(turnBy(0.9, 20))).toEqual({ growth: 1, step: 0 });
  });

  it('is the most that a power of W stretches anything, long before W dies out', () => {
    // Wᵗ = [[0.5ᵗ, 4 t 0.5ᵗ⁻¹], [0, 0.5ᵗ]]: its norm is largest at t = 1 or 2
    const W = [
      [0.5, 4],
      [0, 0.5],
    ];
    const starts = Array.from({ length: 3600 }, (_, k) => (k * Math.PI) / 3600);
    const stretched = starts.map((phi) =>
      Math.hypot(...multiply(W, [Math.cos(phi), Math.sin(phi)])),
    );
    const { growth, step } = peakGrowth(W);
    expect(step).toBe(1);
    expect(growth).toBeCloseTo(Math.max(...stretched), 5);
  });
});

describe('turn', () => {
  it('turns by an angle and stretches by ρ, as its eigenvalues say', () => {
    const [{ re, im }] = eigenvalues(turnBy(0.9, 60));
    expect(Math.hypot(re, im)).toBeCloseTo(0.9, 12);
    expect((Math.atan2(im, re) * 180) / Math.PI).toBeCloseTo(60, 9);
  });
});
