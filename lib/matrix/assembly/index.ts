/** The kernels that WebAssembly exports, by the names of the interface Kernels. */
export {
  backThroughRelu,
  backThroughSigmoid,
  backThroughTanh,
  relu,
  sigmoid,
  tanh,
} from './activation';
export {
  addColumnsTo,
  addToColumns,
  gatherColumns,
  scatterAddColumns,
  transpose,
} from './columns';
export {
  add,
  addScaled,
  clip,
  copy,
  fill,
  firstNonFinite,
  hadamard,
  scale,
  sumOfSquares,
} from './elementwise';
export { softmax, softmaxCrossEntropy, squaredError } from './loss';
export { product } from './product';
export { adagrad, adagradInRoot, adam, momentum } from './update';
