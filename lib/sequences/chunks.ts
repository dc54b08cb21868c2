/** A piece of a long stream, for one step of truncated backpropagation through time. */
export interface Chunk<X> {
  /** Whether the stream begins here: h(−1) = 0. Else the states of the chunk before go on. */
  first: boolean;
  /** What goes in: one sequence a lane. */
  x: X[][];
  /** What should come out: at every step the item that follows. */
  y: X[][];
}

/**
 * Cuts a stream into chunks of `steps` steps in which y(t) = x(t+1); the last may be shorter.
 * With several lanes the stream is first cut into as many equally long parts that are read side
 * by side, and lane i of a chunk goes on in lane i of the next; up to `lanes` − 1 items at the end
 * stay unread. Slides 001. Throws a RangeError when the stream is too short for one step.
 */
export function chunks<X>(
  stream: readonly X[],
  { steps, lanes = 1 }: { steps: number; lanes?: number },
): Chunk<X>[] {
  for (const [name, value] of Object.entries({ steps, lanes })) {
    if (!(Number.isInteger(value) && value > 0)) {
      throw new RangeError(`chunks: ${name} is ${value}, expected a whole number from 1 on.`);
    }
  }
  const length = Math.floor((stream.length - 1) / lanes);
  if (length < 1) {
    throw new RangeError(`chunks: ${stream.length} items are too few for ${lanes} lanes.`);
  }
  return Array.from({ length: Math.ceil(length / steps) }, (_, k) => {
    const from = k * steps;
    const to = Math.min(from + steps, length);
    const cut = (ahead: number) =>
      Array.from({ length: lanes }, (_, lane) =>
        stream.slice(lane * length + from + ahead, lane * length + to + ahead),
      );
    return { first: k === 0, x: cut(0), y: cut(1) };
  });
}
