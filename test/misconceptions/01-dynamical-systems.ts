import type * as Exercise from '../../exercises/01-dynamical-systems';
import type { Mistakes } from '../../lib/judge/mistakes';
import { compose } from './01-dynamical-systems/compose';
import { drive } from './01-dynamical-systems/drive';
import { gradient } from './01-dynamical-systems/gradient';
import { nextState } from './01-dynamical-systems/next-state';
import { spectralRadius } from './01-dynamical-systems/spectral-radius';
import { unroll } from './01-dynamical-systems/unroll';

export const mistakes: Mistakes<typeof Exercise> = {
  nextState,
  unroll,
  drive,
  compose,
  spectralRadius,
  gradient,
};
