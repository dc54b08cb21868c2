import { eigenvaluesFigure } from '../../../lib/show/eigenvalues';
import { eigenvaluesAndPhase } from '../../../lib/show/eigenvalues-and-phase';
import { type Figure, figure } from '../../../lib/show/figure';
import { graphFigure } from '../../../lib/show/graph';
import { heatmap } from '../../../lib/show/heatmap';
import { lossCurve } from '../../../lib/show/loss-curve';
import { stacked } from '../../../lib/show/panels';
import { phasePortrait } from '../../../lib/show/phase-portrait';
import { slider } from '../../../lib/show/slider';
import { trajectoryFigure } from '../../../lib/show/trajectory';

/** A state that turns by a quarter and shrinks by ρ at every step. */
export function quarterTurns(rho: number, steps = 8): number[][] {
  const states = [[1, 0]];
  for (let t = 0; t < steps; t++) {
    const [s1, s2] = states[t];
    states.push([0 - rho * s2, 0 + rho * s1]); // 0 ∓ … keeps −0 out
  }
  return states;
}

export function system(name: string, rho: number) {
  const lambdas = [
    { re: 0, im: rho },
    { re: 0, im: -rho },
  ];
  return { name, eigenvalues: lambdas, states: quarterTurns(rho) };
}

const systems = [system('spirals in', 0.8), system('cycles', 1), system('spirals out', 1.1)];
const oneRun = trajectoryFigure({ title: 'One run', runs: [systems[0]] });

/** One figure of every kind with axes. */
export const FIGURES: Record<string, Figure> = {
  figure: figure({
    title: 'A line',
    x: 'time step t',
    y: 'height (m)',
    data: [{ type: 'scatter', x: [0, 1], y: [2, 3] }],
    alt: 'A line that rises from 2 to 3.',
  }),
  'trajectory of one run': oneRun,
  'trajectory of several runs': trajectoryFigure({ title: 'Three runs', runs: systems, unit: 'm' }),
  'phase portrait': phasePortrait({ title: 'Paths', paths: systems, fixedPoint: [0, 0] }),
  eigenvalues: eigenvaluesFigure({ title: 'Eigenvalues', systems }),
  'eigenvalues beside phase portrait': eigenvaluesAndPhase({ title: 'Both', systems }),
  'loss curve': lossCurve({
    title: 'Learning',
    losses: [{ name: 'gradient descent', values: [1, 0.1, 0.01] }],
    baseline: { name: 'persistence', value: 0.5 },
    log: true,
  }),
  heatmap: heatmap({
    title: 'A matrix',
    values: [
      [1, -2, 0],
      [3, 0, -4],
    ],
    x: 'column j',
    y: 'row i',
    colour: 'entry (no unit)',
  }),
  stacked: stacked([oneRun, oneRun], { title: 'Two panels', alt: 'The same run twice.' }),
  slider: slider({
    title: 'Drag',
    label: 'radius ρ (no unit)',
    alt: 'The path winds in below 1 and out above.',
    start: 1,
    positions: [0.8, 1, 1.2].map((rho) => ({
      value: String(rho),
      figure: eigenvaluesAndPhase({ title: 'One system', systems: [system('W', rho)] }),
    })),
  }),
};

/** A graph: the only kind of figure without axes. */
export const GRAPH = graphFigure({
  title: 'Unrolled',
  nodes: [
    { id: 'a', label: 's<sup>(1)</sup>' },
    { id: 'b', label: 's<sup>(2)</sup>' },
  ],
  edges: [{ from: 'a', to: 'b', label: 'f', kind: 'f' }],
});
