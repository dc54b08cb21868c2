import type { Data, Layout } from 'plotly.js';
import { EDGE, heading, LEGEND_ROW, LETTER, legendRows, MARGIN } from '../../lib/show/house-style';

export const NARROW = 600; // pixels; on wider pages a figure is drawn as it is

/** The parts of a figure's layout that depend on the width. */
interface Sized {
  width?: number;
  height: number;
  margin: typeof MARGIN;
  title: { text: string };
  showlegend: boolean;
  legend: object;
  sliders?: { y: number }[];
  meta?: { narrow?: { stretch: number; domains: Record<string, [number, number]> } };
}

/**
 * The layout of a figure on a page of this width. On a telephone the title breaks into more
 * lines, panels stand one below the other and the legend gets the rows it needs. A drawing has a
 * width of its own and keeps it: the page scrolls it.
 */
export function fitted(data: Data[], layout: Partial<Layout>, width: number): Partial<Layout> {
  if (width >= NARROW) return layout;
  const { height, margin, title, showlegend, legend, sliders, meta } = layout as unknown as Sized;
  const letters = Math.floor((width - 2 * EDGE) / LETTER);
  const { title: lines, top } = heading(title.text.replaceAll('<br>', ' '), letters);
  if (layout.width) {
    const taller = height + top - margin.t;
    return { ...layout, title: lines, height: taller, margin: { ...margin, t: top } };
  }
  const rows = showlegend ? legendRows(data, width - margin.l - EDGE) - legendRows(data) : 0;
  const before = height - margin.t - margin.b;
  const plot = before * (meta?.narrow?.stretch ?? 1);
  const bottom = margin.b + rows * LEGEND_ROW;
  return {
    ...layout,
    ...withDomains(layout, meta?.narrow?.domains ?? {}),
    height: plot + top + bottom,
    margin: { ...margin, r: EDGE, t: top, b: bottom },
    title: lines,
    dragmode: false, // a finger on the figure scrolls the page
    legend: { ...legend, y: -MARGIN.b / plot },
    sliders: sliders?.map((slider) => ({
      ...slider,
      y: (slider.y * before - rows * LEGEND_ROW) / plot,
    })),
  };
}

function withDomains(layout: object, domains: Record<string, [number, number]>): object {
  const axes = layout as Record<string, object>;
  const placed = Object.entries(domains).map(([key, domain]) => [key, { ...axes[key], domain }]);
  return Object.fromEntries(placed);
}
