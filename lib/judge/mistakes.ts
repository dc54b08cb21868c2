/**
 * A mistake that people really make: what it is called, what to learn from it, and the code that makes it.
 * Where people write it in ways that differ on some input, `wrong` lists them: each is one form.
 */
export interface Mistake<F> {
  name: string;
  lesson: string;
  wrong: F | F[];
  /** what its text shows; asked only where its results are NaN, ∞ or 0, which other mistakes give, too */
  text?: RegExp;
}

/** Thrown by the code of a mistake in the place of a loop that would not end. */
export class Endless extends Error {}

/** The ways in which a mistake is written. */
export function formsOf<F>({ wrong }: Mistake<F>): F[] {
  return Array.isArray(wrong) ? wrong : [wrong];
}

/** The known mistakes of a lecture's exercises, function by function. */
export type Mistakes<T> = { [K in keyof T]: Mistake<T[K]>[] };

/** Another way to be right. */
export interface Variant<F> {
  name: string;
  right: F;
}

/** Right answers that look unlike the solution, function by function. */
export type Variants<T> = { [K in keyof T]: Variant<T[K]>[] };

/** A row of a table of mistakes: a name, what to learn from it, and the ways in which it is written. */
export type Row<Form> = [name: string, lesson: string, ...forms: Form[]];

/** The mistakes of a table, each form made into a function by `write`. */
export function mistakesFrom<Form, F>(rows: Row<Form>[], write: (form: Form) => F): Mistake<F>[] {
  return rows.map(([name, lesson, ...forms]) => ({ name, lesson, wrong: forms.map(write) }));
}
