import type * as Exercise from '../../exercises/02-computational-graphs';
import { add, type Mat, multiply, scale, type Vec } from '../../lib/linear';
import * as right from '../../solutions/02-computational-graphs';
import type { Mistakes } from '../judge/mistakes';

type Step = Exercise.Step;

/** All the states h(0), …, h(τ) of RNN (C), with a rule for the next one. */
function statesOf(next: (h: Vec, x: Vec) => Vec, h0: Vec, xs: Vec[]): Vec[] {
  const states = [h0];
  for (const x of xs) states.push(next(states[states.length - 1], x));
  return states;
}

const rule = (U: Mat, W: Mat, b: Vec) => (h: Vec, x: Vec) =>
  add(b, add(multiply(W, h), multiply(U, x))).map(Math.tanh);

/** What a step hands to the nodes it was computed from, one share a use, as it should be. */
function shares({ op, of, value }: Step, d: number, steps: Step[]): number[] {
  const [p, q] = of;
  if (op === '+') return [d, d];
  if (op === '*') return [d * steps[q].value, d * steps[p].value];
  return op === 'tanh' ? [d * (1 - value ** 2)] : [];
}

/** Reverse accumulation with the places where it can go wrong as options. */
function accumulate(
  steps: Step[],
  { hand = shares, keep = (old: number, share: number) => old + share, first = 1 } = {},
): Vec {
  const d = steps.map(() => 0);
  d[d.length - 1] = first;
  for (let n = steps.length - 1; n >= 0; n--) {
    const parts = hand(steps[n], d[n], steps);
    steps[n].of.forEach((place, use) => {
      d[place] = keep(d[place], parts[use]);
    });
  }
  return d;
}

/** The sum of something over the edges, each name once. */
function byName(edges: Exercise.Edge[], count: (edge: Exercise.Edge) => number): number {
  const counts = new Map(edges.map((edge) => [edge.by, count(edge)]));
  return [...counts.values()].reduce((sum, each) => sum + each, 0);
}

/** Puts nodes into a list, in one or more rounds over the names, when `ready` says so. */
function placed(
  names: string[],
  rounds: number,
  ready: (name: string, ordered: string[]) => boolean,
): string[] {
  const ordered: string[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const name of names) if (ready(name, ordered)) ordered.push(name);
  }
  return ordered;
}

/** The nodes that must be there first. */
const needs = (edges: Exercise.Edge[], name: string) =>
  edges.filter(({ to, delay }) => to === name && delay === 0).map(({ from }) => from);

export const mistakes: Mistakes<typeof Exercise> = {
  feedforwardCount: [
    {
      name: 'the first layer shared by all words',
      lesson:
        'A feed-forward network that reads the sentence as one vector has τ·D inputs, and a column of weights for each: nothing is shared between positions.',
      wrong: (D, H, K, tau) => H * D + H + tau * K * H + tau * K,
    },
    {
      name: 'biases forgotten',
      lesson:
        'Each layer has a bias for each number that it gives: H in the first, τ·K in the second.',
      wrong: (D, H, K, tau) => H * tau * D + tau * K * H,
    },
    {
      name: 'one output for the whole sentence',
      lesson: 'K numbers are wanted for every word, so the last layer gives τ·K numbers, not K.',
      wrong: (D, H, K, tau) => H * tau * D + H + K * H + K,
    },
    {
      name: 'a small network for each word',
      lesson:
        'τ networks that see one word each could not use a neighbour. Here there is one hidden layer of H units, and it reads all τ·D numbers.',
      wrong: (D, H, K, tau) => tau * (H * D + H + K * H + K),
    },
    {
      name: 'one small network for all words',
      lesson:
        'A network for one word that serves every word would share its weights. This one reads all words at once: its matrices have τ·D columns and τ·K rows.',
      wrong: (D, H, K) => H * D + H + K * H + K,
    },
    {
      name: 'the output bias of one word',
      lesson:
        'The last layer gives τ·K numbers, and each has a bias of its own: τ·K of them, not K.',
      wrong: (D, H, K, tau) => H * tau * D + H + tau * K * H + K,
    },
  ],
  countParameters: [
    {
      name: 'every edge counted',
      lesson:
        'Edges with the same name share one matrix. It is used more than once and learned once, so it counts once.',
      wrong: (sizes, edges) =>
        edges.reduce((sum, { from, to }) => sum + sizes[to] * sizes[from], 0),
    },
    {
      name: 'compared with the edge before only',
      lesson:
        'Edges that share a matrix need not stand side by side. Keep a list of all names that you have counted, not the last one alone.',
      wrong: (sizes, edges) =>
        edges.reduce(
          (sum, { from, to, by }, i) =>
            by === edges[i - 1]?.by ? sum : sum + sizes[to] * sizes[from],
          0,
        ),
    },
    {
      name: 'a bias for each matrix',
      lesson: 'Here there are no biases: a matrix has rows times columns numbers, and that is all.',
      wrong: (sizes, edges) => byName(edges, ({ from, to }) => sizes[to] * sizes[from] + sizes[to]),
    },
    {
      name: 'rows times rows',
      lesson:
        'A matrix has a row for each number of the node it leads to and a column for each number of the node it comes from: sizes[to] times sizes[from]. Only a loop makes it square.',
      wrong: (sizes, edges) => byName(edges, ({ to }) => sizes[to] * sizes[to]),
    },
    {
      name: 'sizes.to for sizes[to]',
      lesson:
        'sizes.to looks for a node that is called “to”, and there is none: a count with nothing in it is NaN. sizes[to] looks up the node whose name stands in `to`.',
      wrong: (sizes, edges) => byName(edges, () => sizes.to * sizes.from),
    },
    {
      name: 'sizes added, not multiplied',
      lesson:
        'A matrix leads from each number of one node to each of the other: rows times columns.',
      wrong: (sizes, edges) => byName(edges, ({ from, to }) => sizes[to] + sizes[from]),
    },
    {
      name: 'W taken for square',
      lesson:
        'A delayed edge leads from whatever it leads from. In RNN (B) that is the output, so W is [H, K], not [H, H].',
      wrong: (sizes, edges) =>
        right.countParameters(
          { ...sizes, '': 1 },
          edges.map((edge) => (edge.delay > 0 ? { ...edge, from: edge.to } : edge)),
        ),
    },
    {
      name: 'delayed edges left out',
      lesson: 'A delay changes when a product arrives. Its matrix is learned like any other.',
      wrong: (sizes, edges) =>
        right.countParameters(
          sizes,
          edges.filter(({ delay }) => delay === 0),
        ),
    },
    {
      name: 'shared by its ends or its shape, not by name',
      lesson:
        'Two matrices between the same nodes are two matrices. What is shared is said by the name: the matrices of a convolution all have one shape, and none is another.',
      wrong: (sizes, edges) => {
        const byEnds = new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge]));
        return right.countParameters(sizes, [...byEnds.values()]);
      },
    },
  ],
  unroll: [
    {
      name: 'delays ignored',
      lesson:
        'An edge with a delay left earlier: it comes from t − delay. From h(t) to h(t) would be a cycle, which no order can compute.',
      wrong: (edges, tau) =>
        right.unroll(
          edges.map((edge) => ({ ...edge, delay: 0 })),
          tau,
        ),
    },
    {
      name: 'a delay that points to the future',
      lesson: 'What arrives at t with a delay left at t − delay. t + delay has not happened yet.',
      wrong: (edges, tau) =>
        right.unroll(
          edges.map((edge) => ({ ...edge, delay: -edge.delay })),
          tau,
        ),
    },
    {
      name: 'every delay taken for one step',
      lesson: 'A delay may be more than one step: subtract the delay itself from t.',
      wrong: (edges, tau) =>
        right.unroll(
          edges.map((edge) => ({ ...edge, delay: Math.min(edge.delay, 1) })),
          tau,
        ),
    },
    {
      name: 'the initial state left out',
      lesson:
        'The first step also hears what came before it: h(0) is given, and an edge leads from it to h(1).',
      wrong: (edges, tau) =>
        right.unroll(edges, tau).filter(({ from }) => !/\((0|-\d+)\)/.test(from)),
    },
    {
      name: 'sent at t, not arriving at t',
      lesson:
        'For each t the arrows that arrive at t are wanted. Counting by the time of sending loses the one from h(0), and leads from h(τ) to a step that is not there.',
      wrong: (edges, tau) => {
        const arrows = [];
        for (let t = 1; t <= tau; t++) {
          for (const { from, to, by, delay } of edges) {
            arrows.push({ from: `${from}(${t})`, to: `${to}(${t + delay})`, by });
          }
        }
        return arrows;
      },
    },
    {
      name: 'steps counted from zero',
      lesson: 'The steps are 1, …, τ; time 0 is before the first. The loop begins with t = 1.',
      wrong: (edges, tau) => {
        const arrows = [];
        for (let t = 0; t < tau; t++) {
          for (const { from, to, by, delay } of edges) {
            arrows.push({ from: `${from}(${t - delay})`, to: `${to}(${t})`, by });
          }
        }
        return arrows;
      },
    },
    {
      name: 'for each edge all steps',
      lesson:
        'The arrows are right, their order is not: all arrows that arrive at step 1 come first, then those of step 2. The loop over t is the outer one.',
      wrong: (edges, tau) => edges.flatMap((edge) => right.unroll([edge], tau)),
    },
    {
      name: 'no time before 0',
      lesson:
        'A delay of two reaches back behind 0 at the first step: to −1. That time is as good as any; nothing needs to be cut off.',
      wrong: (edges, tau) =>
        right
          .unroll(edges, tau)
          .map(({ from, to, by }) => ({ from: from.replace(/\(-\d+\)/, '(0)'), to, by })),
    },
    {
      name: 'times without parentheses',
      lesson:
        'A node of the unrolled network is written with its time in parentheses: x(1), not x1.',
      wrong: (edges, tau) =>
        right.unroll(edges, tau).map(({ from, to, by }) => ({
          from: from.replace(/[()]/g, ''),
          to: to.replace(/[()]/g, ''),
          by,
        })),
    },
    {
      name: 'a matrix for every step',
      lesson:
        'Unrolling multiplies the uses of a matrix, not the matrices: there is one U, and every step has the same `by`.',
      wrong: (edges, tau) =>
        right
          .unroll(edges, tau)
          .map(({ from, to, by }) => ({ from, to, by: `${by}${to.slice(to.indexOf('('))}` })),
    },
    {
      name: 'one step short',
      lesson: 'τ is the last step, not the first that is left out: t goes up to τ itself.',
      wrong: (edges, tau) => right.unroll(edges, tau - 1),
    },
  ],
  order: [
    {
      name: 'the names as they came',
      lesson:
        'The order in which nodes are described says nothing about the order in which they can be computed. The edges do.',
      wrong: (names) => [...names],
    },
    {
      name: 'delayed edges counted',
      lesson:
        'What comes with a delay was computed a step ago: a node does not wait for it. Else every recurrent network would be a cycle.',
      wrong: (names, edges) =>
        right.order(
          names,
          edges.map((edge) => ({ ...edge, delay: 0 })),
        ),
    },
    {
      name: 'against the arrows',
      lesson:
        'An edge leads from what is needed to what needs it. Begin where nothing arrives, not where nothing leaves: the other way round is the order of the backward pass.',
      wrong: (names, edges) => right.order(names, edges).reverse(),
    },
    {
      name: 'sorted by the number of arriving edges',
      lesson:
        'Few arriving edges do not make a node early: a node with one may need a node with two. What counts is whether those that it needs are there.',
      wrong: (names, edges) => {
        if (right.order(names, edges).length === 0) return [];
        const arriving = (name: string) =>
          edges.filter(({ to, delay }) => to === name && delay === 0).length;
        return [...names].sort((a, b) => arriving(a) - arriving(b));
      },
    },
    {
      name: 'one pass over the names',
      lesson:
        'A node that is not ready when its turn comes may be ready later. Go through the names again, until all are placed or a whole round has placed none.',
      wrong: (names, edges) => {
        const ordered = placed(names, 1, (name, before) =>
          needs(edges, name).every((needed) => before.includes(needed)),
        );
        return ordered.length === names.length ? ordered : [];
      },
    },
    {
      name: 'one pass over the names, and the rest left out',
      lesson:
        'A node that is not ready when its turn comes may be ready later. Go through the names again, until all are placed; when a whole round has placed none, there is a cycle, and the list is empty.',
      wrong: (names, edges) =>
        placed(names, 1, (name, before) =>
          needs(edges, name).every((needed) => before.includes(needed)),
        ),
    },
    {
      name: 'a name placed twice',
      lesson: 'A node that is in the list already is ready too. Each is computed once: skip it.',
      wrong: (names, edges) =>
        placed(names, names.length, (name, before) =>
          needs(edges, name).every((needed) => before.includes(needed)),
        ),
    },
    {
      name: 'ready when one of its needs is there',
      lesson: 'A node waits for *all* nodes that it needs: every, not some.',
      wrong: (names, edges) => {
        const ordered = placed(names, names.length, (name, before) => {
          const needed = needs(edges, name);
          const isReady = needed.length === 0 || needed.some((from) => before.includes(from));
          return isReady && !before.includes(name);
        });
        return ordered.length === names.length ? ordered : [];
      },
    },
    {
      name: 'along the list of edges',
      lesson:
        'The edges may stand in any order, too. That one leads from f to g says that f comes before g, not that either comes now.',
      wrong: (_, edges) => {
        const now = edges.filter(({ delay }) => delay === 0);
        return [...new Set(now.flatMap(({ from, to }) => [from, to]))];
      },
    },
    {
      name: 'part of an order for a cycle',
      lesson:
        'When nodes wait for one another in a cycle there is no order at all, and the list is empty. A list without them would leave them uncomputed.',
      wrong: (names, edges) => {
        const ordered: string[] = [];
        for (const _ of names) {
          const next = names.find(
            (name) =>
              !ordered.includes(name) &&
              edges.every((e) => e.to !== name || e.delay > 0 || ordered.includes(e.from)),
          );
          if (next !== undefined) ordered.push(next);
        }
        return ordered;
      },
    },
  ],
  manyToOne: [
    {
      name: 'the state never advances',
      lesson:
        'Each step starts from the state of the step before. With h(0) in every round only the last input is heard.',
      wrong: (U, W, b, V, c, h0, xs) => {
        const states = statesOf((_, x) => rule(U, W, b)(h0, x), h0, xs);
        return add(c, multiply(V, states[xs.length]));
      },
    },
    {
      name: 'h(0) taken for zero',
      lesson: 'The first step hears W h(0). h(0) is given, and it need not be zero.',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, c, scale(0, h0), xs),
    },
    {
      name: 'an output at every step',
      lesson: 'RNN (C) has one output, at the end: after the loop, from h(τ).',
      wrong: ((U: Mat, W: Mat, b: Vec, V: Mat, c: Vec, h0: Vec, xs: Vec[]) =>
        statesOf(rule(U, W, b), h0, xs)
          .slice(1)
          .map((h) => add(c, multiply(V, h)))) as unknown as typeof Exercise.manyToOne,
    },
    {
      name: 'the output reads the state before the last',
      lesson: 'o = c + V h(τ): the output is read after the last input has been heard.',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, c, h0, xs.slice(0, -1)),
    },
    {
      name: 'b forgotten',
      lesson: 'The sum inside the tanh has three terms: b, W h and U x.',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, scale(0, b), V, c, h0, xs),
    },
    {
      name: 'b outside the tanh',
      lesson: 'tanh is applied to the whole sum b + W h + U x; b belongs inside.',
      wrong: (U, W, b, V, c, h0, xs) => {
        const next = (h: Vec, x: Vec) => add(b, add(multiply(W, h), multiply(U, x)).map(Math.tanh));
        return add(c, multiply(V, statesOf(next, h0, xs)[xs.length]));
      },
    },
    {
      name: 'c forgotten',
      lesson: 'The output has a bias of its own: o = c + V h(τ).',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, scale(0, c), h0, xs),
    },
    {
      name: 'the first input dropped',
      lesson: 'x(1) is the first of the list, xs[0]: it is heard together with h(0).',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, c, h0, xs.slice(1)),
    },
    {
      name: 'the outputs of all steps summed',
      lesson: 'RNN (C) has one output, from the last state. The earlier states speak through it.',
      wrong: (U, W, b, V, c, h0, xs) =>
        statesOf(rule(U, W, b), h0, xs)
          .slice(1)
          .reduce((sum, h) => add(sum, add(c, multiply(V, h))), scale(0, c)),
    },
    {
      name: 'tanh of each of the three terms',
      lesson:
        'tanh is applied once, to the whole sum b + W h + U x. tanh p + tanh q is not tanh (p + q).',
      wrong: (U, W, b, V, c, h0, xs) => {
        const next = (h: Vec, x: Vec) =>
          [b, multiply(W, h), multiply(U, x)].map((a) => a.map(Math.tanh)).reduce(add);
        return add(c, multiply(V, statesOf(next, h0, xs)[xs.length]));
      },
    },
    {
      name: 'tanh of W h and of U x apart',
      lesson:
        'tanh is applied once, to the whole sum b + W h + U x. tanh p + tanh q is not tanh (p + q).',
      wrong: (U, W, b, V, c, h0, xs) => {
        const next = (h: Vec, x: Vec) =>
          add(b, add(multiply(W, h).map(Math.tanh), multiply(U, x).map(Math.tanh)));
        return add(c, multiply(V, statesOf(next, h0, xs)[xs.length]));
      },
    },
    {
      name: 'tanh forgotten',
      lesson: 'Without tanh each step is affine, and all steps together are one affine step.',
      wrong: (U, W, b, V, c, h0, xs) => {
        const next = (h: Vec, x: Vec) => add(b, add(multiply(W, h), multiply(U, x)));
        return add(c, multiply(V, statesOf(next, h0, xs)[xs.length]));
      },
    },
    {
      name: 'tanh of the output',
      lesson: 'The output o = c + V h is left as it is; tanh belongs to the state.',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, c, h0, xs).map(Math.tanh),
    },
    {
      name: 'the inputs backwards',
      lesson: 'x(1) is heard first. The order of the words is part of what they say.',
      wrong: (U, W, b, V, c, h0, xs) => right.manyToOne(U, W, b, V, c, h0, [...xs].reverse()),
    },
  ],
  backward: [
    {
      name: 'the last use wins',
      lesson:
        'A node that is used more than once has a share from every use, and its gradient is their sum: add, d[p] += …, and do not assign.',
      wrong: (steps) => accumulate(steps, { keep: (_, share) => share }),
    },
    {
      name: 'from the first to the last',
      lesson:
        'A node may hand its gradient on when it is complete: after all nodes that use it. So the pass runs from the last step to the first.',
      wrong: (steps) => {
        const d = steps.map(() => 0);
        d[d.length - 1] = 1;
        steps.forEach((step, n) => {
          const parts = shares(step, d[n], steps);
          step.of.forEach((place, use) => {
            d[place] += parts[use];
          });
        });
        return d;
      },
    },
    {
      name: 'a product hands on its own factor',
      lesson: 'd(p·q)/dp is q: each factor is handed d times the other one.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => {
            if (step.op !== '*') return shares(step, d, steps);
            return step.of.map((place) => d * steps[place].value);
          },
        }),
    },
    {
      name: 'd forgotten in a product',
      lesson:
        'A product hands on *d times* the other factor. Without d it would be the last step of the expression wherever it stands.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => shares(step, step.op === '*' ? 1 : d, steps),
        }),
    },
    {
      name: 'd forgotten in a tanh',
      lesson: 'tanh hands on *d times* its slope, 1 − value².',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => shares(step, step.op === 'tanh' ? 1 : d, steps),
        }),
    },
    {
      name: 'a product hands on its value',
      lesson: 'd(p·q)/dp is q, not p·q: each factor is handed d times the other one.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) =>
            step.op === '*' ? [d * step.value, d * step.value] : shares(step, d, steps),
        }),
    },
    {
      name: '1 − value for the slope of tanh',
      lesson: 'The slope of tanh is one minus the *square* of its value.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => (step.op === 'tanh' ? [d * (1 - step.value)] : shares(step, d, steps)),
        }),
    },
    {
      name: 'the slope of tanh at its input',
      lesson:
        'With h = tanh a the slope is 1 − h², from the value of the tanh node itself. 1 − a² takes the number before the tanh.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => {
            if (step.op !== 'tanh') return shares(step, d, steps);
            return [d * (1 - steps[step.of[0]].value ** 2)];
          },
        }),
    },
    {
      name: 'tanh of the tanh',
      lesson: '`value` is tanh a already. The slope is 1 − value², with no further tanh.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => {
            if (step.op !== 'tanh') return shares(step, d, steps);
            return [d * (1 - Math.tanh(step.value) ** 2)];
          },
        }),
    },
    {
      name: 'the slope of tanh forgotten',
      lesson: 'tanh hands on d times its slope, 1 − value², and not d itself.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => (step.op === 'tanh' ? [d] : shares(step, d, steps)),
        }),
    },
    {
      name: 'both factors are one node: counted once',
      lesson:
        'x·x uses x twice, and each use has its share: together 2x, as the rule for a square says.',
      wrong: (steps) =>
        accumulate(steps, {
          hand: (step, d) => {
            const parts = shares(step, d, steps);
            return step.of[0] === step.of[1] ? [parts[0], 0] : parts;
          },
        }),
    },
    {
      name: 'begins with the value of L',
      lesson: 'The pass begins with dL/dL = 1, whatever L is.',
      wrong: (steps) => accumulate(steps, { first: steps[steps.length - 1].value }),
    },
    {
      name: 'begins with nothing',
      lesson: 'The last node has the derivative 1: dL/dL. From a zero there only zeros follow.',
      wrong: (steps) => accumulate(steps, { first: 0 }),
    },
    {
      name: 'begins without zeros',
      lesson:
        'd[p] += … adds to what is there. In an empty list there is nothing, and nothing plus a number is NaN: begin with a zero for each step.',
      wrong: (steps) => {
        const d: number[] = [];
        d[steps.length - 1] = 1;
        for (let n = steps.length - 1; n >= 0; n--) {
          const parts = shares(steps[n], d[n], steps);
          steps[n].of.forEach((place, use) => {
            d[place] += parts[use];
          });
        }
        return d;
      },
    },
  ],
};
