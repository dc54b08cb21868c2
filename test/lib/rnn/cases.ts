/** Recurrences and batches for the tests: pairwise different sizes, nothing zero, nothing symmetric. */

import type { Matrix } from '../../../lib/matrix/matrix';
import {
  isShape,
  type MatricesOf,
  mapped,
  type Shapes,
  type State,
} from '../../../lib/matrix/tree';
import { Gru } from '../../../lib/rnn/gru';
import { Gru2014 } from '../../../lib/rnn/gru-2014';
import { Lstm } from '../../../lib/rnn/lstm';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { Readout } from '../../../lib/rnn/readout';
import type { Recurrence } from '../../../lib/rnn/recurrence';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import type { Timeline } from '../../../lib/rnn/timeline';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { randomMatrix } from '../matrix/random';

type Next = () => number;

/** A matrix between −0.7 and 0.7 for every shape. */
export function randomParameters<S extends Shapes>(shapes: S, next: Next): MatricesOf<S> {
  const entries = Object.entries(shapes).map(([name, part]) => [
    name,
    isShape(part) ? randomMatrix(part[0], part[1], next) : randomParameters(part, next),
  ]);
  return Object.fromEntries(entries);
}

/** Every recurrence there is, from D inputs to H units. */
export const recurrences: Record<string, (D: number, H: number, next: Next) => Recurrence> = {
  'the simple recurrence with tanh': (D, H, next) =>
    new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H }), next), 'tanh'),
  'the simple recurrence with ReLU': (D, H, next) =>
    new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H }), next), 'relu'),
  'the simple recurrence with the sigmoid': (D, H, next) =>
    new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H }), next), 'sigmoid'),
  'the GRU': (D, H, next) => new Gru(randomParameters(Gru.shapes({ D, H }), next)),
  'the GRU of 2014': (D, H, next) => new Gru2014(randomParameters(Gru2014.shapes({ D, H }), next)),
  'the LSTM': (D, H, next) => new Lstm(randomParameters(Lstm.shapes({ D, H }), next)),
  'a stack of an LSTM, a GRU and a simple recurrence': (D, H, next) =>
    new Stacked([
      new Lstm(randomParameters(Lstm.shapes({ D, H: H + 2 }), next)),
      new Gru(randomParameters(Gru.shapes({ D: H + 2, H: H + 1 }), next)),
      new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D: H + 1, H }), next)),
    ]),
};

export function randomReadout(H: number, K: number, next: Next): Readout {
  return new Readout(randomParameters(Readout.shapes({ H, K }), next));
}

/** A state like this one, between −0.7 and 0.7. */
export function randomState<I extends State>(like: I, next: Next): I {
  return mapped(like, ({ rows, cols }: Matrix) => randomMatrix(rows, cols, next));
}

/** Dense inputs between −0.7 and 0.7, as sequences of columns. */
export function randomSequences(D: number, lengths: readonly number[], next: Next): number[][][] {
  return lengths.map((length) =>
    Array.from({ length }, () => Array.from({ length: D }, () => 1.4 * next() - 0.7)),
  );
}

/** A quantity at every step of the timeline, between −0.7 and 0.7. */
export function randomUnrolled(rows: number, time: Timeline, next: Next): Unrolled {
  return new Unrolled(randomMatrix(rows, time.columns, next), time);
}
