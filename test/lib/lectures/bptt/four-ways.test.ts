import { describe, expect, it } from 'vitest';
import { backward, type Pass } from '../../../../lib/lectures/bptt/backward';
import { derivation } from '../../../../lib/lectures/bptt/four-ways';
import { exampleOf } from '../../../../lib/lectures/bptt/geometry';
import type { Example } from '../../../../lib/lectures/bptt/rnn';
import { squaredError } from '../../../../lib/losses';

const wide = exampleOf(
  { D: 3, H: 4, K: 5, tau: 4, scale: 0.7, h0: 'random', biases: 'random', W: 'any' },
  3,
);
const scalar: Example = {
  theta: { U: [[0.7]], W: [[-0.9]], V: [[1.1]], b: [0.2], c: [-0.3] },
  h0: [0.4],
  xs: [[0.5], [-0.8], [0.6]],
  ys: [[0.3], [-0.2], [0.8]],
  loss: squaredError,
};
const passes = { wide: backward(wide), scalar: backward(scalar) };
const quantities: (keyof Pass)[] = ['dO', 'dH', 'dA', 'dU', 'dW', 'dV', 'db', 'dc', 'dh0'];

/** The pass of the network that a line is run on. */
const passOf = ({ tau }: { tau: number }) => (tau === 4 ? passes.wide : passes.scalar);

describe('a derivation', () => {
  it('finds every quantity of the right pass in agreement with the other ways', () => {
    const line = derivation({ wide, scalar });
    for (const name of quantities) {
      const [ofWide, ofScalar] = line(name, (known) => trimmed(name, passOf(known), known.tau));
      expect(ofWide, name).toMatchObject({ network: 'wide' });
      expect(ofWide, name).not.toHaveProperty('symbolic');
      expect(ofScalar.symbolic, name).toBeLessThan(1e-13);
      expect(ofScalar.graph, name).toBeLessThan(1e-13);
      expect(ofScalar.differences, name).toBeLessThan(1e-7);
    }
  });

  it.each(quantities)('stops at a line for %s that is wrong in its twelfth digit', (name) => {
    const line = derivation({ scalar });
    const wrong = () => nudge(trimmed(name, passes.scalar, 3), 1 + 5e-12);
    expect(() => line(name, wrong as never)).toThrow(
      new RegExp(`^${name} of “scalar” is off by [45]\\.\\d+e-12 from what symbolic gives\\.$`),
    );
  });

  it('compares only the steps that a line gives', () => {
    const line = derivation({ wide });
    const atTheEnd = () => passes.wide.dA.slice(0, 5).map((da, t) => (t === 4 ? da : []));
    expect(line('dA', atTheEnd)).toHaveLength(1);
  });

  it('hands on to a line what the lines before it have found', () => {
    const line = derivation({ scalar });
    line('dO', () => passes.scalar.dO);
    // dc = Σ do(t)
    const [dc] = line('dc', ({ dO }) => [dO.flat().reduce((sum, d) => sum + d, 0)]);
    expect(dc.symbolic).toBeLessThan(1e-14);
  });
});

/** A quantity as a line gives it: what happens over time from step 1 to τ. */
function trimmed<N extends keyof Pass>(name: N, pass: Pass, tau: number): Pass[N] {
  const overTime = name === 'dO' || name === 'dH' || name === 'dA';
  return overTime
    ? (pass[name].map((v, t) => (t === 0 ? [] : v)).slice(0, tau + 1) as Pass[N])
    : pass[name];
}

function nudge(value: unknown, by: number): unknown {
  return Array.isArray(value) ? value.map((item) => nudge(item, by)) : (value as number) * by;
}
