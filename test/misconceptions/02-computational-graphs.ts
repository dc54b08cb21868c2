import type * as Exercise from '../../exercises/02-computational-graphs';
import type { Mistakes } from '../../lib/judge/mistakes';
import { backward } from './02-computational-graphs/backward';
import { countParameters } from './02-computational-graphs/count-parameters';
import { feedforwardCount } from './02-computational-graphs/feedforward-count';
import { manyToOne } from './02-computational-graphs/many-to-one';
import { order } from './02-computational-graphs/order';
import { unroll } from './02-computational-graphs/unroll';

export const mistakes: Mistakes<typeof Exercise> = {
  feedforwardCount,
  countParameters,
  unroll,
  order,
  manyToOne,
  backward,
};
