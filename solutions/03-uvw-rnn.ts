/** Solutions of lecture 03, the U/V/W network. */
import { add, type Mat, multiply, type Vec } from '../lib/linear';

/** The parameters of the network: D inputs, H hidden units, K outputs. */
export interface Rnn {
  U: Mat; // [H, D]
  W: Mat; // [H, H]
  V: Mat; // [K, H]
  b: Vec; // [H]
  c: Vec; // [K]
}

/** 1 · From scores to probabilities. */
export function softmax(o: Vec): Vec {
  // softmax(o) = softmax(o − max o): no power of e is larger than 1
  const largest = Math.max(...o);
  const powers = o.map((oi) => Math.exp(oi - largest)); // [K]
  const total = powers.reduce((sum, power) => sum + power, 0);
  // ŷᵢ = e^oᵢ / Σⱼ e^oⱼ
  return powers.map((power) => power / total); // [K]
}

/** 2 · One step of the network. */
export function step(theta: Rnn, hPrev: Vec, x: Vec): { a: Vec; h: Vec; o: Vec; yHat: Vec } {
  const { U, W, V, b, c } = theta;
  // a(t) = b + W h(t−1) + U x(t)
  const a = add(add(b, multiply(W, hPrev)), multiply(U, x)); // [H]
  // h(t) = tanh a(t)
  const h = a.map(Math.tanh); // [H]
  // o(t) = c + V h(t)
  const o = add(c, multiply(V, h)); // [K]
  // ŷ(t) = softmax o(t)
  return { a, h, o, yHat: softmax(o) };
}

/** 3 · The network on a sequence. */
export function forward(theta: Rnn, h0: Vec, xs: Vec[]): { hs: Vec[]; os: Vec[] } {
  const hs = [h0];
  const os: Vec[] = [];
  for (const x of xs) {
    const { h, o } = step(theta, hs[hs.length - 1], x);
    hs.push(h);
    os.push(o);
  }
  return { hs, os }; // [τ + 1, H] and [τ, K]
}

/** 4 · The loss of a sequence. */
export function loss(os: Vec[], labels: number[]): number {
  let total = 0;
  os.forEach((o, i) => {
    // −log ŷ_y = log Σⱼ e^(oⱼ − m) − (o_y − m), with m the largest of o
    const largest = Math.max(...o);
    const powers = o.map((oj) => Math.exp(oj - largest));
    const sum = powers.reduce((before, power) => before + power, 0);
    // L = Σₜ L(t)
    total += Math.log(sum) - (o[labels[i]] - largest);
  });
  return total;
}

/** 5 · The two matrices in one. */
export function unstack(Wl: Mat, D: number): { U: Mat; W: Mat } {
  // Wˡ = [U | W]
  return {
    U: Wl.map((row) => row.slice(0, D)), // [H, D]
    W: Wl.map((row) => row.slice(D)), // [H, H]
  };
}

/** 6 · A series cut into windows. */
export function windows(series: Vec, size: number, horizon: number): { xs: Vec[]; ys: Vec[] } {
  const xs: Vec[] = [];
  const ys: Vec[] = [];
  for (let start = 0; start + size <= series.length; start++) {
    const end = start + size;
    xs.push(series.slice(start, end));
    // a target that is not known in full is left out
    if (end + horizon <= series.length) ys.push(series.slice(end, end + horizon));
  }
  return { xs, ys };
}

/** 7 · How many numbers the network learns. */
export function countParameters(D: number, H: number, K: number): number {
  // U, W, b, V, c
  return H * D + H * H + H + K * H + K;
}
