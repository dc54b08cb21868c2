import { wrongCarries } from './carry';
import { wrongPlaces } from './places';
import { wrongScores } from './scores';
import { wrongSlopes } from './slope';
import { wrongSums } from './sums';
import type { WrongPass } from './wrong-pass';

/** The known wrong backward passes of RNN (A), in the order in which a gradient comes back. */
export const wrongPasses: WrongPass[] = [
  ...wrongScores,
  ...wrongCarries,
  ...wrongSlopes,
  ...wrongPlaces,
  ...wrongSums,
];

/** The wrong pass of this name, among some or all. Throws a RangeError when there is none. */
export function wrongPass(name: string, among: readonly WrongPass[] = wrongPasses): WrongPass {
  const found = among.find((pass) => pass.name === name);
  if (found) return found;
  throw new RangeError(`wrongPass: there is none called “${name}”; see wrongPasses for the names.`);
}
