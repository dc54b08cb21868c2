import { scratch } from '../matrix/memory';
import { type Matrices, mapped, paired, type State } from '../matrix/tree';
import type { RnnA } from '../rnn/networks/rnn-a';
import type { States } from '../rnn/recurrence';
import { OneHot } from '../rnn/unrolled';
import { type SampleOptions, sample } from './sample';

/**
 * Goes on with a text: an RNN (A), whatever its recurrence, reads the prompt and then writes up to
 * `steps` tokens, which are returned without it. The prompt has one token at least, such as <s>.
 *
 *   letters.decode(write(rnn, letters.encode('the '), { steps: 200 }))
 */
export function write<P extends Matrices, I extends State, S extends States>(
  rnn: RnnA<P, I, S>,
  prompt: readonly number[],
  options: SampleOptions,
): number[] {
  if (prompt.length === 0) {
    throw new RangeError('write: the prompt has no token; begin with one, such as <s>.');
  }
  const D = rnn.recurrence.inputs;
  // A text only goes on: the next state takes the place of the one before, and none is kept.
  const state = mapped(rnn.initial(1), (matrix) => matrix.keep());
  const read = (tokens: readonly number[]) =>
    scratch(() => {
      const states = rnn.forward(new OneHot([tokens], D), state);
      const after = rnn.last(states);
      for (const [, now, next] of paired('write', { state }, { state: after }, (name) => name)) {
        now.assign(next);
      }
      return states.o.last().flat();
    });
  const [before, token] = [prompt.slice(0, -1), prompt[prompt.length - 1]];
  if (before.length > 0) read(before);
  return sample((_, token) => ({ state, o: read([token]) }), { state, token }, options);
}
