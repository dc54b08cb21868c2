import { describe, expect, it } from 'vitest';
import { depthOf, depths } from '../../../../lib/lectures/computational-graphs/depth';
import { unroll } from '../../../../lib/lectures/computational-graphs/unroll';
import { rnnA, rnnB, stack } from './samples';

describe('the depth of an unrolled network', () => {
  it('counts the computed nodes on the longest way to each', () => {
    expect(Object.fromEntries(depths(unroll(rnnA, 2)))).toEqual({
      'h(0)': 0,
      'x(1)': 0,
      'h(1)': 1,
      'o(1)': 2,
      'x(2)': 0,
      'h(2)': 2,
      'o(2)': 3,
    });
  });

  it('grows by one a step where states lead to states', () => {
    expect([1, 2, 9].map((tau) => depthOf(rnnA, tau))).toEqual([2, 3, 10]);
    expect([1, 2, 9].map((tau) => depthOf(stack(), tau))).toEqual([3, 4, 11]);
  });

  it('grows by two a step where an output, or the third layer, leads back to the second', () => {
    expect([1, 2, 9].map((tau) => depthOf(rnnB, tau))).toEqual([2, 4, 18]);
    expect([1, 2, 9].map((tau) => depthOf(stack(1), tau))).toEqual([3, 5, 19]);
  });

  it('does not grow where no loop is', () => {
    const edges = [0, 1, 2].map((delay) => ({ from: 'x', to: 'o', by: `K${delay}`, delay }));
    const { x, o } = rnnA.nodes;
    expect([1, 2, 9].map((tau) => depthOf({ nodes: { x, o }, edges }, tau))).toEqual([1, 1, 1]);
  });
});
