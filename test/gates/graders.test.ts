import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../lib/report';
import { Grader, slugs } from '../judge/grade';
import { mistakesOf, solutionOf, variantsOf } from '../judge/lecture';
import { solvedWith, using } from '../judge/submission';

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start();
});
afterAll(() => grader.close());

const grade = async (slug: string, name: string, file: string, expression: string) =>
  using(await solvedWith(slug, { [name]: { file, expression } }), (folder) =>
    grader.grade(slug, folder),
  );

const accused = ({ functions }: Report) =>
  functions.flatMap(({ tests }) => tests.flatMap(({ misconceptions }) => misconceptions));

describe.each(slugs())('the grader of %s', async (slug) => {
  const mistakesFile = `test/misconceptions/${slug}.ts`;
  const variantsFile = `test/variants/${slug}.ts`;
  const [mistakes, variants] = [await mistakesOf(slug), await variantsOf(slug)];

  it('gives the solution every point', async () => {
    const { points, maxPoints, functions } = await grader.grade(slug, 'solutions');
    expect(
      functions.flatMap(({ tests }) => tests.filter(({ status }) => status !== 'passed')),
    ).toEqual([]);
    expect(points).toBe(maxPoints);
  });

  it('gives the stub nothing, and says that it is not written', async () => {
    const { points, functions } = await grader.grade(slug, 'exercises');
    expect(points).toBe(0);
    for (const { tests } of functions) {
      for (const { status, message } of tests) {
        expect(status).toBe('not written');
        expect(message).toContain(`Open exercises/${slug}.ts`);
      }
    }
  });

  it('grades every function of the solution, with three hints for each', async () => {
    const { functions } = await grader.grade(slug, 'exercises');
    expect(functions.map(({ name }) => name)).toEqual(Object.keys(mistakes));
    expect(functions.map(({ name }) => name).sort()).toEqual(
      Object.keys(await solutionOf(slug)).sort(),
    );
    expect(functions.map(({ hints }) => hints.length)).toEqual(functions.map(() => 3));
  });

  describe.each(Object.keys(mistakes))('%s', (name) => {
    it('knows three mistakes or more', () => {
      expect(mistakes[name].length).toBeGreaterThanOrEqual(3);
    });

    it.each(mistakes[name].map((mistake, i) => [mistake.name, i] as const))(
      'fails and names: %s',
      async (mistake, i) => {
        const report = await grade(slug, name, mistakesFile, `mistakes.${name}[${i}].wrong`);
        for (const graded of report.functions) {
          if (graded.name === name) expect(graded.points).toBeLessThan(graded.maxPoints);
          else expect(graded.points, graded.name).toBe(graded.maxPoints);
        }
        expect(accused(report)).toContain(mistake);
        const graded = report.functions.find((each) => each.name === name);
        expect(graded?.lessons).toHaveProperty([mistake]);
      },
    );

    it.each(variants[name].map((variant, i) => [variant.name, i] as const))(
      'accepts, and accuses of nothing: %s',
      async (_, i) => {
        const report = await grade(slug, name, variantsFile, `variants.${name}[${i}].right`);
        expect(report.points).toBe(report.maxPoints);
        expect(accused(report)).toEqual([]);
      },
    );
  });
});
