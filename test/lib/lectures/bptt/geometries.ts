import type { Geometry } from '../../../../lib/lectures/bptt/geometry';

/** Hides nothing: sizes that differ pairwise, several steps, nothing zero, small or symmetric. */
export const open: Geometry = {
  D: 3,
  H: 4,
  K: 5,
  tau: 4,
  scale: 0.7,
  h0: 'random',
  biases: 'random',
  W: 'any',
};
