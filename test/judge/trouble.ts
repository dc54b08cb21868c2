import type { End } from './cell';
import type { Difficult, Difficulty, Thrown } from './inside';
import { LIMITS } from './limits';

/** Why a call brought no value, in words for the student. */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  /** `thrown`: the error of the student's own code, where it was that. */
  constructor(
    message: string,
    readonly thrown?: Thrown,
  ) {
    super(message);
  }
}

/** The trouble of a function that is still the stub. */
export class Unwritten extends Trouble {}

const SAYS: Record<Difficulty, (name: string, detail: string) => string> = {
  load: (_, detail) => `The file stopped while it was loading. ${detail}`,
  missing: (name) =>
    `The file exports no function ${name}. Was it renamed, or its \`export\` lost?`,
  threw: (name, detail) =>
    `${name} stopped with an error. ${detail}${/ is not defined/.test(detail) ? ' Is its import missing?' : ''}`,
  unsettled: (name) => `${name} returned a promise that never settles. Return the value itself.`,
  unplain: (name, detail) =>
    `${name} returned ${detail}. Return numbers, texts, lists and plain objects.`,
};

/** The trouble that was met inside the jail. */
export function met(name: string, { trouble, detail, thrown }: Difficult): Trouble {
  const stub = detail.match(/[\w-]+ · \w+: not written yet\. Open exercises\/[\w-]+\.ts/)?.[0];
  return stub ? new Unwritten(`${stub}.`) : new Trouble(SAYS[trouble](name, detail), thrown);
}

/** The trouble that the end of the process tells. */
export function fallen(name: string, end: End): Trouble {
  if ('flooded' in end) {
    return new Trouble(`${name} ${end.flooded} more than ${LIMITS.characters} characters.`);
  }
  return new Trouble(
    end.ended === 'memory'
      ? `${name} ran out of memory (${LIMITS.memory} MiB). Does every loop in it end?`
      : `${name} ended the program (${end.ended}) instead of returning. Is there a process.exit?`,
  );
}

/** The trouble of no answer in time; `waiting` when a promise was returned. */
export function late(name: string, waiting: boolean): Trouble {
  return new Trouble(
    waiting
      ? `${name} returned a promise that had not settled after ${LIMITS.seconds} s. Return the value itself.`
      : `${name} had not finished after ${LIMITS.seconds} s. Does every loop in it end?`,
  );
}
