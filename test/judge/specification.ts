import type { Random } from '../../lib/random';

/** What a test may ask for. */
export interface Given {
  /** random numbers of its own, from the seed of this grading */
  random: Random;
}

/** What a test is worth, and what kind it is. */
export interface Meta {
  /** 1 unless it says otherwise */
  points?: number;
  /** whether its inputs are drawn from the seed */
  drawn?: boolean;
}

/** One thing that should be true of a function. */
export interface Test {
  function: string;
  title: string;
  points: number;
  drawn: boolean;
  /** of its function */
  hints: string[];
  /** whether it is the last of its function */
  last: boolean;
  body: (given: Given) => Promise<void>;
}

/** Where tests go that are being read and not run; null when a grader runs under vitest. */
let collected: Test[] | null = null;

/** Reads a grader's tests without running them. */
export async function specificationOf(slug: string): Promise<Test[]> {
  const tests: Test[] = [];
  collected = tests;
  try {
    await import(`../graders/${slug}.ts`);
  } finally {
    collected = null;
  }
  return tests;
}

/** Keeps a test, if tests are being read. */
export function collect(test: Test): boolean {
  collected?.push(test);
  return collected !== null;
}

/** Are tests being read? */
export function isCollecting(): boolean {
  return collected !== null;
}
