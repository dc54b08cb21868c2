/** Each network of the engine, run on a case of the file that has its name. */

import type { Mat } from '../../../../lib/linear';
import { Matrix } from '../../../../lib/matrix/matrix';
import type { Matrices, State } from '../../../../lib/matrix/tree';
import { Gru } from '../../../../lib/rnn/gru';
import { type Loss, softmaxCrossEntropy, squaredError } from '../../../../lib/rnn/loss';
import { Lstm } from '../../../../lib/rnn/lstm';
import { Bidirectional } from '../../../../lib/rnn/networks/bidirectional';
import { EncoderDecoder } from '../../../../lib/rnn/networks/encoder-decoder';
import { RnnA } from '../../../../lib/rnn/networks/rnn-a';
import { RnnB } from '../../../../lib/rnn/networks/rnn-b';
import { RnnC } from '../../../../lib/rnn/networks/rnn-c';
import { Stacked } from '../../../../lib/rnn/networks/stacked';
import { VectorToSequence } from '../../../../lib/rnn/networks/vector-to-sequence';
import { Readout } from '../../../../lib/rnn/readout';
import type { Recurrence } from '../../../../lib/rnn/recurrence';
import { SimpleRecurrence } from '../../../../lib/rnn/simple-recurrence';
import { type Inputs, OneHot, Unrolled } from '../../../../lib/rnn/unrolled';
import { type Batch, type Case, type Cell, type Goal, matrices } from './reference';

/** What a network finds for a batch; gradients are nested as the parameters are. */
export interface Found {
  outputs: Case['outputs'];
  /** Missing for a network in use. */
  learned?: { loss: number; gradients: Matrices; initialGradients: Matrices };
}

// biome-ignore lint/suspicious/noExplicitAny: each network has parameters and states of its own
type Any = any;
type Run = (reference: Case, parameters: Any) => Found;

const everyStep: Run = (reference, parameters) => {
  const network = new RnnA(recurrenceOf(reference.cell, parameters), new Readout(parameters));
  return runEveryStep(network, reference);
};

export const networks: { [file: string]: Run } = {
  'rnn-a': everyStep,
  gru: everyStep,
  lstm: everyStep,

  stacked: (reference, parameters) => {
    const layers = reference.cells.map((cell, i) =>
      recurrenceOf(cell, parameters[`layer${i + 1}`]),
    );
    return runEveryStep(new RnnA(new Stacked(layers), new Readout(parameters)), reference);
  },

  bidirectional: (reference, parameters) => {
    const [forward, backward] = (['forward', 'backward'] as const).map((way) =>
      recurrenceOf(reference.cell, parameters[way]),
    );
    const { V_F, V_B, c } = parameters as { V_F: Matrix; V_B: Matrix; c: Matrix };
    const V = Matrix.from(V_F.toArrays().map((row, k) => [...row, ...V_B.toArrays()[k]]));
    const network = new RnnA(new Bidirectional(forward, backward), new Readout({ V, c }));
    const { outputs, learned } = runEveryStep(network, reference);
    if (!learned) return { outputs };
    const { V: dV, ...others } = learned.gradients as { [name: string]: Matrix };
    const H = V_F.cols;
    const gradients = { ...others, V_F: dV.columns(0, H), V_B: dV.columns(H, V_B.cols) };
    return { outputs, learned: { ...learned, gradients } };
  },

  'rnn-b': ({ data, D, K, activation, feedback, initial }, parameters) => {
    const network = new RnnB(parameters, activation);
    const x = inputs(data.x, D);
    const { y: y0 } = matrices(initial);
    const states =
      feedback === 'target'
        ? network.teacherForced(x, inputs(data.y, K), y0)
        : network.freeRunning(x, y0, feedback);
    const { loss, dO } = lossOf(states.o, data);
    const { gradients, dInitial } = network.backward(states, dO);
    return {
      outputs: sequences(states.o),
      learned: { loss, gradients, initialGradients: { y: dInitial } },
    };
  },

  'rnn-c': ({ data, D, cell, initial }, parameters) => {
    const network = new RnnC(recurrenceOf(cell, parameters), new Readout(parameters));
    const states = network.forward(inputs(data.x, D), asState(matrices(initial)));
    // One output a sequence: a batch of sequences of one step each.
    const one = new Unrolled(states.o, inputs(data.y, states.o.rows).time);
    const { loss, dO } = lossOf(one, data);
    const { gradients, dInitial } = network.backward(states, dO.all);
    return {
      outputs: sequences(one),
      learned: { loss, gradients, initialGradients: asRecord(dInitial) },
    };
  },

  'vector-to-sequence': ({ data, K, activation, feedback, initial }, parameters) => {
    const network = new VectorToSequence(parameters, activation);
    const x = Matrix.from(data.x as Any as Mat).transpose();
    const before = matrices(initial);
    const y = inputs(data.y, K);
    if (feedback !== 'target') {
      const o = network.freeRunning(x, y.time.steps, before, feedback);
      return { outputs: y.time.lengths.map((length, i) => o.sequence(i).slice(0, length)) };
    }
    const states = network.forward(x, y, before);
    const { loss, dO } = lossOf(states.o, data);
    const { gradients, dInitial } = network.backward(states, dO);
    return {
      outputs: sequences(states.o),
      learned: { loss, gradients, initialGradients: dInitial },
    };
  },

  'encoder-decoder': ({ data, D, cell, initial }, parameters) => {
    const of = data.decoders as { [name: string]: Batch };
    const decoders = byName(of, (name) => {
      const p = parameters.decoders[name];
      return new RnnA(recurrenceOf(cell, p), new Readout(p));
    });
    const network = new EncoderDecoder(recurrenceOf(cell, parameters.encoder), decoders);
    const yPrev = byName(of, (name) => inputs(of[name].x, decoders[name].recurrence.inputs));
    const states = network.forward(inputs(data.x, D), yPrev, asState(matrices(initial)));
    const losses = byName(of, (name) => lossOf(states.decoders[name].o, of[name]));
    const dO = byName(of, (name) => losses[name].dO);
    const { gradients, dInitial } = network.backward(states, dO);
    const loss = Object.values(losses).reduce((sum, part) => sum + part.loss, 0);
    return {
      outputs: byName(of, (name) => sequences(states.decoders[name].o)),
      learned: { loss, gradients, initialGradients: asRecord(dInitial) },
    };
  },
};

/** A network with an output at every step, on the case's inputs and initial states. */
function runEveryStep(network: RnnA<Any, Any, Any>, reference: Case): Found {
  const { data, D, initial } = reference;
  const states = network.forward(inputs(data.x, D), asState(matrices(initial))) as Any;
  const { loss, dO } = lossOf(states.o, data);
  const { gradients, dInitial } = network.backward(states, dO);
  return {
    outputs: sequences(states.o),
    learned: { loss, gradients, initialGradients: asRecord(dInitial) },
  };
}

export function recurrenceOf(cell: Cell, parameters: Any): Recurrence<Any, Any, Any> {
  if (cell === 'gru') return new Gru(parameters);
  if (cell === 'lstm') return new Lstm(parameters);
  return new SimpleRecurrence(parameters, cell);
}

/** In the references a state is always a record; in the engine { h } alone is the matrix h. */
export function asState(record: Matrices): Any {
  const entries = Object.entries(record);
  if (entries.length === 1 && entries[0][0] === 'h') return record.h;
  return Object.fromEntries(
    entries.map(([name, part]) => [name, part instanceof Matrix ? part : asState(part)]),
  );
}

/** The other way round. */
function asRecord(state: State): Matrices {
  if (state instanceof Matrix) return { h: state };
  if (state.h) return state as Matrices;
  return byName(state as Matrices, (name) => asRecord((state as { [name: string]: State })[name]));
}

function byName<X>(record: object, of: (name: string) => X): { [name: string]: X } {
  return Object.fromEntries(Object.keys(record).map((name) => [name, of(name)]));
}

function inputs(x: Goal['y'], size: number): Inputs {
  return typeof x[0][0] === 'number'
    ? new OneHot(x as number[][], size)
    : Unrolled.from(x as Mat[]);
}

function lossOf(o: Unrolled, { y, weights, loss }: Goal): Loss<Unrolled> {
  const options = { reduction: 'sum', weights } as const;
  if (loss === 'softmax cross-entropy') return softmaxCrossEntropy(o, y as number[][], options);
  return squaredError(o, y as Mat[], options);
}

function sequences(o: Unrolled): Mat[] {
  return o.time.lengths.map((_, i) => o.sequence(i));
}
