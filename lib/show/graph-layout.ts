import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import { plain } from './text';

/** A node: an input, a state, an output, a loss, a parameter or an operation. */
export interface GraphNode {
  id: string;
  /** What stands in it; plotly's HTML, such as 's<sup>(t)</sup>'. */
  label: string;
  kind?: NodeKind;
  /** What a pointer over it tells. */
  hover?: string;
  /** Its place, when it has one: time runs with the columns, row 0 is at the bottom. */
  column?: number;
  row?: number;
}

export type NodeKind =
  | 'input'
  | 'state'
  | 'output'
  | 'target'
  | 'loss'
  | 'parameter'
  | 'operation'
  | 'dots';

export interface GraphEdge {
  from: string;
  to: string;
  label?: string;
  /** Edges of one kind have one colour: give edges that share a parameter its name. */
  kind?: string;
  /** Marks the edge with a black square: what passes here arrives one time step later. */
  delay?: boolean;
  /** How far the edge bows to the left of its direction, in pixels; chosen when left out. */
  bend?: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** A node's centre and half its size, in pixels from the lower left corner. */
export interface Place {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
  round: boolean;
}

export const COLUMN = 104; // pixels from one column to the next
export const ROW = 92;
const RADIUS = 24;

/**
 * Where every node stands: in its column and row when all nodes have them, else where dagre puts
 * it, left to right along the edges. Throws when an edge names a node that is not there.
 */
export function places(graph: Graph): Map<string, Place> {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  for (const { from, to } of graph.edges) {
    for (const id of [from, to]) {
      if (ids.has(id)) continue;
      throw new Error(`The edge ${from} → ${to} names “${id}”, which is no node of the graph.`);
    }
  }
  const fixed = graph.nodes.every(({ column, row }) => column !== undefined && row !== undefined);
  return fixed ? grid(graph.nodes) : byDagre(graph);
}

function grid(nodes: GraphNode[]): Map<string, Place> {
  const left = Math.min(...nodes.map(({ column = 0 }) => column));
  const low = Math.min(...nodes.map(({ row = 0 }) => row));
  return new Map(
    nodes.map((node) => {
      const { column = 0, row = 0 } = node;
      return [node.id, { x: (column - left) * COLUMN, y: (row - low) * ROW, ...shape(node) }];
    }),
  );
}

function byDagre({ nodes, edges }: Graph): Map<string, Place> {
  const graph = new DagreGraph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 44, ranksep: 60 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    const { halfWidth, halfHeight } = shape(node);
    graph.setNode(node.id, { width: 2 * halfWidth, height: 2 * halfHeight });
  }
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  layout(graph);
  return new Map(
    nodes.map((node) => {
      const { x, y } = graph.node(node.id) as { x: number; y: number };
      return [node.id, { x, y: -y, ...shape(node) }]; // dagre counts y downwards
    }),
  );
}

function shape({ label, kind }: GraphNode): Omit<Place, 'x' | 'y'> {
  const length = plain(label).length;
  const round = length <= 5 && kind !== 'operation' && kind !== 'parameter';
  if (round) return { halfWidth: RADIUS, halfHeight: RADIUS, round };
  return { halfWidth: Math.max(RADIUS, 10 + 4.6 * length), halfHeight: 20, round };
}
