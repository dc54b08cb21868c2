import { add, multiply, type Vec } from '../../linear';
import type { Figure } from '../../show/figure';
import { figure } from '../../show/figure';
import { graphFigure } from '../../show/graph';
import { trajectoryFigure } from '../../show/trajectory';
import { type Affine, affine, unrollAffine } from '../affine';
import { trajectory } from '../trajectory';
import { RULE, STATE } from './colours';
import { line, upTo } from './lines';

/** A cup of tea, minute by minute, and the temperature of its room. */
export function coolingTea(tea: number[], room: number): Figure {
  const end = tea.length - 1;
  return trajectoryFigure({
    title: `A cup of tea: one rule, applied ${end} times`,
    runs: [
      { name: 'tea', states: tea.map((s) => [s]), colour: STATE },
      {
        name: 'what the rule leaves as it is',
        states: tea.map(() => [room]),
        line: 'dash',
        colour: RULE,
      },
    ],
    x: 'time step t (minutes)',
    unit: '°C',
  });
}

/** One system, folded into a loop and unrolled into a chain. */
export function foldedAndUnrolled(): Figure {
  const steps = [0, 1, 2, 3];
  const kind = 'state' as const;
  return graphFigure({
    title: 'The same system, folded and unrolled',
    nodes: [
      {
        id: 's',
        label: 's',
        kind,
        column: 0,
        row: 0,
        hover: 'the state: at every step another value',
      },
      ...steps.map((t) => ({
        id: `s${t}`,
        label: `s<sup>(${t})</sup>`,
        kind,
        column: t + 1.1,
        row: 0,
      })),
    ],
    edges: [
      { from: 's', to: 's', label: 'f', kind: 'f', delay: true },
      ...steps.slice(1).map((t) => ({ from: `s${t - 1}`, to: `s${t}`, label: 'f', kind: 'f' })),
    ],
    kinds: { f: 'f( · ; θ), the same on every arrow' },
    colours: { f: RULE },
    columns: { 0: 'folded', 1.1: 'unrolled' },
  });
}

/** The position of a swing step by step, and by jumps of `far` steps each. */
export function jumps(system: Affine, s0: Vec, far: number, count: number): Figure {
  const single = trajectory(affine(system), s0, far * count);
  const { W, b } = unrollAffine(system, far);
  const landed = trajectory((s: Vec) => add(multiply(W, s), b), s0, count);
  return figure({
    title: `${far * count} steps of W and b, and ${count} jumps of W̃ and b̃ over ${far} steps each`,
    x: 'time step t',
    y: 'position s<sub>1</sub> (m)',
    alt:
      `The position of the swing over ${far * count} steps, a wave that dies out. ` +
      `The ${count} jumps land on it.`,
    data: [
      line(
        'step by step',
        upTo(single.length),
        single.map(([s]) => s),
        STATE,
        {
          mode: 'lines+markers',
          size: 4,
        },
      ),
      line(
        'jump by jump',
        landed.map((_, k) => k * far),
        landed.map(([s]) => s),
        RULE,
        {
          mode: 'markers',
          symbol: 'diamond-open',
          size: 14,
        },
      ),
    ],
  });
}
