import { describe, expect, it } from 'vitest';
import { plus } from '../../../../lib/autodiff/arithmetic';
import { backward } from '../../../../lib/autodiff/backward';
import { softmaxCrossEntropy } from '../../../../lib/autodiff/loss';
import { input, type Node, parameter } from '../../../../lib/autodiff/node';
import { numericGradient } from '../../../../lib/check/numeric-gradient';
import { totalError } from '../../../../lib/check/relative-error';
import type { Network } from '../../../../lib/lectures/computational-graphs/network';
import { run } from '../../../../lib/lectures/computational-graphs/run';
import { add, multiply, subtract } from '../../../../lib/linear';
import { Matrix } from '../../../../lib/matrix/matrix';
import { mapped } from '../../../../lib/matrix/tree';
import { givenFor, parametersOf, rnnA, rnnB, rnnC, stack } from './samples';

const vector = (node: Node) => [...node.value.flat()];

/** The loss of all outputs of τ steps against the first class. */
function lossOf(
  network: Network,
  name: string,
  tau: number,
  theta: { [name: string]: Node },
): Node {
  const given = givenFor(network, 2, 5);
  const at = run(network, tau, (name) => theta[name], given);
  const last = at(name, tau);
  const y = input(
    Matrix.generate(last.rows, last.cols, (i) => (i === 0 ? 1 : 0)),
    'y',
  );
  return softmaxCrossEntropy(last, y);
}

describe('run', () => {
  it('computes RNN (A) as its equations say', () => {
    const theta = parametersOf(rnnA, 1);
    const given = givenFor(rnnA, 1, 2);
    const at = run(rnnA, 3, (name) => theta[name], given);
    const [U, W, V] = [theta.U, theta.W, theta.V].map((node) => node.value.toArrays());
    let h = vector(given('h', 0));
    for (const t of [1, 2, 3]) {
      const a = add(vector(theta.b), add(multiply(W, h), multiply(U, vector(given('x', t)))));
      h = a.map(Math.tanh);
      const o = add(vector(theta.c), multiply(V, h));
      expect(Math.hypot(...subtract(vector(at('h', t)), h))).toBeLessThan(1e-12);
      expect(Math.hypot(...subtract(vector(at('o', t)), o))).toBeLessThan(1e-12);
    }
  });

  it.each([
    ['RNN (A)', rnnA, 'o'],
    ['RNN (B)', rnnB, 'o'],
    ['RNN (C)', rnnC, 'o'],
    ['three layers with feedback', stack(1), 'h3'],
  ] as const)('can be differentiated: %s', (_, network, last) => {
    const theta = parametersOf(network, 3);
    const d = backward(lossOf(network, last, 4, theta));
    const values = Object.fromEntries(Object.entries(theta).map(([n, node]) => [n, node.value]));
    const exact = Object.fromEntries(Object.entries(theta).map(([n, node]) => [n, d(node)]));
    const loss = () => {
      const nodes = Object.entries(values).map(([n, value]) => [n, parameter(value, n)]);
      return lossOf(network, last, 4, Object.fromEntries(nodes)).value.at(0, 0);
    };
    expect(
      totalError(
        exact,
        numericGradient(
          loss,
          mapped(values, (M) => M),
        ),
      ),
    ).toBeLessThan(1e-7);
  });

  it('has for a shared parameter the sum of the gradients of its unshared copies', () => {
    const theta = parametersOf(rnnA, 1);
    const copies = [1, 2, 3].map(() => parameter(theta.W.value.copy(), 'W'));
    const given = givenFor(rnnA, 2, 2);
    const y = input(
      Matrix.generate(5, 2, (i, j) => (i === 2 * j ? 1 : 0)),
      'y',
    );
    const lossWith = (W: (t: number) => Node) => {
      const at = run(rnnA, 3, (name, t) => (name === 'W' ? W(t) : theta[name]), given);
      return [1, 2, 3].map((t) => softmaxCrossEntropy(at('o', t), y)).reduce(plus);
    };
    const shared = backward(lossWith(() => theta.W))(theta.W);
    const d = backward(lossWith((t) => copies[t - 1]));
    const sum = copies.map(d).reduce((total, dW) => total.add(dW));
    expect(totalError({ W: shared }, { W: sum })).toBeLessThan(1e-12);
  });

  it('names its values as the lecture does', () => {
    const theta = parametersOf(rnnC, 1);
    const at = run(rnnC, 2, (name) => theta[name], givenFor(rnnC, 1, 2));
    expect([at('h', 2).label, at('o', 2).kind]).toEqual(['h<sup>(2)</sup>', 'output']);
  });

  it('says what is missing', () => {
    const theta = parametersOf(rnnC, 1);
    const given = givenFor(rnnC, 1, 2);
    const nothing = () => undefined as unknown as Node;
    expect(() => run(rnnC, 2, (name) => theta[name], nothing)).toThrow('there is no h(0)');
    expect(() => run(rnnC, 2, nothing, given)).toThrow('there is no U of step 1');
    const at = run(rnnC, 2, (name) => theta[name], given);
    expect(() => at('o', 1)).toThrow('there is no o(1)');
  });
});
