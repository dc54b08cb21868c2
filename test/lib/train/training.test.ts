import { describe, expect, it } from 'vitest';
import { engine } from '../../../lib/matrix/engine';
import { Matrix } from '../../../lib/matrix/matrix';
import type { Optimizer } from '../../../lib/train/optimizer';
import { Adagrad, Adam, Momentum, Sgd } from '../../../lib/train/optimizers';
import { Training } from '../../../lib/train/training';
import { makeTraining, numbersOf } from './network';

/** L = ½ ‖θ‖², whose gradient is θ: worked by hand, θ shrinks by 1 − rate a step. */
function makeBowl(clip?: { norm: number } | { value: number }) {
  const theta = Matrix.column([3, -4]);
  const training = new Training({
    parameters: { theta },
    optimizer: new Sgd({ rate: 0.5 }),
    clip,
    lossAndGradients: () => ({
      loss: theta.sumOfSquares() / 2,
      gradients: { theta: theta.copy() },
    }),
  });
  return { theta, training };
}

describe('a training', () => {
  it('yields of every step its number, the loss before its update and the norm', () => {
    const { training } = makeBowl();
    expect([...training.run(3)]).toEqual([
      { step: 0, loss: 12.5, norm: 5 },
      { step: 1, loss: 3.125, norm: 2.5 },
      { step: 2, loss: 0.78125, norm: 1.25 },
    ]);
  });

  it('yields the norm before clipping', () => {
    const { theta, training } = makeBowl({ norm: 1 });
    expect([...training.run(1)]).toEqual([{ step: 0, loss: 12.5, norm: 5 }]);
    const way = 0.5 / (5 + 1e-6);
    expect([...theta.flat()]).toEqual([3 - 3 * way, -4 + 4 * way]);
    const byValue = makeBowl({ value: 3.5 });
    expect([...byValue.training.run(1)][0].norm).toBe(5);
    expect([...byValue.theta.flat()]).toEqual([1.5, -2.25]);
  });

  it('makes a step when it is asked for, and can be left at any and run on', () => {
    const { theta, training } = makeBowl();
    const run = training.run(100);
    expect(run.length).toBe(100); // for a progress bar
    expect(training.step).toBe(0);
    for (const { step } of run) if (step === 1) break;
    expect(training.step).toBe(2);
    expect([...theta.flat()]).toEqual([0.75, -1]);
    expect([...training.run(2)].map(({ step }) => step)).toEqual([2, 3]);
  });

  it('can be awaited step by step', async () => {
    const losses: number[] = [];
    for await (const { loss } of makeBowl().training.run(2)) losses.push(loss);
    expect(losses).toEqual([12.5, 3.125]);
  });

  it('gives back the memory of every step', () => {
    const { training } = makeTraining(new Adam({ rate: 0.01 }));
    const { top } = engine;
    for (const _ of training.run(1)) expect(engine.top).toBe(top);
    const { bottom } = engine;
    for (const _ of training.run(50)) expect(engine.top).toBe(top);
    expect(engine.bottom).toBe(bottom);
  });

  it('carries the state on: the second step begins where the first has ended', () => {
    const seen: number[][] = [];
    const theta = Matrix.column([1]);
    const training = new Training({
      parameters: { theta },
      optimizer: new Sgd({ rate: 0 }),
      carried: { h: Matrix.column([1, 2]), c: Matrix.column([0]) },
      lossAndGradients({ carried: { h, c } }) {
        seen.push([...h.flat(), ...c.flat()]);
        const carried = { h: h.copy().scale(10), c: c.copy().add(theta) };
        return { loss: 0, gradients: { theta: Matrix.zeros(1) }, carried };
      },
    });
    for (const _ of training.run(3));
    expect(seen).toEqual([
      [1, 2, 0],
      [10, 20, 1],
      [100, 200, 2],
    ]);
  });

  it('says when a step leaves no state for the next', () => {
    const carried = Matrix.zeros(2);
    const theta = Matrix.column([1]);
    const training = new Training({
      parameters: { theta },
      optimizer: new Sgd({ rate: 0.5 }),
      carried,
      lossAndGradients: () => ({ loss: 1, gradients: { theta: theta.copy() } }),
    });
    expect(() => [...training.run(1)]).toThrow(/carried for the next step is missing/);
    expect(theta.at(0, 0)).toBe(1);
  });
});

const optimizers: [string, () => Optimizer][] = [
  ['Sgd', () => new Sgd({ rate: 0.3 })],
  ['Momentum', () => new Momentum({ rate: 0.3 })],
  ['Adagrad', () => new Adagrad({ rate: 0.1 })],
  ['Adam', () => new Adam({ rate: 0.02 })],
];

describe.each(optimizers)('with %s', (_, make) => {
  it('ten steps are five, a snapshot as JSON, and five in another training, to the bit', () => {
    const whole = makeTraining(make());
    const losses = [...whole.training.run(10)];
    const first = makeTraining(make());
    const firstLosses = [...first.training.run(5)];
    const json = JSON.stringify(first.training.save());

    const second = makeTraining(make(), { seed: 99 });
    for (const _ of second.training.run(3)); // which resuming forgets
    second.training.resume(JSON.parse(json));
    expect([...firstLosses, ...second.training.run(5)]).toEqual(losses);
    expect(numbersOf(second.parameters)).toEqual(numbersOf(whole.parameters));
    expect(second.training.save()).toEqual(whole.training.save());
  });

  it('the loss falls', () => {
    const { training } = makeTraining(make());
    const losses = [...training.run(200)].map(({ loss }) => loss);
    const mean = (some: number[]) => some.reduce((a, b) => a + b) / some.length;
    expect(mean(losses.slice(-20))).toBeLessThan(0.7 * mean(losses.slice(0, 20)));
  });
});

describe('a snapshot', () => {
  it('is refused by another network, which stays as it is', () => {
    const { training, parameters } = makeTraining(new Sgd({ rate: 0.1 }));
    const before = numbersOf(parameters);
    const saved = makeBowl().training.save();
    expect(() => training.resume(saved)).toThrow(/another network: its U is missing/);
    const other = makeTraining(new Adam({ rate: 0.1 })).training;
    expect(() => training.resume(other.save())).toThrow(/Adam was saved, this is Sgd/);
    const withoutState = { ...training.save(), carried: {} };
    expect(() => training.resume(withoutState)).toThrow(/another network: its carried is missing/);
    const { parameters: larger, ...rest } = training.save();
    const withMore = { ...rest, parameters: { ...larger, R: larger.b } };
    expect(() => training.resume(withMore)).toThrow(/its R was given, but there is no R/);
    expect(numbersOf(parameters)).toEqual(before);
  });

  it('keeps −0, which JSON has no number for', () => {
    const { theta, training } = makeBowl();
    theta.set(0, 0, -0);
    const json = JSON.stringify(training.save());
    theta.set(0, 0, 5);
    training.resume(JSON.parse(json));
    expect(theta.at(0, 0)).toBe(-0);
  });

  it('is not made of a NaN, which JSON has no number for', () => {
    const { theta, training } = makeBowl();
    theta.set(1, 0, Number.NaN);
    expect(() => training.save()).toThrow(/save: theta is NaN at \(1,0\)/);
  });
});
