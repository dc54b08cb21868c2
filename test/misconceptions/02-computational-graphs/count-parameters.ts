import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';

type Count = typeof Exercise.countParameters;
type Edge = Exercise.Edge;
type Sizes = Record<string, number>;

/** Where a count can go wrong. */
interface Ways {
  /** the edges that are looked at */
  of?: (edges: Edge[]) => Edge[];
  /** what makes two edges one: of each key the first counts */
  key?: (edge: Edge, i: number, sizes: Sizes) => string | number;
  /** what an edge counts for */
  size?: (edge: Edge, sizes: Sizes) => number;
  start?: number;
}

const product = ({ from, to }: Edge, sizes: Sizes) => sizes[to] * sizes[from];
const eachEdge = (_: Edge, i: number) => i;

const counted =
  ({ of = (edges) => edges, key = ({ by }) => by, size = product, start = 0 }: Ways): Count =>
  (sizes, edges) => {
    const seen = new Set<string | number>();
    let count = start;
    for (const [i, edge] of of(edges).entries()) {
      const mine = key(edge, i, sizes);
      if (!seen.has(mine)) count += size(edge, sizes);
      seen.add(mine);
    }
    return count;
  };

const uses = (edges: Edge[], name: string) => edges.filter(({ by }) => by === name).length;

const ROWS_COLUMNS =
  'A matrix has a row for each number of the node it leads to and a column for each number of the node it comes from: sizes[to] times sizes[from].';
const ONCE = 'Edges with the same name share one matrix, which is learned once and counts once.';
const BY_NAME =
  'What is shared is said by the name and by nothing else: one name, one matrix; another name, another matrix.';

const WAYS: [name: string, lesson: string, ...ways: Ways[]][] = [
  [
    'every edge counted',
    `${ONCE} It is used more than once, but that makes no more of it.`,
    { key: eachEdge },
  ],
  [
    'compared with the edge before only',
    'Edges that share a matrix need not stand side by side. Keep a list of all names that you have counted, not the last one alone.',
    { of: (edges) => edges.filter(({ by }, i) => by !== edges[i - 1]?.by), key: eachEdge },
  ],
  [
    'compared with the first edge only',
    'Any of the edges before may have the same name. Keep a list of all names that you have counted.',
    { of: (edges) => edges.filter(({ by }, i) => i === 0 || by !== edges[0].by), key: eachEdge },
  ],
  [
    'stops at the first matrix that is shared',
    'A name that was counted already is skipped, and the loop goes on with the next edge: continue, where break or return would end it.',
    {
      of: (edges) => {
        const end = edges.findIndex(({ by }, i) => edges.findIndex((e) => e.by === by) < i);
        return end < 0 ? edges : edges.slice(0, end);
      },
    },
  ],
  [
    'a shared matrix not counted at all',
    `${ONCE} Once, and not never: the first edge of a name counts.`,
    { of: (edges) => edges.filter(({ by }) => uses(edges, by) === 1) },
  ],
  [
    'only shared matrices counted',
    'A matrix that one edge uses alone is learned, too: the first edge of each name counts.',
    { of: (edges) => edges.filter(({ by }) => uses(edges, by) > 1) },
    { of: (edges) => edges.filter(({ by }) => uses(edges, by) > 1), key: eachEdge },
    {
      of: (edges) => edges.filter(({ by }, i) => edges.findIndex((e) => e.by === by) < i),
      key: eachEdge,
    },
  ],
  [
    'shared by its ends, not by name',
    `${BY_NAME} Two matrices between the same two nodes are two matrices.`,
    { key: ({ from, to }) => `${from} ${to}` },
    { key: ({ from, to }) => [from, to].sort().join(' ') },
  ],
  [
    'shared by its shape or its size, not by name',
    `${BY_NAME} The matrices of a convolution all have one shape, and none is another.`,
    { key: ({ from, to }, _, sizes) => `${sizes[to]} ${sizes[from]}` },
    { key: (edge, _, sizes) => product(edge, sizes) },
  ],
  [
    'one matrix for each node it leads to',
    `${BY_NAME} A node can hear several others, each by a matrix of its own.`,
    { key: ({ to }) => to },
  ],
  [
    'one matrix for each node it comes from',
    `${BY_NAME} A node can be heard by several others, each by a matrix of its own.`,
    { key: ({ from }) => from },
  ],
  [
    'one matrix for each delay',
    `${BY_NAME} The delay only says when a product arrives.`,
    { key: ({ delay }) => delay },
  ],
  [
    'shared only between the same nodes',
    `${BY_NAME} Two pairs of nodes can share a matrix if their sizes agree.`,
    { key: ({ from, to, by }) => `${by} ${from} ${to}` },
    { key: ({ to, by }) => `${by} ${to}` },
    { key: ({ from, by }) => `${by} ${from}` },
  ],
  [
    'shared only with the same delay',
    `${BY_NAME} A matrix that serves now and two steps later is one matrix.`,
    { key: ({ by, delay }) => `${by} ${delay}` },
    { key: ({ from, to, by, delay }) => `${by} ${from} ${to} ${delay}` },
  ],
  [
    'a name that is part of another',
    'A1 is not A10. Compare whole names, in a list or a Set: a text that includes “A10” includes “A1” as well.',
    {
      of: (edges) => {
        let seen = '';
        return edges.filter(({ by }) => {
          const isNew = !seen.includes(by);
          if (isNew) seen += by;
          return isNew;
        });
      },
    },
    {
      of: (edges) => {
        let seen = '';
        return edges.filter(({ by }) => {
          const isNew = !seen.includes(by);
          if (isNew) seen += `${by},`;
          return isNew;
        });
      },
    },
  ],
  [
    'the first letter taken for the name',
    `${BY_NAME} A1 and A2 begin alike, and are two matrices.`,
    { key: ({ by }) => by[0] },
  ],
  [
    'a bias for each matrix',
    'Here there are no biases: a matrix has rows times columns numbers, and that is all.',
    { size: (edge, sizes) => product(edge, sizes) + sizes[edge.to] },
  ],
  [
    'a column more for each matrix',
    'Here there are no biases: a matrix has rows times columns numbers, and that is all.',
    { size: (edge, sizes) => product(edge, sizes) + sizes[edge.from] },
    { size: (edge, sizes) => product(edge, sizes) + 1 },
  ],
  [
    'rows times rows',
    `${ROWS_COLUMNS} Only a loop makes it square.`,
    { size: ({ to }, sizes) => sizes[to] * sizes[to] },
  ],
  [
    'columns times columns',
    `${ROWS_COLUMNS} Only a loop makes it square.`,
    { size: ({ from }, sizes) => sizes[from] * sizes[from] },
  ],
  ['rows without columns', ROWS_COLUMNS, { size: ({ to }, sizes) => sizes[to] }],
  ['columns without rows', ROWS_COLUMNS, { size: ({ from }, sizes) => sizes[from] }],
  [
    'sizes added, not multiplied',
    'A matrix leads from each number of one node to each of the other: rows times columns.',
    { size: ({ from, to }, sizes) => sizes[to] + sizes[from] },
    { size: ({ from, to }, sizes) => sizes[to] + sizes[from], key: eachEdge },
  ],
  [
    'matrices counted, not their numbers',
    'Each entry of a matrix is a parameter. A name adds rows times columns to the count, not 1.',
    { size: () => 1 },
    { size: () => 1, key: eachEdge },
  ],
  [
    'W taken for square',
    'A delayed edge leads from whatever it leads from. In RNN (B) that is the output, so W is [H, K], not [H, H].',
    { size: ({ from, to, delay }, sizes) => sizes[to] * sizes[delay > 0 ? to : from] },
  ],
  [
    'delayed edges left out',
    'A delay changes when a product arrives. Its matrix is learned like any other.',
    { of: (edges) => edges.filter(({ delay }) => delay === 0) },
    { of: (edges) => edges.filter(({ delay }) => delay === 0), key: eachEdge },
  ],
  [
    'only delayed edges counted',
    'Edges without delay have matrices as well: a delay of 0 is a delay like any other.',
    { of: (edges) => edges.filter(({ delay }) => delay > 0) },
  ],
  [
    'loops left out',
    'A node that hears itself does so by a matrix, which is square and learned.',
    { of: (edges) => edges.filter(({ from, to }) => from !== to) },
  ],
  [
    'a loop counted as one row',
    'A node that hears itself does so by a matrix: each of its numbers hears each of them, so it is square.',
    { size: (edge, sizes) => (edge.from === edge.to ? sizes[edge.to] : product(edge, sizes)) },
  ],
  [
    'multiplied by the delay',
    'A delay says when a product arrives, and not how often the matrix is there.',
    { size: (edge, sizes) => product(edge, sizes) * edge.delay },
    { size: (edge, sizes) => product(edge, sizes) * (edge.delay + 1) },
    { size: (edge, sizes) => product(edge, sizes) * (edge.delay || 1) },
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
  [
    'only the first edge counted',
    'All edges are to be counted: a return inside the loop ends it in its first round.',
    { of: (edges) => edges.slice(0, 1) },
  ],
  [
    'only the last edge counted',
    'Each matrix adds to the count, so the line in the loop says += and not =.',
    { of: (edges) => edges.slice(-1) },
    {
      of: (edges) =>
        edges.filter(({ by }, i) => edges.findIndex((e) => e.by === by) === i).slice(-1),
    },
  ],
  ['begins with 1', 'A sum begins with 0: without edges there is nothing to learn.', { start: 1 }],
];

export const countParameters: Mistake<Count>[] = [
  ...WAYS.map(([name, lesson, ...ways]) => ({ name, lesson, wrong: ways.map(counted) })),
  {
    name: 'the largest matrix alone',
    lesson: 'All matrices are learned, so their sizes are added up.',
    wrong: (sizes, edges) =>
      edges.reduce((largest, edge) => Math.max(largest, product(edge, sizes)), 0),
  },
  {
    name: 'sizes of the nodes instead of the matrices',
    lesson:
      'Parameters belong to the edges: each name adds sizes[to] times sizes[from]. The sizes of the nodes say how many numbers pass through, not how many are learned.',
    wrong: (sizes) => Object.values(sizes).reduce((sum, size) => sum + size, 0),
  },
  {
    name: 'sizes.to for sizes[to]',
    lesson:
      'sizes.to looks for a node that is called “to”, and there is none: a count with nothing in it is NaN. sizes[to] looks up the node whose name stands in `to`.',
    text: /sizes(?:\.(?:to|from)\b|\[["'`](?:to|from)["'`]\])/,
    wrong: (sizes, edges) => edges.reduce((sum) => sum + sizes.to * sizes.from, 0),
  },
  {
    name: 'a bias for each node',
    lesson:
      'Here there are no biases: only the matrices count, and each has rows times columns numbers.',
    wrong: [
      (edges: Edge[]) => edges.map(({ to }) => to),
      (edges: Edge[]) => edges.flatMap(({ from, to }) => [from, to]),
    ].map((nodes) => (sizes, edges) => {
      const biases = [...new Set(nodes(edges))].map((node) => sizes[node]);
      return biases.reduce((sum, size) => sum + size, counted({})(sizes, edges));
    }),
  },
  {
    name: 'the size of a matrix looked up by its name',
    lesson:
      'sizes holds the sizes of nodes, not of matrices: sizes[by] is undefined. The matrix of an edge has sizes[to] times sizes[from] numbers.',
    text: /sizes\[(?:\w+\.)?by\]/,
    wrong: (sizes, edges) => edges.reduce((sum, { by }) => sum + sizes[by], 0),
  },
  {
    name: 'no beginning for the sum',
    lesson:
      'reduce without a start value takes the first item for it, and has none where the list is empty: write reduce(…, 0).',
    wrong: (sizes, edges) => {
      const first = edges.filter(({ by }, i) => edges.findIndex((e) => e.by === by) === i);
      return first.map((edge) => product(edge, sizes)).reduce((sum, size) => sum + size);
    },
  },
];
