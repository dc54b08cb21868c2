/** A mistake that people really make: what it is called, what to learn from it, and the code that makes it. */
export interface Mistake<F> {
  name: string;
  lesson: string;
  wrong: F;
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
