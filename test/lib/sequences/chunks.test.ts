import { describe, expect, it } from 'vitest';
import { Chunks } from '../../../lib/sequences/chunks';

const stream = [...'unrolled!'];

/** One epoch. */
function chunks<X>(stream: readonly X[], options: { steps: number; lanes?: number }) {
  const pieces = new Chunks(stream, options);
  return Array.from({ length: pieces.count }, (_, step) => pieces.at(step));
}

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

  it('begin again after the last, and say so', () => {
    const pieces = new Chunks(stream, { steps: 3, lanes: 2 });
    expect([pieces.count, pieces.lanes]).toEqual([2, 2]);
    const firsts = [0, 1, 2, 3, 4].map((step) => pieces.at(step).first);
    expect(firsts).toEqual([true, false, true, false, true]);
    expect(pieces.at(3)).toEqual(pieces.at(1));
    for (const step of [-1, 0.5, Number.NaN]) {
      expect(() => pieces.at(step)).toThrow(`no step ${step}`);
    }
  });

  it('say why there can be none', () => {
    expect(() => chunks([1], { steps: 5 })).toThrow(/1 items are too few for 1 lanes/);
    expect(() => chunks(stream, { steps: 0 })).toThrow(/steps is 0/);
    expect(() => chunks(stream, { steps: 1, lanes: -2 })).toThrow(/lanes is -2/);
  });
});
