/**
 * Exercises of lecture 02, computational graphs.
 *
 * Replace each `return notWritten(…)` by your own code, save, and run the lecture's grade cell (or
 * `npm run check 02` in a terminal). The first is one line, the last is what `backward` does
 * in this lecture.
 *
 * Others still read what a function is given: return something new and leave its arguments as they are.
 */
import { notWritten } from '../lib/exercise';
import type { Mat, Vec } from '../lib/linear';

const slug = '02-computational-graphs';

/** An edge of a folded network. `by` names its matrix; it delivers `delay` steps later (0, 1, …). */
export type Edge = { from: string; to: string; by: string; delay: number };

/** An edge of an unrolled network, from 'h(1)' to 'h(2)'. */
export type Arrow = { from: string; to: string; by: string };

/**
 * A node of an expression. `of` says by their places in the list which nodes it was computed from:
 * none for a leaf, two for + and * (they may be the same one twice), one for tanh.
 */
export type Step = { op: 'leaf' | '+' | '*' | 'tanh'; of: number[]; value: number };

/**
 * 1 · The number of parameters of a feed-forward network for sentences of τ words. It reads the D
 * numbers of all words at once, as one long vector; has one hidden layer of H units; and gives K
 * numbers for each word, again as one long vector. Each of the two layers has a matrix and a bias.
 *
 * All four sizes are whole numbers from 1.
 */
export function feedforwardCount(D: number, H: number, K: number, tau: number): number {
  return notWritten(slug, 'feedforwardCount');
}

/**
 * 2 · The number of parameters of a network that is described by its edges. An edge has a matrix of
 * sizes[to] rows and sizes[from] columns; edges with the same `by` share one, wherever they stand in
 * the list. There are no biases here (the lecture's `countParameters` counts b and c as well).
 *
 * sizes holds how many numbers each node has: { x: 3, h: 4 }, so that sizes['h'] is 4. Edges that share
 * a matrix may have different delays, and join different nodes if the sizes agree. There may be no edge.
 */
export function countParameters(sizes: Record<string, number>, edges: Edge[]): number {
  return notWritten(slug, 'countParameters');
}

/**
 * 3 · The edges of the network written out for the steps t = 1, …, τ: for each t, in the order of
 * `edges`, the one that arrives at step t. An edge with a delay comes from an earlier step, and may
 * come from before the first: then from 'h(0)', or, for a delay of two, 'x(-1)' with a plain hyphen.
 * `by` stays as it is: every step uses the same matrix.
 *
 * { from: 'h', to: 'h', by: 'W', delay: 1 } gives, for t = 2, { from: 'h(1)', to: 'h(2)', by: 'W' }.
 * For τ = 0 the list is empty.
 */
export function unroll(edges: Edge[], tau: number): Arrow[] {
  return notWritten(slug, 'unroll');
}

/**
 * 4 · The nodes of one time step in an order in which they can be computed: each after all nodes
 * from which an edge without delay leads to it. (What an edge with a delay brings was computed in an
 * earlier step.) The names may come in any order, and so may the edges. Any order of computation is
 * right; when there is none, since nodes wait for one another in a cycle, return an empty list.
 *
 * Each name comes once, and each edge joins two of the names. Two nodes may be joined by several edges,
 * a node by an edge to itself, and a node by none: it is in the list as well.
 */
export function order(names: string[], edges: Edge[]): string[] {
  return notWritten(slug, 'order');
}

/**
 * 5 · The forward pass of RNN (C): h(t) = tanh(b + W h(t−1) + U x(t)) for all t, and at the end one
 * output, o = c + V h(τ).
 *
 * U: [H, D], W: [H, H], b: [H], V: [K, H], c: [K], h0: [H], xs: τ vectors [D]. Returns o: [K]. Without
 * inputs (τ = 0) the last state is h0.
 *
 * For `multiply(W, h)` and `add(a, b)`, which adds two vectors and no more, write
 * `import { add, multiply } from '../lib/linear';` at the top of the file. `Math.tanh` takes one number,
 * not a list.
 */
export function manyToOne(U: Mat, W: Mat, b: Vec, V: Mat, c: Vec, h0: Vec, xs: Vec[]): Vec {
  return notWritten(slug, 'manyToOne');
}

/**
 * 6 · The derivative of the last node of an expression by each of its nodes, in one pass from the
 * last to the first. Every node stands after those it was computed from, and `value` is its value.
 * The slope of tanh: if h = tanh a, then dh/da = 1 − h². A node may be used by several others, or by
 * none, and leaves may stand anywhere in the list; there is at least one step.
 *
 * Returns one number for each step, in the same order; the last one is 1.
 */
export function backward(steps: Step[]): Vec {
  return notWritten(slug, 'backward');
}
