import 'vitest';
import type { Evidence } from './recognise';

declare module 'vitest' {
  /** What a grader's test carries to the report. */
  interface TaskMeta {
    /** the points that it is worth; 1 unless it says otherwise */
    points?: number;
    /** of a function's describe: what helps, from a nudge to nearly the answer */
    hints?: string[];
    evidence?: Evidence;
    unwritten?: boolean;
    printed?: string;
  }
  /** What the one who starts the graders tells them. */
  interface ProvidedContext {
    /** the folder with the exercise files to grade */
    submissions: string;
  }
}
