import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';

type Count = typeof Exercise.feedforwardCount;
type Sizes = { D: number; H: number; K: number; tau: number };
type Part = (sizes: Sizes) => number;

/** The parts of the sum: two matrices and two biases. */
type Parts = Partial<Record<'first' | 'b' | 'second' | 'c', Part>>;

const withParts =
  ({
    first = ({ D, H, tau }) => H * tau * D,
    b = ({ H }) => H,
    second = ({ H, K, tau }) => tau * K * H,
    c = ({ K, tau }) => tau * K,
  }: Parts): Count =>
  (D, H, K, tau) => {
    const sizes = { D, H, K, tau };
    return first(sizes) + b(sizes) + second(sizes) + c(sizes);
  };

const none: Part = () => 0;
const one: Part = () => 1;

const FIRST = 'The first layer leads from τ·D numbers to H: its matrix has H·τ·D numbers';
const SECOND = 'The last layer leads from H numbers to τ·K: its matrix has τ·K·H numbers';
const BIASES =
  'Each layer has a bias for each number that it gives: H in the first, τ·K in the last';

const PARTS: [name: string, lesson: string, parts: Parts][] = [
  [
    'the first layer shared by all words',
    'A feed-forward network that reads the sentence as one vector has τ·D inputs, and a column of weights for each: nothing is shared between positions.',
    { first: ({ D, H }) => H * D },
  ],
  [
    'the first matrix not multiplied by H',
    `${FIRST}, a row of τ·D for each of the H units. As a sum with its bias: (τ·D + 1)·H, with the parentheses.`,
    { first: ({ D, tau }) => tau * D },
  ],
  [
    'the first matrix without D',
    `${FIRST}: a word is D numbers, not one.`,
    { first: ({ H, tau }) => H * tau },
  ],
  ['the first matrix left out', `${FIRST}, and they are learned, too.`, { first: none }],
  ['the first layer left out', `${FIRST}, and it has H biases.`, { first: none, b: none }],
  ['the last layer left out', `${SECOND}, and it has τ·K biases.`, { second: none, c: none }],
  ['the last matrix left out', `${SECOND}, and they are learned, too.`, { second: none }],
  [
    'the last matrix not multiplied by H',
    `${SECOND}, a column for each of the H units. As a sum with its bias: τ·K·(H + 1), with the parentheses.`,
    { second: ({ K, tau }) => tau * K },
  ],
  [
    'the last matrix of one word',
    `${SECOND}. A matrix of K rows would give K numbers, for one word.`,
    { second: ({ H, K }) => K * H },
  ],
  [
    'the last matrix without K',
    `${SECOND}: the answer to a word is K numbers, not one.`,
    { second: ({ H, tau }) => tau * H },
  ],
  [
    'the last matrix reads the inputs',
    `${SECOND}. It reads the hidden layer, and not the words again.`,
    { second: ({ D, K, tau }) => tau * K * tau * D },
  ],
  ['biases forgotten', `${BIASES}.`, { b: none, c: none }],
  ['the hidden biases forgotten', `${BIASES}.`, { b: none }],
  ['the output biases forgotten', `${BIASES}.`, { c: none }],
  ['one bias for a whole layer', `${BIASES}. A layer is not one unit.`, { b: one, c: one }],
  ['one bias for the whole hidden layer', `${BIASES}. A layer is not one unit.`, { b: one }],
  ['one bias for the whole output', `${BIASES}. A layer is not one unit.`, { c: one }],
  [
    'the output bias of one word',
    'The last layer gives τ·K numbers, and each has a bias of its own: τ·K of them, not K.',
    { c: ({ K }) => K },
  ],
  [
    'one output bias for each word',
    'The last layer gives K numbers for a word, and each has a bias of its own: τ·K of them, not τ.',
    { c: ({ tau }) => tau },
  ],
  [
    'H output biases, not τ·K',
    'A bias belongs to the numbers that a layer gives. The last one reads H numbers and gives τ·K: it has τ·K biases.',
    { c: ({ H }) => H },
  ],
  [
    'a hidden bias for each word',
    'There is one hidden layer for the whole sentence. It has H units, so H biases. A small network for each word would have τ·H, but could not use a neighbour.',
    { b: ({ H, tau }) => tau * H },
  ],
  [
    'the biases counted twice',
    `${BIASES}. A matrix that has a column for the bias has it already.`,
    { b: ({ H }) => 2 * H, c: ({ K, tau }) => 2 * tau * K },
  ],
  [
    'the biases of what goes in',
    `${BIASES}. There is none for what goes in: τ·D has no bias.`,
    { b: ({ H }) => H, c: ({ D, tau }) => tau * D },
  ],
  [
    'a hidden bias for each number that goes in',
    'A bias is added to the sum of a unit. The first layer has H units, however many numbers they read.',
    { b: ({ D, tau }) => tau * D },
  ],
  [
    'a hidden bias for each number of a word',
    'A bias is added to the sum of a unit. The first layer has H units, however many numbers they read.',
    { b: ({ D }) => D },
  ],
  [
    'one output for the whole sentence',
    'K numbers are wanted for every word, so the last layer gives τ·K numbers, not K.',
    { second: ({ H, K }) => K * H, c: ({ K }) => K },
  ],
  [
    'one output, and no biases',
    `K numbers are wanted for every word, so the last layer gives τ·K numbers, not K. ${BIASES}.`,
    { b: none, second: ({ H, K }) => K * H, c: none },
  ],
  [
    'one small network for all words',
    'A network for one word that serves every word would share its weights. This one reads all words at once: its matrices have τ·D columns and τ·K rows.',
    { first: ({ D, H }) => H * D, second: ({ H, K }) => K * H, c: ({ K }) => K },
  ],
  [
    'one small network for all words, without biases',
    `This network reads all words at once: its matrices have τ·D columns and τ·K rows. ${BIASES}.`,
    { first: ({ D, H }) => H * D, b: none, second: ({ H, K }) => K * H, c: none },
  ],
  [
    'H hidden units for each word',
    'The one hidden layer has H units altogether, and each reads the whole sentence.',
    {
      first: ({ D, H, tau }) => tau * H * tau * D,
      b: ({ H, tau }) => tau * H,
      second: ({ H, K, tau }) => tau * K * tau * H,
    },
  ],
  [
    'τ twice in the last matrix',
    `${SECOND}: τ comes in with what goes out, and H is the same for any number of words.`,
    { second: ({ H, K, tau }) => tau * K * tau * H },
  ],
  [
    'τ twice in the first matrix',
    `${FIRST}: τ comes in with what goes in, and H is the same for any number of words.`,
    { first: ({ D, H, tau }) => tau * H * tau * D },
  ],
  [
    'no hidden layer',
    'Between the τ·D numbers that go in and the τ·K that come out stands a hidden layer of H: two matrices, not one.',
    { first: ({ D, K, tau }) => tau * K * tau * D, b: none, second: none },
  ],
  [
    'sizes added, not multiplied',
    'A matrix from n to m numbers has a weight for each pair of them: m times n.',
    { first: ({ D, H, tau }) => tau * D + H, second: ({ H, K, tau }) => H + tau * K },
  ],
  [
    'sizes added, and no biases',
    'A matrix from n to m numbers has a weight for each pair of them, m times n, and a layer has a bias for each of the m.',
    { first: ({ D, tau }) => tau * D, second: ({ H }) => H, b: none },
  ],
  [
    'a recurrent network counted',
    'There is no W here, and no matrix that all words share: a feed-forward network has a weight for each number of each word.',
    {
      first: ({ D, H }) => H * D + H * H,
      second: ({ H, K }) => K * H,
      c: ({ K }) => K,
    },
  ],
  [
    'a matrix from hidden to hidden as well',
    'A feed-forward network has no W: its one hidden layer reads the words and nothing else.',
    { first: ({ D, H, tau }) => H * tau * D + H * H },
  ],
  [
    'a second hidden layer',
    'There is one hidden layer, so there are two matrices: [H, τ·D] and [τ·K, H].',
    { first: ({ D, H, tau }) => H * tau * D + H * H + H },
  ],
  [
    'the matrices multiplied, not added',
    'Parameters of different layers are numbers side by side: they are added up.',
    { first: ({ D, H, K, tau }) => H * tau * D * tau * K * H, second: none },
  ],
  [
    'one word too few',
    'τ words are τ·D numbers: each of them goes in, and each has an answer.',
    {
      first: ({ D, H, tau }) => H * (tau - 1) * D,
      second: ({ H, K, tau }) => (tau - 1) * K * H,
      c: ({ K, tau }) => (tau - 1) * K,
    },
  ],
];

/** Those that often come in twos. */
const COMMON = [
  'the first layer shared by all words',
  'the first matrix not multiplied by H',
  'the last matrix of one word',
  'the last matrix not multiplied by H',
  'the hidden biases forgotten',
  'a hidden bias for each word',
  'the output biases forgotten',
  'the output bias of one word',
  'one output bias for each word',
  'one output for the whole sentence',
];

/** These two at once are one mistake, which has a name. */
const NAMED = [
  'the first layer shared by all words, and one output for the whole sentence',
  'the hidden biases forgotten, and the output biases forgotten',
  'the last matrix of one word, and the output bias of one word',
  'the last matrix not multiplied by H, and the output biases forgotten',
];

/** Two at once, where they do not concern one part. */
function inTwos(): [string, string, Parts][] {
  const common = PARTS.filter(([name]) => COMMON.includes(name));
  common.sort(([a], [b]) => COMMON.indexOf(a) - COMMON.indexOf(b));
  const twos = common.flatMap(([name, lesson, parts], i) =>
    common
      .slice(i + 1)
      .filter(([, , others]) => Object.keys(others).every((part) => !(part in parts)))
      .map(([other, another, others]): [string, string, Parts] => [
        `${name}, and ${other}`,
        lesson === another ? lesson : `${lesson} ${another}`,
        { ...parts, ...others },
      ]),
  );
  return twos.filter(([name]) => !NAMED.includes(name));
}

export const feedforwardCount: Mistake<Count>[] = [...PARTS, ...inTwos()].map(
  ([name, lesson, parts]) => ({ name, lesson, wrong: withParts(parts) }),
);
