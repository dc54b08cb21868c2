import { describe, expect, it } from 'vitest';
import { scratch } from '../../../lib/matrix/memory';
import { seeded } from '../../../lib/random';
import { softmaxCrossEntropy, squaredError } from '../../../lib/rnn/loss';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { OneHot, Unrolled } from '../../../lib/rnn/unrolled';
import { beamSearch } from '../../../lib/sample/beam-search';
import { nextOf } from '../../../lib/sample/next-of';
import { atTemperature, sample } from '../../../lib/sample/sample';
import { Chunks } from '../../../lib/sequences/chunks';
import { Vocabulary } from '../../../lib/sequences/vocabulary';
import { windows } from '../../../lib/sequences/windows';
import { Adam } from '../../../lib/train/optimizers';
import { Training } from '../../../lib/train/training';
import { makeParameters, numbersOf } from './network';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a character RNN, by truncated BPTT', () => {
  const line = 'the rain in spain stays mainly in the plain; ';
  const text = line.repeat(12);
  const vocabulary = Vocabulary.of('character', [text]);
  const D = vocabulary.size;
  const H = 24;
  const pieces = new Chunks(vocabulary.encode(text), { steps: 16 });

  function train(steps: number) {
    const parameters = makeParameters(D, H, D, 1, 0.3);
    const rnn = RnnA.simple(parameters);
    const training = new Training({
      parameters,
      optimizer: new Adam({ rate: 0.01 }),
      clip: { norm: 5 },
      carried: rnn.initial(1),
      lossAndGradients({ step, carried }) {
        const { first, x, y } = pieces.at(step);
        const states = rnn.forward(new OneHot(x, D), first ? rnn.initial(1) : carried);
        const { loss, dO } = softmaxCrossEntropy(states.o, y, { reduction: 'mean' });
        return { loss, gradients: rnn.backward(states, dO).gradients, carried: rnn.last(states) };
      },
    });
    return { rnn, losses: [...training.run(steps)].map(({ loss }) => loss) };
  }

  const { rnn, losses } = train(500);
  const [first, ...rest] = vocabulary.encode(line);
  const begin = { state: rnn.initial(1), token: first };

  it('begins near log V and falls far below what the one letter before can tell', () => {
    const uniform = Math.log(D);
    const bigram = conditionalEntropy(text);
    expect(Math.abs(losses[0] - uniform)).toBeLessThan(0.5);
    expect(bigram).toBeGreaterThan(0.5);
    expect(mean(losses.slice(-50))).toBeLessThan(bigram / 10);
  });

  it('continues the text from its first letter, by greedy choice and by beam search', () => {
    const steps = 2 * line.length - 1;
    const expected = line.slice(1) + line;
    expect(vocabulary.decode(sample(nextOf(rnn), begin, { steps }))).toBe(expected);
    const [best] = beamSearch(nextOf(rnn), begin, { width: 3, steps });
    expect(vocabulary.decode(best.tokens)).toBe(expected);
  });

  it('finds its own text more probable than what it writes at a high temperature', () => {
    const wild = sample(nextOf(rnn), begin, {
      steps: rest.length,
      choose: atTemperature(3, seeded(1)),
    });
    expect(wild).not.toEqual(rest);
    expect(logProbability(wild)).toBeLessThan(logProbability(rest) - 10);
  });

  it('learns the same bits again', () => {
    expect(train(40).losses).toEqual(losses.slice(0, 40));
  });

  /** log P of some tokens after the first letter, all steps in one forward pass. */
  function logProbability(tokens: number[]): number {
    return scratch(() => {
      const { o } = rnn.forward(new OneHot([[first, ...tokens.slice(0, -1)]], D));
      return -softmaxCrossEntropy(o, [tokens], { reduction: 'sum' }).loss;
    });
  }
});

describe('the series of slides 004 in windows of 4, H = 20', () => {
  it.each([
    { horizon: 1, count: 521 },
    { horizon: 2, count: 542 },
  ])('with $horizon ahead: $count parameters learn every target', ({ horizon, count }) => {
    // about their middle, 10, in units of 2: as they are, the numbers drive every tanh to ±1
    const series = [8, 10, 12, 10, 8, 12, 10, 12].map((value) => (value - 10) / 2);
    const { x, y } = windows(series, 4, horizon);
    const parameters = makeParameters(4, 20, horizon, 2, 0.1);
    expect(numbersOf(parameters).length).toBe(count);
    const rnn = RnnA.simple(parameters);
    const inputs = Unrolled.from([x]); // one sequence of windows
    const training = new Training({
      parameters,
      optimizer: new Adam({ rate: 0.02 }),
      lossAndGradients() {
        const states = rnn.forward(inputs);
        const { loss, dO } = squaredError(states.o, [y], { reduction: 'mean' });
        return { loss, gradients: rnn.backward(states, dO).gradients };
      },
    });
    const losses = [...training.run(400)].map(({ loss }) => loss);
    // two forecasts that learn no pattern: the window's last value again, and the targets' mean
    const squares = (forecast: (i: number, k: number) => number) =>
      mean(y.flatMap((targets, i) => targets.map((target, k) => (target - forecast(i, k)) ** 2)));
    const persistence = squares((i) => x[i][3]);
    const constant = squares((_, k) => mean(y.map((targets) => targets[k])));
    if (horizon === 1) expect([4 * persistence, 4 * constant]).toEqual([7, 2.75]); // as it was: 2²
    expect(losses[0]).toBeGreaterThan(constant);
    expect(losses[399]).toBeLessThan(Math.min(constant, persistence) / 1000);
    const asItWas = (value: number) => Math.round(10 + 2 * value);
    const forecasts = rnn.forward(inputs).o.sequence(0);
    expect(forecasts.map((o) => o.map(asItWas))).toEqual(y.map((o) => o.map(asItWas)));
  });
});

/** How uncertain, in nats, the next letter is to one who knows the letter before. */
function conditionalEntropy(text: string): number {
  const letters = [...text];
  const counts = new Map<string, Map<string, number>>();
  letters.slice(1).forEach((next, i) => {
    const row = counts.get(letters[i]) ?? new Map<string, number>();
    counts.set(letters[i], row.set(next, (row.get(next) ?? 0) + 1));
  });
  let entropy = 0;
  for (const row of counts.values()) {
    const total = [...row.values()].reduce((a, b) => a + b);
    for (const count of row.values()) entropy -= count * Math.log(count / total);
  }
  return entropy / (letters.length - 1);
}
