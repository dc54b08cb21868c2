/** What a lecture leaves to its reader: `blank()` in a cell stands where the reader writes. */

/** The error of a blank that is still empty. */
class Blank extends Error {
  override readonly name = 'Blank';
}

/**
 * An empty place: it fits wherever a value is wanted, and stops whoever asks for that value. It stands
 * within a function, `() => blank()`, so that nothing stops before `yourTurn` or `guess` looks. (It
 * would be called `___` if the kernel could pass on a name that begins with two underscores.)
 */
// biome-ignore lint/suspicious/noExplicitAny: a blank may stand for a number, a vector or anything
export function blank(): any {
  throw new Blank('This place is still empty: write your line in place of blank().');
}

/** What a reader's line came to. */
export type Attempt =
  | { how: 'blank' }
  | { how: 'stopped'; error: Error }
  | { how: 'gave'; value: unknown };

/** Runs a line that may be blank. */
export function attempt(line: () => unknown): Attempt {
  try {
    return { how: 'gave', value: line() };
  } catch (error) {
    if (error instanceof Blank) return { how: 'blank' };
    return { how: 'stopped', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
