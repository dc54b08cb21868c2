import type * as Exercise from '../../exercises/03-uvw-rnn';
import type { Mistakes } from '../../lib/judge/mistakes';
import { countParameters } from './03-uvw-rnn/count-parameters';
import { forward } from './03-uvw-rnn/forward';
import { loss } from './03-uvw-rnn/loss';
import { softmax } from './03-uvw-rnn/softmax';
import { step } from './03-uvw-rnn/step';
import { unstack } from './03-uvw-rnn/unstack';
import { windows } from './03-uvw-rnn/windows';

export const mistakes: Mistakes<typeof Exercise> = {
  softmax,
  step,
  forward,
  loss,
  unstack,
  windows,
  countParameters,
};
