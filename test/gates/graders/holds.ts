import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formsOf } from '../../../lib/judge/mistakes';
import type { FunctionReport, Report } from '../../../lib/judge/report';
import { Grader } from '../../../tools/judge/grade';
import { mistakesOf, variantsOf } from '../../judge/lecture';
import { Rehearsal } from '../../judge/rehearsal';
import { solvedWith, using } from '../../judge/submission';

const OTHER_SEEDS = [2, 3];

/** What every lecture's grader promises, for one of them. Two files share the lectures: two cores, two lists. */
export function holds(slug: string): void {
  describe(`the grader of ${slug}`, async () => {
    let grader: Grader;
    beforeAll(async () => {
      grader = await Grader.start();
    });
    afterAll(() => grader.close());

    const gradeInJail = (name: string, file: string, expression: string) =>
      solvedWith(slug, { [name]: { file, expression } }).then((folder) =>
        using(folder, () => grader.grade(slug, folder)),
      );

    const rehearsal = await Rehearsal.of(slug);
    const { tests, solution } = rehearsal;
    const [mistakes, variants] = [await mistakesOf(slug), await variantsOf(slug)];
    const names = Object.keys(mistakes);

    it('gives the solution every point', async () => {
      const { points, maxPoints, problem, functions } = await grader.grade(slug, 'solutions');
      expect(problem).toBe('');
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

    it('grades every function of the solution, with three hints for each', () => {
      expect([...new Set(tests.map((test) => test.function))]).toEqual(names);
      expect([...names].sort()).toEqual(Object.keys(solution).sort());
      for (const { hints } of tests) expect(hints).toHaveLength(3);
    });

    describe.each(names)('%s', (name) => {
      const ofFunction = tests.filter((test) => test.function === name);

      it('has a third of its points or more on cases that are drawn', () => {
        const worth = (all: typeof tests) => all.reduce((sum, { points }) => sum + points, 0);
        const drawn = ofFunction.filter((test) => test.drawn);
        expect(worth(drawn) / worth(ofFunction)).toBeGreaterThanOrEqual(1 / 3);
      });

      it('knows three mistakes or more', () => {
        expect(mistakes[name].length).toBeGreaterThanOrEqual(3);
      });

      it.each(OTHER_SEEDS)('gives the solution every point with seed %d', async (seed) => {
        const { points, maxPoints } = await rehearsal.grade(name, solution[name], seed);
        expect(points).toBe(maxPoints);
      });

      it('gives a table of the usual answers two thirds at most once other cases are drawn', async () => {
        const answers: unknown[] = [];
        const table = new Map<string, unknown>();
        await rehearsal.grade(name, (...args: never[]) => {
          const answer = solution[name](...args);
          answers.push(answer);
          table.set(JSON.stringify(args), answer);
          return answer;
        });
        const byInput = (...args: never[]) => table.get(JSON.stringify(args));
        const byTurn = () => answers.shift();
        for (const cheat of [byInput, byTurn]) {
          const { points, maxPoints } = await rehearsal.grade(name, cheat, OTHER_SEEDS[0]);
          expect(points / maxPoints).toBeLessThanOrEqual(2 / 3);
        }
      });

      const forms = mistakes[name].flatMap((mistake) =>
        formsOf(mistake).map((wrong, i) => ({ title: titled(mistake.name, i), wrong, mistake })),
      );

      it.each(forms)('fails and names: $title', async ({ wrong, mistake }) => {
        const [graded] = (await rehearsal.grade(name, wrong)).functions;
        expect(graded.points).toBeLessThan(graded.maxPoints);
        expect(firstNamed(graded)).toContain(mistake.name);
        expect(graded.lessons).toHaveProperty([mistake.name]);
        for (const named of accused({ functions: [graded] } as Report)) {
          expect(graded.lessons, named).toHaveProperty([named]);
        }
      });

      it.each(variants[name])('accepts, and accuses of nothing: $name', async ({ right }) => {
        const report = await rehearsal.grade(name, right);
        expect(report.points).toBe(report.maxPoints);
        expect(accused(report)).toEqual([]);
      });
    });

    it('says of a mistake in the jail what it says of it in rehearsal', async () => {
      const name = names[names.length - 1];
      const [mistake] = mistakes[name];
      const file = `test/misconceptions/${slug}.ts`;
      const wrong = Array.isArray(mistake.wrong) ? 'wrong[0]' : 'wrong';
      const inJail = await gradeInJail(name, file, `mistakes.${name}[0].${wrong}`);
      const [rehearsed] = (await rehearsal.grade(name, formsOf(mistake)[0])).functions;
      const graded = inJail.functions.find((each) => each.name === name);
      expect({ ...graded, first: [] }).toEqual(rehearsed);
      for (const each of inJail.functions) {
        if (each.name !== name) expect(each.points, each.name).toBe(each.maxPoints);
      }
    });

    it('accepts in the jail what it accepts in rehearsal', async () => {
      for (const name of names) {
        const file = `test/variants/${slug}.ts`;
        const report = await gradeInJail(name, file, `variants.${name}[0].right`);
        expect(report.points).toBe(report.maxPoints);
      }
    });
  });
}

function accused({ functions }: Report): string[] {
  return functions.flatMap(({ tests }) => tests.flatMap(({ misconceptions }) => misconceptions));
}

function titled(name: string, form: number): string {
  return form === 0 ? name : `${name} (form ${form + 1})`;
}

/** What the first failed test that recognises anything says. */
function firstNamed({ tests }: FunctionReport): string[] {
  return tests.find(({ misconceptions }) => misconceptions.length > 0)?.misconceptions ?? [];
}
