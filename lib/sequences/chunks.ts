/** A piece of a long stream, for one step of truncated backpropagation through time. */
export interface Chunk<X> {
  /** Whether the stream begins here: h(−1) = 0. Else the states of the chunk before go on. */
  readonly first: boolean;
  /** What goes in: one sequence a lane. */
  readonly x: readonly (readonly X[])[];
  /** What should come out: at every step the item that follows. */
  readonly y: readonly (readonly X[])[];
}

/**
 * A stream in chunks of `steps` steps in which y(t) = x(t+1); the last may be shorter. Forward, the
 * state is carried from chunk to chunk; backward, each is on its own. Slides 001.
 *
 * With several lanes the stream is first cut into as many equally long parts that are read side
 * by side, and lane i of a chunk goes on in lane i of the next; up to `lanes` − 1 items at the end
 * stay unread.
 *
 *   const { x, y, first } = pieces.at(step);
 *   const states = rnn.forward(new OneHot(x, D), first ? rnn.initial(pieces.lanes) : carried);
 */
export class Chunks<X> {
  /** How many there are in an epoch. */
  readonly count: number;
  /** How many parts of the stream are read side by side: N, for the states that are carried. */
  readonly lanes: number;
  private readonly chunks: readonly Chunk<X>[];

  /** Throws a RangeError when the stream is too short for one step. */
  constructor(
    stream: readonly X[],
    { steps, lanes = 1 }: { readonly steps: number; readonly lanes?: number },
  ) {
    for (const [name, value] of Object.entries({ steps, lanes })) {
      if (!(Number.isInteger(value) && value > 0)) {
        throw new RangeError(`Chunks: ${name} is ${value}, expected a whole number from 1 on.`);
      }
    }
    const length = Math.floor((stream.length - 1) / lanes);
    if (length < 1) {
      throw new RangeError(`Chunks: ${stream.length} items are too few for ${lanes} lanes.`);
    }
    this.count = Math.ceil(length / steps);
    this.lanes = lanes;
    this.chunks = Array.from({ length: this.count }, (_, k) => {
      const from = k * steps;
      const to = Math.min(from + steps, length);
      const cut = (ahead: number) =>
        Array.from({ length: lanes }, (_, lane) =>
          stream.slice(lane * length + from + ahead, lane * length + to + ahead),
        );
      return { first: k === 0, x: cut(0), y: cut(1) };
    });
  }

  /** The chunk of step 0, 1, …: after the last one the stream begins again. */
  at(step: number): Chunk<X> {
    if (!(Number.isInteger(step) && step >= 0)) throw new RangeError(`Chunks: no step ${step}.`);
    return this.chunks[step % this.count];
  }
}
