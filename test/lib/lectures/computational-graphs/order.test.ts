import { describe, expect, it } from 'vitest';
import { orderWithinStep } from '../../../../lib/lectures/computational-graphs/order';
import { rnnA, stack } from './samples';

describe('orderWithinStep', () => {
  it('puts each node after all that it needs from the same step', () => {
    const { o, h, x } = rnnA.nodes;
    expect(orderWithinStep({ ...rnnA, nodes: { o, h, x } })).toEqual(['x', 'h', 'o']);
  });

  it('does not mind a loop with a delay', () => {
    expect(orderWithinStep(stack(1))).toEqual(['x', 'h1', 'h2', 'h3']);
  });

  it('names a cycle without delay, and only what is on it', () => {
    expect(() => orderWithinStep(stack(0))).toThrow(
      'The edges h2 → h3 → h2 form a cycle without delay',
    );
  });

  it('names the cycle also when the search begins behind it', () => {
    const { x, h1, h2, h3 } = stack(0).nodes;
    const h4 = { kind: 'output', size: 2 } as const;
    const edges = [...stack(0).edges, { from: 'h3', to: 'h4', by: 'V' }];
    const network = { nodes: { h4, x, h1, h2, h3 }, edges };
    expect(() => orderWithinStep(network)).toThrow(/ h3 → h2 → h3 form| h2 → h3 → h2 form/);
  });

  it('names a node without delay that leads to itself', () => {
    const edges = [{ from: 'h', to: 'h', by: 'W' }];
    expect(() => orderWithinStep({ ...rnnA, edges })).toThrow(
      'The edge h → h forms a cycle without delay: h would',
    );
  });

  it.each([
    ['a node that is not there', { from: 'z', to: 'h', by: 'U' }, 'z, which is no node'],
    ['an edge into an input', { from: 'h', to: 'x', by: 'U' }, 'leads into an input'],
    ['a delay of half a step', { from: 'x', to: 'h', by: 'U', delay: 0.5 }, 'delay 0.5'],
    ['a delay into the past', { from: 'x', to: 'h', by: 'U', delay: -1 }, 'delay -1'],
  ])('refuses %s', (_, edge, words) => {
    expect(() => orderWithinStep({ ...rnnA, edges: [edge] })).toThrow(words);
  });
});
