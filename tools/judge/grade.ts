import path from 'node:path';
import { createVitest, type TestCase, type Vitest } from 'vitest/node';
import { problemReport, type Report, reportOf, type TestResult } from '../../lib/judge/report';
import { root } from '../root';

/** What drawn cases are drawn from unless someone says otherwise: a result never flips. */
export const SEED = 1;

/** However busy the machine: the jail has its own limits, and they come first. */
const LONG = 60 * 60_000;

/** Grades submissions one after the other in one resident vitest. */
export class Grader {
  private constructor(
    private readonly vitest: Vitest,
    private readonly seed: number,
  ) {}

  /** Starts vitest; `close` ends it. */
  static async start(seed = SEED): Promise<Grader> {
    const vitest = await createVitest('test', {
      root,
      config: false,
      watch: false,
      include: ['test/graders/*.ts'],
      reporters: [{}],
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      testTimeout: LONG,
      hookTimeout: LONG,
    });
    return new Grader(vitest, seed);
  }

  /** Grades `folder/slug.ts`. A grader that breaks makes a report too, which says so. */
  async grade(slug: string, folder: string): Promise<Report> {
    try {
      return reportOf(slug, this.seed, await this.results(slug, folder));
    } catch (error) {
      const words = `The grader of ${slug} broke: ${describe(error)}`;
      return problemReport(slug, this.seed, words);
    }
  }

  async close(): Promise<void> {
    await this.vitest.close();
  }

  private async results(slug: string, folder: string): Promise<TestResult[]> {
    this.vitest.provide('submissions', path.resolve(folder));
    this.vitest.provide('seed', this.seed);
    const grader = path.join(root, `test/graders/${slug}.ts`);
    const specification = this.vitest.getRootProject().createSpecification(grader);
    const { testModules, unhandledErrors } = await this.vitest.runTestSpecifications([
      specification,
    ]);
    const module = testModules.find(({ moduleId }) => moduleId === specification.moduleId);
    const [error] = [...unhandledErrors, ...testModules.flatMap((each) => each.errors())];
    if (error || !module) throw error ?? new Error('it did not run');
    return [...module.children.allTests()].map(resultOf);
  }
}

/** A test gives its points when it ran and passed, and for nothing else. */
function resultOf(test: TestCase): TestResult {
  const { result } = test.meta();
  const { state, errors } = test.result();
  if (!result) throw errors?.[0] ?? new Error(`“${test.name}” did not run`);
  return { ...result, passed: result.passed && state === 'passed' };
}

function describe(error: unknown): string {
  return (error as Error)?.message || String(error);
}
