import type { Optimizer } from '../../../../lib/train/optimizer';
import { Adagrad, Adam, Momentum, Sgd } from '../../../../lib/train/optimizers';

/** The optimizer that a reference names. */
export function optimizerOf(name: string, settings: { rate: number }): Optimizer {
  if (name === 'sgd') return new Sgd(settings);
  if (name === 'momentum') return new Momentum(settings);
  if (name === 'adagrad') return new Adagrad(settings);
  return new Adam(settings);
}
