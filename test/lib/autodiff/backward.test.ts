import { describe, expect, it } from 'vitest';
import { tanh } from '../../../lib/autodiff/activation';
import { hadamard, plus, scale, sum, times } from '../../../lib/autodiff/arithmetic';
import { backward } from '../../../lib/autodiff/backward';
import { graphOf } from '../../../lib/autodiff/graph';
import { input, parameter } from '../../../lib/autodiff/node';
import { Matrix } from '../../../lib/matrix/matrix';

const number = (x: number) => Matrix.from([[x]]);

describe('backward', () => {
  it('finds by hand: L = (w x)² at w = 3, x = 2 has dL/dw = 2 w x² = 24', () => {
    const w = parameter(number(3), 'w');
    const x = input(number(2), 'x');
    const a = times(w, x);
    const d = backward(hadamard(a, a));
    expect(d(w).toArrays()).toEqual([[24]]);
    expect(d(x).toArrays()).toEqual([[36]]);
    expect(d(a).toArrays()).toEqual([[12]]);
  });

  it('adds up what every use of a shared parameter sends back', () => {
    // h(3) = w³ h(0) has dh(3)/dw = 3 w² h(0)
    const w = parameter(number(2), 'w');
    let h = input(number(5), 'h(0)');
    for (let t = 1; t <= 3; t++) h = times(w, h);
    expect(backward(h)(w).toArrays()).toEqual([[60]]);
  });

  it('adds up over ways of different lengths', () => {
    // L = a + 2a + 2·2a + … , each term one operation longer than the last: dL/da = 1 + 2 + … + 2⁹
    const a = parameter(number(1), 'a');
    let term = a;
    let L = a;
    for (let n = 1; n < 10; n++) {
      term = scale(2, term);
      L = plus(term, L);
    }
    expect(backward(L)(a).toArrays()).toEqual([[1023]]);
  });

  it('leaves values and earlier gradients as they are when it runs again', () => {
    const A = parameter(Matrix.from([[1, 2]]), 'A');
    const L = sum(plus(A, hadamard(A, A)));
    const d = backward(L);
    const again = backward(L);
    expect(again(A).toArrays()).toEqual([[3, 5]]);
    expect(d(A).toArrays()).toEqual([[3, 5]]);
    expect(d(L).toArrays()).toEqual([[1]]);
    expect(A.value.toArrays()).toEqual([[1, 2]]);
  });

  it('gives zeros for what the loss does not depend on', () => {
    const unused = parameter(Matrix.from([[1, 2]]), 'unused');
    expect(backward(sum(input(number(1), 'x')))(unused).toArrays()).toEqual([[0, 0]]);
  });

  it('asks for a loss that is one number', () => {
    const A = parameter(Matrix.zeros(3, 2), 'A');
    expect(() => backward(A)).toThrow('backward: the loss is [3, 2], expected [1, 1].');
  });

  it('goes back through ten thousand steps', () => {
    let h = input(number(0.5), 'h(0)');
    const h0 = h;
    for (let t = 0; t < 10_000; t++) h = scale(1, h);
    expect(backward(h)(h0).toArrays()).toEqual([[1]]);
  });
});

describe('the graph of a loss', () => {
  const W = parameter(Matrix.from([[0.5]]), 'W');
  const h0 = input(number(1), 'h<sup>(0)</sup>');
  const h1 = tanh(times(W, h0)).named('h<sup>(1)</sup>');
  const h2 = tanh(times(W, h1)).named('h<sup>(2)</sup>');
  const L = sum(h2).named('L', 'loss');
  const { nodes, edges } = graphOf(L);
  const labelOf = new Map(nodes.map(({ id, label }) => [id, label]));

  it('has every node once, with its name or its sign, each after its parents', () => {
    expect(labelOf.size).toBe(nodes.length);
    expect([...labelOf.values()].sort()).toEqual(
      ['W', 'h<sup>(0)</sup>', '·', 'h<sup>(1)</sup>', '·', 'h<sup>(2)</sup>', 'L'].sort(),
    );
    const order = nodes.map(({ id }) => id);
    for (const { from, to } of edges) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
  });

  it('tells parameters, inputs, states, operations and the loss apart, and their shapes', () => {
    const kinds = Object.fromEntries(nodes.map(({ label, kind }) => [label, kind]));
    expect(kinds).toEqual({
      W: 'parameter',
      'h<sup>(0)</sup>': 'input',
      '·': 'operation',
      'h<sup>(1)</sup>': 'state',
      'h<sup>(2)</sup>': 'state',
      L: 'loss',
    });
    expect(nodes.find(({ label }) => label === 'L')?.hover).toBe('Σ [1, 1]');
  });

  it('leads an edge from every parent to its use, and names a parameter on each of its edges', () => {
    expect(edges).toHaveLength(7);
    const ofW = edges.filter(({ from }) => labelOf.get(from) === 'W');
    expect(ofW.map(({ kind }) => kind)).toEqual(['W', 'W']);
    expect(edges.filter(({ kind }) => kind)).toEqual(ofW);
  });
});
