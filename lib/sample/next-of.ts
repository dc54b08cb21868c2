import { scratch } from '../matrix/memory';
import { type Matrices, mapped, type State } from '../matrix/tree';
import type { RnnA } from '../rnn/networks/rnn-a';
import type { States } from '../rnn/recurrence';
import { OneHot } from '../rnn/unrolled';
import type { Next } from './sample';

/**
 * An RNN (A) over tokens as beam search sees it, which goes on from one state in many ways; whatever its recurrence: one step with a one-hot x.
 * A text begins with `rnn.initial(1)`, or with the state that another text has left.
 */
export function nextOf<P extends Matrices, I extends State, S extends States>(
  rnn: RnnA<P, I, S>,
): Next<I> {
  return (state, token) =>
    scratch(() => {
      const states = rnn.forward(new OneHot([[token]], rnn.recurrence.inputs), state);
      const after = mapped(rnn.last(states), (matrix) => matrix.keep());
      return { state: after, o: states.o.all.flat() };
    });
}
