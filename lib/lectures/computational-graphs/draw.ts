import type { GraphParts } from '../../show/graph';
import type { GraphEdge, GraphNode } from '../../show/graph-layout';
import { depths } from './depth';
import type { Network } from './network';
import { neededNow, orderWithinStep } from './order';
import { countUses } from './parameters';
import { type UnrolledNode, unroll } from './unroll';

/** The network with its loops, for `graphFigure`: a black square on each edge with a delay. */
export function drawFolded(network: Network, title: string): GraphParts {
  const rows = layers(network);
  const columns = new Map<string, number>();
  for (const name of fromBottomToTop(rows, network)) {
    const taken = [...columns].filter(([other]) => rows.get(other) === rows.get(name));
    const below = neededNow(network, name).map((needed) => columns.get(needed) as number);
    columns.set(name, Math.max(0, ...below, ...taken.map(([, column]) => column + 1)));
  }
  const nodes = Object.entries(network.nodes).map(([name, { kind, size }]): GraphNode => {
    const place = { column: columns.get(name), row: rows.get(name) };
    return { id: name, label: written(name), kind, hover: `${name}: ${size} numbers`, ...place };
  });
  const edges = network.edges.map(({ from, to, by, delay = 0 }): GraphEdge => {
    const label = delay > 1 ? `${by}, ${delay} steps later` : by;
    return { from, to, label, kind: by, delay: delay > 0 };
  });
  return { title, nodes, edges };
}

/**
 * The network for τ steps, for `graphFigure`: layers in rows, edges of one parameter in one colour.
 * The columns are times, or depths: what stands in one column can then be computed at once.
 */
export function drawUnrolled(
  network: Network,
  tau: number,
  title: string,
  columns: 'time' | 'depth' = 'time',
): GraphParts {
  const unrolled = unroll(network, tau);
  const rows = layers(network);
  const columnOf = columns === 'time' ? ({ t }: UnrolledNode) => t : byDepth(network, tau);
  const nodes = unrolled.nodes.map((unrolledNode): GraphNode => {
    const { id, name, t, node } = unrolledNode;
    const place = { column: columnOf(unrolledNode), row: rows.get(name) };
    const hover = `${id}: ${node.size} numbers`;
    const label = `${written(name)}<sup>(${signed(t)})</sup>`;
    return { id, label, kind: node.kind, hover, ...place };
  });
  expectApart(nodes);
  const edges = unrolled.edges.map(({ from, to, by }) => ({ from, to, kind: by }));
  const inDescription = network.edges.map(({ by }) => by); // so that folded colours stay
  edges.sort((a, b) => inDescription.indexOf(a.kind) - inDescription.indexOf(b.kind));
  const uses = countUses(network, tau);
  const kinds = Object.fromEntries(edges.map(({ kind }) => [kind, `${kind}, used ${uses[kind]}×`]));
  const word = columns === 'time' ? 't =' : 'wave';
  const titles = nodes.map(({ column = 0 }) => [column, `${word} ${signed(column)}`]);
  return { title, nodes, edges, kinds, columns: Object.fromEntries(titles) };
}

/** The row of every node: inputs at the bottom, each other node above all that it needs now. */
function layers(network: Network): Map<string, number> {
  const rows = new Map<string, number>();
  for (const name of orderWithinStep(network)) {
    const below = neededNow(network, name).map((needed) => rows.get(needed) as number);
    rows.set(name, network.nodes[name].kind === 'input' ? 0 : 1 + Math.max(0, ...below));
  }
  return rows;
}

/** The nodes layer by layer, and within a layer as the description has them. */
function fromBottomToTop(rows: Map<string, number>, { nodes }: Network): string[] {
  const row = (name: string) => rows.get(name) as number;
  return Object.keys(nodes).sort((a, b) => row(a) - row(b));
}

/** The depth of a computed node; what is given stands in the column before its first use. */
function byDepth(network: Network, tau: number): (node: UnrolledNode) => number {
  const unrolled = unroll(network, tau);
  const depth = depths(unrolled);
  return ({ id, isGiven }) => {
    if (!isGiven) return depth.get(id) as number;
    const users = unrolled.edges.filter(({ from }) => from === id).map(({ to }) => depth.get(to));
    return Math.min(...(users as number[])) - 1;
  };
}

function expectApart(nodes: GraphNode[]): void {
  const places = new Map<string, string>();
  for (const { id, column, row } of nodes) {
    const other = places.get(`${column}, ${row}`);
    if (other) throw new Error(`${other} and ${id} would stand in one place: draw over time.`);
    places.set(`${column}, ${row}`, id);
  }
}

/** A letter with a number as its index: h2 becomes h₂. */
function written(name: string): string {
  return name.replace(/\d+$/, '<sub>$&</sub>');
}

/** A whole number with a true minus sign. */
function signed(t: number): string {
  return String(t).replace('-', '−');
}
