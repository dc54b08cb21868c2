import type { Annotations, Layout } from 'plotly.js';
import { type Caption, drawing, type Figure } from './figure';
import { type EdgePath, edgePath } from './graph-edge';
import { type Graph, type GraphEdge, type GraphNode, type Place, places } from './graph-layout';
import { delaySquares, edgeLabel, edgeTraces, hoverTargets, outline, text } from './graph-marks';
import { LETTER, legendRows } from './house-style';
import { colour, SOFT_INK } from './palette';
import { plain } from './text';

export interface GraphParts extends Graph, Partial<Caption> {
  title: string;
  /** What the colours of the edges mean, by kind: { W: 'W, the same at every step' }. */
  kinds?: Record<string, string>;
  /** The colours of the edges by kind, where they have a meaning; the next of the palette unless said. */
  colours?: Record<string, string>;
  /** What stands below the columns, by column: { 1: 't = 1' }. */
  columns?: Record<number, string>;
}

const AROUND = 36; // pixels kept free around the nodes
// What plotly takes for a legend: with less, it would squeeze the graph.
const LEGEND = 12;
const LEGEND_ROW = 32;

/**
 * A computational graph: nodes with their labels, edges with arrow heads. It is drawn pixel by
 * pixel: however wide the page, circles stay round and arrow heads end at their nodes.
 */
export function graphFigure(parts: GraphParts): Figure {
  const { title, nodes, edges, kinds = {}, columns = {}, colours: own = {} } = parts;
  const at = places(parts);
  const drawn = edges.map((edge) => ({ edge, path: edgePath(edge, at, edges) }));
  const colours = edgeColours(edges, own);
  const titles = columnTitles(columns, nodes, at);
  const box = bounds([...at.values()], drawn, titles, title);
  const legend = Object.keys(kinds).length > 0;
  const layout: Partial<Layout> = {
    xaxis: { range: [box.left, box.left + box.width], visible: false, fixedrange: true },
    yaxis: { range: [box.low, box.low + box.height], visible: false, fixedrange: true },
    dragmode: false,
    showlegend: legend,
    legend: { orientation: 'h', x: 0, y: 0, yanchor: 'top', font: { size: 14 } },
    shapes: nodes.flatMap((node) => outline(node, at.get(node.id) as Place)),
    annotations: [
      ...nodes.map((node) => text(node.label, at.get(node.id) as Place)),
      ...drawn.flatMap(({ edge, path }) =>
        edgeLabel(edge, path, colours.get(edge.kind ?? '') as string),
      ),
      ...titles,
    ],
  };
  const data = [
    ...[...colours].flatMap(([kind, color]) => {
      const ofKind = drawn.filter(({ edge }) => (edge.kind ?? '') === kind);
      return edgeTraces(ofKind, color, kinds[kind]);
    }),
    ...delaySquares(drawn.filter(({ edge }) => edge.delay).map(({ path }) => path)),
    hoverTargets(nodes, at),
  ];
  const { width, height } = box;
  const below = legend ? LEGEND + LEGEND_ROW * (legendRows(data, width) || 1) : 8;
  return drawing({ title, alt: parts.alt ?? inWords(parts), data, width, height, below, layout });
}

/** One colour for every kind of edge, in the order in which the kinds first appear. */
function edgeColours(edges: GraphEdge[], own: Record<string, string>): Map<string, string> {
  const kinds = new Set(edges.map(({ kind = '' }) => kind));
  const named = [...kinds].filter(Boolean);
  const next = (kind: string) => (kind ? colour(named.indexOf(kind)) : SOFT_INK);
  return new Map([...kinds].map((kind) => [kind, own[kind] ?? next(kind)]));
}

function columnTitles(
  titles: Record<number, string>,
  nodes: GraphNode[],
  at: Map<string, Place>,
): Partial<Annotations>[] {
  const low = Math.min(...[...at.values()].map(({ y, halfHeight }) => y - halfHeight));
  return Object.entries(titles).flatMap(([column, title]) => {
    const node = nodes.find((candidate) => candidate.column === Number(column));
    if (!node) return [];
    const { x } = at.get(node.id) as Place;
    return [text(title, { x, y: low - 28 }, { font: { size: 14, color: SOFT_INK } })];
  });
}

/** The rectangle that holds nodes, edges and titles, as wide as its own title at the least. */
function bounds(
  nodes: Place[],
  drawn: { path: EdgePath }[],
  titles: Partial<Annotations>[],
  title: string,
): { left: number; low: number; width: number; height: number } {
  const points = [
    ...nodes.flatMap(({ x, y, halfWidth: w, halfHeight: h }) => [
      { x: x - w, y: y - h },
      { x: x + w, y: y + h },
    ]),
    ...drawn.flatMap(({ path }) => path.line),
    ...(titles as { x: number; y: number }[]),
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const width = Math.max(right - left + 2 * AROUND, Math.min(480, LETTER * plain(title).length));
  return { left: left - AROUND, low: low - AROUND, width, height: high - low + 2 * AROUND };
}

function inWords({ nodes, edges }: GraphParts): string {
  const label = new Map(nodes.map((node) => [node.id, plain(node.label)]));
  const arrows = edges.map(
    (edge) =>
      `${label.get(edge.from)} to ${label.get(edge.to)}` +
      (edge.label ? ` by ${plain(edge.label)}` : '') +
      (edge.delay ? ' one time step later' : ''),
  );
  const count = nodes.length === 1 ? 'one node' : `${nodes.length} nodes`;
  return `A graph of ${count}. Its arrows lead from ${arrows.join('; from ')}.`;
}
