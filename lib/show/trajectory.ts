import type { Data } from 'plotly.js';
import type { Vec } from '../linear';
import { type Caption, type Figure, figure } from './figure';
import { colour } from './palette';
import { extent, rounded } from './round';

/** A system's states s(first), s(first + 1), … under a name. */
export interface Run {
  name: string;
  states: Vec[];
  /** The time step of states[0]; 0 unless said. */
  first?: number;
  /** A pattern for its lines, so that two runs that coincide can both be seen. */
  line?: 'solid' | 'dash' | 'dot';
  /** Its colour, where colours have a meaning; the next of the palette unless said. */
  colour?: string;
}

export interface TrajectoryParts extends Partial<Caption> {
  title: string;
  runs: Run[];
  /** The letter of the state, 's' unless said, and its unit, if it has one. */
  letter?: string;
  unit?: string;
  /** The labels of the axes with their units, when they are to say more than letter and unit. */
  x?: string;
  y?: string;
  /** Which components to draw, counted from 1; all of them unless said. */
  components?: number[];
}

const DASHES = ['solid', 'dash', 'dot', 'dashdot'] as const;

/**
 * The components of s(t) over t: one line each. Colours tell components apart when there is
 * one run, and runs when there are several (a run's components then differ by their dashes).
 */
export function trajectoryFigure(parts: TrajectoryParts): Figure {
  const { title, runs, letter = 's', unit } = parts;
  const components = parts.components ?? runs[0].states[0].map((_, i) => i + 1);
  const data: Data[] = runs.flatMap((run, r) =>
    components.map((component, c) => {
      const label = components.length > 1 ? `${letter}<sub>${component}</sub>` : letter;
      const one = runs.length === 1;
      return {
        type: 'scatter',
        mode: run.states.length > 60 ? 'lines' : 'lines+markers',
        name: one ? label : components.length > 1 ? `${run.name}, ${label}` : run.name,
        x: run.states.map((_, t) => t + (run.first ?? 0)),
        y: run.states.map((s) => s[component - 1]),
        line: {
          color: run.colour ?? colour(one ? c : r),
          width: 2,
          dash: run.line ?? DASHES[one ? 0 : c % DASHES.length],
        },
        marker: { size: 5 },
        hovertemplate: `${run.name}<br>t = %{x}<br>${label} = %{y:.4~g}<extra></extra>`,
      };
    }),
  );
  return figure({
    title,
    x: parts.x ?? 'time step t',
    y: parts.y ?? `state ${letter}<sup>(t)</sup>${unit ? ` (${unit})` : ''}`,
    data,
    alt: parts.alt ?? inWords(runs, components, letter),
    xaxis: { zeroline: false },
  });
}

function inWords(runs: Run[], components: number[], letter: string): string {
  const sentences = runs.flatMap((run) =>
    components.map((component) => {
      const values = run.states.map((s) => s[component - 1]);
      const [low, high] = extent(values).map((value) => rounded(value));
      const [first, last] = [values[0], values[values.length - 1]].map((value) => rounded(value));
      return `${run.name}: ${letter}${component} goes from ${first} to ${last} and stays between ${low} and ${high}.`;
    }),
  );
  return `Lines over ${runs[0].states.length} time steps. ${sentences.join(' ')}`;
}
