/**
 * This engine's side of the bench: each workload as a notebook would write it.
 * usage: engine.mjs wasm|plain bare|training
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { numericGradient } from '../../lib/check/numeric-gradient';
import { type KernelName, useKernels } from '../../lib/matrix/engine';
import { Matrix } from '../../lib/matrix/matrix';
import { scratch } from '../../lib/matrix/memory';
import { type Matrices, mapped } from '../../lib/matrix/tree';
import { Gru, type GruParameters } from '../../lib/rnn/gru';
import { softmaxCrossEntropy, squaredError } from '../../lib/rnn/loss';
import { EncoderDecoder } from '../../lib/rnn/networks/encoder-decoder';
import { RnnA, type RnnParameters } from '../../lib/rnn/networks/rnn-a';
import { Readout, type ReadoutParameters } from '../../lib/rnn/readout';
import { OneHot, Unrolled } from '../../lib/rnn/unrolled';
import { Adagrad, Adam } from '../../lib/train/optimizers';
import { Training, type TrainingOptions } from '../../lib/train/training';

type Rows = number[][];
/** The data of a workload: parameters as lists of rows, and the rest. */
type Data<P, Rest> = { parameters: { [K in keyof P]: P[K] extends Matrix ? Rows : object } } & Rest;
type Step = () => number;
type Options<P extends Matrices> = TrainingOptions<P, Matrix> & { clip?: { value: number } };

/** A tree of matrices from one of lists of rows. */
function matrices<P>(rows: object): P {
  const of = ([name, part]: [string, Rows | object]) => [
    name,
    Array.isArray(part) ? Matrix.from(part) : matrices(part),
  ];
  return Object.fromEntries(Object.entries(rows).map(of)) as P;
}

/** What every peer does in a step, and no more. */
function bare<P extends Matrices>(options: Options<P>): Step {
  const { parameters, optimizer, lossAndGradients, clip, carried } = options;
  let step = 0;
  return () =>
    scratch(() => {
      const at = { step: step++, carried } as Parameters<typeof lossAndGradients>[0];
      const { loss, gradients, carried: next } = lossAndGradients(at);
      if (clip) mapped(gradients, (dTheta) => dTheta.clip(clip.value));
      optimizer.update(parameters, gradients);
      if (carried && next) carried.assign(next);
      return loss;
    });
}

/** The same by Training, which also finds the gradients' norm, and NaN where it appears. */
function byTraining<P extends Matrices>(options: Options<P>): Step {
  const steps = new Training(options).run(Infinity)[Symbol.iterator]();
  return () => steps.next().value.loss;
}

const [kernels, way] = process.argv.slice(2);
const stepOf = way === 'training' ? byTraining : bare;

function w1(data: Data<RnnParameters, { text: number[] }>): Step {
  const { text } = data;
  const network = RnnA.simple(matrices<RnnParameters>(data.parameters));
  const chunks = Math.floor((text.length - 1) / 25);
  return stepOf({
    parameters: network.parameters,
    optimizer: new Adagrad({ rate: 0.02 }),
    clip: { value: 5 },
    carried: network.initial(1),
    lossAndGradients: ({ step, carried }) => {
      const at = (step % chunks) * 25;
      const x = new OneHot([text.slice(at, at + 25)], 65);
      const states = network.forward(x, at === 0 ? network.initial(1) : carried);
      const y = [text.slice(at + 1, at + 26)];
      const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'sum' });
      const { gradients } = network.backward(states, dO);
      return { loss, gradients, carried: network.last(states) };
    },
  });
}

function w2(data: Data<RnnParameters, { x: Rows[]; y: Rows[] }>): Step {
  const network = RnnA.simple(matrices<RnnParameters>(data.parameters));
  const [x, y] = [Unrolled.from(data.x), Unrolled.from(data.y)];
  return stepOf({
    parameters: network.parameters,
    optimizer: new Adam({ rate: 1e-3 }),
    lossAndGradients: () => {
      const states = network.forward(x);
      const { loss, dO } = squaredError(states.o, y, { reduction: 'mean' });
      return { loss, gradients: network.backward(states, dO).gradients };
    },
  });
}

/** Every sequence of labels without its last, as inputs; and without its first, as targets. */
function shifted(labels: number[][], V: number): { x: OneHot; y: number[][] } {
  const x = new OneHot(
    labels.map((sequence) => sequence.slice(0, -1)),
    V,
  );
  return { x, y: labels.map((sequence) => sequence.slice(1)) };
}

function w3(data: Data<RnnParameters, { texts: number[][] }>): Step {
  const network = RnnA.simple(matrices<RnnParameters>(data.parameters));
  const { x, y } = shifted(data.texts, 65);
  return stepOf({
    parameters: network.parameters,
    optimizer: new Adam({ rate: 1e-3 }),
    lossAndGradients: () => {
      const states = network.forward(x);
      const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'mean' });
      return { loss, gradients: network.backward(states, dO).gradients };
    },
  });
}

type Pair = { encoder: GruParameters; decoder: GruParameters & ReadoutParameters };

function w4(data: Data<Pair, { source: number[][]; target: number[][] }>): Step {
  const { encoder, decoder } = matrices<Pair>(data.parameters);
  const network = new EncoderDecoder(new Gru(encoder), {
    en: new RnnA(new Gru(decoder), new Readout(decoder)),
  });
  const source = new OneHot(data.source, 100);
  const { x, y } = shifted(data.target, 100);
  return stepOf({
    parameters: network.parameters,
    optimizer: new Adam({ rate: 1e-3 }),
    lossAndGradients: () => {
      const states = network.forward(source, { en: x });
      const { loss, dO } = softmaxCrossEntropy(states.decoders.en.o, y, { reduction: 'mean' });
      return { loss, gradients: network.backward(states, { en: dO }).gradients };
    },
  });
}

/** The squared length of the numeric gradient stands for the loss: it is what all engines find. */
function w5(data: Data<RnnParameters, { text: number[] }>): Step {
  const network = RnnA.simple(matrices<RnnParameters>(data.parameters));
  const { x, y } = shifted([data.text], 32);
  // one sequence: the columns of its scores stand in the order of its labels
  const loss = () => softmaxCrossEntropy(network.forward(x).o.all, y[0], { reduction: 'sum' }).loss;
  return () =>
    scratch(() => {
      const gradients = Object.values(numericGradient(loss, network.parameters));
      return gradients.reduce((sum, dTheta) => sum + dTheta.sumOfSquares(), 0);
    });
}

// biome-ignore lint/suspicious/noExplicitAny: each maker knows its own data
const makers: { [workload: string]: (data: any) => Step } = {
  W1: w1,
  W2: w2,
  'W3-128': w3,
  'W3-256': w3,
  W4: w4,
  W5: w5,
};

useKernels(kernels as KernelName);
const steps: { [workload: string]: Step } = {};
for await (const line of createInterface({ input: process.stdin })) {
  const { workload, data, steps: count } = JSON.parse(line);
  steps[workload] ??= makers[workload](JSON.parse(readFileSync(data, 'utf8')));
  const ms: number[] = [];
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    loss = steps[workload]();
    ms.push(performance.now() - start);
  }
  console.log(JSON.stringify({ ms, loss }));
}
