import { Matrix } from '../../matrix/matrix';
import { type Matrices, mapped, type State, summed } from '../../matrix/tree';
import { remember } from '../gradients';
import type { ReadoutParameters } from '../readout';
import type { Backward, Recurrence, States } from '../recurrence';
import { type Inputs, Unrolled } from '../unrolled';
import type { RnnA, RnnAStates } from './rnn-a';

/** Something for every decoder: { en: …, fr: …, es: … }. */
export type ByName<X> = { readonly [name: string]: X };

/** The parameters, or their gradients: one encoder's, and every decoder's by its name. */
export type EncoderDecoderParameters<P extends Matrices, PD extends Matrices> = {
  readonly encoder: P;
  readonly decoders: ByName<PD & ReadoutParameters>;
};

/** What the forward pass leaves: the encoder's states, and those of the decoders that took part. */
export interface EncoderDecoderStates<S extends States, SD extends States> {
  readonly encoder: S;
  readonly decoders: ByName<RnnAStates<SD>>;
}

/**
 * Encoder and decoders, slides 001 and 004: one encoder reads a sequence into its last state,
 * and every decoder, an RNN (A) of its own, begins with that state.
 */
export class EncoderDecoder<
  P extends Matrices,
  I extends State,
  S extends States,
  PD extends Matrices,
  SD extends States,
> {
  readonly parameters: EncoderDecoderParameters<P, PD>;

  constructor(
    readonly encoder: Recurrence<P, I, S>,
    readonly decoders: ByName<RnnA<PD, I, SD>>,
  ) {
    const ofDecoders = Object.entries(decoders).map(([name, rnn]) => [name, rnn.parameters]);
    this.parameters = {
      encoder: encoder.parameters,
      decoders: Object.fromEntries(ofDecoders),
    };
  }

  /**
   * From the inputs x of the encoder and those of each decoder that takes part, which in training
   * are y(t−1): `new Previous(y, y0)`, or labels that begin with a start mark. Sequence i of a
   * decoder follows sequence i of x, and has a length of its own.
   */
  forward(x: Inputs, inputs: ByName<Inputs>, initial?: I): EncoderDecoderStates<S, SD> {
    const encoder = this.encoder.forward(x, initial);
    const context = this.encoder.last(encoder); // [H, N]
    const taken = Object.entries(inputs).map(([name, y]) => [
      name,
      this.decoder(name).forward(y, context),
    ]);
    return { encoder, decoders: Object.fromEntries(taken) };
  }

  /** The decoder of that name. Throws a RangeError that lists the names there are. */
  decoder(name: string): RnnA<PD, I, SD> {
    const decoder = this.decoders[name];
    if (decoder) return decoder;
    const names = Object.keys(this.decoders).join(', ');
    throw new RangeError(`EncoderDecoder: there is no decoder '${name}', only ${names}.`);
  }

  /**
   * From do(t) of each decoder that took part to the gradient of everything: the encoder's is the sum over the decoders, zeros where a decoder took no part. `dInputs` are those
   * of the decoders' inputs.
   */
  backward(
    states: EncoderDecoderStates<S, SD>,
    dO: ByName<Unrolled>,
  ): Backward<EncoderDecoderParameters<P, PD>, I> & { dInputs: ByName<() => Unrolled> } {
    const { x, h } = states.encoder;
    const found = Object.entries(states.decoders).map(([name, ofDecoder]) => ({
      name,
      ...this.decoder(name).backward(ofDecoder, gradientFor(name, dO)),
    }));
    // the context is where every decoder begins: its gradient is the sum of theirs
    const dContext = summed(found.map(({ dInitial }) => dInitial)); // [H, N]
    // nothing else reads h(t)
    const dH = new Unrolled(Matrix.zeros(this.encoder.units, x.time.columns), x.time);
    const { gradients, dInitial, dX } = this.encoder.backward(states.encoder, dH, dContext);
    remember(gradients, { x, h });
    const decoders = {
      ...mapped(this.parameters.decoders, ({ rows, cols }) => Matrix.zeros(rows, cols)),
      ...Object.fromEntries(found.map(({ name, gradients }) => [name, gradients])),
    };
    const dInputs = Object.fromEntries(found.map(({ name, dX }) => [name, dX]));
    return { gradients: { encoder: gradients, decoders }, dInitial, dX, dInputs };
  }
}

function gradientFor(name: string, dO: ByName<Unrolled>): Unrolled {
  if (dO[name]) return dO[name];
  const names = Object.keys(dO).join(', ') || 'none';
  throw new RangeError(
    `EncoderDecoder.backward: decoder '${name}' took part, but dO has only: ${names}.`,
  );
}
