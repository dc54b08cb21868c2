import { describe, expect, it } from 'vitest';
import { sum } from '../../../../lib/autodiff/arithmetic';
import { backward } from '../../../../lib/autodiff/backward';
import { leavesOf } from '../../../../lib/autodiff/leaves';
import { input } from '../../../../lib/autodiff/node';
import { inputsHeard } from '../../../../lib/lectures/computational-graphs/heard';
import { learner } from '../../../../lib/lectures/computational-graphs/learner';
import type { Network } from '../../../../lib/lectures/computational-graphs/network';
import { outputsFor } from '../../../../lib/lectures/computational-graphs/outputs';
import { parameterShapes } from '../../../../lib/lectures/computational-graphs/parameters';
import { run } from '../../../../lib/lectures/computational-graphs/run';
import { Matrix } from '../../../../lib/matrix/matrix';
import { seeded } from '../../../../lib/random';
import { initialise, uniform } from '../../../../lib/rnn/initialise';
import { rnnA, rnnC } from './samples';

const random = seeded(5);
const [D, K, N, TAU] = [3, 5, 2, 4];
const matrix = (rows: number) => Matrix.generate(rows, N, () => random.normal());
const xs = Array.from({ length: TAU }, () => matrix(D));
const atOnce: Network = {
  nodes: {
    x: { kind: 'input', size: TAU * D },
    h: { kind: 'state', size: 4, f: 'tanh', bias: 'b' },
    o: { kind: 'output', size: TAU * K, bias: 'c' },
  },
  edges: [
    { from: 'x', to: 'h', by: 'U' },
    { from: 'h', to: 'o', by: 'V' },
  ],
};
const leaves = (network: Network) => leavesOf(initialise(parameterShapes(network), uniform(1), 1));
const nodes = () => xs.map((x) => input(x, 'x'));

describe('the outputs for given inputs', () => {
  it('are those of a run from zero, step by step', () => {
    const [theta, given] = [leaves(rnnA), nodes()];
    const zero = input(Matrix.zeros(4, N), 'h(0)');
    const at = run(
      rnnA,
      TAU,
      (name) => theta[name],
      (_, t) => (t < 1 ? zero : given[t - 1]),
    );
    outputsFor(rnnA, theta, given).forEach((o, i) => {
      expect(o.value.toArrays()).toEqual(at('o', i + 1).value.toArrays());
    });
  });

  it('are cut from one when the network reads all inputs at once', () => {
    const theta = leaves(atOnce);
    const all = Matrix.from(xs.flatMap((x) => x.toArrays()));
    const o = run(
      atOnce,
      1,
      (name) => theta[name],
      () => input(all, 'x'),
    )('o', 1);
    const os = outputsFor(atOnce, theta, nodes());
    expect(os.map(({ rows, cols }) => [rows, cols])).toEqual(xs.map(() => [K, N]));
    expect(os.flatMap(({ value }) => value.toArrays())).toEqual(o.value.toArrays());
  });

  it('hand their gradient back to every input they have heard', () => {
    const given = nodes();
    const heard = ([network, t]: [Network, number]) => {
      const d = backward(sum(outputsFor(network, leaves(network), given)[t - 1]));
      return given.map((x) => d(x).sumOfSquares() > 0);
    };
    expect(heard([rnnA, 2])).toEqual([true, true, false, false]);
    expect(heard([atOnce, 2])).toEqual([true, true, true, true]);
  });
});

describe('a learner', () => {
  const ys = xs.map((_, t) => Matrix.generate(K, N, (k, j) => (k === (t + j) % K ? 1 : 0)));
  const endsEarly = ys.map((y, t) => (t < TAU - 1 ? y : Matrix.zeros(K, N)));

  it.each([
    ['step by step', rnnA],
    ['at once', atOnce],
  ])('learns its examples %s, and the same again from the same seed', (_, network) => {
    const losses = () =>
      [...learner(network, { xs, ys }, { rate: 0.05 }).training.run(150)].map(({ loss }) => loss);
    const first = losses();
    expect(first[0]).toBeGreaterThan(1);
    expect(first[149]).toBeLessThan(0.05);
    expect(losses()).toEqual(first);
  });

  it('means over the targets alone: a position without one counts for nothing', () => {
    const lossOf = (targets: Matrix[], inputs = xs) =>
      [...learner(rnnA, { xs: inputs, ys: targets }).training.run(1)][0].loss;
    expect(lossOf(endsEarly)).toBeCloseTo(lossOf(ys.slice(0, -1), xs.slice(0, -1)), 12);
  });
});

describe('the inputs that an output has heard', () => {
  it('are counted for each output', () => {
    expect(inputsHeard(rnnA, 4)).toEqual([1, 2, 3, 4]);
    expect(inputsHeard(rnnC, 4)).toEqual([4]);
    expect(inputsHeard(atOnce, 1)).toEqual([1]);
  });

  it('are none where no path leads', () => {
    const late: Network = {
      ...rnnA,
      nodes: { ...rnnA.nodes, x: { kind: 'input', size: 3, when: 'last' } },
    };
    expect(inputsHeard(late, 3)).toEqual([0, 0, 1]);
  });

  it('are inputs: what an output needs from before the first step is none', () => {
    const delayed: Network = {
      ...rnnA,
      edges: [...rnnA.edges, { from: 'o', to: 'h', by: 'B', delay: 1 }],
    };
    expect(inputsHeard(delayed, 2)).toEqual([1, 2]);
    const two = { from: 'x', to: 'h', by: 'U2', delay: 2 };
    expect(inputsHeard({ ...rnnA, edges: [rnnA.edges[0], two, rnnA.edges[2]] }, 3)).toEqual([
      1, 1, 2,
    ]);
  });
});
