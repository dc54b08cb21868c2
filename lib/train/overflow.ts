import type { Matrix } from '../matrix/matrix';
import type { Matrices } from '../matrix/tree';
import { type Pass, passesOf } from '../rnn/gradients';
import { Unrolled } from '../rnn/unrolled';

/** Above it a number is on its way to overflow: its square is soon no finite number. */
const HUGE = 1e100;

/** What it was that spoilt a loss, and why, as far as the gradients' own passes tell. */
export function overflow(gradients: Matrices): { what: string; why: string } {
  const passes = passesOf(gradients);
  for (const pass of passes) {
    const found = inPass(pass);
    if (found) return found;
  }
  const why =
    passes.length > 0
      ? 'so are inputs, states and scores; look at the targets and weights of this step.'
      : 'look at the inputs and targets of this step, and whether its states or scores overflow.';
  return { what: 'the loss', why };
}

function inPass({ x, h, o }: Pass): { what: string; why: string } | undefined {
  const ofX = x instanceof Unrolled ? firstSpoilt(x.all, x) : undefined;
  if (ofX) return { what: 'x', why: `x is ${ofX}. Look at the inputs of this step.` };
  const ofH = h && firstSpoilt(h.all, h);
  if (ofH) {
    const why = `h is ${ofH}, from finite inputs. The states have exploded, as lecture 04 shows.`;
    return { what: 'h', why };
  }
  const ofO = o && (o instanceof Unrolled ? firstSpoilt(o.all, o) : firstSpoilt(o));
  if (ofO) {
    const why = `o is ${ofO}, from finite inputs. The scores have exploded, with h or with V.`;
    return { what: 'o', why };
  }
  return undefined;
}

/** The first number that isn't finite or is huge, and where it stands, in words. */
function firstSpoilt(all: Matrix, over?: Unrolled): string | undefined {
  const isSpoilt = (number: number) => !(Math.abs(number) < HUGE);
  for (let j = 0; j < all.cols; j++) {
    for (let i = 0; i < all.rows; i++) {
      const number = all.at(i, j);
      if (!isSpoilt(number)) continue;
      const where = over ? over.time.placeOf(j) : `of sequence ${j}`;
      return `${number} ${where} (number ${i})`;
    }
  }
  return undefined;
}
