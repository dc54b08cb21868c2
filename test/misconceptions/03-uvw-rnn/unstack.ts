import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { type Mat, transpose } from '../../../lib/linear';
import { unstack as right } from '../../../solutions/03-uvw-rnn';
import { asItIs } from './table';

type Unstack = typeof Exercise.unstack;

/** From where to where a row is cut: as slice counts, the second excluded; nothing is to the end. */
type Cut = (D: number, H: number) => [from: number, to?: number];
type Cuts = { U?: Cut; W?: Cut };

const slices =
  ({ U = (D) => [0, D], W = (D) => [D] }: Cuts): Unstack =>
  (Wl, D) => ({
    U: Wl.map((row) => row.slice(...U(D, Wl.length))),
    W: Wl.map((row) => row.slice(...W(D, Wl.length))),
  });

const cuts: Row<Cuts>[] = [
  [
    'the state on top',
    'Wˡ multiplies [x; h] with the input on top, so its first D columns are U. (Some textbooks stack [h; x], the other way round.)',
    { U: (_, H) => [H], W: (_, H) => [0, H] },
    { U: (D) => [-D], W: (_, H) => [0, H] },
  ],
  [
    'U and W swapped',
    'The first D columns meet x, so they are U; the others meet h, so they are W.',
    { U: (D) => [D], W: (D) => [0, D] },
  ],
  [
    'cut after H columns',
    'The first part meets the D numbers of x: cut after D columns. H is the number of rows, and a negative number in slice counts from the end.',
    { U: (_, H) => [0, H], W: (_, H) => [H] },
  ],
  [
    'a column off',
    'slice(0, D) stops before D, and slice(D) begins with it: U has columns 0 to D − 1, W the others, no column twice and none lost.',
    { U: (D) => [0, D + 1] },
    { W: (D) => [D - 1] },
    { U: (D) => [0, D + 1], W: (D) => [D + 1] },
    { U: (D) => [0, D - 1], W: (D) => [D - 1] },
    { U: (D) => [0, D - 1] },
    { W: (D) => [D + 1] },
  ],
  [
    'columns counted from 1',
    'Columns are counted from 0: U is columns 0 to D − 1, and W begins with column D.',
    { U: (D) => [1, D] },
    { U: (D) => [1, D + 1], W: (D) => [D + 1] },
    { U: (D) => [1, D], W: (D) => [D + 1] },
  ],
  [
    'W cut off too soon',
    'W has H columns, D to D + H − 1. The second number of slice is where to stop, not how many to take: slice(D, D + H), or slice(D) to the end.',
    { W: (D, H) => [D, H] },
    { W: (D) => [D, 2 * D] },
    { W: (D) => [D, -1] },
  ],
  [
    'W from column H on',
    'W begins where U ends, at column D.',
    { W: (_, H) => [H] },
    { W: (_, H) => [H, 2 * H] },
  ],
  [
    'W from column 0 on',
    'W begins where U ends, at column D.',
    { W: (_, H) => [0, H] },
    { W: () => [0] },
  ],
  ['U with H columns', 'U meets the D numbers of x, so it has D columns.', { U: (_, H) => [0, H] }],
];

/** The right parts, changed. */
const after =
  (change: (parts: { U: Mat; W: Mat }, Wl: Mat, D: number) => { U: Mat; W: Mat }): Unstack =>
  (Wl, D) =>
    change(right(Wl, D), Wl, D);

const reversed = (A: Mat): Mat => [...A].reverse();

const rows: Row<Unstack>[] = [
  [
    'rows for columns',
    'U and W stand side by side, not one below the other: cut each row, and keep all H rows.',
    (Wl, D) => ({ U: Wl.slice(0, D), W: Wl.slice(D) }),
    (Wl, D) => ({
      U: Wl.slice(0, D).map((row) => row.slice(0, D)),
      W: Wl.slice(D).map((row) => row.slice(D)),
    }),
    (Wl) => ({ U: Wl.slice(0, Wl.length / 2), W: Wl.slice(Wl.length / 2) }),
  ],
  [
    'cut in the middle',
    'The halves are alike only where D = H. Cut after D columns.',
    (Wl) => {
      const half = Math.floor(Wl[0].length / 2);
      return { U: Wl.map((row) => row.slice(0, half)), W: Wl.map((row) => row.slice(half)) };
    },
    (Wl) => {
      const half = Math.ceil(Wl[0].length / 2);
      return { U: Wl.map((row) => row.slice(0, half)), W: Wl.map((row) => row.slice(half)) };
    },
  ],
  [
    'W transposed',
    'Cutting a matrix moves no number: row i of Wˡ is row i of U, then row i of W.',
    after(({ U, W }) => ({ U, W: transpose(W) })),
  ],
  [
    'U transposed',
    'Cutting a matrix moves no number: row i of Wˡ is row i of U, then row i of W. U is H × D.',
    after(({ U, W }) => ({ U: transpose(U), W })),
  ],
  [
    'both transposed',
    'The columns of Wˡ, taken as rows, have to be turned back: U is H × D, and Wˡ [x; h] = U x + W h.',
    after(({ U, W }) => ({ U: transpose(U), W: transpose(W) })),
  ],
  [
    'lists in one piece',
    'A matrix is a list of rows, and each of the H rows is a list.',
    after(({ U, W }) => ({ U: [U.flat()], W: [W.flat()] })),
    after(({ U, W }) => ({ U: U.flat() as never, W: W.flat() as never })),
  ],
  [
    'the first row only',
    'Each of the H rows of Wˡ is cut, not the first alone.',
    after(({ U, W }) => ({ U: U[0] as never, W: W[0] as never })),
    after(({ U, W }) => ({ U: [U[0]], W: [W[0]] })),
  ],
  [
    'a row too few',
    'U and W have as many rows as Wˡ: H.',
    after(({ U, W }) => ({ U: U.slice(0, -1), W: W.slice(0, -1) })),
    after(({ U, W }) => ({ U: U.slice(1), W: W.slice(1) })),
  ],
  [
    'only the first D rows',
    'D counts columns. U and W have as many rows as Wˡ: H.',
    after(({ U, W }, _, D) => ({ U: U.slice(0, D), W: W.slice(0, D) })),
    after(({ U, W }, _, D) => ({ U: U.slice(0, D), W })),
  ],
  [
    'the last row in every place',
    'One list stands for every row, and the last that was written into it is what all of them show. Make a new list for each row.',
    after(({ U, W }) => ({ U: U.map(() => U[U.length - 1]), W: W.map(() => W[W.length - 1]) })),
    after(({ U, W }) => ({ U: U.map(() => U[U.length - 1]), W })),
    after(({ U, W }) => ({ U, W: W.map(() => W[W.length - 1]) })),
  ],
  [
    'turned round',
    'Rows and columns keep their order: row i of Wˡ is row i of U, then row i of W.',
    after(({ U, W }) => ({ U: reversed(U), W: reversed(W) })),
    after(({ U, W }) => ({
      U: U.map((row) => [...row].reverse()),
      W: W.map((row) => [...row].reverse()),
    })),
    after(({ U, W }) => ({ U, W: W.map((row) => [...row].reverse()) })),
  ],
  [
    'every other column',
    'x stands on top of h as a whole: its D columns come first, all together.',
    (Wl) => ({
      U: Wl.map((row) => row.filter((_, j) => j % 2 === 0)),
      W: Wl.map((row) => row.filter((_, j) => j % 2 === 1)),
    }),
  ],
  [
    'numbers taken row after row',
    'The first H · D numbers of Wˡ are not U: each row holds D numbers of U, then H of W.',
    (Wl, D) => {
      const numbers = Wl.flat();
      const H = Wl.length;
      return {
        U: Wl.map((_, i) => numbers.slice(i * D, (i + 1) * D)),
        W: Wl.map((_, i) => numbers.slice(H * D + i * H, H * D + (i + 1) * H)),
      };
    },
  ],
  [
    'the columns of U cut out of Wˡ itself',
    'splice takes the columns out of the caller’s matrix. slice copies them.',
    (Wl, D) => ({ U: Wl.map((row) => row.splice(0, D)), W: Wl }),
    (Wl, D) => ({ U: Wl.map((row) => row.splice(0, D)), W: Wl.map((row) => [...row]) }),
    (Wl, D) => ({ W: Wl.map((row) => row.splice(D)), U: Wl }),
    (Wl, D) => {
      const answer = right(Wl, D);
      for (const row of Wl) row.splice(0);
      return answer;
    },
  ],
];

export const unstack: Mistake<Unstack>[] = [
  ...mistakesFrom(cuts, slices),
  ...mistakesFrom(rows, asItIs),
];
