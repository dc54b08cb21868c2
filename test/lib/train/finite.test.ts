import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { softmaxCrossEntropy, squaredError } from '../../../lib/rnn/loss';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { RnnC } from '../../../lib/rnn/networks/rnn-c';
import { Unrolled } from '../../../lib/rnn/unrolled';
import { NotFiniteError } from '../../../lib/train/finite';
import { Adam, Sgd } from '../../../lib/train/optimizers';
import { type Learned, Training } from '../../../lib/train/training';
import { random } from '../matrix/random';
import { makeParameters, makeTraining } from './network';

type Parameters = { W: Matrix; decoders: { en: { V: Matrix } } };

/** A training whose step 3 finds what is given, and the other steps ones. */
function makeSpoilt(spoil: (found: Learned<Parameters, never>) => void, rate = 0.125) {
  const ones = () => ({
    W: Matrix.zeros(2, 2).fill(1),
    decoders: { en: { V: Matrix.zeros(3, 2).fill(1) } },
  });
  const parameters = ones();
  const training = new Training({
    parameters,
    optimizer: new Sgd({ rate }),
    clip: { norm: 100 },
    lossAndGradients({ step }) {
      const found: Learned<Parameters, never> = { loss: 1, gradients: ones() };
      if (step === 3) spoil(found);
      return found;
    },
  });
  return { training, parameters };
}

function errorOf(training: { run(steps: number): Iterable<unknown> }): NotFiniteError {
  try {
    for (const _ of training.run(10));
  } catch (error) {
    if (error instanceof NotFiniteError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('a training stops at the first NaN or infinity and says where it stood:', () => {
  it('in the loss', () => {
    const { training, parameters } = makeSpoilt((found) => {
      found.loss = Number.NaN;
      found.gradients.W.fill(Number.NaN);
    });
    const error = errorOf(training);
    expect(error).toMatchObject({ step: 3, what: 'the loss' });
    expect(error.message).toMatch(/^Step 3: the loss is NaN, though every parameter is finite/);
    expect(training.step).toBe(3);
    expect(parameters.W.at(0, 0)).toBe(1 - 3 * 0.125); // as the step before has left it
  });

  it('in a gradient', () => {
    const { training, parameters } = makeSpoilt(({ gradients }) => {
      gradients.decoders.en.V.set(2, 1, -Infinity);
    });
    const error = errorOf(training);
    expect(error).toMatchObject({ step: 3, what: 'the gradient of decoders.en.V' });
    expect(error.message).toBe(
      'Step 3: the gradient of decoders.en.V is -Infinity at (2, 1), while the loss is finite.',
    );
    expect(parameters.W.at(0, 0)).toBe(1 - 3 * 0.125);
  });

  it('in several gradients: all are named', () => {
    const { training } = makeSpoilt(({ gradients }) => {
      gradients.decoders.en.V.set(0, 1, Number.NaN);
      gradients.W.set(1, 0, Number.NaN);
    });
    expect(errorOf(training).message).toMatch(
      /the gradient of W is NaN at \(1, 0\) \(and so are decoders\.en\.V\)/,
    );
  });

  it('in the norm, of gradients that are finite and too large to be squared', () => {
    const { training } = makeSpoilt(({ gradients }) => void gradients.W.fill(1e200));
    expect(errorOf(training)).toMatchObject({ step: 3, what: 'the norm' });
  });

  it('in a parameter, after an update', () => {
    const { training } = makeSpoilt(() => {}, 1e308);
    const error = errorOf(training);
    expect(error).toMatchObject({ step: 1, what: 'W' });
    expect(error.message).toBe(
      'Step 1: W is -Infinity at (0, 0) (and so are decoders.en.V), after the update.',
    );
  });

  it('in a parameter, before the first step', () => {
    const { training, parameters } = makeSpoilt(() => {});
    parameters.decoders.en.V.set(1, 0, Number.NaN);
    expect(errorOf(training).message).toBe(
      'Step 0: decoders.en.V is NaN at (1, 0), before the update.',
    );
  });

  it('in a parameter that was changed between two steps', () => {
    const { training, parameters } = makeTraining(new Sgd({ rate: 0.1 }));
    const spoil = () => {
      for (const { step } of training.run(10)) if (step === 1) parameters.c.set(3, 0, Number.NaN);
    };
    expect(spoil).toThrow(/^Step 2: c is NaN at \(3, 0\), before the update/);
  });

  it('in the carried state', () => {
    const carried = Matrix.zeros(6, 2);
    carried.set(5, 1, Number.NaN);
    const { training } = makeTraining(new Sgd({ rate: 0.1 }), { carried });
    expect(errorOf(training).message).toBe('Step 0: carried is NaN at (5, 1), before the update.');
  });

  it('in an RNN with a rate that is far too high', () => {
    const { training } = makeTraining(new Adam({ rate: 1e308 }), { clip: undefined });
    expect(errorOf(training).message).toMatch(/^Step \d: /);
  });
});

describe('a loss that overflows is traced to where it came from:', () => {
  const lengths = [3, 40];
  const next = random(6);
  const xs = lengths.map((length) => Array.from({ length }, () => [next(), next()]));
  const ys = lengths.map((length) => Array.from({ length }, () => [0.5]));

  /** An RNN with ReLU whose W doubles every state, on two sequences; the parts may be spoilt. */
  function explode({ W = 2, V = 1, inputs = xs, targets = ys, scale = 1 }) {
    const parameters = {
      U: Matrix.zeros(3, 2).fill(1),
      W: Matrix.zeros(3, 3).fill(W),
      b: Matrix.zeros(3).fill(1),
      V: Matrix.zeros(1, 3).fill(V),
      c: Matrix.zeros(1),
    };
    const rnn = RnnA.simple(parameters, 'relu');
    const x = Unrolled.from(inputs);
    return new Training({
      parameters,
      optimizer: new Sgd({ rate: 0.1 }),
      lossAndGradients() {
        const states = rnn.forward(x);
        const { loss, dO } = squaredError(states.o, targets, { reduction: 'sum' });
        const { gradients } = rnn.backward(states, dO);
        return { loss: loss * scale, gradients: { ...gradients } };
      },
    });
  }

  it('states that explode, in which sequence and from which step on', () => {
    // each state is 3 · 1e6 times the one before: above 1e100 first at t = 16
    const error = errorOf(explode({ W: 1e6 }));
    expect(error).toMatchObject({ step: 0, what: 'h' });
    expect(error.message).toMatch(
      /^Step 0: the loss is (NaN|Infinity), though every parameter is finite: h is [\d.]+e\+10\d in sequence 1 at t = 16 \(number 0\), from finite inputs\. The states have exploded, as lecture 04/,
    );
  });

  it('scores that explode though the states do not', () => {
    const error = errorOf(explode({ W: 0.1, V: 1e200 }));
    expect(error.what).toBe('o');
    expect(error.message).toMatch(/o is [\d.]+e\+200 in sequence 1 at t = 0 \(number 0\)/);
  });

  it('an input that is NaN', () => {
    const inputs = xs.map((x, n) =>
      x.map((xt, t) => (n === 0 && t === 2 ? [xt[0], Number.NaN] : xt)),
    );
    const error = errorOf(explode({ W: 0.1, inputs }));
    expect(error.what).toBe('x');
    expect(error.message).toMatch(
      /x is NaN in sequence 0 at t = 2 \(number 1\)\. Look at the inputs/,
    );
  });

  it('or to the targets, when all that the network has made is finite', () => {
    const targets = ys.map((y, n) => y.map((yt, t) => (n === 1 && t === 4 ? [Number.NaN] : yt)));
    const error = errorOf(explode({ W: 0.1, targets }));
    expect(error.what).toBe('the loss');
    expect(error.message).toMatch(/so are inputs, states and scores; look at the targets/);
  });

  it('of a network with one output for every sequence too', () => {
    const network = RnnC.simple(makeParameters(2, 3, 4, 1, 1e150), 'relu');
    const training = new Training({
      parameters: network.parameters,
      optimizer: new Sgd({ rate: 0.1 }),
      lossAndGradients() {
        const states = network.forward(Unrolled.from(xs));
        const { loss, dO } = softmaxCrossEntropy(states.o, [1, 3], { reduction: 'mean' });
        return { loss, gradients: network.backward(states, dO).gradients };
      },
    });
    expect(errorOf(training).message).toMatch(/h is .* in sequence \d at t = \d+ \(number \d\)/);
  });
});
