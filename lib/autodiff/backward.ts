import { Matrix } from '../matrix/matrix';
import { expectShape } from '../matrix/shape';
import type { Node } from './node';

/** dL/dM for any node M; zeros where the loss does not depend on it. */
export type Gradient = (node: Node) => Matrix;

/**
 * Reverse-mode differentiation: one pass from the loss [1, 1] back to the leaves gives its
 * gradient by every node: `const d = backward(L); const dW = d(W);`.
 * Throws a RangeError when the loss is not a single number.
 */
export function backward(loss: Node): Gradient {
  expectShape('backward', 'the loss', loss, 1, 1);
  // dL/dL = 1
  const gradients = new Map([[loss, Matrix.zeros(1, 1).fill(1)]]);
  for (const node of fromLossToLeaves(loss)) {
    // complete by now: whatever uses the node is deeper than it
    const d = gradients.get(node) as Matrix;
    for (const [parent, back] of node.uses) {
      // dL/dparent = Σ over its uses: dL/dnode · ∂node/∂parent
      const share = back(d);
      const sum = gradients.get(parent);
      if (sum) sum.add(share);
      else gradients.set(parent, share);
    }
  }
  return (node) => gradients.get(node) ?? Matrix.zeros(node.rows, node.cols);
}

/** Every node that the loss depends on, each before its parents. */
export function fromLossToLeaves(loss: Node): Node[] {
  const found = new Set([loss]);
  // a set hands out what is added while it is being read
  for (const node of found) for (const [parent] of node.uses) found.add(parent);
  return [...found].sort((a, b) => b.depth - a.depth);
}
