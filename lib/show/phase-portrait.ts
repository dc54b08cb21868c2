import type { Data } from 'plotly.js';
import type { Vec } from '../linear';
import { type Caption, type Figure, figure } from './figure';
import { colour, INK } from './palette';
import { extent, rounded } from './round';

export interface PhasePortraitParts extends Partial<Caption> {
  title: string;
  /** The states s(0), s(1), … of each system, two components each. */
  paths: { name: string; states: Vec[]; colour?: string }[];
  /** s*, the state that f maps to itself, when it is known. */
  fixedPoint?: Vec;
  /** How far the axes reach from the origin; as far as the paths unless said. */
  reach?: number;
  /** The labels of the axes with their units, when they are to say more than letter and unit. */
  x?: string;
  y?: string;
  letter?: string;
  unit?: string;
}

/** Paths in the plane of s₁ and s₂: where each starts, which way it goes, where it comes to rest. */
export function phasePortrait(parts: PhasePortraitParts): Figure {
  const { title, paths, fixedPoint, reach, letter = 's', unit } = parts;
  const inUnit = unit ? ` (${unit})` : '';
  const every = paths.flatMap(({ states }) => states);
  const [[left, right], [low, high]] = [0, 1].map((i) => extent(every.map((s) => s[i])));
  const spacing = (reach ? 2 * reach : Math.hypot(right - left, high - low) || 1) / 9;
  const range = reach ? { range: [-reach, reach] } : {};
  const data: Data[] = paths.flatMap(({ name, states, colour: own }, i) => {
    const color = own ?? colour(i);
    return [
      path(name, states, color, letter),
      arrows(name, states, color, spacing),
      start(name, states[0], color),
    ];
  });
  if (fixedPoint) data.push(rest(fixedPoint));
  return figure({
    title,
    x: parts.x ?? `${letter}<sub>1</sub>${inUnit}`,
    y: parts.y ?? `${letter}<sub>2</sub>${inUnit}`,
    data,
    alt: parts.alt ?? inWords(paths, fixedPoint),
    height: 440,
    xaxis: { constrain: 'domain', ...range },
    yaxis: { constrain: 'domain', ...range, scaleanchor: 'x', scaleratio: 1 },
  });
}

function path(name: string, states: Vec[], color: string, letter: string): Data {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    legendgroup: name,
    x: states.map((s) => s[0]),
    y: states.map((s) => s[1]),
    text: states.map((_, t) => `t = ${t}`),
    line: { color, width: 1.5 },
    marker: { size: 4, color },
    hovertemplate: `${name}, %{text}<br>${letter} = (%{x:.3~g}, %{y:.3~g})<extra></extra>`,
  };
}

/** Arrow heads halfway along some of the steps, at least `spacing` from one another. */
function arrows(name: string, states: Vec[], color: string, spacing: number): Data {
  const heads: { x: number; y: number; angle: number }[] = [];
  for (let t = 1; t < states.length; t++) {
    const [[x0, y0], [x1, y1]] = [states[t - 1], states[t]];
    const head = {
      x: (x0 + x1) / 2,
      y: (y0 + y1) / 2,
      angle: (Math.atan2(x1 - x0, y1 - y0) * 180) / Math.PI, // clockwise from straight up
    };
    const isStep = Math.hypot(x1 - x0, y1 - y0) > spacing / 20;
    const isFar = heads.every(({ x, y }) => Math.hypot(head.x - x, head.y - y) >= spacing);
    if (isStep && isFar) heads.push(head);
  }
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    legendgroup: name,
    showlegend: false,
    x: heads.map(({ x }) => x),
    y: heads.map(({ y }) => y),
    marker: {
      symbol: 'arrow-wide',
      size: 11,
      color,
      angle: heads.map(({ angle }) => angle),
    },
    hoverinfo: 'skip',
  } as Data;
}

function start(name: string, s0: Vec, color: string): Data {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    legendgroup: name,
    showlegend: false,
    x: [s0[0]],
    y: [s0[1]],
    marker: { size: 12, color: 'white', line: { color, width: 2.5 } },
    hovertemplate: `${name} starts here, t = 0<br>(%{x:.3~g}, %{y:.3~g})<extra></extra>`,
  };
}

function rest(fixedPoint: Vec): Data {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'fixed point s*',
    x: [fixedPoint[0]],
    y: [fixedPoint[1]],
    marker: { symbol: 'x', size: 11, color: INK, line: { color: 'white', width: 1 } },
    hovertemplate: 'fixed point s*<br>(%{x:.3~g}, %{y:.3~g})<extra></extra>',
  };
}

function inWords(paths: PhasePortraitParts['paths'], fixedPoint?: Vec): string {
  const point = (s: Vec) => `(${s.map((value) => rounded(value)).join(', ')})`;
  const sentences = paths.map(
    ({ name, states }) =>
      `${name}: from ${point(states[0])} to ${point(states[states.length - 1])} in ${states.length - 1} steps.`,
  );
  const rests = fixedPoint ? ` The fixed point is ${point(fixedPoint)}.` : '';
  return `Paths in the plane of s1 and s2. ${sentences.join(' ')}${rests}`;
}
