import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';

type Unroll = typeof Exercise.unroll;
type Edge = Exercise.Edge;
type Arrow = Exercise.Arrow;

/** Where writing out can go wrong. */
interface Ways {
  /** the edges that are looked at */
  of?: (edges: Edge[]) => Edge[];
  /** the times of the outer loop */
  times?: (tau: number) => number[];
  /** when an arrow leaves, and when it arrives */
  left?: (t: number, delay: number) => number;
  arrives?: (t: number, delay: number) => number;
  /** which arrows are kept, by the time at which they left and arrive */
  keep?: (left: number, arrives: number, tau: number) => boolean;
  write?: (name: string, time: number) => string;
  by?: (edge: Edge, t: number) => string;
  arrow?: (arrow: Arrow) => Arrow;
}

const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

const written =
  ({
    of = (edges) => edges,
    times = (tau) => range(1, tau),
    left = (t, delay) => t - delay,
    arrives = (t) => t,
    keep = () => true,
    write = (name, time) => `${name}(${time})`,
    by = (edge) => edge.by,
    arrow = (each) => each,
  }: Ways): Unroll =>
  (edges, tau) => {
    const arrows: Arrow[] = [];
    for (const t of times(tau)) {
      for (const edge of of(edges)) {
        const [begin, end] = [left(t, edge.delay), arrives(t, edge.delay)];
        if (!keep(begin, end, tau)) continue;
        arrows.push(
          arrow({ from: write(edge.from, begin), to: write(edge.to, end), by: by(edge, t) }),
        );
      }
    }
    return arrows;
  };

const T_MINUS_DELAY =
  'What arrives at t left `delay` steps earlier, at t − delay, whatever that is.';
const STEPS = 'The steps are t = 1, …, τ, both included';
const NAME = 'A node of the unrolled network is its name with the time in parentheses: x(1).';
const ORDER = 'The arrows may be right, their order is not';
const SHARED =
  'Unrolling multiplies the uses of a matrix, not the matrices: there is one U, and every step has the same `by`.';
const BEFORE =
  'The first steps also hear what came before them: h(0) is given, and so is x(−1) for a delay of two. The exercise keeps every arrow that arrives at 1, …, τ.';

/** A name with its time, in another notation. */
const inAnotherWay: Ways[] = [
  (name: string, time: number) => `${name}${time}`,
  (name: string, time: number) => `${name}_${time}`,
  (name: string, time: number) => `${name}[${time}]`,
  (name: string, time: number) => `${name} (${time})`,
  (name: string, time: number) => `${name}( ${time} )`,
  (name: string, time: number) => `${name}{${time}}`,
  (name: string, time: number) => `${name}-${time}`,
  (name: string, time: number) => `${name}:${time}`,
  (name: string, time: number) => `${name}.${time}`,
  (name: string, time: number) => `${name}@${time}`,
  (name: string, time: number) => `${name}^${time}`,
].map((write) => ({ write }));

const distinct = (edges: Edge[], key: (edge: Edge) => string) =>
  edges.filter((edge, i) => edges.findIndex((other) => key(other) === key(edge)) === i);

const WAYS: [name: string, lesson: string, ...ways: Ways[]][] = [
  [
    'delays ignored',
    'An edge with a delay left earlier: it comes from t − delay. From h(t) to h(t) would be a cycle, which no order can compute.',
    { left: (t) => t },
  ],
  [
    'a delay that points to the future',
    'What arrives at t with a delay left at t − delay. t + delay has not happened yet.',
    { left: (t, delay) => t + delay },
    { left: (t, delay) => t + delay, keep: (begin, _, tau) => begin <= tau },
  ],
  [
    'every delay taken for one step',
    'A delay may be more than one step: subtract the delay itself from t.',
    { left: (t, delay) => t - Math.min(delay, 1) },
  ],
  [
    'only a delay of one heeded',
    'A delay may be more than one step: subtract the delay itself from t, whatever it is.',
    { left: (t, delay) => t - (delay === 1 ? 1 : 0) },
  ],
  [
    'a delay of 0 taken for one step',
    'A delay of 0 is a delay: the arrow leaves at the step at which it arrives. In a condition, and before ||, 0 counts as false.',
    { left: (t, delay) => t - (delay || 1) },
    {
      left: (t, delay) => t - delay,
      of: (edges) => edges.map((e) => ({ ...e, delay: e.delay || 1 })),
    },
  ],
  ['every arrow from the step before', T_MINUS_DELAY, { left: (t) => t - 1 }],
  ['one step too early', T_MINUS_DELAY, { left: (t, delay) => t - delay - 1 }],
  ['one step too late', T_MINUS_DELAY, { left: (t, delay) => t - delay + 1 }],
  [
    'whatever is delayed comes from time 0',
    `${T_MINUS_DELAY} Only at the first steps is that before the network began.`,
    { left: (t, delay) => (delay > 0 ? 0 : t) },
  ],
  [
    'from the delay instead of the time',
    T_MINUS_DELAY,
    { left: (_, delay) => delay },
    { left: (_, delay) => -delay },
  ],
  ['delay − t for t − delay', T_MINUS_DELAY, { left: (t, delay) => delay - t }],
  ['the initial state left out', BEFORE, { keep: (begin) => begin > 0 }],
  ['arrows from before time 0 left out', BEFORE, { keep: (begin) => begin >= 0 }],
  [
    'arrows from time 0 left out',
    `${BEFORE} In a condition 0 counts as false; ask for what is meant.`,
    { keep: (begin) => begin !== 0 },
  ],
  [
    'delayed edges left out at the first step',
    BEFORE,
    { keep: (begin, end) => end > 1 || begin === end },
  ],
  [
    'no time before 0',
    'A delay of two reaches back behind 0 at the first step: to −1. That time is as good as any; nothing needs to be cut off.',
    { left: (t, delay) => Math.max(0, t - delay) },
  ],
  [
    'no time before 1',
    'What the first step hears may come from 0 or from −1. Those times are as good as any; nothing needs to be cut off.',
    { left: (t, delay) => Math.max(1, t - delay) },
  ],
  [
    'the minus of a time lost',
    'A delay of two reaches back behind 0 at the first step: to −1, not to 1.',
    { left: (t, delay) => Math.abs(t - delay) },
  ],
  [
    'sent at t, not arriving at t',
    'For each t the arrows that arrive at t are wanted. Counting by the time of sending loses the one from h(0), and leads from h(τ) to a step that is not there.',
    { left: (t) => t, arrives: (t, delay) => t + delay },
    { left: (t) => t, arrives: (t, delay) => t + delay, times: (tau) => range(0, tau) },
    { left: (t) => t, arrives: (t, delay) => t + delay, times: (tau) => range(0, tau - 1) },
    { left: (t) => t, arrives: (t, delay) => t + delay, keep: (_, end, tau) => end <= tau },
    {
      left: (t) => t,
      arrives: (t, delay) => t + delay,
      times: (tau) => range(0, tau),
      keep: (_, end, tau) => end <= tau,
    },
    {
      left: (t) => t,
      arrives: (t, delay) => t + delay,
      times: (tau) => range(0, tau),
      keep: (_, end, tau) => end >= 1 && end <= tau,
    },
  ],
  [
    'the two times exchanged',
    'The arrow arrives at t and left at t − delay: the time t stands at `to`, the earlier one at `from`.',
    { left: (t) => t, arrives: (t, delay) => t - delay },
  ],
  [
    'from and to exchanged',
    'An arrow leads from what is needed to what needs it: `from` is the earlier end, with t − delay, and `to` the one at t.',
    { arrow: ({ from, to, by }) => ({ from: to, to: from, by }) },
    { of: (edges) => edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from })) },
  ],
  [
    'both ends at t − delay',
    'Only the beginning of an arrow lies `delay` steps back. It arrives at t itself.',
    { arrives: (t, delay) => t - delay },
  ],
  [
    'the delay counted at both ends',
    'The ends of an arrow are `delay` steps apart: from t − delay to t.',
    { arrives: (t, delay) => t + delay },
  ],
  [
    'arrives at t + 1',
    `${STEPS}, and an arrow of step t arrives at t.`,
    { left: (t, delay) => t - delay, arrives: (t) => t + 1 },
  ],
  [
    'both ends of one node',
    'An edge leads from the node `from` to the node `to`. Only a loop has both ends at one node.',
    { of: (edges) => edges.map((edge) => ({ ...edge, from: edge.to })) },
    { of: (edges) => edges.map((edge) => ({ ...edge, to: edge.from })) },
  ],
  [
    'steps counted from zero',
    `${STEPS}; time 0 is before the first. The loop begins with t = 1.`,
    { times: (tau) => range(0, tau - 1) },
  ],
  ['a step 0 as well', `${STEPS}; time 0 is before the first.`, { times: (tau) => range(0, tau) }],
  [
    'one step short',
    'τ is the last step, not the first that is left out: t goes up to τ itself.',
    { times: (tau) => range(1, tau - 1) },
  ],
  ['one step too many', `${STEPS}: none comes after τ.`, { times: (tau) => range(1, tau + 1) }],
  [
    'the first step left out',
    `${STEPS}: the first one is written out like any other.`,
    { times: (tau) => range(2, tau) },
  ],
  [
    'only the last step',
    `${STEPS}, and each has its arrows: add to one list that stands before the loop.`,
    { times: (tau) => range(tau, tau).filter((t) => t > 0) },
  ],
  [
    'only the first step',
    `${STEPS}, and each has its arrows: a return belongs after the loop.`,
    { times: (tau) => range(1, Math.min(1, tau)) },
  ],
  [
    'the steps backwards',
    `${ORDER}: step 1 comes first, then step 2, up to τ.`,
    { times: (tau) => range(1, tau).reverse() },
  ],
  [
    'the edges backwards',
    `${ORDER}: within a step they come in the order of the edges.`,
    { of: (edges) => [...edges].reverse() },
  ],
  [
    'edges sorted by their delay',
    `${ORDER}: within a step they come in the order of the edges, whatever their delays.`,
    { of: (edges) => [...edges].sort((a, b) => a.delay - b.delay) },
    { of: (edges) => [...edges].sort((a, b) => b.delay - a.delay) },
  ],
  [
    'delayed edges left out',
    'An edge with a delay is an edge: what it brings only left earlier.',
    { of: (edges) => edges.filter(({ delay }) => delay === 0) },
  ],
  [
    'edges without delay left out',
    'A delay of 0 is a delay like any other: the arrow leaves at the step at which it arrives. In a condition 0 counts as false.',
    { of: (edges) => edges.filter(({ delay }) => delay > 0) },
  ],
  [
    'one arrow for edges that share a matrix',
    'Edges may share a matrix and are still two edges: each has an arrow at every step.',
    { of: (edges) => distinct(edges, ({ by }) => by) },
  ],
  [
    'one arrow for edges between the same nodes',
    'There may be several edges between two nodes, with matrices or delays that differ: each has an arrow at every step.',
    { of: (edges) => distinct(edges, ({ from, to }) => `${from} ${to}`) },
  ],
  [
    'the last edge left out',
    'Every edge is looked at: the places of a list run from 0 to length − 1, both included.',
    { of: (edges) => edges.slice(0, -1) },
  ],
  [
    'the first edge left out',
    'Every edge is looked at: the places of a list begin with 0.',
    { of: (edges) => edges.slice(1) },
  ],
  ['the time in another notation', NAME, ...inAnotherWay],
  ['names without a time', `${NAME} Without it all steps would be one.`, { write: (name) => name }],
  [
    'the earlier end without a time',
    `${NAME} Both ends have one.`,
    { arrow: ({ from, to, by }) => ({ from: from.replace(/\(.*/, ''), to, by }) },
    { arrow: ({ from, to, by }) => ({ from, to: to.replace(/\(.*/, ''), by }) },
  ],
  ['only the first letter of a name', NAME, { write: (name, time) => `${name[0]}(${time})` }],
  [
    'a matrix for every step',
    SHARED,
    { by: ({ by }, t) => `${by}(${t})` },
    { by: ({ by }, t) => `${by}${t}` },
    { by: ({ by }, t) => `${by}_${t}` },
    { by: ({ by, delay }, t) => `${by}(${t - delay})` },
    { by: ({ by, delay }, t) => `${by}${t - delay}` },
  ],
  [
    'the delay in the name of the matrix',
    SHARED,
    { by: ({ by, delay }) => `${by}(${delay})` },
    { by: ({ by, delay }) => `${by}${delay}` },
  ],
];

/** The edges in the outer loop, the steps in the inner one. */
const byEdge =
  (ways: Ways): Unroll =>
  (edges, tau) =>
    edges.flatMap((edge) => written(ways)([edge], tau));

export const unroll: Mistake<Unroll>[] = [
  ...WAYS.map(([name, lesson, ...ways]) => ({ name, lesson, wrong: ways.map(written) })),
  {
    name: 'for each edge all steps',
    lesson: `${ORDER}: all arrows that arrive at step 1 come first, then those of step 2. The loop over t is the outer one.`,
    wrong: [byEdge({}), byEdge({ times: (tau) => range(1, tau).reverse() })],
  },
  {
    name: 'an edge begins when its delay is over',
    lesson: BEFORE,
    wrong: (edges, tau) =>
      edges.flatMap((edge) => written({ times: () => range(edge.delay + 1, tau) })([edge], tau)),
  },
  {
    name: 'a list for each step',
    lesson:
      'One list of arrows is wanted, step after step, and not a list of lists: push each arrow, or join the lists with flat or flatMap.',
    wrong: (edges, tau) =>
      range(1, tau).map((t) => written({ times: () => [t] })(edges, tau)) as unknown as Arrow[],
  },
  {
    name: 'arrows without `by`',
    lesson:
      'An arrow says by which matrix it leads: { from, to, by }, and `by` is that of its edge.',
    text: /(?:)/, // what there is of such an arrow is right
    wrong: (edges, tau) =>
      written({})(edges, tau).map(({ from, to }) => ({ from, to })) as unknown as Arrow[],
  },
  {
    name: 'one arrow in all places',
    lesson:
      'An arrow that is made once and written over is one arrow, however often it is pushed: all of them are the last one. Make a new one in each round.',
    wrong: (edges, tau) => {
      const arrow = { from: '', to: '', by: '' };
      const arrows: Arrow[] = [];
      for (const each of written({})(edges, tau)) arrows.push(Object.assign(arrow, each));
      return arrows;
    },
  },
  {
    name: 'the edges themselves renamed',
    lesson:
      'An edge that is renamed at the first step has another name at the second: h(1)(2). Each round writes a new arrow, { from: …, to: …, by }, and leaves the edges alone.',
    wrong: [
      (edges, tau) => {
        const arrows: Edge[] = [];
        for (let t = 1; t <= tau; t++) {
          for (const edge of edges) {
            edge.from = `${edge.from}(${t - edge.delay})`;
            edge.to = `${edge.to}(${t})`;
            arrows.push(edge);
          }
        }
        return arrows.map(({ from, to, by }) => ({ from, to, by }));
      },
      (edges, tau) => {
        const arrows: Edge[] = [];
        for (let t = 1; t <= tau; t++) {
          for (const edge of edges) {
            edge.from = `${edge.from}(${t - edge.delay})`;
            edge.to = `${edge.to}(${t})`;
            arrows.push(edge);
          }
        }
        return arrows;
      },
      (edges, tau) => {
        const arrows: Arrow[] = [];
        for (let t = 1; t <= tau; t++) {
          for (const edge of edges) {
            edge.from = `${edge.from}(${t - edge.delay})`;
            edge.to = `${edge.to}(${t})`;
            arrows.push({ ...edge });
          }
        }
        return arrows;
      },
    ],
  },
];
