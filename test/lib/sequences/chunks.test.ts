import { describe, expect, it } from 'vitest';
import { chunks } from '../../../lib/sequences/chunks';

const stream = [...'unrolled!'];

describe('the chunks of a stream', () => {
  it('ask at every step for the item that follows, also across their ends', () => {
    expect(chunks(stream, { steps: 3 })).toEqual([
      { first: true, x: [['u', 'n', 'r']], y: [['n', 'r', 'o']] },
      { first: false, x: [['o', 'l', 'l']], y: [['l', 'l', 'e']] },
      { first: false, x: [['e', 'd']], y: [['d', '!']] },
    ]);
  });

  it('go on in the same lane, when the stream is read in several', () => {
    expect(chunks(stream, { steps: 2, lanes: 2 })).toEqual([
      {
        first: true,
        x: [
          ['u', 'n'],
          ['l', 'l'],
        ],
        y: [
          ['n', 'r'],
          ['l', 'e'],
        ],
      },
      {
        first: false,
        x: [
          ['r', 'o'],
          ['e', 'd'],
        ],
        y: [
          ['o', 'l'],
          ['d', '!'],
        ],
      },
    ]);
  });

  it.each([1, 2, 3, 4, 7])('leave at most lanes − 1 items at the end unread: %i lanes', (lanes) => {
    const long = Array.from({ length: 50 }, (_, i) => i);
    const pieces = chunks(long, { steps: 6, lanes });
    const read = Array.from({ length: lanes }, (_, lane) =>
      pieces.flatMap(({ x }) => x[lane]),
    ).flat();
    expect(read).toEqual(long.slice(0, read.length));
    expect(49 - read.length).toBeLessThan(lanes);
    for (const { x, y } of pieces) expect(y).toEqual(x.map((lane) => lane.map((i) => i + 1)));
  });

  it('say why there can be none', () => {
    expect(() => chunks([1], { steps: 5 })).toThrow(/1 items are too few for 1 lanes/);
    expect(() => chunks(stream, { steps: 0 })).toThrow(/steps is 0/);
    expect(() => chunks(stream, { steps: 1, lanes: -2 })).toThrow(/lanes is -2/);
  });
});
