import { describe, expect, it } from 'vitest';
import { Gru } from '../../../lib/rnn/gru';
import { Lstm } from '../../../lib/rnn/lstm';
import { Bidirectional } from '../../../lib/rnn/networks/bidirectional';
import { RnnA } from '../../../lib/rnn/networks/rnn-a';
import { Stacked } from '../../../lib/rnn/networks/stacked';
import { parameterCount } from '../../../lib/rnn/parameter-count';
import { rnnBShapes, rnnShapes, vectorToSequenceShapes } from '../../../lib/rnn/shapes';
import { random } from '../matrix/random';
import { randomParameters } from './cases';

describe('the networks of slides 004 have', () => {
  const windowed = rnnShapes({ D: 4, H: 20, K: 1 });

  it('521 parameters with a window of 4, 20 hidden units and one output', () => {
    // W 20·20 + U 20·4 + b₁ 20 + V 1·20 + b₂ 1
    expect(parameterCount(windowed)).toBe(521);
  });

  it('542 with two outputs: V has one more row, and b₂ one more number', () => {
    expect(parameterCount(rnnShapes({ D: 4, H: 20, K: 2 }))).toBe(542);
  });

  it('461 if the series is read one number at a step: the window of 4 is one vector, not 4 steps', () => {
    expect(parameterCount(rnnShapes({ D: 1, H: 20, K: 1 }))).toBe(461);
  });

  it('541 if the hidden layer gets two biases, as PyTorch’s does: the lecture has one b₁', () => {
    const b = { input: [20, 1], hidden: [20, 1] } as const;
    expect(parameterCount({ ...windowed, b })).toBe(541);
  });

  it('141 if the output recurs in place of the hidden state, RNN (B): W is [20, 1], not [20, 20]', () => {
    expect(parameterCount(rnnBShapes({ D: 4, H: 20, K: 1 }))).toBe(141);
  });

  it('182 if the output recurs and there are two: W is [20, 2]', () => {
    expect(parameterCount(rnnBShapes({ D: 4, H: 20, K: 2 }))).toBe(182);
  });

  it('841 for the proteins, RNN (C): a step reads one of 20 amino acids, U is [20, 20], not [20, 4]', () => {
    expect(parameterCount(rnnShapes({ D: 20, H: 20, K: 1 }))).toBe(841);
  });
});

it('counts the matrices of a network as it counts their shapes', () => {
  const shapes = rnnShapes({ D: 4, H: 20, K: 1 });
  expect(parameterCount(RnnA.simple(randomParameters(shapes, random(1))).parameters)).toBe(521);
  expect(parameterCount({})).toBe(0);
});

it('counts gates, conditions and both directions', () => {
  const [D, H, K] = [3, 4, 5];
  expect(parameterCount(Gru.shapes({ D, H }))).toBe(3 * (4 * 3 + 4 * 4 + 2 * 4));
  expect(parameterCount(Lstm.shapes({ D, H }))).toBe(4 * (4 * 3 + 4 * 4 + 4));
  // U 4·5 + W 4·4 + b 4 + R 4·3 + V 5·4 + c 5
  expect(parameterCount(vectorToSequenceShapes({ D, H, K }))).toBe(77);
  // 4·3 + 4·4 + 4 forward, 6·3 + 6·6 + 6 backward, 5·4 + 5·6 + 5 read out
  expect(parameterCount(Bidirectional.of(Lstm).shapes({ D, H }))).toBe(2 * 4 * (4 * 3 + 4 * 4 + 4));
  expect(parameterCount(Stacked.of(Lstm, Gru).shapes({ D, H }))).toBe(
    4 * (4 * 3 + 4 * 4 + 4) + 3 * (4 * 4 + 4 * 4 + 2 * 4),
  );
});
