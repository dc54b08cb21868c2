/**
 * The shapes of the lectures' own networks, from their sizes: D inputs, H hidden units, K outputs.
 * Nested as the network's parameters are. Those of a cell are its own: `Gru.shapes({ D, H })`.
 */
import type { Shapes } from '../matrix/tree';
import type { NetworkSizes } from './cell';
import { Readout } from './readout';
import { SimpleRecurrence } from './simple-recurrence';

/** RNN (A), and RNN (C): both have the same parameters. */
export function rnnShapes({ D, H, K }: NetworkSizes) {
  return { ...SimpleRecurrence.shapes({ D, H }), ...Readout.shapes({ H, K }) };
}

/** RNN (B): W reads an output, so it is [H, K]. */
export function rnnBShapes({ D, H, K }: NetworkSizes) {
  return { ...rnnShapes({ D, H, K }), W: [H, K] } satisfies Shapes;
}

/** Vector to sequence: U reads an output, [H, K], and R the vector, [H, D]. */
export function vectorToSequenceShapes({ D, H, K }: NetworkSizes) {
  return { ...rnnShapes({ D: K, H, K }), R: [H, D] } satisfies Shapes;
}
