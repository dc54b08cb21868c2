import type { Vec } from '../../linear';
import type { Figure } from '../../show/figure';
import { lossCurve } from '../../show/loss-curve';
import { rounded } from '../../show/round';
import { trajectoryFigure } from '../../show/trajectory';
import { BASELINE, OTHER, RULE, STATE } from './colours';

/** The loss, its baseline, and what is left above its floor beside what eigenvalues predict. */
export function lossAboveFloor(losses: number[], floor: number, factor: number): Figure {
  const above = losses.map((loss) => loss - floor);
  const from = Math.floor(losses.length / 3); // by then the slowest direction alone is left
  const predicted = losses.map((_, k) => above[from] * factor ** (2 * (k - from)));
  return lossCurve({
    title: 'Learning [W, b] from 40 steps of the swing',
    losses: [
      { name: 'loss', values: losses, colour: RULE },
      { name: 'loss minus its floor', values: above, colour: STATE },
      {
        name: `${rounded(factor)}<sup>2t</sup>, to scale`,
        values: predicted,
        colour: OTHER,
        line: 'dot',
      },
    ],
    baseline: { name: 'persistence', value: losses[0] },
    log: true,
    loss: 'mean squared error of a step',
    step: 'update',
  });
}

/** The position of the true swing, of a learned one left to itself, and of persistence. */
export function freeRun(real: Vec[], free: Vec[]): Figure {
  return trajectoryFigure({
    title: 'Left to itself: the true swing, and the learned one',
    runs: [
      { name: 'true', states: real, colour: STATE },
      { name: 'learned', states: free, line: 'dash', colour: RULE },
      { name: 'persistence', states: real.map(() => real[0]), line: 'dot', colour: BASELINE },
    ],
    components: [1],
    y: 'position s<sub>1</sub> (m)',
  });
}
