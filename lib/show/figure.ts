import type { Config, Data, Frame, Layout, LayoutAxis } from 'plotly.js';
import {
  axis,
  CONFIG,
  DRAWING_CONFIG,
  EDGE,
  heading,
  house,
  LETTER,
  legendRows,
} from './house-style';
import { wrapped } from './text';

/** What plotly draws, as plain data, and the same in words for who cannot see it. */
export interface Figure {
  data: Data[];
  layout: Partial<Layout>;
  frames?: Partial<Frame>[];
  config?: Partial<Config>;
  alt: string;
}

/** What every figure says about itself. */
export interface Caption {
  title: string;
  /** The figure in words: what is drawn, and what one sees in it. */
  alt: string;
}

export interface FigureParts extends Caption {
  /** The label of the horizontal axis with its unit: 'time step t', 'state s₁ (no unit)'. */
  x: string;
  /** The label of the vertical axis with its unit. */
  y: string;
  data: Data[];
  /** Height in pixels; the width follows the page. */
  height?: number;
  xaxis?: Partial<LayoutAxis>;
  yaxis?: Partial<LayoutAxis>;
  /** Anything else of plotly's layout. */
  layout?: Partial<Layout>;
}

/** A figure in the house style. Throws when its title, an axis label or its alt text is missing. */
export function figure(parts: FigureParts): Figure {
  const { title, x, y, data, alt, height = 400 } = parts;
  requireWords(title, { 'a title': title, 'a label (x)': x, 'a label (y)': y, 'alt text': alt });
  const layout = {
    ...house({ title, height, legendRows: legendRows(data) }),
    xaxis: axis(x, parts.xaxis),
    yaxis: axis(wrapped(y, 36).join('<br>'), parts.yaxis), // no longer than the axis is high
    ...parts.layout,
  };
  return { data, layout, config: CONFIG, alt };
}

export interface DrawingParts extends Caption {
  data: Data[];
  /** The size of what is drawn, in pixels, and the space below it for a legend. */
  width: number;
  height: number;
  below: number;
  layout: Partial<Layout>;
}

/** A figure without axes, such as a graph. Throws when its title or its alt text is missing. */
export function drawing(parts: DrawingParts): Figure {
  const { title, alt, data, width, height, below } = parts;
  requireWords(title, { 'a title': title, 'alt text': alt });
  const { title: lines, top } = heading(title, Math.floor(width / LETTER));
  const layout = {
    ...house({ title, height, legendRows: 0 }),
    title: lines,
    width: width + 2 * EDGE,
    height: height + top + below,
    margin: { l: EDGE, r: EDGE, t: top, b: below },
    ...parts.layout,
  };
  return { data, layout, config: DRAWING_CONFIG, alt };
}

/** Throws when one of the words that a figure owes its readers is missing. */
export function requireWords(title: string, words: Record<string, string>): void {
  for (const [what, text] of Object.entries(words)) {
    if (typeof text === 'string' && text.trim() !== '') continue;
    throw new Error(
      `The figure “${title || 'without a title'}” lacks ${what}. A figure needs a title, ` +
        'axis labels with their units (x, y) and a text alternative (alt): see lib/show/figure.ts.',
    );
  }
}
