/** Solutions of lecture 02, computational graphs. */
import { add, type Mat, multiply, type Vec } from '../lib/linear';

export type Edge = { from: string; to: string; by: string; delay: number };
export type Arrow = { from: string; to: string; by: string };
export type Step = { op: 'leaf' | '+' | '*' | 'tanh'; of: number[]; value: number };

/** 1 · The parameters of a feed-forward network that reads a whole sentence. */
export function feedforwardCount(D: number, H: number, K: number, tau: number): number {
  // [H, τD] and [H], then [τK, H] and [τK]
  return H * tau * D + H + tau * K * H + tau * K;
}

/** 2 · The parameters of a network whose edges share by name. */
export function countParameters(sizes: Record<string, number>, edges: Edge[]): number {
  const seen: string[] = [];
  let count = 0;
  for (const { from, to, by } of edges) {
    if (seen.includes(by)) continue;
    seen.push(by);
    // [size of to, size of from]
    count += sizes[to] * sizes[from];
  }
  return count;
}

/** 3 · The edges of a network, written out. */
export function unroll(edges: Edge[], tau: number): Arrow[] {
  const arrows: Arrow[] = [];
  for (let t = 1; t <= tau; t++) {
    for (const { from, to, by, delay } of edges) {
      arrows.push({ from: `${from}(${t - delay})`, to: `${to}(${t})`, by });
    }
  }
  return arrows; // [τ · number of edges]
}

/** 4 · An order of computation. */
export function order(names: string[], edges: Edge[]): string[] {
  const ordered: string[] = [];
  const isReady = (name: string) =>
    edges.every(({ from, to, delay }) => to !== name || delay > 0 || ordered.includes(from));
  while (ordered.length < names.length) {
    const next = names.find((name) => !ordered.includes(name) && isReady(name));
    if (next === undefined) return []; // each of the rest waits for another: a cycle
    ordered.push(next);
  }
  return ordered;
}

/** 5 · The forward pass of RNN (C). */
export function manyToOne(U: Mat, W: Mat, b: Vec, V: Mat, c: Vec, h0: Vec, xs: Vec[]): Vec {
  let h = h0;
  for (const x of xs) {
    // h(t) = tanh(b + W h(t−1) + U x(t))
    h = add(b, add(multiply(W, h), multiply(U, x))).map(Math.tanh); // [H]
  }
  // o = c + V h(τ)
  return add(c, multiply(V, h)); // [K]
}

/** 6 · Reverse accumulation. */
export function backward(steps: Step[]): Vec {
  const d = steps.map(() => 0);
  d[d.length - 1] = 1; // dL/dL
  for (let n = steps.length - 1; n >= 0; n--) {
    const { op, of, value } = steps[n];
    const [p, q] = of;
    // every use adds its share
    if (op === '+') {
      d[p] += d[n];
      d[q] += d[n];
    }
    if (op === '*') {
      d[p] += d[n] * steps[q].value;
      d[q] += d[n] * steps[p].value;
    }
    if (op === 'tanh') d[p] += d[n] * (1 - value ** 2);
  }
  return d; // [number of steps]
}
