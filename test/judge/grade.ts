import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  createVitest,
  type TestCase,
  type TestModule,
  type TestSuite,
  type Vitest,
} from 'vitest/node';
import { type FunctionReport, type Report, type TestReport, total } from '../../lib/report';
import { root } from '../root';
import { mistakesOf } from './lecture';
import type { Mistake } from './mistakes';
import type { AnyFunction } from './wire';

/** The slugs of all lectures that have a grader, in order. */
export function slugs(): string[] {
  return readdirSync(path.join(root, 'test/graders'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
}

/** Grades submissions one after the other in one resident vitest. */
export class Grader {
  private constructor(private readonly vitest: Vitest) {}

  /** Starts vitest; `close` ends it. */
  static async start(): Promise<Grader> {
    const vitest = await createVitest('test', {
      root,
      config: false,
      watch: false,
      include: ['test/graders/*.ts'],
      reporters: [{}],
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      testTimeout: 60_000,
    });
    return new Grader(vitest);
  }

  /** Grades `folder/slug.ts`. */
  async grade(slug: string, folder: string): Promise<Report> {
    this.vitest.provide('submissions', path.resolve(folder));
    const grader = path.join(root, `test/graders/${slug}.ts`);
    const specification = this.vitest.getRootProject().createSpecification(grader);
    const { testModules, unhandledErrors } = await this.vitest.runTestSpecifications([
      specification,
    ]);
    const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())];
    const module = testModules.find(({ moduleId }) => moduleId === specification.moduleId);
    if (errors.length > 0 || !module)
      throw new Error(`The grader of ${slug} broke: ${describe(errors[0] ?? 'it did not run')}`);
    return report(slug, module);
  }

  async close(): Promise<void> {
    await this.vitest.close();
  }
}

async function report(slug: string, module: TestModule): Promise<Report> {
  const mistakes = await mistakesOf(slug);
  const functions = [...module.children.suites()].map((suite) =>
    reportFunction(suite, mistakes[suite.name] ?? []),
  );
  return {
    slug,
    points: total('points', functions),
    maxPoints: total('maxPoints', functions),
    functions,
    printed: [...module.children.allTests()].at(-1)?.meta().printed ?? '',
  };
}

function reportFunction(suite: TestSuite, mistakes: Mistake<AnyFunction>[]): FunctionReport {
  const cases = [...suite.children.allTests()];
  const contradicted = new Set(cases.flatMap((test) => test.meta().evidence?.contradicts ?? []));
  const tests = cases.map((test) => reportTest(test, contradicted));
  const found = new Set(tests.flatMap(({ misconceptions }) => misconceptions));
  const lessons = mistakes.filter(({ name }) => found.has(name));
  return {
    name: suite.name,
    points: total('points', tests),
    maxPoints: total('maxPoints', tests),
    tests,
    lessons: Object.fromEntries(lessons.map(({ name, lesson }) => [name, lesson])),
    hints: cases[0]?.meta().hints ?? [],
  };
}

/** A test gives its points when it ran and passed, and for nothing else. */
function reportTest(test: TestCase, contradicted: Set<string>): TestReport {
  const { points: maxPoints = 1, unwritten, evidence } = test.meta();
  const { state, errors } = test.result();
  const passed = state === 'passed';
  const matches = passed ? [] : (evidence?.matches ?? []);
  const consistent = matches.filter((name) => !contradicted.has(name));
  return {
    title: test.name,
    points: passed ? maxPoints : 0,
    maxPoints,
    status: passed ? 'passed' : unwritten ? 'not written' : 'failed',
    message: errors?.[0]?.message ?? (passed ? '' : 'This test did not run.'),
    misconceptions: consistent.length > 0 ? consistent : matches,
  };
}

function describe(error: unknown): string {
  return error instanceof Error || (error as Error)?.message
    ? (error as Error).message
    : String(error);
}
