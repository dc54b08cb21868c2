import { describe, expect, it } from 'vitest';
import { seeded } from '../../../lib/random';
import type { AnyCell } from '../../../lib/rnn/cell';
import { Gru } from '../../../lib/rnn/gru';
import { normal } from '../../../lib/rnn/initialise';
import { Lstm } from '../../../lib/rnn/lstm';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { SimpleRecurrence } from '../../../lib/rnn/simple-recurrence';
import { nextOf } from '../../../lib/sample/next-of';
import { atTemperature, greedy, sample } from '../../../lib/sample/sample';
import { write } from '../../../lib/sample/write';

const cells: Record<string, AnyCell> = {
  SimpleRecurrence,
  Gru,
  Lstm,
  'a stack': Stacked.of(Lstm, Gru),
};
const make = (cell: AnyCell) => RnnA.random(cell, { D: 7, H: 5, K: 7 }, normal(1.5), 3);
const choose = (seed: number) => atTemperature(1, seeded(seed));

describe.each(Object.entries(cells))('a text that goes on from a prompt, by %s', (_, cell) => {
  const rnn = make(cell);

  it('is what sampling writes when it reads the prompt token by token', () => {
    const next = nextOf(rnn);
    const prompt = [3, 1, 4, 1, 5];
    const state = prompt.slice(0, -1).reduce((h, token) => next(h, token).state, rnn.initial(1));
    const expected = sample(next, { state, token: 5 }, { steps: 60, choose: choose(1) });
    expect(write(rnn, prompt, { steps: 60, choose: choose(1) })).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(3);
  });

  it('goes on as one text: what was written first may be the prompt of the rest', () => {
    const whole = write(rnn, [2], { steps: 20 });
    expect(write(rnn, [2, ...whole.slice(0, 8)], { steps: 12 })).toEqual(whole.slice(8));
  });

  it('depends on more of the prompt than its last token', () => {
    const scores = [2, 6].map((first) => {
      let o: number[] = [];
      const look = (scores: ArrayLike<number>) => {
        o = Array.from(scores);
        return greedy(scores);
      };
      write(rnn, [first, 0, 4], { steps: 1, choose: look });
      return o;
    });
    expect(scores[0]).not.toEqual(scores[1]);
  });
});

describe('writing', () => {
  const rnn = make(SimpleRecurrence);

  it('stops after the end, and after no step at all', () => {
    const text = write(rnn, [2], { steps: 30, choose: choose(4) });
    const end = text[10];
    const cut = text.slice(0, text.indexOf(end) + 1);
    expect(write(rnn, [2], { steps: 30, choose: choose(4), end })).toEqual(cut);
    expect(write(rnn, [2, 3], { steps: 0 })).toEqual([]);
  });

  it('says what is wrong', () => {
    expect(() => write(rnn, [], { steps: 3 })).toThrow(/the prompt has no token/);
    expect(() => write(rnn, [1, 7], { steps: 3 })).toThrow(/label 7/);
    expect(() => write(rnn, [7, 1], { steps: 3 })).toThrow(/label 7 in sequence 0 at t = 0/);
    for (const steps of [-1, Number.NaN]) {
      expect(() => write(rnn, [1], { steps })).toThrow(`steps is ${steps}`);
    }
  });
});
