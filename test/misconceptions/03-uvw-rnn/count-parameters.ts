import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { countParameters as right } from '../../../solutions/03-uvw-rnn';

type Count = typeof Exercise.countParameters;

// Most wrong counts are the right one and a term too many or too few: that term, or another count.
const more =
  (term: Count): Count =>
  (D, H, K) =>
    right(D, H, K) + term(D, H, K);

const extra: Row<Count>[] = [
  [
    'H too many',
    'The network has one bias b, and its h(0) is given, not learned. Two hidden biases, as some libraries keep them, or h(0) among the parameters give H more: 541 for the lecture’s network.',
    (_D, H) => H,
  ],
  [
    'the output recurs',
    'W carries h(t−1) to h(t), so it is H × H. In RNN (B) it reads the output, and is H × K: 141 or 182 for the lecture’s networks.',
    (_D, H, K) => H * K - H * H,
  ],
  ['U as large as W', 'U reads the input, so it is H × D and not H × H.', (D, H) => H * H - H * D],
  ['W as large as U', 'W reads the state, so it is H × H and not H × D.', (D, H) => H * D - H * H],
  ['W as D × D', 'W reads the state and makes the state: H × H.', (D, H) => D * D - H * H],
  ['V as K × D', 'V reads the hidden state, so it is K × H.', (D, H, K) => K * D - K * H],
  ['V as K × K', 'V reads the hidden state, so it is K × H.', (_D, H, K) => K * K - K * H],
  [
    'V as H × H',
    'V reads the hidden state and makes the scores: K × H.',
    (_D, H, K) => H * H - K * H,
  ],
  [
    'V as H × D',
    'V reads the hidden state and makes the scores: K × H.',
    (D, H, K) => H * D - K * H,
  ],
  ['U as K × D', 'U reads the input and makes the state: H × D.', (D, H, K) => K * D - H * D],
  ['biases forgotten', 'b has H numbers and c has K, and both are learned.', (_D, H, K) => -H - K],
  ['b forgotten', 'The hidden state has a bias: b, H numbers.', (_D, H) => -H],
  ['c forgotten', 'The readout o = c + V h has a bias too: K numbers more.', (_D, _H, K) => -K],
  ['U forgotten', 'U, from the input to the state, has H · D numbers.', (D, H) => -H * D],
  ['W forgotten', 'W, from state to state, has H · H numbers.', (_D, H) => -H * H],
  ['V forgotten', 'V, from the state to the scores, has K · H numbers.', (_D, H, K) => -K * H],
  [
    'the readout forgotten',
    'V and c are learned too: K · H numbers and K.',
    (_D, H, K) => -K * H - K,
  ],
  [
    'a vector for a matrix',
    'U is H × D, W is H × H, V is K × H: every unit has a weight for every number that it reads.',
    (_D, H) => H - H * H,
    (D, H) => D - H * D,
    (_D, H, K) => K - K * H,
  ],
  [
    'half of W',
    'W has H · H numbers: Wᵢⱼ and Wⱼᵢ are two weights, and Wᵢᵢ is one, too.',
    (_D, H) => (H * (H + 1)) / 2 - H * H,
    (_D, H) => (H * (H - 1)) / 2 - H * H,
  ],
  ['W forgotten, and b', 'W has H · H numbers, and b has H.', (_D, H) => -H * H - H],
  ['U counted twice', 'U has H · D numbers, once.', (D, H) => H * D],
  [
    'W counted twice',
    'W has H · H numbers, once, however many steps it is used in.',
    (_D, H) => H * H,
  ],
  ['V counted twice', 'V has K · H numbers, once.', (_D, H, K) => K * H],
  ['c counted twice', 'c has K numbers, once.', (_D, _H, K) => K],
  [
    'both biases counted twice',
    'b has H numbers and c has K, once each: one bias for the state, one for the scores.',
    (_D, H, K) => H + K,
  ],
  ['c of one number', 'c has a number for each of the K outputs.', (_D, _H, K) => 1 - K],
  ['b of one number', 'b has a number for each of the H hidden units.', (_D, H) => 1 - H],
  [
    'each bias one number',
    'b has a number for each of the H hidden units, c one for each of the K outputs.',
    (_D, H, K) => 2 - H - K,
  ],
  ['one bias for everything', 'b has H numbers and c has K.', (_D, H, K) => 1 - H - K],
  [
    'one output, whatever K is',
    'V has a row for each output and c a number: for two outputs of the lecture’s network, 42 and not 21.',
    (_D, H, K) => (1 - K) * (H + 1),
  ],
  [
    'V of one row',
    'V has a row of H numbers for each of the K outputs.',
    (_D, H, K) => (1 - K) * H,
  ],
  [
    'b as long as the input',
    'b is added to the state’s H numbers, not to the input’s D.',
    (D, H) => D - H,
  ],
  [
    'b as long as the output',
    'b is added to the state’s H numbers: H of them.',
    (_D, H, K) => K - H,
  ],
  [
    'c as long as the state',
    'c is added to the K scores, so it has K numbers.',
    (_D, H, K) => H - K,
  ],
  [
    'c as long as the input',
    'c is added to the K scores, so it has K numbers.',
    (D, _H, K) => D - K,
  ],
  [
    'a bias for the input',
    'The input is read as it is: only a(t) and o(t) have biases, of H and of K numbers.',
    (D) => D,
  ],
  [
    'a matrix from input to output',
    'The scores read the state alone: there is no K × D matrix.',
    (D, _H, K) => D * K,
  ],
  [
    'inputs or outputs counted',
    'x(t), h(t) and o(t) are computed or given, not learned.',
    (D, _H, K) => D + K,
    (D, H, K) => D + H + K,
  ],
  [
    'H plus H for H times H',
    'A matrix of H rows and H columns has H · H numbers.',
    (_D, H) => 2 * H - H * H,
  ],
  [
    'one too many or too few',
    'H · D + H · H + H + K · H + K, and no number beside them.',
    () => 1,
    () => -1,
  ],
];

const others: Row<Count>[] = [
  [
    'the window as single steps',
    'A window of 4 is one vector x(t) of 4 numbers, so U is H × 4. Read one number at a step, U would be H × 1: 461 for the lecture’s network.',
    (_D, H, K) => right(1, H, K),
  ],
  [
    'rows plus columns',
    'A matrix has rows times columns numbers.',
    (D, H, K) => H + D + (H + H) + H + (K + H) + K,
    (D, H, K) => H + D + (H + H) + (K + H),
  ],
  [
    'a matrix between all layers',
    'U reads the input, W the state, V the state: H · D + H · H + K · H. A product of three sizes belongs to no matrix.',
    (D, H, K) => D * H * K,
    (D, H, K) => H * D * H + K * H,
    (D, H, K) => D * H * K + H + K,
  ],
  [
    'the four gates of an LSTM',
    'This network has no gates: U, W and b once. (An LSTM has four of each, a GRU three; they come in notebook 12.)',
    (D, H, K) => 4 * (H * D + H * H + H) + K * H + K,
    (D, H, K) => 3 * (H * D + H * H + H) + K * H + K,
  ],
  [
    'counted for every time step',
    'All steps share the same five: the number of steps plays no part.',
    (D, H, K) => D * (H * D + H * H + H) + K * H + K,
    (D, H, K) => D * right(D, H, K),
    (D, H, K) => D * right(1, H, K),
  ],
  [
    'the sizes in another order',
    'The order is D, H, K: inputs, hidden units, outputs.',
    (D, H, K) => right(H, D, K),
    (D, H, K) => right(D, K, H),
  ],
];

export const countParameters: Mistake<Count>[] = [
  ...mistakesFrom(extra, more),
  ...mistakesFrom(others, (count) => count),
];
