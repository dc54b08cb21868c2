/**
 * What is measured. Each workload's data and initial weights are made here, once, and read by every
 * engine, so that equal losses after ten steps show equal work.
 */
import { type Random, seeded } from '../../lib/random';

export interface Workload {
  name: string;
  /** What one step does. */
  title: string;
  /** How many steps each engine makes in a turn, about. */
  turn: number;
  /** The times by which this engine should lead (below 1: may trail), by peer. */
  aims: { [peer: string]: number };
  make(random: Random): object;
}

export const workloads: Workload[] = [
  {
    name: 'W1',
    title: 'character RNN, V 65, H 100, T 25, batch 1: BPTT, clip, Adagrad',
    turn: 200,
    aims: { karpathy: 4, torch: 5, jax: 1, tfjs: 20 },
    make: (random) => ({
      parameters: rnn(random, 65, 100, 65),
      text: text(random, 1001, 65),
    }),
  },
  {
    name: 'W2',
    title: 'series, window 4, H 20, T 5, 100 sequences: BPTT, Adam',
    turn: 300,
    aims: { numpy: 1, torch: 4 },
    make: (random) => {
      const series = [8, 10, 12, 10].map((x) => x / 10);
      const at = (t: number) => series[t % 4] + random.uniform(-0.1, 0.1);
      const noisy = Array.from({ length: 100 }, () => Array.from({ length: 9 }, (_, t) => at(t)));
      const steps = [0, 1, 2, 3, 4];
      return {
        parameters: rnn(random, 4, 20, 1),
        x: noisy.map((s) => steps.map((t) => s.slice(t, t + 4))), // [100][5][4]
        y: noisy.map((s) => steps.map((t) => [s[t + 4]])), // [100][5][1]
      };
    },
  },
  ...[128, 256].map(
    (H): Workload => ({
      name: `W3-${H}`,
      title: `character RNN, V 65, H ${H}, T 50, batch 32: BPTT, Adam`,
      turn: H === 128 ? 10 : 4,
      aims: H === 128 ? { torch: 1, numpy: 0.85 } : {},
      make: (random) => ({
        parameters: rnn(random, 65, H, 65),
        texts: Array.from({ length: 32 }, () => text(random, 51, 65)),
      }),
    }),
  ),
  {
    name: 'W4',
    title: 'GRU encoder–decoder, H 128, batch 32, 20 → 20, V 100: BPTT, Adam',
    turn: 4,
    aims: { torch: 0.9 },
    make: (random) => ({
      parameters: {
        encoder: gru(random, 100, 128),
        decoder: { ...gru(random, 100, 128), ...readout(random, 128, 100) },
      },
      source: Array.from({ length: 32 }, () => text(random, 20, 100)),
      target: Array.from({ length: 32 }, () => [0, ...text(random, 20, 100)]), // 0 begins it
    }),
  },
  {
    name: 'W5',
    title: 'numeric gradient of all 3136 parameters of an RNN, V 32, H 32, T 10',
    turn: 1,
    aims: { karpathy: 10 },
    make: (random) => ({ parameters: rnn(random, 32, 32, 32), text: text(random, 11, 32) }),
  },
];

function matrix(random: Random, rows: number, cols: number, H: number): number[][] {
  const limit = 1 / Math.sqrt(H);
  const number = () => random.uniform(-limit, limit);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, number));
}

function recurrence(random: Random, D: number, H: number, gates: number) {
  return {
    U: matrix(random, gates * H, D, H),
    W: matrix(random, gates * H, H, H),
    b: matrix(random, gates * H, 1, H),
  };
}

function readout(random: Random, H: number, K: number) {
  return { V: matrix(random, K, H, H), c: matrix(random, K, 1, H) };
}

function rnn(random: Random, D: number, H: number, K: number) {
  return { ...recurrence(random, D, H, 1), ...readout(random, H, K) };
}

function gru(random: Random, D: number, H: number) {
  return { ...recurrence(random, D, H, 3), d: matrix(random, 3 * H, 1, H) };
}

/** Labels that can be learned: each is mostly followed by one of three others. */
function text(random: Random, length: number, V: number): number[] {
  const labels = [random.integer(0, V - 1)];
  while (labels.length < length) {
    const next = 7 * labels[labels.length - 1] + random.choose([6, 3, 1]);
    labels.push(next % V);
  }
  return labels;
}

/** The data of one workload, the same at every run. */
export function dataOf(workload: Workload): object {
  return workload.make(seeded(1));
}
