import type { Matrix } from './matrix';

/** The nonlinearity g of h = g(a): the name is the verb of `Matrix`. */
export type Activation = 'tanh' | 'relu' | 'sigmoid';

const backThroughVerb = {
  tanh: 'backThroughTanh',
  relu: 'backThroughRelu',
  sigmoid: 'backThroughSigmoid',
} as const;

/** dh becomes da = dh ⊙ g′(a), in place; g′ is computed from h = g(a). */
export function backThrough(g: Activation, h: Matrix, dh: Matrix): Matrix {
  return dh[backThroughVerb[g]](h);
}
