import type { Annotations, Data, Shape } from 'plotly.js';
import type { EdgePath } from './graph-edge';
import type { GraphEdge, GraphNode, NodeKind, Place } from './graph-layout';
import { BLUE, GREEN, INK, ORANGE, PAPER, PURPLE, SKY, SOFT_INK, VERMILION } from './palette';
import { plain } from './text';

const BORDERS: Record<NodeKind, string> = {
  input: GREEN,
  state: BLUE,
  output: VERMILION,
  target: PURPLE,
  loss: INK,
  parameter: ORANGE,
  operation: SKY,
  dots: PAPER,
};

/** The border of a node: a circle, or a box with round corners for a long label or a function. */
export function outline({ kind = 'state' }: GraphNode, place: Place): Partial<Shape>[] {
  if (kind === 'dots') return [];
  const { x, y, halfWidth: w, halfHeight: h, round } = place;
  const style: Partial<Shape> = {
    line: { color: BORDERS[kind], width: 2 },
    fillcolor: `${BORDERS[kind]}1F`, // a tint: one eighth opaque
  };
  if (round) return [{ type: 'circle', x0: x - w, x1: x + w, y0: y - h, y1: y + h, ...style }];
  const r = 9;
  const [left, right, low, high] = [x - w, x + w, y - h, y + h];
  const path =
    `M${left + r},${low}L${right - r},${low}Q${right},${low},${right},${low + r}` +
    `L${right},${high - r}Q${right},${high},${right - r},${high}` +
    `L${left + r},${high}Q${left},${high},${left},${high - r}` +
    `L${left},${low + r}Q${left},${low},${left + r},${low}Z`;
  return [{ type: 'path', path, ...style }];
}

/** A text with its centre at a point, with no arrow. */
export function text(
  label: string,
  { x, y }: { x: number; y: number },
  more: Partial<Annotations> = {},
): Partial<Annotations> {
  return { text: label, x, y, showarrow: false, font: { size: 16, color: INK }, ...more };
}

/** The label of an edge, beside the middle of its line. */
export function edgeLabel(
  { label, delay }: GraphEdge,
  { middle, side }: EdgePath,
  color: string,
): Partial<Annotations>[] {
  if (!label) return [];
  const away = (delay ? 20 : 13) + Math.abs(side.x) * 3.5 * plain(label).length;
  const place = { x: middle.x + away * side.x, y: middle.y + away * side.y };
  return [text(label, place, { font: { size: 15, color } })];
}

/** All edges of one kind: their lines, which the legend names, and their arrow heads. */
export function edgeTraces(
  edges: { edge: GraphEdge; path: EdgePath }[],
  color: string,
  name: string | undefined,
): Data[] {
  const lines = edges.flatMap(({ path }) => [...path.line, { x: null, y: null }]);
  const common = { type: 'scatter', name, legendgroup: name, hoverinfo: 'skip' } as const;
  return [
    {
      ...common,
      mode: 'lines',
      showlegend: name !== undefined,
      x: lines.map(({ x }) => x),
      y: lines.map(({ y }) => y),
      line: { color, width: 2 },
    },
    {
      ...common,
      mode: 'markers',
      showlegend: false,
      x: edges.map(({ path }) => path.tip.x),
      y: edges.map(({ path }) => path.tip.y),
      marker: { symbol: 'arrow', size: 11, color, angle: edges.map(({ path }) => path.angle) },
    } as Data,
  ];
}

/** The black squares of edges that deliver one time step later. */
export function delaySquares(paths: EdgePath[]): Data[] {
  if (paths.length === 0) return [];
  const trace: Data = {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: paths.map(({ middle }) => middle.x),
    y: paths.map(({ middle }) => middle.y),
    marker: { symbol: 'square', size: 13, color: INK },
    hovertemplate: 'a delay: what passes here arrives one time step later<extra></extra>',
  };
  return [trace];
}

/** Invisible discs over the nodes, which tell what each node is. */
export function hoverTargets(nodes: GraphNode[], places: Map<string, Place>): Data {
  const at = nodes.map(({ id }) => places.get(id) as Place);
  return {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: at.map(({ x }) => x),
    y: at.map(({ y }) => y),
    text: nodes.map(({ label, hover }) => hover ?? label),
    marker: { size: at.map(({ halfHeight }) => 2 * halfHeight), opacity: 0, color: SOFT_INK },
    hovertemplate: '%{text}<extra></extra>',
  };
}
