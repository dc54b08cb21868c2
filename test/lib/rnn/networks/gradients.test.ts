import { describe, it } from 'vitest';
import { named } from '../../../../lib/matrix/tree';
import { Gru } from '../../../../lib/rnn/gru';
import { softmaxCrossEntropy } from '../../../../lib/rnn/loss';
import { Lstm } from '../../../../lib/rnn/lstm';
import { Bidirectional } from '../../../../lib/rnn/networks/bidirectional';
import { EncoderDecoder } from '../../../../lib/rnn/networks/encoder-decoder';
import { RnnA } from '../../../../lib/rnn/networks/rnn-a';
import { RnnB } from '../../../../lib/rnn/networks/rnn-b';
import { RnnC } from '../../../../lib/rnn/networks/rnn-c';
import { Stacked } from '../../../../lib/rnn/networks/stacked';
import { VectorToSequence } from '../../../../lib/rnn/networks/vector-to-sequence';
import { Previous } from '../../../../lib/rnn/previous';
import type { Recurrence } from '../../../../lib/rnn/recurrence';
import { rnnBShapes, vectorToSequenceShapes } from '../../../../lib/rnn/shapes';
import { SimpleRecurrence } from '../../../../lib/rnn/simple-recurrence';
import { Timeline } from '../../../../lib/rnn/timeline';
import { random, randomMatrix } from '../../matrix/random';
import {
  randomParameters,
  randomReadout,
  randomState,
  randomUnrolled,
  recurrences,
} from '../cases';
import { expectGradients, weighted } from '../finite-differences';

const [D, H, K] = [3, 4, 5];
const time = new Timeline([2, 4, 1, 3]);
const N = time.count;
const labels = [[4, 1], [0, 3, 2, 2], [1], [2, 4, 0]];
const sum = { reduction: 'sum' } as const;
const activations = ['tanh', 'relu', 'sigmoid'] as const;

/** Both ways, of H units together, and a layer that stands on such a one. */
const bothWays: typeof recurrences = {
  'a bidirectional one': (D, H, next) =>
    new Bidirectional(
      new Lstm(randomParameters(Lstm.shapes({ D, H: H - 1 }), next)),
      new Lstm(randomParameters(Lstm.shapes({ D, H: 1 }), next)),
    ),
  'a GRU on a bidirectional one': (D, H, next) =>
    new Stacked([
      new Bidirectional(
        new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H: 2 }), next)),
        new SimpleRecurrence(randomParameters(SimpleRecurrence.shapes({ D, H: 5 }), next)),
      ),
      new Gru(randomParameters(Gru.shapes({ D: 7, H }), next)),
    ]),
};

describe('the gradients are what finite differences find, for all that goes in,', () => {
  for (const [name, make] of Object.entries({ ...recurrences, ...bothWays })) {
    it(`of RNN (A) on ${name}`, () => {
      const next = random(31);
      const recurrence = make(D, H, next);
      const rnn = new RnnA(recurrence, randomReadout(H, K, next));
      const x = randomUnrolled(D, time, next);
      const initial = randomState(recurrence.initial(N), next);
      expectGradients({ parameters: rnn.parameters, initial, x: x.all }, () => {
        const states = rnn.forward(x, initial);
        const { loss, dO } = softmaxCrossEntropy(states.o, labels, sum);
        const { gradients, dInitial, dX } = rnn.backward(states, dO);
        return { loss, gradients: { parameters: gradients, initial: dInitial, x: dX().all } };
      });
    });

    it(`of RNN (C) on ${name}`, () => {
      const next = random(32);
      const recurrence = make(D, H, next);
      const rnn = new RnnC(recurrence, randomReadout(H, K, next));
      const x = randomUnrolled(D, time, next);
      const initial = randomState(recurrence.initial(N), next);
      expectGradients({ parameters: rnn.parameters, initial, x: x.all }, () => {
        const states = rnn.forward(x, initial);
        const { loss, dO } = softmaxCrossEntropy(states.o, [3, 0, 4, 1], sum);
        const { gradients, dInitial, dX } = rnn.backward(states, dO);
        return { loss, gradients: { parameters: gradients, initial: dInitial, x: dX().all } };
      });
    });
  }

  for (const [name, make] of Object.entries(bothWays)) {
    it(`of the last states of ${name}`, () => {
      const next = random(37);
      const recurrence = make(D, H, next);
      const x = randomUnrolled(D, time, next);
      const initial = randomState(recurrence.initial(N), next);
      const dLast = randomState(recurrence.initial(N), next);
      const dH = randomUnrolled(H, time, next);
      expectGradients({ parameters: recurrence.parameters, initial, x: x.all }, () => {
        const states = recurrence.forward(x, initial);
        const last = named({ last: recurrence.last(states) });
        const ofLast = named({ last: dLast }).map(([, d], i) => weighted(d, last[i][1]));
        const loss = ofLast.reduce((sum, part) => sum + part, weighted(dH.all, states.h.all));
        const { gradients, dInitial, dX } = recurrence.backward(states, dH, dLast);
        return { loss, gradients: { parameters: gradients, initial: dInitial, x: dX().all } };
      });
    });
  }

  for (const g of activations) {
    it(`of RNN (B), teacher-forced, with ${g}`, () => {
      const next = random(33);
      const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next), g);
      const x = randomUnrolled(D, time, next);
      const y = randomUnrolled(K, time, next);
      const y0 = randomMatrix(K, N, next);
      expectGradients({ parameters: rnn.parameters, y0, x: x.all, y: y.all }, () => {
        const states = rnn.teacherForced(x, y, y0);
        const { loss, dO } = softmaxCrossEntropy(states.o, labels, sum);
        const { gradients, dInitial, dX, dY } = rnn.backward(states, dO);
        return {
          loss,
          gradients: { parameters: gradients, y0: dInitial, x: dX().all, y: dY().all },
        };
      });
    });

    for (const feedback of ['softmax', 'output', 'greedy'] as const) {
      it(`of RNN (B), running freely on its ${feedback}, with ${g}`, () => {
        const next = random(34);
        const rnn = new RnnB(randomParameters(rnnBShapes({ D, H, K }), next), g);
        const x = randomUnrolled(D, time, next);
        const y0 = randomMatrix(K, N, next);
        expectGradients({ parameters: rnn.parameters, y0, x: x.all }, () => {
          const states = rnn.freeRunning(x, y0, feedback);
          const { loss, dO } = softmaxCrossEntropy(states.o, labels, sum);
          const { gradients, dInitial, dX } = rnn.backward(states, dO);
          return { loss, gradients: { parameters: gradients, y0: dInitial, x: dX().all } };
        });
      });
    }

    it(`of vector to sequence with ${g}`, () => {
      const next = random(35);
      const parameters = randomParameters(vectorToSequenceShapes({ D, H, K }), next);
      const network = new VectorToSequence(parameters, g);
      const x = randomMatrix(D, N, next);
      const y = randomUnrolled(K, time, next);
      const before = randomState(network.initial(N), next);
      expectGradients({ parameters: network.parameters, before, x, y: y.all }, () => {
        const states = network.forward(x, y, before);
        const { loss, dO } = softmaxCrossEntropy(states.o, labels, sum);
        const { gradients, dInitial, dX, dY } = network.backward(states, dO);
        return {
          loss,
          gradients: { parameters: gradients, before: dInitial, x: dX(), y: dY().all },
        };
      });
    });
  }

  for (const [name, make] of Object.entries(recurrences)) {
    it(`of a bidirectional network on ${name}`, () => {
      const next = random(36);
      const G = 6;
      const [ahead, back] = [make(D, H, next), make(D, G, next)];
      const network = new RnnA(new Bidirectional(ahead, back), randomReadout(H + G, K, next));
      const x = randomUnrolled(D, time, next);
      const initial = {
        forward: randomState(ahead.initial(N), next),
        backward: randomState(back.initial(N), next),
      };
      expectGradients({ parameters: network.parameters, initial, x: x.all }, () => {
        const states = network.forward(x, initial);
        const { loss, dO } = softmaxCrossEntropy(states.o, labels, sum);
        const { gradients, dInitial, dX } = network.backward(states, dO);
        return { loss, gradients: { parameters: gradients, initial: dInitial, x: dX().all } };
      });
    });
  }

  const cells: Record<string, (inputs: number, next: () => number) => Recurrence> = {
    GRU: (inputs, next) => new Gru(randomParameters(Gru.shapes({ D: inputs, H }), next)),
    LSTM: (inputs, next) => new Lstm(randomParameters(Lstm.shapes({ D: inputs, H }), next)),
  };

  for (const [name, cell] of Object.entries(cells)) {
    it(`of an encoder with three ${name} decoders, one of which takes no part`, () => {
      const next = random(37);
      const network = new EncoderDecoder(cell(D, next), {
        en: new RnnA(cell(K, next), randomReadout(H, K, next)),
        fr: new RnnA(cell(2, next), randomReadout(H, 2, next)),
        es: new RnnA(cell(6, next), randomReadout(H, 6, next)),
      });
      const x = randomUnrolled(D, time, next);
      const initial = randomState(network.encoder.initial(N), next);
      const enTime = new Timeline([3, 1, 2, 4]);
      const en = randomUnrolled(K, enTime, next);
      const en0 = randomMatrix(K, N, next);
      const fr = randomUnrolled(2, new Timeline([1, 2, 3, 2]), next);
      const ofEn = randomUnrolled(K, enTime, next);
      const ofFr = randomUnrolled(2, fr.time, next);
      const values = {
        parameters: network.parameters,
        initial,
        x: x.all,
        en: en.all,
        en0,
        fr: fr.all,
      };
      const unused = ['U', 'W', 'b', 'd', 'V', 'c'].map(
        (letter) => `parameters.decoders.es.${letter}`,
      );
      expectGradients(
        values,
        () => {
          const previous = new Previous(en, en0);
          const states = network.forward(x, { en: previous, fr }, initial);
          const back = network.backward(states, { en: ofEn, fr: ofFr });
          const { dY, dY0 } = previous.backward(back.dInputs.en());
          return {
            loss:
              weighted(ofEn.all, states.decoders.en.o.all) +
              weighted(ofFr.all, states.decoders.fr.o.all),
            gradients: {
              parameters: back.gradients,
              initial: back.dInitial,
              x: back.dX().all,
              en: dY.all,
              en0: dY0,
              fr: back.dInputs.fr().all,
            },
          };
        },
        unused,
      );
    });
  }
});
