import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { LIMITS } from '../../../lib/judge/limits';
import type { Report } from '../../../lib/judge/report';
import { Rehearsal } from '../../judge/rehearsal';

/** The lecture that is attacked: two functions, `mean` and `weightedSum`. */
export const slug = '00-start-here';

/** So that a hundred attacks don't take a hundred times two seconds. It is computing that counts. */
LIMITS.seconds = 0.5;
LIMITS.total = 3;

export const rehearsal = await Rehearsal.of(slug);

/** Grades a file with this text; `lay` puts more beside it, or something else in its place. */
export async function attacked(
  text: string,
  lay: (folder: string) => void = () => {},
): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'unrolled-attack-'));
  try {
    writeFileSync(path.join(folder, `${slug}.ts`), text);
    lay(folder);
    return await rehearsal.gradeFile(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing was won: no point, no way out, and words for each test. */
export function expectNothing(report: Report): void {
  expect(report.points).toBe(0);
  expect(report.printed).not.toContain('ESCAPED');
  for (const { tests } of report.functions) {
    for (const { message, status } of tests) {
      expect(status).not.toBe('passed');
      expect(message).not.toBe('');
      expect(message).not.toContain('ESCAPED');
    }
  }
  expect(JSON.stringify(report).length).toBeLessThan(100_000);
}

/** Both functions with this body, after these lines. */
export function both(body: string, before = ''): string {
  return `${before}
export function mean(xs: any): any {\n${body}\n}
export function weightedSum(w: any, xs: any): any {\n${body}\n}
`;
}

/** Says ESCAPED, loudly, if what an expression brings is Node's `process` or reaches it. */
export function reaching(expression: string): string {
  return both(`
    let found: any;
    try { found = ${expression}; } catch (error) { return 'caught ' + error; }
    const name = (() => { try { return found && found.pid ? 'ESCAPED' : typeof found; } catch { return 'nothing'; } })();
    console.log(name);
    return name;`);
}

/** A file that no attack may make. */
export function unmade(file: string): void {
  expect(existsSync(file), file).toBe(false);
}
