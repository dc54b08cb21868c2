import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../lib/lectures/computational-graphs/network';
import {
  countParameters,
  countUnshared,
  countUses,
  parameterShapes,
} from '../../../../lib/lectures/computational-graphs/parameters';
import { rnnA, rnnB, rnnC } from './samples';

describe('the parameters of a network', () => {
  it('have the size of what they lead to by the size of what they come from', () => {
    expect(parameterShapes(rnnA)).toEqual({
      U: [4, 3],
      W: [4, 4],
      V: [5, 4],
      b: [4, 1],
      c: [5, 1],
    });
    expect(parameterShapes(rnnB).W).toEqual([4, 5]);
  });

  it('are counted once, however long the sequence', () => {
    expect(countParameters(rnnA)).toBe(12 + 16 + 20 + 4 + 5);
  });

  it('are counted at each use when nothing is shared', () => {
    expect(countUses(rnnC, 3)).toEqual({ U: 3, W: 3, V: 1, b: 3, c: 1 });
    expect(countUnshared(rnnC, 3)).toBe(3 * (12 + 16 + 4) + 20 + 5);
    expect(countUnshared(rnnA, 7)).toBe(7 * countParameters(rnnA));
  });

  it('give the 521 of slides 004 for H = 20, one input and one output', () => {
    const { x, h, o } = rnnC.nodes;
    const nodes: Network['nodes'] = {
      x: { ...x, size: 4 },
      h: { ...h, size: 20 },
      o: { ...o, size: 1 },
    };
    expect(countParameters({ ...rnnC, nodes })).toBe(521);
  });

  it('can’t be shared by edges of two shapes', () => {
    const edges = [...rnnA.edges, { from: 'x', to: 'o', by: 'U' }];
    expect(() => parameterShapes({ ...rnnA, edges })).toThrow(
      'U is shared, so it has one shape: here it is [4,3], there [5,3]',
    );
  });
});
