import { describe, expect, it } from 'vitest';
import { graphFigure } from '../../../lib/show/graph';
import { edgePath } from '../../../lib/show/graph-edge';
import { type Graph, type GraphNode, places } from '../../../lib/show/graph-layout';

/** An unrolled network: at each of τ time steps an input below its state below its output. */
function network(tau: number): Graph {
  const times = Array.from({ length: tau }, (_, i) => i + 1);
  const node = (letter: string, t: number, row: number): GraphNode => ({
    id: `${letter}${t}`,
    label: `${letter}<sup>(${t})</sup>`,
    column: t,
    row,
  });
  return {
    nodes: times.flatMap((t) => [node('x', t, 0), node('h', t, 1), node('o', t, 2)]),
    edges: times.flatMap((t) => [
      { from: `x${t}`, to: `h${t}`, label: 'U', kind: 'U' },
      { from: `h${t}`, to: `o${t}`, label: 'V', kind: 'V' },
      ...(t > 1 ? [{ from: `h${t - 1}`, to: `h${t}`, label: 'W', kind: 'W' }] : []),
    ]),
  };
}

const chain = (n: number, pairs: [number, number][]): Graph => ({
  nodes: Array.from({ length: n }, (_, i) => ({ id: `${i}`, label: `${i}`, column: i, row: 0 })),
  edges: pairs.map(([from, to]) => ({ from: `${from}`, to: `${to}` })),
});

describe('the layout of a graph', () => {
  const at = places(network(4));
  const place = (id: string) => at.get(id) as { x: number; y: number };

  it('stands the nodes of one moment in one column, and time runs to the right', () => {
    for (const t of [1, 2, 3, 4]) {
      expect(place(`h${t}`).x).toBe(place(`x${t}`).x);
      expect(place(`o${t}`).x).toBe(place(`x${t}`).x);
    }
    const steps = [1, 2, 3].map((t) => place(`h${t + 1}`).x - place(`h${t}`).x);
    expect(new Set(steps).size).toBe(1);
    expect(steps[0]).toBeGreaterThan(0);
  });

  it('stands a layer in one row, row 0 at the bottom', () => {
    for (const t of [2, 3, 4]) expect(place(`h${t}`).y).toBe(place('h1').y);
    expect(place('x1').y).toBeLessThan(place('h1').y);
    expect(place('h1').y).toBeLessThan(place('o1').y);
  });

  it('leads every edge of a graph without columns to the right', () => {
    const { nodes, edges } = network(3);
    const free = nodes.map(({ id, label }) => ({ id, label }));
    const laidOut = places({ nodes: free, edges });
    for (const { from, to } of edges) {
      const [a, b] = [from, to].map((id) => laidOut.get(id) as { x: number });
      expect(a.x).toBeLessThan(b.x);
    }
  });

  it('makes a box as wide as its label, and keeps short labels in circles', () => {
    const laidOut = places({
      nodes: [
        { id: 'h', label: 'h<sup>(12)</sup>' },
        { id: 'm', label: 'matrix product', kind: 'operation' },
      ],
      edges: [],
    });
    expect(laidOut.get('h')).toMatchObject({ round: true, halfWidth: 24 });
    expect(laidOut.get('m')).toMatchObject({ round: false });
    expect(laidOut.get('m')?.halfWidth).toBeGreaterThan(60);
  });

  it('refuses an edge to a node that is not there, and names it', () => {
    const edges = [{ from: 'x1', to: 'h9' }];
    expect(() => places({ nodes: network(1).nodes, edges })).toThrow('x1 → h9 names “h9”');
  });
});

describe('the edges of a graph', () => {
  it('end at the border of their node, along their own direction', () => {
    const graph = chain(2, [[0, 1]]);
    const at = places(graph);
    const { tip, angle } = edgePath(graph.edges[0], at, graph.edges);
    const { x, y, halfWidth } = at.get('1') as { x: number; y: number; halfWidth: number };
    const gap = x - halfWidth - tip.x;
    expect(tip.y).toBe(y);
    expect(gap).toBeGreaterThanOrEqual(2);
    expect(gap).toBeLessThan(3);
    expect(angle).toBeCloseTo(90); // clockwise from straight up: to the right
  });

  it('bow around a node that stands in their way, longer ones further', () => {
    const graph = chain(4, [
      [0, 1],
      [1, 3],
      [0, 3],
    ]);
    const at = places(graph);
    const [next, over, far] = graph.edges.map((edge) => edgePath(edge, at, graph.edges).middle.y);
    expect(next).toBe(0);
    expect(over).toBeGreaterThan(24); // clear of the circle between
    expect(far).toBeGreaterThan(over + 10);
  });

  it('keep apart when they run to and fro between two nodes', () => {
    const graph = chain(2, [
      [0, 1],
      [1, 0],
    ]);
    const at = places(graph);
    const [to, fro] = graph.edges.map((edge) => edgePath(edge, at, graph.edges).middle.y);
    expect(Math.abs(to - fro)).toBeGreaterThan(20);
  });

  it('loop to a side of their node that is free', () => {
    const { nodes } = network(1);
    const edges = [{ from: 'h1', to: 'h1', delay: true }];
    const at = places({ nodes, edges });
    const { middle, tip } = edgePath(edges[0], at, edges);
    const { x, y } = at.get('h1') as { x: number; y: number };
    expect(middle.x).toBeGreaterThan(x + 40); // to the right: x is below, o is above
    expect(middle.y).toBeCloseTo(y);
    expect(Math.hypot(tip.x - x, tip.y - y)).toBeLessThan(27);
  });
});

describe('the drawing of a graph', () => {
  const graph = network(3);
  const drawn = graphFigure({
    ...graph,
    title: 'Unrolled network',
    kinds: { U: 'U', V: 'V', W: 'W, the same at every step' },
    columns: { 1: 't = 1', 3: 't = 3' },
  });
  const traces = drawn.data as unknown as {
    mode: string;
    name?: string;
    showlegend: boolean;
    line?: { color: string };
    marker: { symbol?: string; angle: number[] };
    text?: string[];
  }[];
  const labels = (drawn.layout.annotations ?? []).map(({ text }) => text);

  it('is drawn pixel by pixel: an arrow or a circle is never squeezed', () => {
    const { width, height, margin, xaxis, yaxis } = drawn.layout;
    const { l, r, t, b } = margin as { l: number; r: number; t: number; b: number };
    const span = (axis: unknown) => {
      const [low, high] = (axis as { range: [number, number] }).range;
      return high - low;
    };
    expect(Number(width) - l - r).toBeCloseTo(span(xaxis));
    expect(Number(height) - t - b).toBeCloseTo(span(yaxis));
  });

  it('gives the edges of one kind one colour and one entry in the legend', () => {
    const lines = traces.filter(({ mode, name }) => mode === 'lines' && name);
    expect(lines.map(({ name }) => name)).toEqual(['U', 'V', 'W, the same at every step']);
    expect(new Set(lines.map(({ line }) => line?.color)).size).toBe(3);
  });

  it('makes room below for every row of its legend, so that nothing is squeezed', () => {
    const below = (names: string[]) =>
      graphFigure({
        ...graph,
        title: 'T',
        kinds: Object.fromEntries(names.map((name, i) => ['UVW'[i], name])),
      }).layout.margin?.b as number;
    const long = ['U: input to hidden', 'V: hidden to output', 'W: hidden to hidden'];
    expect(below(['U', 'V', 'W'])).toBe(below(['U']));
    expect(below(long)).toBeGreaterThan(below(['U', 'V', 'W']));
  });

  it('draws an arrow head for every edge and a border for every node', () => {
    const heads = traces.filter(({ marker }) => marker?.symbol === 'arrow');
    const count = heads.reduce((sum, { marker }) => sum + marker.angle.length, 0);
    expect(count).toBe(graph.edges.length);
    expect(drawn.layout.shapes).toHaveLength(graph.nodes.length);
  });

  it('writes labels in nodes, on edges and below columns', () => {
    expect(labels).toContain('h<sup>(2)</sup>');
    expect(labels.filter((label) => label === 'W')).toHaveLength(2);
    expect(labels).toContain('t = 3');
  });

  it('tells under the pointer what a node is', () => {
    const { data } = graphFigure({
      title: 'T',
      nodes: [{ id: 's', label: 's', hover: 'the state' }],
      edges: [{ from: 's', to: 's', delay: true }],
    });
    expect(data).toContainEqual(expect.objectContaining({ text: ['the state'] }));
    expect(data).toContainEqual(
      expect.objectContaining({ hovertemplate: expect.stringContaining('one time step later') }),
    );
  });

  it('stands for a gap with a node that has no border', () => {
    const { layout } = graphFigure({
      title: 'T',
      nodes: [
        { id: 'a', label: '…', kind: 'dots' },
        { id: 'b', label: 's' },
      ],
      edges: [{ from: 'a', to: 'b' }],
    });
    expect(layout.shapes).toHaveLength(1);
  });
});
