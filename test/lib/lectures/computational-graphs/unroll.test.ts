import { describe, expect, it } from 'vitest';
import {
  isThere,
  type Network,
  type When,
} from '../../../../lib/lectures/computational-graphs/network';
import { unroll } from '../../../../lib/lectures/computational-graphs/unroll';
import { rnnA, rnnB, rnnC, stack } from './samples';

const arrows = (network: Network, tau: number) =>
  unroll(network, tau).edges.map(({ from, to, by }) => `${from} ${by} ${to}`);
const ids = (network: Network, tau: number) => unroll(network, tau).nodes.map(({ id }) => id);

describe('unroll', () => {
  it('writes RNN (A) out for two steps, beginning with h(0)', () => {
    expect(ids(rnnA, 2)).toEqual(['h(0)', 'x(1)', 'h(1)', 'o(1)', 'x(2)', 'h(2)', 'o(2)']);
    expect(arrows(rnnA, 2)).toEqual([
      'x(1) U h(1)',
      'h(0) W h(1)',
      'h(1) V o(1)',
      'x(2) U h(2)',
      'h(1) W h(2)',
      'h(2) V o(2)',
    ]);
  });

  it('leads an output of RNN (B) to the next state', () => {
    expect(arrows(rnnB, 2)).toContain('o(1) W h(2)');
    expect(ids(rnnB, 2)).toContain('o(0)');
  });

  it('gives RNN (C) one output, at the last step', () => {
    expect(ids(rnnC, 3).filter((id) => id.startsWith('o'))).toEqual(['o(3)']);
  });

  it('keeps every edge from a node to one after it in the list', () => {
    for (const network of [rnnA, rnnB, rnnC, stack(), stack(1)]) {
      const place = ids(network, 4);
      for (const { from, to } of unroll(network, 4).edges) {
        expect(place.indexOf(from)).toBeGreaterThanOrEqual(0);
        expect(place.indexOf(from)).toBeLessThan(place.indexOf(to));
      }
    }
  });

  it('goes back as many steps before the start as the longest delay', () => {
    const edges = [{ from: 'x', to: 'o', by: 'U', delay: 2 }];
    const { x, o } = rnnA.nodes;
    expect(ids({ nodes: { x, o }, edges }, 1)).toEqual(['x(-1)', 'x(1)', 'o(1)']);
  });

  it('leaves out an edge one end of which is not there', () => {
    const read = { ...rnnA.nodes.h, when: { skipLast: 2 } };
    const write = { ...rnnA.nodes.h, when: { skipFirst: 2 } };
    const network: Network = {
      nodes: { x: { kind: 'input', size: 3, when: { skipLast: 2 } }, e: read, d: write },
      edges: [
        { from: 'x', to: 'e', by: 'U' },
        { from: 'e', to: 'd', by: 'C', delay: 1 },
        { from: 'd', to: 'd', by: 'W', delay: 1 },
      ],
    };
    expect(arrows(network, 4)).toEqual([
      'x(1) U e(1)',
      'x(2) U e(2)',
      'e(2) C d(3)',
      'd(3) W d(4)',
    ]);
  });

  it('refuses a node into which no edge leads, and a number of steps that is none', () => {
    const network = { ...rnnA, edges: [{ from: 'x', to: 'h', by: 'U' }] };
    expect(() => unroll(network, 2)).toThrow('no edge leads into o(1)');
    expect(() => unroll(rnnA, 0)).toThrow('from 1 on, got 0');
    expect(() => unroll(rnnA, 1.5)).toThrow('got 1.5');
  });
});

describe('isThere', () => {
  const at = (when: When | undefined) => [1, 2, 3, 4, 5].filter((t) => isThere(when, t, 5));

  it.each<[When | undefined, number[]]>([
    [undefined, [1, 2, 3, 4, 5]],
    ['every', [1, 2, 3, 4, 5]],
    ['first', [1]],
    ['last', [5]],
    [{ skipFirst: 2 }, [3, 4, 5]],
    [{ skipLast: 2 }, [1, 2, 3]],
    [{ skipFirst: 1, skipLast: 1 }, [2, 3, 4]],
  ])('%j of five steps', (when, expected) => {
    expect(at(when)).toEqual(expected);
  });
});
