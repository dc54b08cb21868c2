import type { Mistake } from '../../../lib/judge/mistakes';

/** A way to list states: from s(0), by τ steps of which the one to s(t) is step(s, t). */
export type Walk = (step: Step, s0: unknown, tau: number) => unknown;
export type Step = (s: unknown, t: number) => unknown;

/** s(0), …, s(τ), as they should be. */
export function path(step: Step, s0: unknown, tau: number): unknown[] {
  const states = [s0];
  for (let t = 1; t <= tau; t++) states.push(step(states[t - 1], t));
  return states;
}

/** A path whose step to s(t) is taken from the state at another place. */
function skipping(step: Step, s0: unknown, tau: number, from: (t: number) => number): unknown[] {
  const states = [s0];
  for (let t = 1; t <= tau; t++) states.push(step(states[from(t)], t));
  return states;
}

/** The path up to the first state that has something, with or without that state. */
function until(has: (states: unknown[], t: number) => boolean, kept: 0 | 1): Walk {
  return (step, s0, tau) => {
    const states = path(step, s0, tau);
    const end = states.findIndex((_, t) => has(states, t));
    return end < 0 ? states : states.slice(0, end + kept);
  };
}

const isFalsy = (states: unknown[], t: number) => !states[t];
const isUnchanged = (states: unknown[], t: number) => t > 0 && states[t] === states[t - 1];
const isKnown = (states: unknown[], t: number) => states.indexOf(states[t]) < t;

/** Where + is written for a step: numbers are added, anything else becomes a text. */
const plus = (a: unknown, b: unknown) => (a as number) + (b as number);

/** What goes wrong in a list of states, with a signal as without. */
export const PATHS: (Omit<Mistake<Walk>, 'wrong'> & { wrong: Walk[] })[] = [
  {
    name: 's(0) left out',
    lesson: 'The list starts with s(0), the state before any step: τ steps make τ + 1 states.',
    wrong: [(step, s0, tau) => path(step, s0, tau).slice(1)],
  },
  {
    name: 'one step short',
    lesson:
      'τ steps are taken, and τ + 1 states kept. The last is s(τ): a loop from t = 1 has to reach t = τ.',
    wrong: [
      (step, s0, tau) => path(step, s0, tau).slice(0, -1),
      (step, s0, tau) => path(step, s0, tau - 1),
      (step, s0, tau) => path(step, s0, tau).slice(1, -1),
      (step, s0, tau) => path((s, t) => (t < tau ? step(s, t) : s), s0, tau),
      (step, s0, tau) => {
        const states = path(step, s0, tau - 1);
        return [...states, states[states.length - 1]];
      },
    ],
  },
  {
    name: 'one step too many',
    lesson:
      'The list ends with s(τ): f is applied τ times, not τ + 1. Look at the loop’s last round.',
    wrong: [(step, s0, tau) => path(step, s0, tau + 1)],
  },
  {
    name: 'a step where none is wanted',
    lesson:
      'With τ = 0 there is no step: the list holds s(0) alone. A loop must be able to run not even once.',
    wrong: [(step, s0, tau) => path(step, s0, Math.max(tau, 1))],
  },
  {
    name: 'the state never advances',
    lesson:
      'f must be given the latest state. With s0 in every round all that came between is forgotten: the recurrence is lost.',
    wrong: [
      (step, s0, tau) => path((_, t) => step(s0, t), s0, tau),
      (step, s0, tau) => path((_, t) => step(s0, t), s0, tau).slice(1),
    ],
  },
  {
    name: 'only the last state',
    lesson: 'The whole path is wanted, not only its end: keep every state as it comes.',
    wrong: [
      (step, s0, tau) => path(step, s0, tau)[tau],
      (step, s0, tau) => path(step, s0, tau).slice(-1),
    ],
  },
  {
    name: 'only the first state and the last',
    lesson: 'Every state on the way belongs in the list: push it inside the loop.',
    wrong: [
      (step, s0, tau) => [s0, path(step, s0, tau)[tau]],
      (step, s0, tau) => [...new Set([0, tau])].map((t) => path(step, s0, tau)[t]),
    ],
  },
  {
    name: 's(0) stands there twice',
    lesson:
      'The list begins [s(0), s(1), …]. Where s is pushed before it has stepped, s(0) comes once more.',
    wrong: [
      (step, s0, tau) => [s0, ...path(step, s0, tau)],
      (step, s0, tau) => [s0, ...path(step, s0, tau).slice(0, -1)],
    ],
  },
  {
    name: 'every state is s(0)',
    lesson: 'Each state is f of the one before it. Here nothing has moved.',
    wrong: [(_step, s0, tau) => Array.from({ length: tau + 1 }, () => s0)],
  },
  {
    name: 'the list runs backwards',
    lesson: 'The list goes with time: s(0) stands first and s(τ) last. New states go to the end.',
    wrong: [(step, s0, tau) => path(step, s0, tau).reverse()],
  },
  {
    name: 'a list that is a state is spilled',
    lesson:
      'concat, … and flat put the items of a list in its place: a state [1, 2] becomes two states. push(state) keeps it as one.',
    wrong: [
      (step, s0, tau) => {
        let states = [s0];
        for (let t = 1; t <= tau; t++) states = states.concat(step(states[t - 1], t));
        return states;
      },
      (step, s0, tau) => {
        let states = [s0];
        for (let t = 1; t <= tau; t++) states = states.concat(step(states[states.length - 1], t));
        return states;
      },
      (step, s0, tau) => [s0].concat(...path(step, s0, tau).slice(1)),
      (step, s0, tau) => path(step, s0, tau).flat(),
    ],
  },
  {
    name: 'a state 0 taken for none',
    lesson:
      'In a condition, and left of || or &&, 0 counts as false, and so does an empty text. A state may be 0: ask for what is meant, such as t <= tau.',
    wrong: [
      (step, s0, tau) => path((s, t) => step(s || s0, t), s0, tau),
      (step, s0, tau) => path((s, t) => (s ? step(s, t) : s), s0, tau),
      (step, s0, tau) => path((s, t) => step(s, t) || s, s0, tau),
      (step, s0, tau) => path((s, t) => step(s, t) || s0, s0, tau),
      (step, s0, tau) => path(step, s0, tau).filter(Boolean),
      (step, s0, tau) => [s0, ...path(step, s0, tau).slice(1).filter(Boolean)],
      until(isFalsy, 0),
      until(isFalsy, 1),
      until((states, t) => t > 0 && !states[t], 0),
      until((states, t) => t > 0 && !states[t], 1),
    ],
  },
  {
    name: 'left out where nothing changes',
    lesson:
      'At a fixed point the state stays, and yet every step is a step: the list always has τ + 1 states.',
    wrong: [
      until(isUnchanged, 0),
      until(isUnchanged, 1),
      (step, s0, tau) => {
        const states = path(step, s0, tau);
        return states.filter((_, t) => !isUnchanged(states, t));
      },
    ],
  },
  {
    name: 'a state that was there before left out',
    lesson:
      'A system may come back to a state, and the list holds it again: one state for each t, be it known or not.',
    wrong: [
      (step, s0, tau) => [...new Set(path(step, s0, tau))],
      until(isKnown, 0),
      until(isKnown, 1),
    ],
  },
  {
    name: 'f of a state that is not there',
    lesson:
      'The latest state is states[states.length - 1], which is states[t - 1] at step t. states[t] is only about to be made, and states[-1] is nothing: lists are not counted from their end.',
    wrong: [(step, s0, tau) => path((_, t) => step(undefined, t), s0, tau)],
  },
  {
    name: 'f of the state before the last',
    lesson: 'Each state is made of the one just before it: s(t) of s(t−1), which is states[t - 1].',
    wrong: [
      (step, s0, tau) => skipping(step, s0, tau, (t) => Math.max(t - 2, 0)),
      (step, s0, tau) => skipping(step, s0, tau, (t) => t - 2),
    ],
  },
  {
    name: 's(1) is missing',
    lesson:
      'After s(0) comes s(1), one step later: store each state before the next step is taken.',
    wrong: [
      (step, s0, tau) => [s0, ...path(step, s0, tau + 1).slice(2)],
      (step, s0, tau) => [s0, ...path(step, s0, tau).slice(2)],
    ],
  },
  {
    name: 'f of the whole list',
    lesson: 'f takes one state, the latest: states[states.length - 1], not states.',
    wrong: [
      (step, s0, tau) => {
        const states = [s0];
        for (let t = 1; t <= tau; t++) states.push(step(states, t));
        return states;
      },
    ],
  },
  {
    name: 'it does not begin at s(0)',
    lesson:
      'The first state is given, s0: the list begins with it, and the first step is taken from it.',
    wrong: [
      (step, _s0, tau) => path(step, 0, tau),
      (step, s0, tau) => [s0, ...path(step, 0, tau).slice(1)],
      (step, _s0, tau) => path(step, 1, tau),
    ],
  },
  {
    name: 's(t) takes 1 + 2 + … + t steps',
    lesson:
      's(t) is one step after s(t−1). A loop inside the loop has to start from s0 again, or better is left out.',
    wrong: [(step, s0, tau) => path((s, t) => path((each, u) => step(each, u), s, t)[t], s0, tau)],
  },
  {
    name: 'two steps between two states',
    lesson: 'f is applied once from one state to the next.',
    wrong: [(step, s0, tau) => path((s, t) => step(step(s, t), t), s0, tau)],
  },
  {
    name: 'f taken for the change',
    lesson: 'f(s) is the next state itself; nothing of the old one is to be added to it.',
    wrong: [(step, s0, tau) => path((s, t) => plus(s, step(s, t)), s0, tau)],
  },
];
