import type { Outcome, Submission } from '../../lib/judge/jail';
import { Endless } from '../../lib/judge/mistakes';
import { near } from '../../lib/judge/near';
import { copy } from '../../lib/judge/recognise';
import { type Report, reportOf } from '../../lib/judge/report';
import { fallen, Trouble } from '../../lib/judge/trouble';
import { decode, encode } from '../../lib/judge/wire';
import { SEED } from '../../tools/judge/grade';
import { openFile } from '../../tools/judge/open-file';
import { attempt, subjectOf } from './attempt';
import { type Functions, mistakesOf, solutionOf } from './lecture';
import { specificationOf, type Test } from './specification';

/** Functions of the project's own as a submission, called here and now. */
class InProcess implements Submission {
  readonly printed = '';
  readonly uses = {};
  readonly texts: Record<string, string>;
  constructor(private readonly functions: Functions) {
    const texts = Object.entries(functions).map(([name, f]) => [name, f.toString()]);
    this.texts = Object.fromEntries(texts);
  }

  async call(name: string, args: unknown[]): Promise<Outcome> {
    const mine = copy(args) as never[];
    try {
      const value = plain(this.functions[name](...mine));
      return { value, changed: near(mine, args, 0) ? null : mine };
    } catch (error) {
      if (error instanceof Endless) throw fallen(name, { why: 'computing' });
      const { name: kind, message } = error as Error;
      throw new Trouble(`${name} stopped with an error. ${kind}: ${message}`, {
        name: kind,
        message,
      });
    }
  }
  close(): void {}
}

/** The value as it would come from the jail. */
function plain(value: unknown): unknown {
  return decode(encode(value));
}

/** The graders of one lecture, at work on functions of the project's own. */
export class Rehearsal {
  private constructor(
    private readonly slug: string,
    readonly tests: Test[],
    readonly solution: Functions,
    private readonly mistakes: Awaited<ReturnType<typeof mistakesOf>>,
  ) {}

  static async of(slug: string): Promise<Rehearsal> {
    const solution = { ...(await solutionOf(slug)) };
    return new Rehearsal(slug, await specificationOf(slug), solution, await mistakesOf(slug));
  }

  /** Grades one function by its own tests. */
  grade(name: string, f: Functions[string], seed = SEED): Promise<Report> {
    const tests = this.tests.filter((each) => each.function === name);
    return this.report(new InProcess({ ...this.solution, [name]: f }), tests, seed);
  }

  /** Grades `folder/slug.ts`, in the jail. */
  async gradeFile(folder: string, seed = SEED): Promise<Report> {
    const submission = await openFile(folder, this.slug);
    try {
      return await this.report(submission, this.tests, seed);
    } finally {
      submission.close();
    }
  }

  private async report(submission: Submission, tests: Test[], seed: number): Promise<Report> {
    const { slug, solution, mistakes } = this;
    const subject = subjectOf(submission, solution, mistakes, seed);
    const results = [];
    for (const test of tests) results.push(await attempt(test, subject));
    return reportOf(slug, seed, results);
  }
}
