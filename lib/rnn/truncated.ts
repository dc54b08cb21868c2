/**
 * Truncated backpropagation through time, slides 001: a long stream in chunks. Forward, the state
 * is carried from chunk to chunk for ever; backward, each chunk is on its own: the carried state
 * is a number like any other there, and no gradient goes into the chunk that it came from.
 *
 *   const carried = new Carried(rnn.recurrence.initial(text.length));
 *   for (const { streams, sequences } of chunks(text, 25)) {
 *     scratch(() => {
 *       const states = rnn.forward(new OneHot(sequences, D), carried.of(streams));
 *       …                                  // loss, rnn.backward(states, dO), update
 *       carried.carry(rnn.last(states), streams);
 *     });
 *   }
 */
import { type Matrices, mapped, named, type State } from '../matrix/tree';

/** A piece of every stream that still runs. */
export interface Chunk<X> {
  /** Which streams: the column of their carried state. */
  readonly streams: readonly number[];
  /** Their pieces, in the same order. */
  readonly sequences: readonly (readonly X[])[];
}

/**
 * Cuts streams into chunks of so many steps; the last piece of a stream may be shorter, and a
 * stream that has ended isn't in the chunks after. Streams of the same lengths are cut alike:
 * inputs and targets. Throws a RangeError unless steps is a whole number from 1 on.
 */
export function chunks<X>(streams: readonly (readonly X[])[], steps: number): Chunk<X>[] {
  if (!(Number.isInteger(steps) && steps >= 1)) {
    throw new RangeError(`chunks: expected a whole number of steps from 1 on, got ${steps}.`);
  }
  const longest = streams.reduce((length, stream) => Math.max(length, stream.length), 0);
  return Array.from({ length: Math.ceil(longest / steps) }, (_, chunk) => {
    const from = chunk * steps;
    const running = streams.map((_, i) => i).filter((i) => streams[i].length > from);
    return {
      streams: running,
      sequences: running.map((i) => streams[i].slice(from, from + steps)),
    };
  });
}

/** The state of every stream between two chunks: it outlives the scratch of each. */
export class Carried<I extends State> {
  private readonly state: I;

  /** From the states before the first chunk, a column for every stream, which are copied. */
  constructor(initial: I) {
    this.state = mapped(initial, (matrix) => matrix.keep());
  }

  /** The states of these streams, with which their next chunk begins. */
  of(streams: readonly number[]): I {
    return mapped(this.state, (matrix) => matrix.gather(streams));
  }

  /** Carries these streams' last states on: their numbers, cut off from what made them. */
  carry(last: I, streams: readonly number[]): void {
    const lastMatrices = matricesOf(last);
    matricesOf(this.state).forEach((matrix, m) => {
      streams.forEach((stream, j) => {
        matrix.columns(stream, 1).assign(lastMatrices[m].columns(j, 1));
      });
    });
  }
}

function matricesOf(state: State) {
  return named({ state } as Matrices).map(([, matrix]) => matrix);
}
