import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import {
  add,
  dot,
  type Mat,
  multiply,
  outer,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../../../lib/linear';
import { nextState, gradient as right } from '../../../solutions/01-dynamical-systems';
import { sumMat, total } from './sums';

type F = typeof Exercise.gradient;
type Result = ReturnType<F>;
type Field = keyof Result;

/** One step: the error e = W s(t) + b − s(t+1), the state before it and the state after. */
interface Step {
  e: Vec;
  s: Vec;
  next: Vec;
}

function stepsOf(W: Mat, b: Vec, states: Vec[]): Step[] {
  return states.slice(1).map((next, t) => {
    const s = states[t];
    return { e: subtract(nextState(W, b, s), next), s, next };
  });
}

const times = (k: number, A: Mat): Mat => A.map((row) => scale(k, row));

/** L, ∂L/∂W and ∂L/∂b from the errors of some steps, divided by some number. */
function means(steps: Step[], by: number): Result {
  const nothing = { e: steps[0].e.map(() => 0), s: steps[0].s.map(() => 0) };
  const all = [nothing, ...steps];
  return {
    loss: total(all.map(({ e }) => dot(e, e))) / by,
    dW: times(2 / by, sumMat(all.map(({ e, s }) => outer(e, s)))),
    db: scale(2 / by, all.map(({ e }) => e).reduce(add)),
  };
}

/** All as it should be, but for one field. */
function only<K extends Field>(
  field: K,
  wrong: (
    steps: Step[],
    given: { W: Mat; b: Vec; states: Vec[]; tau: number; D: number },
  ) => Result[K],
): F {
  return (W, b, states) => {
    const given = { W, b, states, tau: states.length - 1, D: b.length };
    return { ...right(W, b, states), [field]: wrong(stepsOf(W, b, states), given) };
  };
}

/** A mistake that shows in several fields, as forms that have it in one of them each. */
function each(fields: Field[], wrong: F): F[] {
  return fields.map((field) => (W, b, states) => ({
    ...right(W, b, states),
    [field]: wrong(W, b, states)[field],
  }));
}

const ALL: Field[] = ['loss', 'dW', 'db'];
const SLOPES: Field[] = ['dW', 'db'];

/** The right result times a factor that should not be there. */
const scaled =
  (factor: (tau: number, D: number) => number): F =>
  (W, b, states) => {
    const { loss, dW, db } = right(W, b, states);
    const k = factor(states.length - 1, b.length);
    return { loss: k * loss, dW: times(k, dW), db: scale(k, db) };
  };

/** Other steps than all of them, divided by τ or by another number. */
const among =
  (chosen: (steps: Step[]) => Step[], by = (tau: number) => tau): F =>
  (W, b, states) =>
    means(chosen(stepsOf(W, b, states)), by(states.length - 1));

/** Another error in the place of W s(t) + b − s(t+1). */
const withErrors =
  (error: (at: { W: Mat; b: Vec; s: Vec; next: Vec; t: number; states: Vec[] }) => Vec): F =>
  (W, b, states) => {
    const steps = stepsOf(W, b, states).map(({ s, next }, t) => ({
      e: error({ W, b, s, next, t, states }),
      s,
      next,
    }));
    return means(steps, steps.length);
  };

/** ∂L/∂W made of another matrix for each step. */
const slopeW = (of: (step: Step, W: Mat, b: Vec) => Mat): F =>
  only('dW', (steps, { W, b, tau }) => times(2 / tau, sumMat(steps.map((step) => of(step, W, b)))));

/** ∂L/∂b made of another vector for each step. */
const slopeB = (of: (step: Step, W: Mat) => Vec): F =>
  only('db', (steps, { W, tau }) => scale(2 / tau, steps.map((step) => of(step, W)).reduce(add)));

/** The forecasts made from one another, as if only s(0) had been seen. */
const freely =
  (kept: 'forecast' | 'seen'): F =>
  (W, b, states) => {
    let s = states[0];
    const steps = states.slice(1).map((next, t) => {
      const before = s;
      s = nextState(W, b, before);
      return { e: subtract(s, next), s: kept === 'seen' ? states[t] : before, next };
    });
    return means(steps, steps.length);
  };

const last = (steps: Step[]) => steps.slice(-1);
const first = (steps: Step[]) => steps.slice(0, 1);
const size = (v: Vec) => Math.sqrt(dot(v, v));

export const gradient: Mistake<F>[] = [
  {
    name: 'sign of the error',
    lesson:
      'The gradient points uphill. With e = s(t+1) − ŝ(t+1) in it, every step of descent would climb: e is ŝ − s.',
    wrong: each(
      SLOPES,
      scaled(() => -1),
    ),
  },
  {
    name: 'a factor 2 lost',
    lesson: 'L has no ½ in it, and d(e²) = 2 e de: L = (1/τ) Σ |e|², and its gradient keeps the 2.',
    wrong: each(
      ALL,
      scaled(() => 0.5),
    ),
  },
  {
    name: 'a factor 2 too many',
    lesson: 'L = (1/τ) Σ |e|² has no 2, and its gradient has one: ∂L/∂b = (2/τ) Σ e.',
    wrong: each(
      ALL,
      scaled(() => 2),
    ),
  },
  {
    name: 'summed, not averaged',
    lesson:
      'L is a mean over the τ steps, and what divides L divides its gradient: loss, dW and db each have a 1/τ.',
    wrong: each(
      ALL,
      scaled((tau) => tau),
    ),
  },
  {
    name: 'divided by τ twice',
    lesson: 'The 1/τ comes once: inside the loop at each step, or at the end, not both.',
    wrong: each(
      ALL,
      scaled((tau) => 1 / tau),
    ),
  },
  {
    name: 'averaged over the states, not the steps',
    lesson:
      'τ + 1 states have τ steps between them. The mean is over the steps: divide by states.length - 1.',
    wrong: each(
      ALL,
      scaled((tau) => tau / (tau + 1)),
    ),
  },
  {
    name: 'divided by τ − 1',
    lesson: 'L is a mean over the τ steps: divide by τ, which is states.length - 1 already.',
    wrong: each(
      ALL,
      scaled((tau) => tau / (tau - 1)),
    ),
  },
  {
    name: 'neither the 2 nor the 1/τ in the gradient',
    lesson:
      '∂L/∂b = (2/τ) Σ e: the 2 comes from the square, and what divides L divides its gradient.',
    wrong: each(
      SLOPES,
      scaled((tau) => tau / 2),
    ),
  },
  {
    name: 'divided by τ in every round',
    lesson:
      'Divide each step’s part by τ, or the whole sum once after the loop. A sum that is divided in every round shrinks what came first again and again.',
    wrong: each(ALL, (W, b, states) => {
      const steps = stepsOf(W, b, states);
      const tau = steps.length;
      return steps.reduce(
        (sums, step) => {
          const one = means([step], 1);
          return {
            loss: (sums.loss + one.loss) / tau,
            dW: times(1 / tau, sumMat([sums.dW, one.dW])),
            db: scale(1 / tau, add(sums.db, one.db)),
          };
        },
        { loss: 0, dW: times(0, W), db: scale(0, b) },
      );
    }),
  },
  {
    name: 'errors that pile up from step to step',
    lesson: 'Each step has an error of its own, W s(t) + b − s(t+1): begin it anew in every round.',
    wrong: each(ALL, (W, b, states) => {
      let e = scale(0, b);
      const steps = stepsOf(W, b, states).map((step) => {
        e = add(e, step.e);
        return { ...step, e };
      });
      return means(steps, steps.length);
    }),
  },
  {
    name: 'averaged over the components, too',
    lesson:
      '|e|² is the sum over the components, not their mean: only the steps are averaged, 1/τ and not 1/(τ D).',
    wrong: [
      ...each(
        ALL,
        scaled((_tau, D) => 1 / D),
      ),
      ...each(
        ALL,
        scaled((tau, D) => tau / D),
      ),
    ],
  },
  {
    name: 'dW transposed',
    lesson:
      'wᵢⱼ carries sⱼ into component i, so ∂L/∂wᵢⱼ is eᵢ sⱼ: e sᵀ, with the error giving the row. s eᵀ is its transpose.',
    wrong: slopeW(({ e, s }) => outer(s, e)),
  },
  {
    name: 'dW with the state after the step',
    lesson:
      'W was multiplied by s(t), so ∂L/∂W is e s(t)ᵀ. s(t+1) is what was to be met; W never saw it.',
    wrong: slopeW(({ e, next }) => outer(e, next)),
  },
  {
    name: 'dW with the forecast',
    lesson: 'W was multiplied by s(t), so ∂L/∂W is e s(t)ᵀ. The forecast is what came of it.',
    wrong: slopeW(({ e, s }, W, b) => outer(e, nextState(W, b, s))),
  },
  {
    name: 'dW with the first state at every step',
    lesson: 'Each error goes with the state of its own step: e s(t)ᵀ, with states[t].',
    wrong: only('dW', (steps, { states, tau }) =>
      times(2 / tau, sumMat(steps.map(({ e }) => outer(e, states[0])))),
    ),
  },
  {
    name: 'dW without the state',
    lesson: 'wᵢⱼ is multiplied by sⱼ, and so is its derivative: ∂L/∂wᵢⱼ = (2/τ) Σ eᵢ sⱼ.',
    wrong: slopeW(({ e }) =>
      outer(
        e,
        e.map(() => 1),
      ),
    ),
  },
  {
    name: 'dW from the error alone',
    lesson: '∂L/∂W is the error times the state that W was multiplied by: e s(t)ᵀ, not e eᵀ.',
    wrong: slopeW(({ e }) => outer(e, e)),
  },
  {
    name: 'dW from the state alone',
    lesson: '∂L/∂W is the error times the state, e s(t)ᵀ: outer(e, s), not s sᵀ or a row of s.',
    wrong: [
      slopeW(({ s }) => outer(s, s)),
      slopeW(({ s }) =>
        outer(
          s.map(() => 1),
          s,
        ),
      ),
    ],
  },
  {
    name: 'only the diagonal of dW',
    lesson: 'Every wᵢⱼ has a derivative: eᵢ sⱼ for all i and all j, which is outer(e, s).',
    wrong: slopeW(({ e, s }) => e.map((ei, i) => s.map((sj, j) => (i === j ? ei * sj : 0)))),
  },
  {
    name: 'one component too few in the sums',
    lesson: 'Rows and columns are counted from 0 to D − 1: i < D and j < D, beginning at 0.',
    wrong: [
      only(
        'loss',
        (steps, { tau }) => total(steps.map(({ e }) => dot(e.slice(1), e.slice(1)))) / tau,
      ),
      only(
        'loss',
        (steps, { tau }) => total(steps.map(({ e }) => dot(e.slice(0, -1), e.slice(0, -1)))) / tau,
      ),
      only('loss', (steps, { tau }) => total(steps.map(({ e }) => e[0] ** 2)) / tau),
      slopeB(({ e }) => e.map((ei, i) => (i === 0 ? 0 : ei))),
      slopeB(({ e }) => e.map((ei, i) => (i === e.length - 1 ? 0 : ei))),
      slopeW(({ e, s }) =>
        outer(
          e,
          s.map((sj, j) => (j === 0 ? 0 : sj)),
        ),
      ),
      slopeW(({ e, s }) =>
        outer(
          e,
          s.map((sj, j) => (j === s.length - 1 ? 0 : sj)),
        ),
      ),
    ],
  },
  {
    name: 'W once more on the way back',
    lesson:
      'b is added to the forecast itself, so ∂L/∂b is (2/τ) Σ e, and ∂L/∂W is (2/τ) Σ e sᵀ: no W comes between the error and them.',
    wrong: [
      slopeB(({ e }, W) => multiply(W, e)),
      slopeB(({ e }, W) => multiply(transpose(W), e)),
      slopeW(({ e, s }, W) => outer(multiply(W, e), s)),
      slopeW(({ e, s }, W) => outer(multiply(transpose(W), e), s)),
      slopeW(({ e, s }, W) => outer(e, multiply(W, s))),
    ],
  },
  {
    name: 'db times the state',
    lesson: 'b is added as it is, so its derivative is the error as it is: ∂L/∂b = (2/τ) Σ e.',
    wrong: slopeB(({ e, s }) => e.map((ei, i) => ei * s[i])),
  },
  {
    name: 'db times b',
    lesson: 'The derivative of b is 1: ∂L/∂b = (2/τ) Σ e, without b itself.',
    wrong: only('db', (steps, { b, tau }) =>
      scale(2 / tau, steps.map(({ e }) => e.map((ei, i) => ei * b[i])).reduce(add)),
    ),
  },
  {
    name: 'one number for every component of db',
    lesson: 'Each bᵢ has a derivative of its own, (2/τ) Σₜ eᵢ: db is a list of D sums over t.',
    wrong: slopeB(({ e }) => e.map(() => total(e))),
  },
  {
    name: 'only the last error counts',
    lesson:
      'Loss and gradients are sums over all steps. With = where += belongs the last step’s is left; and one list that is overwritten and pushed again and again holds the last error in every place.',
    wrong: [
      ...each(ALL, among(last)),
      ...each(
        ALL,
        among(last, () => 1),
      ),
      ...each(['dW'], (W, b, states) => {
        const steps = stepsOf(W, b, states);
        const { e } = steps[steps.length - 1];
        return means(
          steps.map((step) => ({ ...step, e })),
          steps.length,
        );
      }),
    ],
  },
  {
    name: 'the first step only',
    lesson:
      'Loss and gradients are sums over all steps. A return inside the loop ends it after the first.',
    wrong: [
      ...each(ALL, among(first)),
      ...each(
        ALL,
        among(first, () => 1),
      ),
    ],
  },
  {
    name: 'the last step left out',
    lesson:
      'There are τ steps, t = 0, …, τ − 1: a loop with t < tau, where tau is states.length - 1.',
    wrong: [
      ...each(
        ALL,
        without((t, tau) => t === tau - 1),
      ),
      ...each(
        ALL,
        without(
          (t, tau) => t === tau - 1,
          (tau) => tau - 1,
        ),
      ),
      ...each(
        ALL,
        without(
          (t, tau) => t === tau - 1,
          (tau) => Math.max(tau - 1, 1),
        ),
      ),
    ],
  },
  {
    name: 'the first step left out',
    lesson: 'There are τ steps, t = 0, …, τ − 1: the first leads from states[0] to states[1].',
    wrong: [
      ...each(
        ALL,
        without((t) => t === 0),
      ),
      ...each(
        ALL,
        without(
          (t) => t === 0,
          (tau) => tau - 1,
        ),
      ),
      ...each(
        ALL,
        without(
          (t) => t === 0,
          (tau) => Math.max(tau - 1, 1),
        ),
      ),
    ],
  },
  {
    name: 'b left out of the error',
    lesson: 'The forecast is W s(t) + b: the error is W s(t) + b − s(t+1).',
    wrong: each(
      ALL,
      withErrors(({ W, s, next }) => subtract(multiply(W, s), next)),
    ),
  },
  {
    name: 'b with a minus in the error',
    lesson: 'The forecast is W s(t) + b: the error is W s(t) + b − s(t+1).',
    wrong: each(
      ALL,
      withErrors(({ W, b, s, next }) => subtract(multiply(W, s), add(b, next))),
    ),
  },
  {
    name: 'W (s + b) in the error',
    lesson: 'The forecast is W s(t) + b: b is added after the product.',
    wrong: each(
      ALL,
      withErrors(({ W, b, s, next }) => subtract(multiply(W, add(s, b)), next)),
    ),
  },
  {
    name: 'a tanh that is not asked for',
    lesson: 'The forecast is affine, W s(t) + b, as in nextState.',
    wrong: each(
      ALL,
      withErrors(({ W, b, s, next }) => subtract(nextState(W, b, s).map(Math.tanh), next)),
    ),
  },
  {
    name: 's(t+1) with a plus in the error',
    lesson: 'The error is what the forecast is off by: W s(t) + b − s(t+1).',
    wrong: each(
      ALL,
      withErrors(({ W, b, s, next }) => add(nextState(W, b, s), next)),
    ),
  },
  {
    name: 'no target in the error',
    lesson: 'The forecast is compared with what came: e = W s(t) + b − s(t+1).',
    wrong: each(
      ALL,
      withErrors(({ W, b, s }) => nextState(W, b, s)),
    ),
  },
  {
    name: 'Wᵀ in the forecast',
    lesson: 'The forecast is W s(t) + b, row times state: Σⱼ wᵢⱼ sⱼ, W[i][j] * s[j].',
    wrong: each(
      ALL,
      withErrors(({ W, b, s, next }) => subtract(nextState(transpose(W), b, s), next)),
    ),
  },
  {
    name: 'compared with the state it began from',
    lesson:
      'W s(t) + b is a forecast of s(t+1): it begins at states[t] and is compared with states[t + 1].',
    wrong: [
      ...each(
        ALL,
        withErrors(({ W, b, s }) => subtract(nextState(W, b, s), s)),
      ),
      ...each(ALL, (W, b, states) => {
        const later = states.slice(1);
        const steps = later.map((s) => ({ e: subtract(nextState(W, b, s), s), s, next: s }));
        return means(steps, steps.length);
      }),
    ],
  },
  {
    name: 'every forecast from s(0)',
    lesson: 'Each step begins at the state that was seen then, states[t].',
    wrong: each(
      ALL,
      withErrors(({ W, b, next, states }) => subtract(nextState(W, b, states[0]), next)),
    ),
  },
  {
    name: 'forecasts from forecasts',
    lesson:
      'L is about single steps: each forecast begins at s(t) as it was seen, not at the forecast before it.',
    wrong: [...each(ALL, freely('seen')), ...each(['dW'], freely('forecast'))],
  },
  {
    name: 'against time',
    lesson:
      'W s(t) + b is a forecast of s(t+1), the later state: not of the one before from the one after.',
    wrong: [
      ...each(
        ALL,
        withErrors(({ W, b, s, next }) => subtract(nextState(W, b, next), s)),
      ),
      ...each(['dW'], (W, b, states) => right(W, b, [...states].reverse())),
    ],
  },
  {
    name: 'the length of the error, not its square',
    lesson:
      '|e|² is the sum of the squares, dot(e, e). A root would make another loss, with another gradient.',
    wrong: [
      only('loss', (steps, { tau }) => total(steps.map(({ e }) => size(e))) / tau),
      only('loss', (steps, { tau }) => Math.sqrt(total(steps.map(({ e }) => dot(e, e))) / tau)),
      only('loss', (steps, { tau }) => Math.sqrt(total(steps.map(({ e }) => dot(e, e)))) / tau),
      only('loss', (steps) => Math.sqrt(total(steps.map(({ e }) => dot(e, e))))),
      slopeB(({ e }) => scale(1 / size(e), e)),
      slopeW(({ e, s }) => outer(scale(1 / size(e), e), s)),
    ],
  },
  {
    name: 'sizes of the components, not their squares',
    lesson: '|e|² is e₁² + e₂² + …: each component is squared, not only freed of its sign.',
    wrong: only(
      'loss',
      (steps, { tau }) => total(steps.map(({ e }) => total(e.map(Math.abs)))) / tau,
    ),
  },
  {
    name: 'errors added before they are squared',
    lesson:
      'Each component of each error is squared first and added then; otherwise errors of opposite signs cancel.',
    wrong: [
      only('loss', (steps, { tau }) => total(steps.map(({ e }) => total(e))) / tau),
      only('loss', (steps, { tau }) => total(steps.map(({ e }) => total(e) ** 2)) / tau),
      only('loss', (steps, { tau }) => {
        const sum = steps.map(({ e }) => e).reduce(add);
        return dot(sum, sum) / tau;
      }),
      only('loss', (steps, { tau }) => {
        const sum = scale(1 / tau, steps.map(({ e }) => e).reduce(add));
        return dot(sum, sum);
      }),
    ],
  },
  {
    name: 'squared twice',
    lesson: '|e|² is dot(e, e), and that is the square already.',
    wrong: only('loss', (steps, { tau }) => total(steps.map(({ e }) => dot(e, e) ** 2)) / tau),
  },
  {
    name: 'the gradient begins with W and b',
    lesson:
      'dW and db are sums that begin at 0: W.map((row) => row.map(() => 0)), and b.map(() => 0).',
    wrong: [
      ...[() => 1, (tau: number) => 1 / tau, (tau: number) => 2 / tau].flatMap((weight) => [
        only('dW', (steps, { W, tau }) => sumMat([means(steps, tau).dW, times(weight(tau), W)])),
        only('db', (steps, { b, tau }) => add(means(steps, tau).db, scale(weight(tau), b))),
      ]),
    ],
  },
  {
    name: 'divided again at every step',
    lesson:
      'A factor on the running sum at every step falls on the early steps again and again. Apply it to what is added, or once, after the loop.',
    wrong: [(tau: number) => 2 / tau, (tau: number) => 1 / tau, () => 2].flatMap((factor) => [
      decaying(factor, ALL),
      decaying(factor, SLOPES),
      decaying(factor, ['loss']),
    ]),
  },
  {
    name: 'the new W and b, not the gradient',
    lesson: 'Return ∂L/∂W and ∂L/∂b as they are; the step of learning is taken elsewhere.',
    wrong: [
      only('dW', (steps, { W, tau }) => sumMat([W, times(-1, means(steps, tau).dW)])),
      only('db', (steps, { b, tau }) => subtract(b, means(steps, tau).db)),
    ],
  },
  {
    name: 'a state that is not there',
    lesson:
      'Each step needs s(t) and s(t+1), so t runs from 0 to τ − 1: states[t + 1] at t = τ lies past the end of the list.',
    wrong: (W, b, states) => {
      for (const [t, s] of states.entries()) subtract(nextState(W, b, s), states[t + 1]);
      return right(W, b, states);
    },
  },
];

/** A running sum that is multiplied by its factor at every step. */
function decaying(factor: (tau: number) => number, fields: Field[]): F {
  return (W, b, states) => {
    const tau = states.length - 1;
    const k = factor(tau);
    const steps = stepsOf(W, b, states);
    const zero = { loss: 0, dW: times(0, W), db: scale(0, b) };
    const sums = steps.reduce(
      ({ loss, dW, db }, { e, s }) => ({
        loss: (loss + dot(e, e)) / tau,
        dW: times(k, sumMat([dW, outer(e, s)])),
        db: scale(k, add(db, e)),
      }),
      zero,
    );
    const wrong = Object.fromEntries(fields.map((field) => [field, sums[field]]));
    return { ...right(W, b, states), ...wrong };
  };
}

/** Without some of the steps, divided by τ or by another number. */
function without(isLost: (t: number, tau: number) => boolean, by = (tau: number) => tau): F {
  return (W, b, states) => {
    const zero = { e: b.map(() => 0), s: b.map(() => 0), next: [] };
    const steps = stepsOf(W, b, states).map((step, t) =>
      isLost(t, states.length - 1) ? zero : step,
    );
    return means(steps, by(states.length - 1));
  };
}
