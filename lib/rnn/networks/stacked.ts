import type { Matrices, State } from '../../matrix/tree';
import { streamOf } from '../../random';
import { type AnyCell, type Cell, type LayerSizes, unitsOf } from '../cell';
import type { Backward, Recurrence, States } from '../recurrence';
import type { Inputs, Unrolled } from '../unrolled';

/** Something for every layer: layer1 the lowest, then layer2, … */
export type ByLayer<X> = { readonly [layer: string]: X };

/** What the forward pass leaves: x and h of the whole, and the states of each layer. */
export interface StackedStates extends States {
  readonly layers: readonly States[];
}

/**
 * Recurrences on top of one another, slides 003 and 004: each layer's h(t) is the x(t) of the
 * layer above. The stack is a recurrence itself, whose h is that of its highest layer; its
 * parameters and states are records of `layer1`, `layer2`, …
 */
export class Stacked implements Recurrence<ByLayer<Matrices>, ByLayer<State>, StackedStates> {
  readonly parameters: ByLayer<Matrices>;

  /** From the lowest to the highest. Throws a RangeError where one doesn't read the one below. */
  constructor(readonly layers: readonly Recurrence[]) {
    if (layers.length === 0) throw new RangeError('Stacked: there is no layer.');
    layers.forEach(({ inputs }, i) => {
      const below = i === 0 ? inputs : layers[i - 1].units;
      if (inputs !== below) {
        throw new RangeError(
          `Stacked: layer${i + 1} reads ${inputs} numbers, the layer below has ${below} units.`,
        );
      }
    });
    this.parameters = byLayer(layers.map((layer) => layer.parameters));
  }

  /**
   * A cell that is a stack, from the lowest to the highest, each of H units.
   * Throws a RangeError where there is none.
   */
  static of(...cells: readonly AnyCell[]): Cell<ByLayer<Matrices>, ByLayer<State>, StackedStates> {
    if (cells.length === 0) throw new RangeError('Stacked.of: there is no layer.');
    const sizesOf = ({ D, H }: LayerSizes, i: number) => ({
      D: i === 0 ? D : unitsOf(cells[i - 1], H),
      H,
    });
    return {
      units: (H) => unitsOf(cells[cells.length - 1], H),
      shapes: (sizes) => byLayer(cells.map((cell, i) => cell.shapes(sizesOf(sizes, i)))),
      random(sizes, rule, random) {
        const stream = streamOf(random);
        return new Stacked(cells.map((cell, i) => cell.random(sizesOf(sizes, i), rule, stream)));
      },
    };
  }

  get inputs(): number {
    return this.layers[0].inputs;
  }

  get units(): number {
    return this.layers[this.layers.length - 1].units;
  }

  initial(count: number): ByLayer<State> {
    return byLayer(this.layers.map((layer) => layer.initial(count)));
  }

  forward(x: Inputs, initial?: ByLayer<State>): StackedStates {
    if (initial) this.expectLayers(initial);
    const states: States[] = [];
    let below = x;
    this.layers.forEach((layer, i) => {
      states.push(layer.forward(below, initial?.[nameOf(i)]));
      below = states[i].h;
    });
    return { x, h: states[states.length - 1].h, layers: states };
  }

  /** A layer that is missing would begin with zeros, and nobody would know. */
  private expectLayers(initial: ByLayer<State>): void {
    const missing = this.layers.findIndex((_, i) => !initial[nameOf(i)]);
    if (missing < 0) return;
    const given = Object.keys(initial).join(', ') || 'nothing';
    throw new RangeError(
      `Stacked.forward: the initial state has no ${nameOf(missing)}, only ${given}.`,
    );
  }

  last(states: StackedStates): ByLayer<State> {
    return byLayer(this.layers.map((layer, i) => layer.last(states.layers[i])));
  }

  backward(
    states: StackedStates,
    dH: Unrolled,
    dLast?: ByLayer<State>,
  ): Backward<ByLayer<Matrices>, ByLayer<State>> {
    const found: Backward<Matrices, State>[] = [];
    let dAbove = () => dH;
    for (let i = this.layers.length - 1; i >= 0; i--) {
      // dh(t) of this layer is dx(t) of the one above
      found[i] = this.layers[i].backward(states.layers[i], dAbove(), dLast?.[nameOf(i)]);
      dAbove = found[i].dX;
    }
    return {
      gradients: byLayer(found.map(({ gradients }) => gradients)),
      dInitial: byLayer(found.map(({ dInitial }) => dInitial)),
      dX: dAbove,
    };
  }
}

function nameOf(i: number): string {
  return `layer${i + 1}`;
}

function byLayer<X>(list: readonly X[]): ByLayer<X> {
  return Object.fromEntries(list.map((item, i) => [nameOf(i), item]));
}
