import type { Graph } from '../show/graph-layout';
import { fromLossToLeaves } from './backward';
import type { Node } from './node';

/**
 * All that the loss depends on, leaves first, for `graphFigure({ title, ...graphOf(L) })`. An edge
 * leads from a value to the operation that uses it; the edges of one parameter have its name as
 * their kind, and with it one colour.
 */
export function graphOf(loss: Node): Graph {
  const nodes = fromLossToLeaves(loss).reverse();
  const id = new Map(nodes.map((node, n) => [node, `n${n}`]));
  return {
    nodes: nodes.map((node) => ({
      id: id.get(node) as string,
      label: node.label,
      kind: node.kind,
      hover: `${node.sign} [${node.rows}, ${node.cols}]`,
    })),
    edges: nodes.flatMap((node) =>
      node.uses.map(([parent]) => ({
        from: id.get(parent) as string,
        to: id.get(node) as string,
        ...(parent.kind === 'parameter' && { kind: parent.label }),
      })),
    ),
  };
}
