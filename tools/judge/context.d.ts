import 'vitest';
import type { TestResult } from '../../lib/judge/report';

declare module 'vitest' {
  /** What a grader's test carries to the report. */
  interface TaskMeta {
    result?: TestResult;
  }
  /** What the one who starts the graders tells them. */
  interface ProvidedContext {
    /** the folder with the exercise files to grade */
    submissions: string;
    /** what the drawn cases are drawn from */
    seed: number;
  }
}
