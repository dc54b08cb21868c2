import type * as Exercise from '../../exercises/04-bptt';
import type { Mistakes } from '../../lib/judge/mistakes';
import { backward } from './04-bptt/backward';
import { backwardLast } from './04-bptt/backward-last';
import { backwardStep } from './04-bptt/backward-step';
import { check } from './04-bptt/check';
import { clippedUpdate } from './04-bptt/clipped-update';
import { scoreGradient } from './04-bptt/score-gradient';
import { stateJacobian } from './04-bptt/state-jacobian';

export const mistakes: Mistakes<typeof Exercise> = {
  scoreGradient,
  backwardStep,
  backward,
  backwardLast,
  stateJacobian,
  check,
  clippedUpdate,
};
