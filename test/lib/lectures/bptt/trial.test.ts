import { describe, expect, it } from 'vitest';
import { relativeErrors } from '../../../../lib/check/relative-error';
import { backward, chainRule } from '../../../../lib/lectures/bptt/backward';
import { exampleOf, type Geometry } from '../../../../lib/lectures/bptt/geometry';
import { matrices } from '../../../../lib/lectures/bptt/matrices';
import { type Criterion, errorOfRight, strict, trial } from '../../../../lib/lectures/bptt/trial';
import { wrongPasses } from '../../../../lib/lectures/bptt/wrong/passes';
import type { WrongPass } from '../../../../lib/lectures/bptt/wrong/wrong-pass';
import { outer } from '../../../../lib/linear';
import { scratch } from '../../../../lib/matrix/memory';
import { open } from './geometries';

const seeds = [1, 2, 3, 4, 5];

/** The names of the wrong passes that a check lets through, for one seed after the other. */
function survivors(geometry: Geometry, criterion: Criterion = strict): string[][] {
  return seeds.map((seed) =>
    trial(exampleOf(geometry, seed), criterion)
      .filter(({ survives }) => survives)
      .map(({ name }) => name),
  );
}

const always = (names: string[]) => seeds.map(() => names);

describe('the known wrong passes', () => {
  it('are 41, each with a name of its own and a lesson', () => {
    expect(wrongPasses).toHaveLength(41);
    expect(new Set(wrongPasses.map(({ name }) => name)).size).toBe(41);
    for (const { lesson } of wrongPasses) expect(lesson).toMatch(/\.$/);
  });

  it('have gradients that differ pairwise where nothing is hidden', () => {
    const example = exampleOf(open, 1);
    const passes = wrongPasses.map(({ name, lines }) => ({
      name,
      gradients: backward(example, { ...chainRule, ...lines }),
    }));
    const same = passes.flatMap((one, i) =>
      passes
        .slice(i + 1)
        .filter((other) =>
          scratch(() => {
            const errors = relativeErrors(matrices(one.gradients), matrices(other.gradients));
            return Object.values(errors).every(({ largest }) => largest < 1e-6);
          }),
        )
        .map((other) => `${one.name} = ${other.name}`),
    );
    expect(same).toEqual([]);
  });
});

describe('the strict check', () => {
  it.each(seeds)('passes the right pass, for seed %i', (seed) => {
    expect(errorOfRight(exampleOf(open, seed), strict)).toBeLessThan(strict.tolerance);
  });

  it('lets no wrong pass through where nothing is hidden', () => {
    expect(survivors(open)).toEqual(always([]));
  });

  it('lets eleven through with a single step: all that time does is hidden', () => {
    expect(survivors({ ...open, tau: 1 })).toEqual(
      always([
        'averaged over the steps',
        'only the last step has a loss',
        'the carry replaces Vᵀ do(t)',
        'the carry piles up',
        'the carry is cut after one step',
        'the slope on Vᵀ do(t) alone',
        'the slope twice on the carry',
        'the direct derivative for dW, dU and db',
        'each step overwrites the gradients of the one before',
        'dV and dc of the last step only',
        'the biases averaged over time',
      ]),
    );
  });

  it('lets one through that takes h(0) for zero, where it is', () => {
    expect(survivors({ ...open, h0: 'zero' })).toEqual(always(['h(0) taken for zero in dW']));
  });

  it('lets one through that takes W for Wᵀ, where W is symmetric', () => {
    const names = ['W where Wᵀ belongs in the carry'];
    expect(survivors({ ...open, W: 'symmetric' })).toEqual(always(names));
  });

  it('lets both transposes through with one hidden unit: 1 × 1 matrices are symmetric', () => {
    const names = ['W where Wᵀ belongs in the carry', 'dW transposed'];
    expect(survivors({ ...open, H: 1 })).toEqual(always(names));
  });

  it('lets all but two through with one output: softmax of one score is 1, whatever the score', () => {
    const caught = ['the label is not subtracted', 'softmax not differentiated at all'];
    const names = wrongPasses.map(({ name }) => name).filter((name) => !caught.includes(name));
    expect(survivors({ ...open, K: 1 })).toEqual(always(names));
  });
});

describe('a check', () => {
  it('that leaves dh(0) out lets through what is wrong there alone', () => {
    const of = strict.of.filter((name) => name !== 'dh0');
    expect(survivors(open, { ...strict, of })).toEqual(
      always(['dh(0) is da(1) without W', 'dh(0) is dh(1)', 'dh(0) left at zero']),
    );
  });

  it('by one norm, with a wide tolerance and small weights, lets more than ten through', () => {
    const lax: Criterion = { ...strict, measure: 'norm', tolerance: 1e-2 };
    const small = { ...open, scale: 0.01 };
    for (const names of survivors(small, lax)) expect(names.length).toBeGreaterThan(10);
  });

  it('counts shapes that do not fit as caught', () => {
    const wrong: WrongPass = {
      name: 'dU transposed',
      lesson: 'dU has the shape of U.',
      lines: { dU: ({ t, dA, x }) => outer(x[t], dA[t]) },
    };
    expect(trial(exampleOf(open), strict, [wrong])).toEqual([
      { ...wrong, error: Infinity, survives: false },
    ]);
  });

  it('lets any other error through', () => {
    const broken: WrongPass = {
      name: 'broken',
      lesson: 'No lesson.',
      lines: {
        db: () => {
          throw new TypeError('broken');
        },
      },
    };
    expect(() => trial(exampleOf(open), strict, [broken])).toThrow(new TypeError('broken'));
  });
});
