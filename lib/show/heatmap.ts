import type { ColorScale, LayoutAxis } from 'plotly.js';
import type { Mat } from '../linear';
import { type Caption, type Figure, figure } from './figure';
import { extent, rounded } from './round';

export interface HeatmapParts extends Partial<Caption> {
  title: string;
  /** One row of numbers for every line of the picture, the first row on top. */
  values: Mat;
  /** The labels of the axes with their units. */
  x: string;
  y: string;
  /** What the colour shows, with its unit. */
  colour: string;
  /** The size that gets the strongest colour; give it to figures that are to be compared. */
  reach?: number;
  /** What stands at the rows and columns, such as ['h(0)', 'h(1)']; 1, 2, … unless said. */
  rows?: string[];
  columns?: string[];
  /** Whether the scale of colours stands beside it; panels of one reach need it only once. */
  scale?: boolean;
}

const [BLUE, WHITE, RED] = ['#2166AC', '#FFFFFF', '#B2182B'];
const ABOVE: ColorScale = [
  [0, WHITE],
  [1, RED],
];
const BELOW_AND_ABOVE: ColorScale = [
  [0, BLUE],
  [0.5, WHITE],
  [1, RED],
];
const TICKS = 20; // on one axis there is room for no more

/**
 * A matrix as colours: blue below zero, white at zero, red above. Throws when there are more or
 * fewer labels than rows or columns.
 */
export function heatmap(parts: HeatmapParts): Figure {
  const { title, values, x, y, colour, rows, columns, scale = true } = parts;
  const [low, high] = extent(values.flat());
  const reach = parts.reach ?? (Math.max(Math.abs(low), Math.abs(high)) || 1);
  const [m, n] = [values.length, values[0].length];
  return figure({
    title,
    x,
    y,
    data: [
      {
        type: 'heatmap',
        x: values[0].map((_, j) => j + 1),
        y: values.map((_, i) => i + 1),
        z: values,
        zmin: low < 0 ? -reach : 0,
        zmax: reach,
        colorscale: low < 0 ? BELOW_AND_ABOVE : ABOVE,
        showscale: scale,
        colorbar: {
          // The empty line keeps plotly from writing over the numbers beside it.
          title: { text: `<br>${colour}`, side: 'right', font: { size: 14 } },
          thickness: 14,
          outlinewidth: 0,
        },
        hovertemplate: 'column %{x}, row %{y}<br>%{z:.4~g}<extra></extra>',
      },
    ],
    alt:
      parts.alt ??
      `${m} rows and ${n} columns of colours; ${colour} from ${rounded(low)} to ${rounded(high)}.`,
    xaxis: { ...ticks('columns', n, columns), range: [0.5, n + 0.5] },
    yaxis: { ...ticks('rows', m, rows), range: [m + 0.5, 0.5] },
  });
}

/** A tick at every row or column, or at every second, third, … when there are too many. */
function ticks(what: string, n: number, labels?: string[]): Partial<LayoutAxis> {
  if (labels && labels.length !== n) {
    throw new RangeError(`The heatmap has ${n} ${what}, but ${labels.length} labels for them.`);
  }
  const every = Math.ceil(n / TICKS);
  const at = Array.from({ length: n }, (_, i) => i + 1).filter((i) => (i - 1) % every === 0);
  const text = at.map((i) => labels?.[i - 1] ?? String(i));
  return { showgrid: false, zeroline: false, tickmode: 'array', tickvals: at, ticktext: text };
}
