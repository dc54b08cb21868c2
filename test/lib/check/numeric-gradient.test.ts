import { describe, expect, it } from 'vitest';
import { numericGradient } from '../../../lib/check/numeric-gradient';
import { relativeErrors } from '../../../lib/check/relative-error';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { mapped } from '../../../lib/matrix/tree';
import { example } from './network';

describe('the numeric gradient', () => {
  it('of L = w³ − 2 v is 3 w² and −2, in the nesting of what it was asked for', () => {
    const w = Matrix.from([[2, -1]]);
    const v = Matrix.from([[5]]);
    const loss = () => w.at(0, 0) ** 3 + w.at(0, 1) ** 3 - 2 * v.at(0, 0);
    const gradient = numericGradient(loss, { outer: { w }, v });
    expect(Object.keys(gradient)).toEqual(['outer', 'v']);
    expect(gradient.outer.w.at(0, 0)).toBeCloseTo(12, 8);
    expect(gradient.outer.w.at(0, 1)).toBeCloseTo(3, 8);
    expect(gradient.v.at(0, 0)).toBeCloseTo(-2, 8);
  });

  it('is the hand-written gradient of RNN (A) to 1e-7, in every entry', () => {
    const { parameters, h0, loss, backward } = example();
    const { gradients, dInitial } = backward();
    const numeric = numericGradient(loss, { ...parameters, h0 });
    const errors = relativeErrors({ ...gradients, h0: dInitial }, numeric);
    expect(Object.keys(errors).sort()).toEqual(['U', 'V', 'W', 'b', 'c', 'h0']);
    for (const [name, { largest, at }] of Object.entries(errors)) {
      expect(largest, `d${name}(${at})`).toBeLessThan(1e-7);
    }
  });

  it('finds a number that a hand-written gradient has wrong', () => {
    const { parameters, loss, backward } = example();
    const wrong = mapped(backward().gradients, (gradient) => gradient.copy());
    wrong.W.set(2, 1, 1.001 * wrong.W.at(2, 1));
    const { U, W } = relativeErrors(wrong, numericGradient(loss, parameters));
    expect(U.largest).toBeLessThan(1e-7);
    expect(W.at).toEqual([2, 1]);
    expect(W.largest).toBeGreaterThan(1e-5);
  });

  it('sets every number back to its very bits', () => {
    const { parameters, loss } = example();
    const before = Object.values(parameters).map((theta) => theta.flat());
    numericGradient(loss, parameters, 0.1);
    expect(Object.values(parameters).map((theta) => theta.flat())).toEqual(before);
  });

  it('sets the number back when the loss throws', () => {
    const w = Matrix.from([[0.1]]);
    const loss = () => {
      if (w.at(0, 0) !== 0.1) throw new Error('the loss fails');
      return 0;
    };
    expect(() => numericGradient(loss, { w })).toThrow('the loss fails');
    expect(w.at(0, 0)).toBe(0.1);
  });

  it('outlives the scratches that the losses ran in, and ends with its own', () => {
    const { parameters, loss } = example();
    const gradient = numericGradient(loss, parameters);
    expect(gradient.c.flat().some((number) => number !== 0)).toBe(true);
    const inside = scratch(() => numericGradient(loss, { c: parameters.c }));
    expect(() => inside.c.at(0, 0)).toThrow(/scratch/);
  });

  it('gives back what a loss has made, each time', () => {
    const w = Matrix.from([[1]]);
    let made = w;
    const loss = () => {
      made = w.copy();
      return made.at(0, 0);
    };
    numericGradient(loss, { w });
    expect(() => made.at(0, 0)).toThrow(/scratch/);
  });

  it('names the number whose nudge makes the loss NaN', () => {
    const w = Matrix.from([[4, 0]]);
    const loss = () => Math.sqrt(w.at(0, 0)) + Math.sqrt(w.at(0, 1));
    expect(() => numericGradient(loss, { layer: { w } })).toThrow(
      'numericGradient: the loss is NaN with layer.w(0, 1) = -0.00001.',
    );
  });

  it('refuses a loss that is NaN or different for the same numbers, and ε of zero', () => {
    const w = Matrix.from([[1]]);
    let calls = 0;
    expect(() => numericGradient(() => ++calls, { w })).toThrow(/was 1 and then 2 for the same/);
    expect(() => numericGradient(() => Number.NaN, { w })).toThrow(/the loss is NaN/);
    expect(() => numericGradient(() => 0, { w }, 0)).toThrow(/epsilon is 0, expected above 0/);
  });
});
