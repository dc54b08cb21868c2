import { describe, expect, it } from 'vitest';
import { drawFolded, drawUnrolled } from '../../../../lib/lectures/computational-graphs/draw';
import { graphFigure } from '../../../../lib/show/graph';
import { rnnA, rnnB, rnnC, stack } from './samples';

describe('drawFolded', () => {
  it('stands the layers above one another and marks the loop with a delay', () => {
    const { nodes, edges } = drawFolded(rnnA, 'RNN (A)');
    expect(nodes.map(({ id, row }) => [id, row])).toEqual([
      ['x', 0],
      ['h', 1],
      ['o', 2],
    ]);
    expect(edges.filter(({ delay }) => delay).map(({ from, to }) => from + to)).toEqual(['hh']);
  });

  it('stands nodes of one layer side by side', () => {
    const { h, x, o } = rnnA.nodes;
    const edges = [
      { from: 'x', to: 'e', by: 'U' },
      { from: 'e', to: 'h', by: 'C', delay: 1 },
      { from: 'h', to: 'o', by: 'V' },
    ];
    const { nodes } = drawFolded({ nodes: { x, e: h, h, o }, edges }, 'two states');
    const places = nodes.map(({ column, row }) => `${column}, ${row}`);
    expect(places).toEqual(['0, 0', '0, 1', '1, 1', '1, 2']);
  });

  it('says a delay of more than one step in words', () => {
    const edges = [{ from: 'x', to: 'o', by: 'K', delay: 2 }];
    const { x, o } = rnnA.nodes;
    expect(drawFolded({ nodes: { x, o }, edges }, 'late').edges[0].label).toBe('K, 2 steps later');
  });
});

describe('drawUnrolled', () => {
  it('gives every step a column and every parameter a colour of its own', () => {
    const { nodes, edges, kinds } = drawUnrolled(rnnA, 3, 'unrolled');
    expect(nodes.find(({ id }) => id === 'h(2)')).toMatchObject({
      column: 2,
      row: 1,
      label: 'h<sup>(2)</sup>',
    });
    expect(new Set(edges.map(({ kind }) => kind))).toEqual(new Set(['U', 'W', 'V']));
    expect(kinds).toEqual({ U: 'U, used 3×', W: 'W, used 3×', V: 'V, used 3×' });
  });

  it('has its parameters in the order of the folded drawing, and so in the same colours', () => {
    const kindsOf = (edges: { kind?: string }[]) => [...new Set(edges.map(({ kind }) => kind))];
    const folded = drawFolded(stack(1), 'folded');
    const unrolled = drawUnrolled(stack(1), 3, 'unrolled');
    expect(kindsOf(unrolled.edges)).toEqual(kindsOf(folded.edges));
  });

  it('can stand in one column what can be computed at once', () => {
    const { nodes, edges } = drawUnrolled(stack(1), 3, 'in waves', 'depth');
    const column = new Map(nodes.map((node) => [node.id, node.column as number]));
    for (const { from, to } of edges) {
      expect(column.get(from)).toBeLessThan(column.get(to) as number);
    }
    expect(column.get('h3(3)')).toBe(7);
  });

  it('refuses to stand two nodes in one place', () => {
    const edges = [{ from: 'x', to: 'o', by: 'K' }];
    const { x, o } = rnnA.nodes;
    expect(() => drawUnrolled({ nodes: { x, o }, edges }, 2, 'waves', 'depth')).toThrow(
      'x(1) and x(2) would stand in one place',
    );
  });

  it.each([
    ['A', rnnA],
    ['B', rnnB],
    ['C', rnnC],
    ['feedback', stack(1)],
  ])('makes parts that graphFigure draws, with words: %s', (_, network) => {
    for (const parts of [drawFolded(network, 'folded'), drawUnrolled(network, 3, 'unrolled')]) {
      expect(graphFigure(parts).alt).toMatch(/^A graph of \d+ nodes\. Its arrows lead from /);
    }
  });
});
