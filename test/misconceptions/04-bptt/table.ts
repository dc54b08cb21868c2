import type { Mistake } from '../../../lib/judge/mistakes';
import type { Vec } from '../../../lib/linear';

/** A name, a lesson, and the code in each of the forms that people write it in. */
export type Row<F> = [name: string, lesson: string, ...forms: F[]];

/** Rows as mistakes, each form made by `of`. */
export function mistakesFrom<W, F>(rows: Row<W>[], of: (form: W) => F): Mistake<F>[] {
  return rows.map(([name, lesson, ...forms]) => ({ name, lesson, wrong: forms.map(of) }));
}

/** A text for mistakes that may show as nothing but 0 or NaN, and yet are what their name says. */
export const ANY_TEXT = /(?:)/;

/** The sum of a list. */
export function total(numbers: Vec): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

/** ‖v‖ */
export function length(v: Vec): number {
  return Math.sqrt(total(v.map((n) => n * n)));
}
