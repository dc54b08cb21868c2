import type { Config, Data, Layout, LayoutAxis } from 'plotly.js';
import { GRID, INK, PALETTE, PAPER, SOFT_INK } from './palette';
import { plain, wrapped } from './text';

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** Pixels kept free around the axes; the legend stands below the label of the x axis. */
export const MARGIN = { l: 68, r: 24, t: 56, b: 62 };
export const EDGE = 14; // pixels left and right of a title or a drawing
export const LETTER = 9; // pixels that a letter of a title takes
export const LEGEND_ROW = 26;
const TITLE_ROW = 21;

/** The buttons, named one by one: plotly's own choice has one that sends the data to a server. */
export const CONFIG: Partial<Config> = {
  displaylogo: false,
  modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d', 'toImage']],
};

/** A drawing has nothing to zoom into. */
export const DRAWING_CONFIG: Partial<Config> = { displayModeBar: false };

/** Title, fonts, colours, margins and legend of every figure. */
export function house(parts: {
  title: string;
  height: number;
  legendRows: number;
}): Partial<Layout> {
  const below = parts.legendRows * LEGEND_ROW;
  const height = parts.height + below;
  const { title, top } = heading(parts.title);
  const plotHeight = height - top - MARGIN.b - below;
  return {
    title,
    font: { family: FONT, size: 14, color: INK },
    colorway: [...PALETTE],
    paper_bgcolor: PAPER,
    plot_bgcolor: PAPER,
    height,
    margin: { ...MARGIN, t: top, b: MARGIN.b + below },
    hovermode: 'closest',
    hoverlabel: { bgcolor: PAPER, bordercolor: SOFT_INK, font: { color: INK, size: 14 } },
    showlegend: parts.legendRows > 0,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: -MARGIN.b / plotHeight,
      yanchor: 'top',
      font: { size: 14 },
    },
  };
}

/** A title in lines of at most so many letters, and the margin that it needs above the axes. */
export function heading(text: string, most = 76): { title: Layout['title']; top: number } {
  const lines = wrapped(text, most);
  const title = {
    text: lines.join('<br>'),
    font: { size: 16, color: INK, weight: 600 },
    x: 0,
    xref: 'container',
    xanchor: 'left',
    y: 1,
    yref: 'container',
    yanchor: 'top',
    pad: { l: EDGE, t: 16 + 10 * (lines.length - 1) },
  } as Layout['title'];
  return { title, top: MARGIN.t + TITLE_ROW * (lines.length - 1) };
}

/** An axis in the house style under its label. */
export function axis(label: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return {
    title: { text: label, standoff: 12, font: { size: 14 } },
    tickfont: { size: 13 },
    automargin: true,
    gridcolor: GRID,
    zerolinecolor: '#B8C0CA',
    showline: true,
    linecolor: SOFT_INK,
    ticks: 'outside',
    ticklen: 5,
    tickcolor: SOFT_INK,
    ...more,
  };
}

/**
 * How many rows the legend of these traces needs, on a page of ordinary width unless said. plotly
 * puts the entries into one row, or else into columns as wide as the longest.
 */
export function legendRows(data: readonly Data[], width = 660): number {
  const entries = data.flatMap((trace) => {
    const { name, showlegend } = trace as { name?: string; showlegend?: boolean };
    return name && showlegend !== false ? [52 + 7.5 * plain(name).length] : [];
  });
  if (entries.length < 2) return 0;
  if (entries.reduce((sum, entry) => sum + entry, 0) <= width) return 1;
  return Math.ceil(entries.length / Math.max(1, Math.floor(width / Math.max(...entries))));
}
