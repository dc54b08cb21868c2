import { LIMITS } from './limits';
import type { Difficult, Difficulty, Thrown } from './protocol';

/** Why a call brought no value, in words for the student. */
export class Trouble extends Error {
  override readonly name: string = 'Trouble';

  /**
   * `thrown`: the error of the student's own code, where it was that. `loops`: it was computing without an
   * end. `again`: the function was not even called, since an earlier call had shown that.
   */
  constructor(
    message: string,
    readonly thrown: Thrown | null = null,
    readonly how: 'loops' | 'again' | null = null,
  ) {
    super(message);
  }
}

/** The trouble of a function that is still the stub. */
export class Unwritten extends Trouble {
  override readonly name = 'Unwritten';
}

/** How a process came to its end, or was brought to it. */
export type End =
  | { why: 'ended'; how: string }
  | { why: 'memory' }
  | { why: 'flooded' }
  | { why: 'babble' }
  | { why: 'computing' }
  | { why: 'waiting' };

const IMPORTS = ' Is its import missing?';

const SAYS: Record<Difficulty, (name: string, detail: string) => string> = {
  load: (_, detail) => `The file stopped while it was loading. ${detail}`,
  missing: (name) =>
    `The file exports no function ${name}. Was it renamed, or its \`export\` lost?`,
  threw: (name, detail) =>
    `${name} stopped with an error. ${detail}${/ is not defined/.test(detail) ? IMPORTS : ''}`,
  unsettled: (name) => `${name} returned a promise that never settles. Return the value itself.`,
  unplain: (name, detail) =>
    `${name} returned ${detail}. Return numbers, texts, lists and plain objects.`,
  printed: (name) => `${name} printed more than ${LIMITS.characters} characters.`,
};

/** The trouble that was met inside the jail; `where` is the place in the student's file, such as ` (x.ts:3)`. */
export function met(name: string, { trouble, detail, thrown }: Difficult, where: string): Trouble {
  if (thrown?.name === 'NotWritten') return new Unwritten(`${thrown.message}.`);
  return new Trouble(SAYS[trouble](name, `${detail}${where}`), thrown);
}

/** The trouble that the end of the process tells. */
export function fallen(name: string, end: End): Trouble {
  return new Trouble(words(name, end), null, end.why === 'computing' ? 'loops' : null);
}

function words(name: string, end: End): string {
  switch (end.why) {
    case 'memory':
      return `${name} ran out of memory (${LIMITS.memory} MiB). Does every loop in it end?`;
    case 'flooded':
      return `${name} returned more than ${LIMITS.characters} characters.`;
    case 'babble':
      return `${name} gave an answer that is none.`;
    case 'computing':
      return `${name} had not finished after ${LIMITS.seconds} s of computing. Does every loop in it end?`;
    case 'waiting':
      return `${name} got no turn to finish within ${LIMITS.wall} s, twice: this machine is busy. Try again when it is not.`;
    case 'ended':
      return `${name} ended the program (${end.how}) instead of returning.`;
  }
}

/** The trouble of a file whose calls together take too long. */
export function exhausted(): Trouble {
  return new Trouble(
    `The functions of this file have computed for ${LIMITS.total} s in all, which is the limit. Does every loop end?`,
  );
}
