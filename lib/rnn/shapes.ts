/**
 * The shapes of every network's parameters, from its sizes: D inputs, H hidden units, K outputs.
 * What is counted, and what is initialised. Nested as the network's parameters are.
 */
import type { Matrix } from '../matrix/matrix';

/** [rows, cols] */
export type Shape = readonly [rows: number, cols: number];

export type Shapes = { readonly [name: string]: Shape | Shapes };

/** Matrices in the nesting of their shapes. */
export type MatricesOf<S> = {
  readonly [name in keyof S]: S[name] extends Shape ? Matrix : MatricesOf<S[name]>;
};

type Layer = { D: number; H: number };
type Network = Layer & { K: number };

/** h(t) = g(b + W h(t−1) + U x(t)) */
export function simpleShapes({ D, H }: Layer) {
  return gatedShapes(1, D, H);
}

/** r, z and n on top of one another; d is the bias beside W h(t−1). */
export function gruShapes({ D, H }: Layer) {
  return { ...gatedShapes(3, D, H), d: shape(3 * H, 1) };
}

/** r, z and n on top of one another: the GRU of 2014, which has one bias. */
export function gru2014Shapes({ D, H }: Layer) {
  return gatedShapes(3, D, H);
}

/** i, f, g and o on top of one another. */
export function lstmShapes({ D, H }: Layer) {
  return gatedShapes(4, D, H);
}

/** o = c + V h */
export function readoutShapes({ H, K }: { H: number; K: number }) {
  return { V: shape(K, H), c: shape(K, 1) };
}

/** RNN (A), and RNN (C): both have the same parameters. */
export function rnnShapes({ D, H, K }: Network) {
  return { ...simpleShapes({ D, H }), ...readoutShapes({ H, K }) };
}

/** RNN (B): W reads an output, so it is [H, K]. */
export function rnnBShapes({ D, H, K }: Network) {
  return { ...rnnShapes({ D, H, K }), W: shape(H, K) };
}

/** Vector to sequence: U reads an output, [H, K], and R the vector, [H, D]. */
export function vectorToSequenceShapes({ D, H, K }: Network) {
  return { ...rnnShapes({ D: K, H, K }), R: shape(H, D) };
}

/** Bidirectional, with simple recurrences of H units forward and G backward. */
export function bidirectionalShapes({ D, H, G = H, K }: Network & { G?: number }) {
  return {
    forward: simpleShapes({ D, H }),
    backward: simpleShapes({ D, H: G }),
    V_F: shape(K, H),
    V_B: shape(K, G),
    c: shape(K, 1),
  };
}

function gatedShapes(gates: number, D: number, H: number) {
  return { U: shape(gates * H, D), W: shape(gates * H, H), b: shape(gates * H, 1) };
}

function shape(rows: number, cols: number): Shape {
  return [rows, cols];
}
