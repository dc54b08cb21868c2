import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { scratch } from '../../../lib/matrix/memory';
import { adagrad, adam, momentum, sgd } from '../../../lib/matrix/update';
import type { Optimizer } from '../../../lib/train/optimizer';
import { Adagrad, Adam, Momentum, Sgd } from '../../../lib/train/optimizers';
import { random, randomMatrix } from '../matrix/random';

/** Parameters on two levels, all of different shapes. */
function makeParameters(next: () => number) {
  return {
    W: randomMatrix(3, 2, next),
    decoders: { en: { V: randomMatrix(5, 3, next) }, fr: { V: randomMatrix(4, 1, next) } },
  };
}

const all = ({ W, decoders: { en, fr } }: ReturnType<typeof makeParameters>) => [W, en.V, fr.V];
const flat = (parameters: ReturnType<typeof makeParameters>) =>
  all(parameters).map((theta) => theta.flat());

/** One parameter's three steps by the formulas alone. */
type Steps = (theta: Matrix, gradients: Matrix[]) => void;
const zeros = ({ rows, cols }: Matrix) => Matrix.zeros(rows, cols);

const kinds: [string, () => Optimizer, Steps][] = [
  [
    'Sgd',
    () => new Sgd({ rate: 0.1 }),
    (theta, gradients) => {
      for (const g of gradients) sgd(theta, g, 0.1);
    },
  ],
  [
    'Momentum',
    () => new Momentum({ rate: 0.1, mu: 0.8 }),
    (theta, gradients) => {
      const v = zeros(theta);
      for (const g of gradients) momentum(theta, g, v, 0.1, 0.8);
    },
  ],
  [
    'Adagrad',
    () => new Adagrad({ rate: 0.1, epsilon: 1e-3 }),
    (theta, gradients) => {
      const s = zeros(theta);
      for (const g of gradients) adagrad(theta, g, s, 0.1, 1e-3);
    },
  ],
  [
    'Adagrad with ε in the root',
    () => new Adagrad({ rate: 0.1, epsilon: 1e-3, epsilonInRoot: true }),
    (theta, gradients) => {
      const s = zeros(theta);
      for (const g of gradients) adagrad(theta, g, s, 0.1, 1e-3, true);
    },
  ],
  [
    'Adam',
    () => new Adam({ rate: 0.1, beta1: 0.7, beta2: 0.9, epsilon: 1e-3 }),
    (theta, gradients) => {
      const [m, v] = [zeros(theta), zeros(theta)];
      const constants = { rate: 0.1, beta1: 0.7, beta2: 0.9, epsilon: 1e-3 };
      gradients.forEach((g, i) => {
        adam(theta, g, m, v, { ...constants, k: i + 1 });
      });
    },
  ],
];

describe.each(kinds)('%s', (_, make, formula) => {
  const next = random(5);
  const parameters = makeParameters(next);
  const gradients = [1, 2, 3].map(() => makeParameters(next));
  const copyOf = (p: typeof parameters) => ({
    W: p.W.copy(),
    decoders: { en: { V: p.decoders.en.V.copy() }, fr: { V: p.decoders.fr.V.copy() } },
  });

  it('moves every parameter of a nested record as it would alone, and no gradient', () => {
    const [thetas, before] = [copyOf(parameters), gradients.map(flat)];
    const optimizer = make();
    for (const g of gradients) scratch(() => optimizer.update(thetas, g));
    all(parameters).forEach((start, i) => {
      const alone = start.copy();
      formula(
        alone,
        gradients.map((g) => all(g)[i]),
      );
      expect(all(thetas)[i].flat()).toEqual(alone.flat());
      expect(alone.flat()).not.toEqual(start.flat());
    });
    expect(gradients.map(flat)).toEqual(before);
  });

  it('goes on to the same bits when saved as JSON and restored', () => {
    const [whole, parted] = [copyOf(parameters), copyOf(parameters)];
    const [one, first, second] = [make(), make(), make()];
    for (const g of gradients) one.update(whole, g);
    for (const g of gradients.slice(0, 2)) first.update(parted, g);
    second.settings.rate = 9; // the saved rate takes its place
    second.restore(JSON.parse(JSON.stringify(first.save())));
    second.update(parted, gradients[2]);
    expect(flat(parted)).toEqual(flat(whole));
    expect(second.save()).toEqual(one.save());
  });

  it('changes nothing when a gradient is missing, unknown or of another shape', () => {
    const thetas = copyOf(parameters);
    const { W, decoders } = gradients[0];
    const refuse = (wrong: Record<string, object>, words: RegExp) =>
      expect(() => make().update(thetas, wrong as typeof thetas)).toThrow(words);
    refuse({ W, decoders: { en: decoders.en } }, /the gradient of decoders\.fr\.V is missing/);
    refuse({ W, decoders, h0: W }, /the gradient of h0 was given, but there is no h0/);
    refuse(
      { W, decoders: { ...decoders, fr: { V: W } } },
      /the gradient of decoders\.fr\.V is \[3, 2\], expected \[4, 1\]/,
    );
    expect(flat(thetas)).toEqual(flat(parameters));
  });

  it('refuses the parameters of a second network, whose past it does not know', () => {
    const optimizer = make();
    optimizer.update(copyOf(parameters), gradients[0]);
    expect(() => optimizer.update(copyOf(parameters), gradients[0])).toThrow(
      /has stepped another W: make a new one/,
    );
  });
});

it("the settings that aren't given are PyTorch's, and for momentum 0.9", () => {
  expect(new Momentum({ rate: 1 }).settings).toEqual({ rate: 1, mu: 0.9 });
  expect(new Adagrad({ rate: 1 }).settings).toEqual({ rate: 1, epsilon: 1e-10 });
  expect(new Adam({ rate: 1 }).settings).toEqual({
    rate: 1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
});

it('what is saved stands by the names of the parameters and the letters of the formulas', () => {
  const adam = new Adam({ rate: 1, beta1: 0.5, beta2: 0.75 });
  adam.update({ V: { b: Matrix.column([1]) } }, { V: { b: Matrix.column([4]) } });
  const one = (x: number) => ({ rows: 1, cols: 1, numbers: [x] });
  expect(adam.save().memory).toEqual({ 'V.b': { k: 1, matrices: { m: one(2), v: one(4) } } });
});

it('restoring forgets what was remembered before', () => {
  const ones = () => ({ b: Matrix.column([1]) });
  const momentum = new Momentum({ rate: 1 });
  const saved = momentum.save();
  momentum.update(ones(), ones());
  momentum.restore(saved);
  expect(momentum.save()).toEqual(saved);
});

it('the rate may change between steps', () => {
  const theta = Matrix.column([1]);
  const sgd = new Sgd({ rate: 0.5 });
  sgd.update({ theta }, { theta: Matrix.column([1]) });
  sgd.settings.rate = 0.25;
  sgd.update({ theta }, { theta: Matrix.column([1]) });
  expect(theta.at(0, 0)).toBe(0.25);
});

it('an optimizer names the setting that makes no sense', () => {
  expect(() => new Adam({ rate: -1 })).toThrow(/Adam: rate can't be -1/);
  expect(() => new Momentum({ rate: 1, mu: Number.NaN })).toThrow(/Momentum: mu can't be NaN/);
  expect(() => new Adam({ rate: 1, beta1: 1 })).toThrow(/Adam: beta1 can't be 1/);
  expect(() => new Adagrad({ rate: 1, epsilon: 0 })).toThrow(/Adagrad: epsilon can't be 0/);
});

it('an optimizer does not go on where one of another kind stood', () => {
  const saved = new Momentum({ rate: 1 }).save();
  expect(() => new Adam({ rate: 1 }).restore(saved)).toThrow(/Momentum was saved, this is Adam/);
});
