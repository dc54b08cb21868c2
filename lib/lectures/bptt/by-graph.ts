import { tanh } from '../../autodiff/activation';
import { plus, times } from '../../autodiff/arithmetic';
import { backward } from '../../autodiff/backward';
import { softmaxCrossEntropy, squaredError } from '../../autodiff/loss';
import { input, type Node, parameter } from '../../autodiff/node';
import type { Mat, Vec } from '../../linear';
import { crossEntropy, type StepLoss, squaredError as squared } from '../../losses';
import { Matrix } from '../../matrix/matrix';
import { scratch } from '../../matrix/memory';
import type { Pass } from './backward';
import type { Example } from './rnn';

/**
 * The same gradients from the computational graph of lecture 02: the forward pass grows it, and
 * reverse-mode differentiation, which knows the derivative of each operation and nothing of networks,
 * reads it backwards. dO[t], dH[t], dA[t] are what it finds at the nodes o(t), h(t), a(t); `loss` is
 * what its forward pass, which is its own, has come to.
 */
export function byGraph(example: Example): Pass & { loss: number } {
  return scratch(() => {
    const { loss, U, W, V, b, c, h0, a, h, o } = grow(example);
    const d = backward(loss);
    const column = (node: Node): Vec => [...d(node).flat()];
    const columns = (nodes: Node[]): Vec[] => [[], ...nodes.map(column)];
    const matrix = (node: Node): Mat => d(node).toArrays();
    return {
      dU: matrix(U), // [H, D]
      dW: matrix(W), // [H, H]
      dV: matrix(V), // [K, H]
      db: column(b), // [H]
      dc: column(c), // [K]
      dh0: column(h0), // [H]
      dO: columns(o),
      dH: columns(h),
      dA: columns(a),
      loss: loss.value.at(0, 0),
    };
  });
}

/** A step's loss, made of operations. */
function nodesOf(loss: StepLoss): (o: Node, y: Node) => Node {
  if (loss === crossEntropy) return softmaxCrossEntropy;
  if (loss === squared) return squaredError;
  throw new RangeError('byGraph: the loss must be crossEntropy or squaredError.');
}

/** The graph of RNN (A) on a sequence, and the nodes whose gradients are asked for. */
export function grow({ theta, h0: first, xs, ys, loss: stepLoss }: Example) {
  const vector = (v: Vec) => Matrix.column(v);
  const [U, W, V] = (['U', 'W', 'V'] as const).map((M) => parameter(Matrix.from(theta[M]), M));
  const [b, c] = (['b', 'c'] as const).map((v) => parameter(vector(theta[v]), v));
  const h0 = input(vector(first), 'h<sup>(0)</sup>', 'state');
  const lossOf = nodesOf(stepLoss);
  const [a, h, o, L]: Node[][] = [[], [], [], []];
  xs.forEach((x, i) => {
    const at = (letter: string) => `${letter}<sup>(${i + 1})</sup>`;
    const hPrev = h[i - 1] ?? h0;
    // a(t) = b + W h(t−1) + U x(t)
    const given = times(U, input(vector(x), at('x')));
    a.push(plus(plus(b, times(W, hPrev)), given).named(at('a')));
    // h(t) = tanh a(t)
    h.push(tanh(a[i]).named(at('h')));
    // o(t) = c + V h(t)
    o.push(plus(c, times(V, h[i])).named(at('o'), 'output'));
    L.push(lossOf(o[i], input(vector(ys[i]), at('y'), 'target')).named(at('L'), 'loss'));
  });
  // L = Σₜ L(t)
  return { loss: L.reduce((sum, Lt) => plus(sum, Lt)), U, W, V, b, c, h0, a, h, o };
}
