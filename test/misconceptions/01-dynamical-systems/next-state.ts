import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import {
  add,
  dot,
  type Mat,
  multiply,
  scale,
  subtract,
  transpose,
  type Vec,
} from '../../../lib/linear';
import { nextState as right } from '../../../solutions/01-dynamical-systems';
import { total } from './sums';

type F = typeof Exercise.nextState;

/** W s + b with terms of their own in place of wᵢⱼ sⱼ. */
function byTerms(term: (at: { W: Mat; b: Vec; s: Vec; i: number; j: number }) => number): F {
  return (W, b, s) => b.map((bi, i) => total(s.map((_, j) => term({ W, b, s, i, j }))) + bi);
}

/** W s + b without some of the terms. */
const without = (lost: (j: number, last: number) => boolean): F =>
  byTerms(({ W, s, i, j }) => (lost(j, s.length - 1) ? 0 : W[i][j] * s[j]));

/** Components written one after the other into a list that is read meanwhile. */
function inPlace(next: Vec, W: Mat, b: Vec): Vec {
  for (const [i, row] of W.entries()) next[i] = dot(row, next) + b[i];
  return next;
}

/** Σⱼ from row 1 to row i: the running sums of what each row gives. */
function running(rows: Vec): Vec {
  return rows.map((_, i) => total(rows.slice(0, i + 1)));
}

export const nextState: Mistake<F>[] = [
  {
    name: 'b forgotten',
    lesson: 'The map is affine, not linear: after W s comes + b. Without b the origin never moves.',
    wrong: (W, _b, s) => multiply(W, s),
  },
  {
    name: 'W transposed',
    lesson:
      'Entry i of W s is row i of W times s: Σⱼ wᵢⱼ sⱼ. Summing over the first index instead reads W by columns, which is Wᵀ s.',
    wrong: [
      (W, b, s) => add(multiply(transpose(W), s), b),
      (W, _b, s) => multiply(transpose(W), s),
    ],
  },
  {
    name: 'b added before W',
    lesson:
      'W s + b is not W (s + b): the bias is added after the product, and W must not touch it.',
    wrong: (W, b, s) => multiply(W, add(s, b)),
  },
  {
    name: 'only the diagonal of W',
    lesson:
      'Each new component depends on all the old ones. wᵢᵢ sᵢ + bᵢ keeps only the diagonal and loses every coupling.',
    wrong: [
      (W, b, s) => s.map((si, i) => W[i][i] * si + b[i]),
      (W, _b, s) => s.map((si, i) => W[i][i] * si),
    ],
  },
  {
    name: 'b with a minus',
    lesson: 'The bias is added: s(t+1) = W s(t) + b.',
    wrong: (W, b, s) => subtract(multiply(W, s), b),
  },
  {
    name: 'W s with a minus',
    lesson: 'The product is added as it is: s(t+1) = W s(t) + b.',
    wrong: (W, b, s) => subtract(b, multiply(W, s)),
  },
  {
    name: 'b counted more than once',
    lesson:
      'bᵢ stands outside the sum: Σⱼ wᵢⱼ sⱼ + bᵢ. Begin the sum at bᵢ or add bᵢ after the loop over j, once for each component.',
    wrong: [
      (W, b, s) => add(multiply(W, s), scale(s.length, b)),
      (W, b, s) => add(multiply(W, s), scale(s.length + 1, b)),
      (W, b, s) => add(multiply(W, s), scale(2, b)),
    ],
  },
  {
    name: 'the biases of all components in each',
    lesson:
      'Component i has one bias, bᵢ, outside the sum over j. With bⱼ inside it, all of b is added.',
    wrong: (W, b, s) => multiply(W, s).map((sum) => sum + total(b)),
  },
  {
    name: 'one bias for all components',
    lesson: 'Component i has a bias of its own, b[i].',
    wrong: [
      (W, b, s) => multiply(W, s).map((sum) => sum + b[0]),
      (W, b, s) => multiply(W, s).map((sum) => sum + b[b.length - 1]),
    ],
  },
  {
    name: 'times b, not plus b',
    lesson: 'The bias is added to the product, component by component: add(multiply(W, s), b).',
    wrong: (W, b, s) => multiply(W, s).map((sum, i) => sum * b[i]),
  },
  {
    name: 'b and s exchanged',
    lesson: 'W multiplies the state, and the bias is what is added: W s + b, not W b + s.',
    wrong: (W, b, s) => add(multiply(W, b), s),
  },
  {
    name: 'the old state added',
    lesson:
      's(t+1) = W s(t) + b takes the place of s(t); it is no change to be added to it. A sum that begins at sᵢ adds it, too: begin at 0.',
    wrong: [(W, b, s) => add(right(W, b, s), s), (W, _b, s) => add(multiply(W, s), s)],
  },
  {
    name: 'W left out',
    lesson: 'The state goes through W before b is added: multiply(W, s).',
    wrong: (_W, b, s) => add(s, b),
  },
  {
    name: 'the first row for every component',
    lesson: 'Component i has a row of its own, W[i]: each row times s gives one number.',
    wrong: (W, b, s) => b.map((bi) => dot(W[0], s) + bi),
  },
  {
    name: 'sᵢ where sⱼ belongs',
    lesson:
      'In Σⱼ wᵢⱼ sⱼ the state moves with the column: W[i][j] goes with s[j]. With s[i] the whole row multiplies one component.',
    wrong: byTerms(({ W, s, i, j }) => W[i][j] * s[i]),
  },
  {
    name: 'a sum that begins with its first term unmultiplied',
    lesson:
      'reduce without a start value takes the first item as it is for the sum so far: the first product is never made. Give it a 0: row.reduce((sum, w, j) => sum + w * s[j], 0).',
    wrong: [
      byTerms(({ W, s, i, j }) => (j === 0 ? W[i][0] : W[i][j] * s[j])),
      byTerms(({ W, s, i, j }) => (j === 0 ? s[0] : W[i][j] * s[j])),
    ],
  },
  {
    name: 'the first component of s left out',
    lesson: 'Σⱼ runs over all components, and lists count from 0: the first is s[0].',
    wrong: without((j) => j === 0),
  },
  {
    name: 'the last component of s left out',
    lesson:
      'Σⱼ runs over all components: a loop with j < s.length reaches the last, s[s.length - 1].',
    wrong: without((j, last) => j === last),
  },
  {
    name: 'only the last product counts',
    lesson:
      'The products of a row are to be added up. With = for += each one replaces those before it.',
    wrong: [
      without((j, last) => j < last),
      (W, _b, s) => W.map((row) => row[s.length - 1] * s[s.length - 1]),
    ],
  },
  {
    name: 'only the first product counts',
    lesson:
      'Every column takes part: the whole sum over j is made before it is returned or stored.',
    wrong: [without((j) => j > 0), (W, _b, s) => W.map((row) => row[0] * s[0])],
  },
  {
    name: 'the sum goes on from row to row',
    lesson:
      'Each component begins its sum anew. Set it to 0 inside the loop over rows, before the loop over columns.',
    wrong: [(W, b, s) => add(running(multiply(W, s)), b), (W, b, s) => running(right(W, b, s))],
  },
  {
    name: 'new components read where old ones belong',
    lesson:
      'All components step at once: each is made from the old s. Written into the list that is still being read, the first is new when the second is made. Make a new list.',
    wrong: [(W, b, s) => inPlace([...s], W, b), (W, b, s) => inPlace(s, W, b)],
  },
  {
    name: 'a mean, not a sum',
    lesson: 'Row times s is a sum of products, Σⱼ wᵢⱼ sⱼ: nothing is divided by D.',
    wrong: [
      (W, b, s) => add(scale(1 / s.length, multiply(W, s)), b),
      (W, b, s) => scale(1 / s.length, right(W, b, s)),
    ],
  },
  {
    name: 'a nonlinearity that is not asked for',
    lesson:
      'This system is affine: W s + b is the next state as it is. The tanh comes in lecture 03.',
    wrong: [
      (W, b, s) => right(W, b, s).map(Math.tanh),
      (W, b, s) => add(multiply(W, s).map(Math.tanh), b),
      (W, b, s) => right(W, b, s).map((n) => Math.max(0, n)),
      (W, b, s) => right(W, b, s).map((n) => 1 / (1 + Math.exp(-n))),
      (W, b, s) => right(W, b, s).map(Math.abs),
    ],
  },
  {
    name: 'for two components only',
    lesson: 'D may be any number: loop over the rows and columns that W has.',
    wrong: [
      (W, b, s) => right(W, b, s).slice(0, 2),
      without((j) => j > 1),
      (W, b, s) => without((j) => j > 1)(W, b, s).slice(0, 2),
    ],
  },
  {
    name: 'a component too few',
    lesson:
      'Components are counted from 0 to D − 1: i = 0 is the first, and i < D reaches the last.',
    wrong: [
      (W, b, s) => right(W, b, s).slice(1),
      (W, b, s) => right(W, b, s).slice(0, -1),
      (W, b, s) => right(W, b, s).map((n, i) => (i === 0 ? 0 : n)),
      (W, b, s) => right(W, b, s).map((n, i) => (i === b.length - 1 ? 0 : n)),
    ],
  },
  {
    name: 'b added to one component only',
    lesson: 'Every component has its bias: add b[i] inside the loop over i.',
    wrong: [
      (W, b, s) => multiply(W, s).map((n, i) => (i === 0 ? n + b[i] : n)),
      (W, b, s) => multiply(W, s).map((n, i) => (i === b.length - 1 ? n + b[i] : n)),
    ],
  },
  {
    name: 'one component only',
    lesson: 'The next state has D components: push each into a list, and return it after the loop.',
    wrong: [
      (W, b, s) => right(W, b, s).slice(0, 1),
      (W, b, s) => right(W, b, s).slice(-1),
      (W, b, s) => right(W, b, s)[0] as unknown as Vec,
    ],
  },
  {
    name: 'the columns of W added up',
    lesson:
      'wᵢⱼ sⱼ belongs to component i: next[i] += W[i][j] * s[j], with the row giving the place.',
    wrong: byTerms(({ W, s, i, j }) => W[j][i] * s[i]),
  },
  {
    name: 'lists joined by +',
    lesson: '+ makes texts of lists. lib/linear has add(a, b) for vectors.',
    wrong: [
      (W, b, s) => `${multiply(W, s)}${b}` as unknown as Vec,
      (W, b, s) => `${b}${multiply(W, s)}` as unknown as Vec,
    ],
  },
  {
    name: 'components in reverse',
    lesson:
      'Component i of the next state comes from row i of W: the first row makes the first number.',
    wrong: (W, b, s) => right(W, b, s).reverse(),
  },
  {
    name: 'two steps, not one',
    lesson: 'The next state is W s + b, once.',
    wrong: [
      (W, b, s) => right(W, b, right(W, b, s)),
      (W, b, s) => add(multiply(W, multiply(W, s)), b),
    ],
  },
  {
    name: 'products that are not added up',
    lesson: 'W s is a vector: the products of each row are summed to one number.',
    wrong: [
      (W, _b, s) => W.map((row) => row.map((w, j) => w * s[j])) as unknown as Vec,
      (W, b, s) => W.map((row, i) => row.map((w, j) => w * s[j] + b[i])) as unknown as Vec,
      (W, b, s) => W.map((row) => row.map((w, j) => w * s[j] + b[j])) as unknown as Vec,
    ],
  },
  {
    name: 'a column of lists',
    lesson: 'A vector is a list of numbers here, [s₁, s₂], not a matrix with one column.',
    wrong: (W, b, s) => right(W, b, s).map((n) => [n]) as unknown as Vec,
  },
  {
    name: 'all components in one number',
    lesson: 'The next state has D components, one for each row of W: a list, not its sum.',
    wrong: (W, b, s) => total(right(W, b, s)) as unknown as Vec,
  },
];
