import { describe, expect, it } from 'vitest';
import { totalError } from '../../../lib/check/relative-error';
import type { Matrices, State } from '../../../lib/matrix/tree';
import { seeded } from '../../../lib/random';
import { type AnyCell, type Cell, unitsOf } from '../../../lib/rnn/cell';
import { Gru } from '../../../lib/rnn/gru';
import { Gru2014 } from '../../../lib/rnn/gru-2014';
import { byUnits, initialise } from '../../../lib/rnn/initialise';
import { softmaxCrossEntropy } from '../../../lib/rnn/loss';
import { Lstm } from '../../../lib/rnn/lstm';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { RnnC } from '../../../lib/rnn/networks/rnn-c';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { parameterCount } from '../../../lib/rnn/parameter-count';
import type { ReadoutParameters } from '../../../lib/rnn/readout';
import type { States } from '../../../lib/rnn/recurrence';
import { rnnShapes } from '../../../lib/rnn/shapes';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { OneHot } from '../../../lib/rnn/unrolled';
import { atTemperature } from '../../../lib/sample/sample';
import { write } from '../../../lib/sample/write';
import { Chunks } from '../../../lib/sequences/chunks';
import { Vocabulary } from '../../../lib/sequences/vocabulary';
import { Adagrad, Adam } from '../../../lib/train/optimizers';
import { Training } from '../../../lib/train/training';

/** From `letters` on what lecture 05 shows, and README to the letter. */
const line = 'the rain in spain stays mainly in the plain; ';
const text = line.repeat(40);

const letters = Vocabulary.of('character', [text]);
const [D, H] = [letters.size, 100];
const pieces = new Chunks(letters.encode(text), { steps: 25, lanes: 4 });
const rnn = RnnA.random(SimpleRecurrence, { D, H, K: D }, byUnits(H), 1); // or Gru, Lstm
const training = new Training({
  parameters: rnn.parameters,
  optimizer: new Adagrad({ rate: 0.1 }),
  clip: { norm: 5 },
  carried: rnn.initial(pieces.lanes),
  lossAndGradients({ step, carried }) {
    const { x, y, first } = pieces.at(step);
    // h goes on from chunk to chunk; no gradient goes back through it
    const states = rnn.forward(new OneHot(x, D), first ? rnn.initial(pieces.lanes) : carried);
    const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'mean' });
    return { loss, gradients: rnn.backward(states, dO).gradients, carried: rnn.last(states) };
  },
});
const losses = Array.from(training.run(400), ({ loss }) => loss);
const choose = atTemperature(0.7, seeded(1));
const more = letters.decode(write(rnn, letters.encode('the '), { steps: 200, choose }));

describe('the loop of lecture 05', () => {
  it('falls from log V to what only the place in the sentence tells', () => {
    expect(Math.abs(losses[0] - Math.log(D))).toBeLessThan(0.2);
    expect(Math.max(...losses.slice(-50))).toBeLessThan(0.2);
  });

  it('goes on with the text from its prompt, and for the same seed to the same letter', () => {
    expect(more).toBe(text.slice('the '.length, 'the '.length + 200));
    const again = { steps: 200, choose: atTemperature(0.7, seeded(1)) };
    expect(letters.decode(write(rnn, letters.encode('the '), again))).toBe(more);
  });
});

/** The same loop on fewer steps, with what may go wrong in it. */
function learn<P extends Matrices, I extends State, S extends States>(
  cell: Cell<P, I, S>,
  { steps = 40, lanes = pieces.lanes, forgets = false, keeps = false } = {},
): number[] {
  const rnn = RnnA.random(cell, { D, H: 24, K: D }, byUnits(24), 1);
  const training = new Training<P & ReadoutParameters, I>({
    parameters: rnn.parameters,
    optimizer: new Adam({ rate: 0.02 }),
    carried: rnn.initial(lanes),
    lossAndGradients({ step, carried }) {
      const { x, y, first } = pieces.at(step);
      const before = first ? rnn.initial(pieces.lanes) : carried;
      const states = rnn.forward(new OneHot(x, D), forgets ? undefined : before);
      const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'mean' });
      const { gradients } = rnn.backward(states, dO);
      return keeps ? { loss, gradients } : { loss, gradients, carried: rnn.last(states) };
    },
  });
  return Array.from(training.run(steps), ({ loss }) => loss);
}

describe('another cell takes the place of the simple recurrence by its name alone', () => {
  const cells: Record<string, AnyCell> = {
    Gru,
    Gru2014,
    Lstm,
    'Stacked.of(Lstm, SimpleRecurrence)': Stacked.of(Lstm, SimpleRecurrence),
    'Bidirectional.of(Gru)': Bidirectional.of(Gru),
    'Stacked.of(Bidirectional.of(Gru), Lstm)': Stacked.of(Bidirectional.of(Gru), Lstm),
  };

  it.each(Object.entries(cells))('%s', (_, cell) => {
    const losses = learn(cell);
    expect(losses[39]).toBeLessThan(losses[0] / 1.5);
    const { parameters } = RnnA.random(cell, { D, H, K: D }, byUnits(H), 1);
    const { V, c, ...others } = parameters;
    expect(parameterCount(others)).toBe(parameterCount(cell.shapes({ D, H })));
    expect([V.rows, c.rows, V.cols]).toEqual([D, D, unitsOf(cell, H)]);
  });

  it('and the compiler knows its state', () => {
    const rnn = RnnC.random(Lstm, { D, H: 6, K: 2 }, byUnits(6), 1);
    const { h, c } = rnn.initial(3);
    expect([h, c].map(({ rows, cols }) => [rows, cols])).toEqual([
      [6, 3],
      [6, 3],
    ]);
    const { U } = rnn.parameters;
    expect([U.rows, U.cols]).toEqual([24, D]);
  });

  it('draws the numbers that the shapes of all parameters in one record would get', () => {
    const sizes = { D, H, K: D };
    const drawn = initialise(rnnShapes(sizes), byUnits(H), 1);
    const { parameters } = RnnA.random(SimpleRecurrence, sizes, byUnits(H), 1);
    expect(totalError(parameters, drawn)).toBe(0);
  });
});

describe('what goes wrong in the loop is an error that says so', () => {
  it.each([
    [
      'the carried state is handed on, and not read',
      { forgets: true },
      /was given none: rnn\.forward\(x, carried\)/,
    ],
    [
      'there are other lanes',
      { lanes: 3 },
      /carried for the next step is \[24, 4\], expected \[24, 3\]/,
    ],
    ['the state isn’t handed on', { keeps: true }, /carried for the next step is missing/],
  ])('%s', (_, slip, message) => {
    expect(() => learn(SimpleRecurrence, slip)).toThrow(message);
  });

  it('the state of another cell, a flat list of targets and a loss that is neither sum nor mean are so for the compiler too', () => {
    const { x, y } = pieces.at(0);
    const inputs = new OneHot(x, D);
    const lstm = RnnA.random(Lstm, { D, H, K: D }, byUnits(H), 1);
    // @ts-expect-error: h for { h, c }
    expect(() => lstm.forward(inputs, rnn.initial(4))).toThrow();
    const { o } = rnn.forward(inputs);
    // @ts-expect-error: a list for a list of lists
    expect(() => softmaxCrossEntropy(o, y.flat(), { reduction: 'mean' })).toThrow(/labels/);
    // @ts-expect-error: no reduction
    expect(() => softmaxCrossEntropy(o, y)).toThrow(/reduction/);
    expect(() => rnn.forward(inputs, rnn.initial(3))).toThrow(
      /h0 is \[100, 3\], expected \[100, 4\]/,
    );
  });
});
