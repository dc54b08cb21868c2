import type * as Exercise from '../../exercises/03-uvw-rnn';
import { add, dot, multiply, subtract, transpose, type Vec } from '../../lib/linear';
import * as right from '../../solutions/03-uvw-rnn';
import type { Mistakes } from '../judge/mistakes';

type Rnn = Exercise.Rnn;

/** The step as it should be, from some other a(t) on. */
function from(theta: Rnn, a: Vec) {
  return readFrom(theta, a, a.map(Math.tanh));
}

function readFrom({ V, c }: Rnn, a: Vec, h: Vec, read = h) {
  const o = add(c, multiply(V, read));
  return { a, h, o, yHat: right.softmax(o) };
}

/** −log of the probability that softmax o gives to the label. */
function surprise(o: Vec, label: number): number {
  return right.loss([o], [label]);
}

function sumOver(os: Vec[], part: (o: Vec, t: number) => number): number {
  return os.reduce((sum, o, t) => sum + part(o, t), 0);
}

export const mistakes: Mistakes<typeof Exercise> = {
  softmax: [
    {
      name: 'the powers overflow',
      lesson:
        'e^1000 is Infinity, and Infinity / Infinity is NaN. Subtract the largest score first: the factor e^(−max) cancels.',
      wrong: (o) => {
        const powers = o.map(Math.exp);
        const total = powers.reduce((sum, power) => sum + power, 0);
        return powers.map((power) => power / total);
      },
    },
    {
      name: 'shares without the exponential',
      lesson:
        'oᵢ / Σ oⱼ is no distribution: scores may be negative. e^o is positive whatever o is.',
      wrong: (o) => {
        const total = o.reduce((sum, oi) => sum + oi, 0);
        return o.map((oi) => oi / total);
      },
    },
    {
      name: 'a sigmoid for each class',
      lesson:
        'The sigmoid of oᵢ looks at one score alone, and the results do not sum to 1. Softmax weighs each class against all the others.',
      wrong: (o) => o.map((oi) => 1 / (1 + Math.exp(-oi))),
    },
    {
      name: 'the largest subtracted above, not below',
      lesson:
        'The same number must be subtracted in the numerator and in the sum below it, or it does not cancel.',
      wrong: (o) => {
        const total = o.reduce((sum, oi) => sum + Math.exp(oi), 0);
        return o.map((oi) => Math.exp(oi - Math.max(...o)) / total);
      },
    },
    {
      name: 'divided by the largest',
      lesson:
        'Softmax stays the same when a number is subtracted from every score, not when the scores are divided by one.',
      wrong: (o) => right.softmax(o.map((oi) => oi / Math.max(...o))),
    },
  ],
  step: [
    {
      name: 'h(t−1) ignored',
      lesson:
        'Without W h(t−1) the network has no memory: a(t) = b + W h(t−1) + U x(t) has three terms.',
      wrong: (theta, _hPrev, x) => from(theta, add(theta.b, multiply(theta.U, x))),
    },
    {
      name: 'b forgotten',
      lesson: 'a(t) = b + W h(t−1) + U x(t): the bias b is added to the two products.',
      wrong: (theta, hPrev, x) => from(theta, add(multiply(theta.W, hPrev), multiply(theta.U, x))),
    },
    {
      name: 'c forgotten',
      lesson: 'o(t) = c + V h(t): the readout has a bias of its own.',
      wrong: (theta, hPrev, x) =>
        from({ ...theta, c: theta.c.map(() => 0) }, right.step(theta, hPrev, x).a),
    },
    {
      name: 'W transposed',
      lesson:
        'Entry i of W h is row i of W times h. W is square, so Wᵀ fits just as well, and no shape warns you.',
      wrong: (theta, hPrev, x) => right.step({ ...theta, W: transpose(theta.W) }, hPrev, x),
    },
    {
      name: 'tanh of each term',
      lesson:
        'tanh is not linear: tanh(W h + U x + b) is not the sum of the tanh of its terms. Add first, then bend.',
      wrong: (theta, hPrev, x) => {
        const { a } = right.step(theta, hPrev, x);
        const input = add(multiply(theta.U, x), theta.b).map(Math.tanh);
        return readFrom(theta, a, add(multiply(theta.W, hPrev).map(Math.tanh), input));
      },
    },
    {
      name: 'no tanh at all',
      lesson:
        'h(t) = tanh a(t). Without it the steps are affine, and many of them are one affine step (notebook 01).',
      wrong: (theta, hPrev, x) => {
        const { a } = right.step(theta, hPrev, x);
        return readFrom(theta, a, a);
      },
    },
    {
      name: 'o from the pre-activation',
      lesson: 'V reads h(t), what comes out of the tanh; a(t) is what goes in.',
      wrong: (theta, hPrev, x) => {
        const { a, h } = right.step(theta, hPrev, x);
        return readFrom(theta, a, h, a);
      },
    },
    {
      name: 'o from h(t−1)',
      lesson: 'The output at t reads the new state h(t); h(t−1) has not seen x(t) yet.',
      wrong: (theta, hPrev, x) => {
        const { a, h } = right.step(theta, hPrev, x);
        return readFrom(theta, a, h, hPrev);
      },
    },
    {
      name: 'softmax twice',
      lesson:
        'ŷ is softmax o, once. A second softmax takes probabilities for scores and draws every answer towards even: of two classes none gets more than 0.73.',
      wrong: (theta, hPrev, x) => {
        const now = right.step(theta, hPrev, x);
        return { ...now, yHat: right.softmax(now.yHat) };
      },
    },
    {
      name: 'a sigmoid for the tanh',
      lesson:
        'The lecture’s hidden units are tanh, between −1 and 1; the sigmoid lies between 0 and 1.',
      wrong: (theta, hPrev, x) => {
        const { a } = right.step(theta, hPrev, x);
        return readFrom(
          theta,
          a,
          a.map((ai) => 1 / (1 + Math.exp(-ai))),
        );
      },
    },
  ],
  forward: [
    {
      name: 'h(0) ignored',
      lesson:
        'The first step starts from the h0 that was given. Zeros are a frequent choice, but not the only one.',
      wrong: (theta, h0, xs) => {
        const { hs, os } = right.forward(
          theta,
          h0.map(() => 0),
          xs,
        );
        return { hs: [h0, ...hs.slice(1)], os };
      },
    },
    {
      name: 'the state never advances',
      lesson:
        'Step t starts from h(t−1), the state that step t−1 has left. From h(0) every time, nothing is remembered.',
      wrong: (theta, h0, xs) => {
        const steps = xs.map((x) => right.step(theta, h0, x));
        return { hs: [h0, ...steps.map(({ h }) => h)], os: steps.map(({ o }) => o) };
      },
    },
    {
      name: 'h(0) left out',
      lesson: 'hs begins with h(0): τ inputs make τ + 1 states, and hs[t] is h(t).',
      wrong: (theta, h0, xs) => {
        const { hs, os } = right.forward(theta, h0, xs);
        return { hs: hs.slice(1), os };
      },
    },
    {
      name: 'the pre-activation is carried on',
      lesson:
        'What goes to the next step is h(t) = tanh a(t). If you carry a(t), then the next step has to apply the tanh on the way in.',
      wrong: (theta, h0, xs) => {
        const hs = [h0];
        const os: Vec[] = [];
        let carried = h0;
        for (const x of xs) {
          const { a, h, o } = right.step(theta, carried, x);
          carried = a;
          hs.push(h);
          os.push(o);
        }
        return { hs, os };
      },
    },
    {
      name: 'o from h(t−1)',
      lesson: 'o(t) reads h(t). From h(t−1) the outputs come a step late, and o(1) reads h(0).',
      wrong: (theta, h0, xs) => {
        const { hs } = right.forward(theta, h0, xs);
        const os = hs.slice(0, -1).map((h) => add(theta.c, multiply(theta.V, h)));
        return { hs, os };
      },
    },
    {
      name: 'probabilities for scores',
      lesson: 'os holds o(t) = c + V h(t), before softmax: the loss needs the scores.',
      wrong: (theta, h0, xs) => {
        const { hs, os } = right.forward(theta, h0, xs);
        return { hs, os: os.map(right.softmax) };
      },
    },
    {
      name: 'the sequence backwards',
      lesson:
        'Time runs forward: h(1) reads x(1). (The backward half of a bidirectional network comes in notebook 09.)',
      wrong: (theta, h0, xs) => right.forward(theta, h0, [...xs].reverse()),
    },
    {
      name: 'the input comes a step late',
      lesson: 'Step t reads x(t), which is xs[t − 1]. Here x(1) is read twice and x(τ) never.',
      wrong: (theta, h0, xs) =>
        right.forward(
          theta,
          h0,
          xs.map((_, i) => xs[Math.max(i - 1, 0)]),
        ),
    },
  ],
  loss: [
    {
      name: 'averaged over the steps',
      lesson:
        'Equation (7) is the sum over the steps. The mean is τ times smaller, and so are all its gradients.',
      wrong: (os, labels) => right.loss(os, labels) / os.length,
    },
    {
      name: 'the last step only',
      lesson:
        'RNN (A) answers at every step, and every step counts. The last one alone is the loss of RNN (C).',
      wrong: (os, labels) => surprise(os[os.length - 1], labels[os.length - 1]),
    },
    {
      name: 'softmax twice',
      lesson:
        'The loss takes scores and applies softmax itself. Given probabilities, it applies it again: no step’s loss is then farther than 1 from log K.',
      wrong: (os, labels) => right.loss(os.map(right.softmax), labels),
    },
    {
      name: 'the logarithm of zero',
      lesson:
        'A probability such as e^(−1000) is too small for a number and becomes 0, and −log 0 is Infinity. Work with the logarithm from the start: log ŷᵢ = oᵢ − m − log Σⱼ e^(oⱼ − m).',
      wrong: (os, labels) => sumOver(os, (o, t) => -Math.log(right.softmax(o)[labels[t]])),
    },
    {
      name: 'targets a step off',
      lesson:
        'o(t) is judged by the label of its own step, labels[t − 1]. Here o(t) meets the label of the step before, and o(1) is not judged at all.',
      wrong: (os, labels) => sumOver(os, (o, t) => (t === 0 ? 0 : surprise(o, labels[t - 1]))),
    },
    {
      name: 'sign',
      lesson:
        'log of a probability is negative. The loss has a minus before it, and is never below 0.',
      wrong: (os, labels) => -right.loss(os, labels),
    },
    {
      name: 'in bits',
      lesson: 'Math.log2 measures in bits; the loss is in nats, with the natural Math.log.',
      wrong: (os, labels) => right.loss(os, labels) / Math.LN2,
    },
    {
      name: 'the score without its rivals',
      lesson:
        '−o_y alone can fall for ever by raising every score. log Σ e^oⱼ is what makes the classes compete.',
      wrong: (os, labels) => sumOver(os, (o, t) => -o[labels[t]]),
    },
    {
      name: 'squared error',
      lesson: 'For classes our loss is −log of the probability of the right one, not |ŷ − y|².',
      wrong: (os, labels) =>
        sumOver(os, (o, t) => {
          const error = subtract(
            right.softmax(o),
            o.map((_, k) => Number(k === labels[t])),
          );
          return dot(error, error);
        }),
    },
  ],
  unstack: [
    {
      name: 'the state on top',
      lesson:
        'Wˡ multiplies [x; h] with the input on top, so its first D columns are U. (Some textbooks stack [h; x], the other way round.)',
      wrong: (Wl) => ({
        W: Wl.map((row) => row.slice(0, Wl.length)),
        U: Wl.map((row) => row.slice(Wl.length)),
      }),
    },
    {
      name: 'rows for columns',
      lesson:
        'U and W stand side by side, not one below the other: cut each row, and keep all H rows.',
      wrong: (Wl, D) => ({ U: Wl.slice(0, D), W: Wl.slice(D) }),
    },
    {
      name: 'W transposed',
      lesson: 'Cutting a matrix moves no number: row i of Wˡ is row i of U, then row i of W.',
      wrong: (Wl, D) => {
        const { U, W } = right.unstack(Wl, D);
        return { U, W: transpose(W) };
      },
    },
    {
      name: 'a column in both',
      lesson: 'slice(0, D) stops before D, and slice(D) begins with it: no column twice.',
      wrong: (Wl, D) => ({
        U: Wl.map((row) => row.slice(0, D + 1)),
        W: Wl.map((row) => row.slice(D)),
      }),
    },
  ],
  windows: [
    {
      name: 'windows side by side',
      lesson:
        'x(2) begins one value after x(1), not where x(1) ends: neighbouring windows share all values but one.',
      wrong: (series, size, horizon) => {
        const starts = series.map((_, i) => i).filter((start) => start % size === 0);
        const fit = starts.filter((start) => start + size <= series.length);
        const known = fit.filter((start) => start + size + horizon <= series.length);
        return {
          xs: fit.map((start) => series.slice(start, start + size)),
          ys: known.map((start) => series.slice(start + size, start + size + horizon)),
        };
      },
    },
    {
      name: 'the last windows dropped',
      lesson:
        'A window without a target is the one to forecast from: x(5) of the lecture has y(5) = ? and is read all the same.',
      wrong: (series, size, horizon) => {
        const { xs, ys } = right.windows(series, size, horizon);
        return { xs: xs.slice(0, ys.length), ys };
      },
    },
    {
      name: 'the target is in its window',
      lesson:
        'y(t) begins after the last value of x(t). Here it begins with that value, and a network would learn to repeat what it sees.',
      wrong: (series, size, horizon) => {
        const { xs } = right.windows(series, size, horizon);
        const ends = xs.map((_, start) => start + size - 1);
        const known = ends.filter((end) => end + horizon <= series.length);
        return { xs, ys: known.map((end) => series.slice(end, end + horizon)) };
      },
    },
    {
      name: 'a value skipped',
      lesson: 'y(t) begins with the very next value after x(t). Here one is left out between them.',
      wrong: (series, size, horizon) => {
        const { xs, ys } = right.windows(series, size, horizon);
        const known = ys.slice(0, -1);
        return {
          xs,
          ys: known.map((_, i) => series.slice(i + size + 1, i + size + 1 + horizon)),
        };
      },
    },
    {
      name: 'only the first value ahead',
      lesson:
        'With a horizon of 2 each target holds two values: the one after the window and the next.',
      wrong: (series, size, horizon) => {
        const { xs, ys } = right.windows(series, size, horizon);
        return { xs, ys: ys.map((y) => y.slice(0, 1)) };
      },
    },
    {
      name: 'targets that are not known in full',
      lesson:
        'y(4) = [12, ?] can’t be learned from: the lecture strikes it out. Keep the targets that have all their values.',
      wrong: (series, size, horizon) => {
        const { xs } = right.windows(series, size, horizon);
        const ys = xs.map((_, i) => series.slice(i + size, i + size + horizon));
        return { xs, ys: ys.filter((y) => y.length > 0) };
      },
    },
    {
      name: 'one window short',
      lesson:
        'The last window ends with the last value: it begins at series.length − size, and that start belongs to the loop.',
      wrong: (series, size, horizon) => {
        const { xs, ys } = right.windows(series, size, horizon);
        return { xs: xs.slice(0, -1), ys };
      },
    },
  ],
  countParameters: [
    {
      name: 'the window as single steps',
      lesson:
        'A window of 4 is one vector x(t) of 4 numbers, so U is H × 4. Read one number at a step, U would be H × 1: 461 for the lecture’s network.',
      wrong: (_D, H, K) => right.countParameters(1, H, K),
    },
    {
      name: 'two hidden biases',
      lesson:
        'The lecture’s network has one bias b inside the tanh. Some libraries keep two, one beside U and one beside W: 541 for the lecture’s network.',
      wrong: (D, H, K) => right.countParameters(D, H, K) + H,
    },
    {
      name: 'the output recurs',
      lesson:
        'W carries h(t−1) to h(t), so it is H × H. In RNN (B) it reads the output, and is H × K: 141 or 182 for the lecture’s networks.',
      wrong: (D, H, K) => right.countParameters(D, H, K) - H * H + H * K,
    },
    {
      name: 'U as large as W',
      lesson: 'U reads the input, so it is H × D and not H × H.',
      wrong: (_D, H, K) => right.countParameters(H, H, K),
    },
    {
      name: 'biases forgotten',
      lesson: 'b has H numbers and c has K, and both are learned.',
      wrong: (D, H, K) => right.countParameters(D, H, K) - H - K,
    },
    {
      name: 'c forgotten',
      lesson: 'The readout o = c + V h has a bias too: K numbers more.',
      wrong: (D, H, K) => right.countParameters(D, H, K) - K,
    },
  ],
};
