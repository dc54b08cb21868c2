import type { Vec } from '../../linear';
import { crossEntropy } from '../../losses';
import type { Example, Rnn } from './rnn';

/** The example whose targets are classes: y(t) is one-hot at labels[t − 1], and the loss cross-entropy. */
export function labelled(theta: Rnn, h0: Vec, xs: Vec[], labels: number[]): Example {
  const ys = labels.map((label) => theta.c.map((_, k) => (k === label ? 1 : 0))); // [K] each
  return { theta, h0, xs, ys, loss: crossEntropy };
}
