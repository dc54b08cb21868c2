import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { add, multiply, type Vec } from '../../../lib/linear';
import { forward as right, step as rightStep, softmax } from '../../../solutions/03-uvw-rnn';
import { h0, theta, xs } from '../../judge/example-network';
import { inSequences, tanhs } from './step';
import { type Step, stepWith } from './step-lines';
import { asItIs } from './table';

type Forward = typeof Exercise.forward;
type Rnn = Exercise.Rnn;
type Run = ReturnType<Forward>;

/** What stands where in the loop. */
interface Loop {
  /** the first state; h0 where it is not given */
  from?: (h0: Vec) => Vec;
  /** what stands first in hs */
  first?: (h0: Vec) => Vec;
  /** the inputs in the order in which they are read */
  inputs?: (xs: Vec[]) => Vec[];
  /** what the next step starts from */
  carry?: (now: ReturnType<Step>, hs: Vec[], hPrev: Vec) => Vec;
  step?: Step;
}

const loop =
  ({ from = asItIs, first = asItIs, inputs = asItIs, carry, step = rightStep }: Loop): Forward =>
  (theta, h0, xs) => {
    const hs = [first(h0)];
    const os: Vec[] = [];
    let state = from(h0);
    for (const x of inputs(xs)) {
      const now = step(theta, state, x);
      hs.push(now.h);
      os.push(now.o);
      state = carry?.(now, hs, state) ?? now.h;
    }
    return { hs, os };
  };

/** The right lists, changed. */
const after =
  (change: (run: Run, theta: Rnn, h0: Vec, xs: Vec[]) => Partial<Run>): Forward =>
  (theta, h0, xs) => {
    const run = right(theta, h0, xs);
    return { ...run, ...change(run, theta, h0, xs) };
  };

const zeros = (v: Vec): Vec => v.map(() => 0);
const bent = (v: Vec): Vec => v.map(Math.tanh);
const scores = ({ V, c }: Rnn, states: Vec[]): Vec[] => states.map((h) => add(c, multiply(V, h)));
const scoresWithoutC = ({ V }: Rnn, states: Vec[]): Vec[] => states.map((h) => multiply(V, h));
const lastOf = <X>(items: X[]): X => items[items.length - 1];

const loops: Row<Loop>[] = [
  [
    'h(0) ignored',
    'The first step starts from the h0 that was given. Zeros are a frequent choice, but not the only one.',
    { from: zeros },
    { from: zeros, first: zeros },
    { from: (h0) => h0.map(() => 1), first: (h0) => h0.map(() => 1) },
  ],
  ['zeros in the place of h(0)', 'hs begins with the h0 that was given.', { first: zeros }],
  [
    'h(0) through the tanh',
    'h0 is a state, not a pre-activation: it is read as it is, and may hold any numbers.',
    { from: bent, first: bent },
    { from: bent },
    { first: bent },
  ],
  [
    'the state never advances',
    'Step t starts from h(t−1), the state that step t−1 has left. From h(0) every time, nothing is remembered.',
    { carry: (_, __, hPrev) => hPrev },
    { carry: ({ h }) => zeros(h) },
  ],
  [
    'the pre-activation is carried on',
    'What goes to the next step is h(t) = tanh a(t). If you carry a(t), then the next step has to apply the tanh on the way in.',
    { carry: ({ a }) => a },
    { carry: ({ a }) => a, step: stepWith({ out: ({ a }) => ({ h: a }) }) },
  ],
  [
    'the state of two steps before',
    'Step t starts from h(t−1), the last state in hs: hs[hs.length − 1], or hs[t − 1].',
    { carry: (_, hs) => hs[hs.length - 2] },
    { carry: (_, hs) => hs[Math.max(hs.length - 3, 0)] },
  ],
  [
    'the state bent again',
    'h(t) has been through its tanh: the next step starts from it as it is.',
    { carry: ({ h }) => bent(h) },
    { carry: ({ h }) => bent(h), step: stepWith({ out: ({ h }) => ({ h: bent(h) }) }) },
    { step: stepWith({ out: ({ h }) => ({ h: bent(h) }) }) },
  ],
  [
    'the output is carried on',
    'What goes to the next step is the state h(t). The outputs only leave. (A network whose output recurs is RNN (B).)',
    { carry: ({ o }) => o },
    { carry: ({ yHat }) => yHat },
  ],
  [
    'old and new state added',
    'The next step starts from h(t) alone; h(t−1) is in it already, through W.',
    { carry: ({ h }, _, hPrev) => add(hPrev, h) },
  ],
  [
    'the sequence backwards',
    'Time runs forward: h(1) reads x(1). (The backward half of a bidirectional network comes in notebook 09.)',
    { inputs: (xs) => [...xs].reverse() },
  ],
  [
    'the input comes a step late',
    'Step t reads x(t), which is xs[t − 1]. Here the inputs come one step late, and x(τ) is never read.',
    { inputs: (xs) => xs.map((_, i) => xs[Math.max(i - 1, 0)]) },
    { inputs: (xs) => xs.map((x, i) => xs[i - 1] ?? zeros(x)) },
  ],
  [
    'the input comes a step early',
    'Step t reads x(t), which is xs[t − 1]: lists count from 0. Here x(1) is never read.',
    { inputs: (xs) => xs.map((_, i) => xs[Math.min(i + 1, xs.length - 1)]) },
    { inputs: (xs) => xs.map((x, i) => xs[i + 1] ?? zeros(x)) },
    { inputs: (xs) => xs.map((_, i) => xs[(i + 1) % xs.length]) },
    { inputs: (xs) => xs.map((_, i) => xs[i + 1]) },
  ],
  [
    'x(1) at every step',
    'Step t reads its own input x(t), which is xs[t − 1].',
    { inputs: (xs) => xs.map(() => xs[0]) },
  ],
  [
    'x(τ) at every step',
    'Step t reads its own input x(t), which is xs[t − 1].',
    { inputs: (xs) => xs.map(() => lastOf(xs)) },
  ],
  [
    'x(1) is skipped',
    'x(1) is xs[0]: τ inputs make τ steps, and the first reads the first.',
    { inputs: (xs) => xs.slice(1) },
  ],
  [
    'x(τ) is skipped',
    'τ inputs make τ steps, and the last reads the last.',
    { inputs: (xs) => xs.slice(0, -1) },
  ],
  [
    'a step too many',
    'τ inputs make τ steps: xs[τ] is past the end.',
    { inputs: (xs) => [...xs, undefined as never] },
    { inputs: (xs) => (xs.length > 0 ? [...xs, lastOf(xs)] : []) },
    { inputs: (xs) => (xs.length > 0 ? [xs[0], ...xs] : []) },
  ],
  [
    'o(t) from a second step with x(t)',
    'One call of step gives h(t) and o(t). A second call starts from h(t), and what it gives belongs to a step that nobody takes.',
    {
      step: (theta, hPrev, x) => {
        const now = rightStep(theta, hPrev, x);
        return { ...now, o: rightStep(theta, now.h, x).o };
      },
    },
  ],
  [
    'a second round over the sequence',
    'The sequence is read once, from x(1) to x(τ).',
    { inputs: (xs) => [...xs, ...xs] },
  ],
];

const lists: Row<Forward>[] = [
  [
    'h(0) left out',
    'hs begins with h(0): τ inputs make τ + 1 states, and hs[t] is h(t).',
    after(({ hs }) => ({ hs: hs.slice(1) })),
  ],
  [
    'h(0) twice',
    'hs begins with h(0), once, and goes on with h(1): τ + 1 states.',
    after(({ hs }, _, h0) => ({ hs: [h0, ...hs] })),
    after(({ hs }, _, h0) => ({ hs: [h0, ...hs.slice(0, -1)] })),
  ],
  [
    'h(0) at the end',
    'hs begins with h(0): hs[t] is h(t).',
    after(({ hs }, _, h0) => ({ hs: [...hs.slice(1), h0] })),
  ],
  [
    'h(τ) left out',
    'hs holds h(0) to h(τ), τ + 1 states: h(t) is pushed after step t, the last one too.',
    after(({ hs }) => ({ hs: hs.slice(0, -1) })),
    after(({ hs }) => ({ hs: hs.length > 1 ? hs.slice(0, -1) : hs })),
  ],
  [
    'h(τ) twice',
    'hs holds h(0) to h(τ), τ + 1 states.',
    after(({ hs }) => ({ hs: [...hs, lastOf(hs)] })),
    after(({ hs }) => ({ hs: [...hs.slice(1), lastOf(hs)] })),
  ],
  [
    'from the last to the first',
    'hs and os run with time: hs[0] is h(0), os[0] is o(1). push adds at the end, unshift at the front.',
    after(({ hs }) => ({ hs: [...hs].reverse() })),
    after(({ os }) => ({ os: [...os].reverse() })),
    after(({ hs, os }) => ({ hs: [...hs].reverse(), os: [...os].reverse() })),
    after(({ hs, os }) => ({ hs: [hs[0], ...hs.slice(1).reverse()], os: [...os].reverse() })),
  ],
  [
    'pre-activations for states',
    'hs holds the states h(t) = tanh a(t). a(t) is what goes into the tanh.',
    (theta, h0, xs) => {
      const { hs, os } = right(theta, h0, xs);
      const as = xs.map((x, i) => rightStep(theta, hs[i], x).a);
      return { hs: [h0, ...as], os };
    },
  ],
  [
    'the last state in every place',
    'One list stands in every place: written over at each step, it shows the last state everywhere. Push a new list at each step, or a copy, [...h].',
    after(({ hs }, _, h0) => ({ hs: hs.map((_, t) => (t === 0 ? h0 : lastOf(hs))) })),
    after(({ hs }) => ({ hs: hs.map(() => lastOf(hs)) })),
    (theta, h0, xs) => {
      const { hs, os } = right(theta, h0, xs);
      const last = lastOf(hs);
      for (const i of h0.keys()) h0[i] = last[i];
      return { hs: hs.map(() => last), os };
    },
    after(({ hs, os }, _, h0) => ({
      hs: hs.map((_, t) => (t === 0 ? h0 : lastOf(hs))),
      os: os.map(() => lastOf(os)),
    })),
  ],
  [
    'the last output in every place',
    'One list stands in every place: written over at each step, it shows the last output everywhere. Push a new list at each step.',
    after(({ os }) => ({ os: os.map(() => lastOf(os)) })),
    after(({ hs, os }, theta) => ({ os: os.map(() => scores(theta, [lastOf(hs)])[0]) })),
  ],
  [
    'o from h(t−1)',
    'o(t) reads h(t). From h(t−1) the outputs come a step late, and o(1) reads h(0).',
    after(({ hs }, theta) => ({ os: scores(theta, hs.slice(0, -1)) })),
  ],
  [
    'o of h(0), too',
    'There are τ outputs: o(1) is the first, and h(0) has none.',
    after(({ hs }, theta) => ({ os: scores(theta, hs) })),
  ],
  [
    'o from h(0) every time',
    'o(t) reads the state of its own step, h(t).',
    after(({ os }, theta, h0) => ({ os: os.map(() => scores(theta, [h0])[0]) })),
  ],
  [
    'an output left out',
    'Each of the τ steps has its output: os[0] is o(1), and the last is o(τ).',
    after(({ os }) => ({ os: os.slice(1) })),
    after(({ os }) => ({ os: os.slice(0, -1) })),
  ],
  [
    'o from the state after',
    'o(t) reads h(t), which is hs[t]: o(1) reads hs[1].',
    after(({ hs, os }, theta) => ({
      os: scores(
        theta,
        os.map((_, i) => hs[Math.min(i + 2, os.length)]),
      ),
    })),
  ],
  [
    'the last output only',
    'RNN (A) answers at every step: os holds o(1) to o(τ). The last alone is RNN (C).',
    after(({ os }) => ({ os: os.slice(-1) })),
    after(({ os }) => ({ os: lastOf(os) as never })),
  ],
  [
    'the last state only',
    'hs holds every state from h(0) on, not the last alone.',
    after(({ hs }) => ({ hs: hs.slice(-1) })),
    after(({ hs }) => ({ hs: lastOf(hs) as never })),
    after(({ hs, os }) => ({ hs: hs.slice(-1), os: os.slice(-1) })),
    after(({ hs, os }) => ({ hs: lastOf(hs) as never, os: lastOf(os) as never })),
  ],
  [
    'probabilities for scores',
    'os holds o(t) = c + V h(t), before softmax: the loss needs the scores.',
    after(({ os }) => ({ os: os.map(softmax) })),
  ],
  [
    'chosen classes for scores',
    'os holds the scores o(t) = c + V h(t), K numbers at each step. Choosing comes later.',
    after(({ os }) => ({ os: os.map((o) => o.indexOf(Math.max(...o))) as never })),
    after(({ os }) => ({ os: os.map((o) => o.map((ok) => Number(ok === Math.max(...o)))) })),
  ],
  [
    'whole steps in the lists',
    'hs holds the vectors h(t) and os the vectors o(t): take .h and .o of what step returns.',
    (theta, h0, xs) => {
      const { hs, os } = right(theta, h0, xs);
      return { hs: [h0, ...xs.map((x, i) => rightStep(theta, hs[i], x))] as never, os };
    },
    (theta, h0, xs) => {
      const { hs } = right(theta, h0, xs);
      return { hs, os: xs.map((x, i) => rightStep(theta, hs[i], x)) as never };
    },
  ],
  [
    'states and outputs swapped',
    'hs holds the states, os the outputs.',
    after(({ hs, os }) => ({ hs: os, os: hs })),
  ],
  [
    'states for outputs',
    'os holds o(t) = c + V h(t), K scores at each step.',
    after(({ hs }) => ({ os: hs.slice(1) })),
    after(({ hs }) => ({ os: hs })),
  ],
  [
    'all in one list',
    'hs and os are lists of vectors: push adds a vector, concat and a spread add its numbers.',
    after(({ hs }) => ({ hs: hs.flat() as never })),
    after(({ os }) => ({ os: os.flat() as never })),
    after(({ hs, os }) => ({ hs: hs.flat() as never, os: os.flat() as never })),
    after(({ hs, os }, _, h0) => ({ hs: [...h0, ...hs.slice(1)] as never, os })),
  ],
  [
    'c forgotten, and o from h(t−1)',
    'o(t) = c + V h(t) has a bias, and reads the state of its own step.',
    after(({ hs }, theta) => ({ os: scoresWithoutC(theta, hs.slice(0, -1)) })),
  ],
  [
    'the inputs used up',
    'shift and pop take an item out of the caller’s list, and reverse turns it round. for (const x of xs) leaves it as it is.',
    (theta, h0, xs) => {
      const run = right(theta, h0, xs);
      xs.splice(0);
      return run;
    },
    (theta, h0, xs) => {
      const run = right(theta, h0, xs.reverse());
      return run;
    },
    (theta, h0, xs) => {
      const run = right(theta, h0, [...xs].reverse());
      xs.splice(0);
      return run;
    },
  ],
  [
    'h(0) overwritten',
    'h0 belongs to whoever gave it. Begin with a copy, [...h0], or make a new list at each step.',
    (theta, h0, xs) => {
      const { hs, os } = right(theta, h0, xs);
      const states = hs.map((h) => [...h]);
      for (const i of h0.keys()) h0[i] = lastOf(states)[i];
      return { hs: states, os };
    },
    (theta, h0, xs) => {
      const { hs, os } = right(theta, h0, xs);
      for (const i of h0.keys()) h0[i] = lastOf(hs)[i];
      return { hs, os };
    },
  ],
];

/** What a run with these lines comes to: numbers, or an error. */
function outcome(run: Forward): string {
  try {
    return JSON.stringify(run(theta, h0, xs));
  } catch (error) {
    return String(error);
  }
}

/** The mistakes of a step, in a sequence: each form once, for some come to the same in its states and outputs. */
const inSteps: Mistake<Forward>[] = inSequences.flatMap(([name, lesson, ...forms]) => {
  const runs = forms.map((lines) => loop({ step: stepWith(lines) }));
  const byOutcome = new Map(runs.map((run) => [outcome(run), run]));
  byOutcome.delete(outcome(right));
  for (const key of byOutcome.keys()) if (key.includes('null')) byOutcome.delete(key); // NaN tells nothing
  return byOutcome.size > 0 ? [{ name, lesson, wrong: [...byOutcome.values()] }] : [];
});

export const forward: Mistake<Forward>[] = [
  ...mistakesFrom(loops, loop),
  ...mistakesFrom(lists, asItIs),
  {
    name: 'nothing where there is no input',
    lesson:
      'Without inputs there is still h(0): hs is [h0], and os is empty. The loop gives just that by itself, and needs no case of its own.',
    wrong: [
      (theta, h0, xs) => (xs.length === 0 ? { hs: [], os: [] } : right(theta, h0, xs)),
      (theta, h0, xs) => {
        if (xs.length === 0) throw new TypeError('Reduce of empty array with no initial value');
        return right(theta, h0, xs);
      },
    ],
    text: /length|\[\]/,
  },
  ...inSteps,
  {
    name: 'a tanh of its own that overflows',
    lesson:
      'e^(2a) is Infinity where a is 1000, and Infinity / Infinity is NaN. Math.tanh knows better: tanh 1000 is 1.',
    wrong: tanhs.map(
      (f): Forward =>
        (theta, h0, xs) =>
          loop({ step: stepWith({ h: ({ a }) => a.map(f) }) })(theta, h0, xs),
    ),
    text: /^(?![\s\S]*Math\.tanh)/,
  },
];
