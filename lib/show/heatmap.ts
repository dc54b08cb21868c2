import type { LayoutAxis } from 'plotly.js';
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
}

/** A matrix as colours: blue below zero, white at zero, red above. Rows and columns count from 1. */
export function heatmap(parts: HeatmapParts): Figure {
  const { title, values, x, y, colour } = parts;
  const [low, high] = extent(values.flat());
  const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
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
        zmin: -reach,
        zmax: reach,
        colorscale: [
          [0, '#2166AC'],
          [0.5, '#FFFFFF'],
          [1, '#B2182B'],
        ],
        colorbar: {
          title: { text: colour, side: 'right', font: { size: 14 } },
          thickness: 14,
          outlinewidth: 0,
        },
        hovertemplate: 'column %{x}, row %{y}<br>%{z:.4~g}<extra></extra>',
      },
    ],
    alt:
      parts.alt ??
      `${values.length} rows and ${values[0].length} columns of colours; ${colour} from ${rounded(low)} to ${rounded(high)}.`,
    xaxis: { showgrid: false, zeroline: false, ...counted(values[0].length) },
    yaxis: { showgrid: false, zeroline: false, autorange: 'reversed', ...counted(values.length) },
  });
}

/** A tick at every row or column while there is room for it. */
function counted(n: number): Partial<LayoutAxis> {
  return n <= 20 ? { tick0: 1, dtick: 1 } : {};
}
