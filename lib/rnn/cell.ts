import type { Matrices, Shapes, State } from '../matrix/tree';
import type { Random } from '../random';
import type { Rule } from './initialise';
import type { Recurrence, States } from './recurrence';

/** The sizes of a recurrence: D inputs, H units. */
export type LayerSizes = { readonly D: number; readonly H: number };

/** The sizes of a network with a readout: D inputs, H units, K outputs. */
export type NetworkSizes = LayerSizes & { readonly K: number };

/**
 * A kind of recurrence, before it has sizes or numbers: `SimpleRecurrence`, `Gru`, `Gru2014` and
 * `Lstm` are cells, and so is a stack of them, `Stacked.of(Lstm, Lstm)`. Where a network is made of
 * a cell, another one takes its place by its name alone. Which forms they are in other libraries
 * stands in CONTRIBUTING, “Which form is ours”.
 */
export interface Cell<P extends Matrices, I extends State, S extends States> {
  /** How many units a layer above it reads, where that isn't H: 2 H of `Bidirectional.of`. */
  units?(H: number): number;
  /** The shapes of its parameters, nested as they are. */
  shapes(sizes: LayerSizes): Shapes;
  /** A recurrence to begin training with; `random` is a seed, or a stream that goes on. */
  random(sizes: LayerSizes, rule: Rule, random: Random | number): Recurrence<P, I, S>;
}

/** How many units a layer above this cell reads. */
export const unitsOf = (cell: Pick<AnyCell, 'units'>, H: number): number => cell.units?.(H) ?? H;

/** A cell whatever its parameters and states are. */
export type AnyCell = Cell<Matrices, State, States>;
