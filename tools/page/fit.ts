import type { Data, Frame, Layout } from 'plotly.js';
import { EDGE, heading, LEGEND_ROW, LETTER, legendRows, MARGIN } from '../../lib/show/house-style';

export const NARROW = 600; // pixels; on wider pages a figure is drawn as it is

const SMALLEST = 0.6; // below this the letters of a drawing can't be read
const DRAWING_LEGEND_ROW = 32;

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
 * width of its own; where that is too wide it shrinks, down to where its letters can just be read,
 * and from there on the page scrolls it.
 */
export function fitted(data: Data[], layout: Partial<Layout>, width: number): Partial<Layout> {
  if (layout.width) return fittedDrawing(data, layout, width);
  if (width >= NARROW) return layout;
  const { height, margin, title, showlegend, legend, sliders, meta } = layout as unknown as Sized;
  const letters = Math.floor((width - 2 * EDGE) / LETTER);
  const { title: lines, top } = heading(title.text.replaceAll('<br>', ' '), letters);
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

/** How much smaller a drawing is drawn on a page of this width: 1 where it fits. */
function shrinking(layout: Partial<Layout>, width: number): number {
  if (!layout.width) return 1;
  const drawn = (width - 2 * EDGE) / (layout.width - 2 * EDGE);
  return Math.min(1, Math.max(SMALLEST, drawn));
}

function fittedDrawing(data: Data[], layout: Partial<Layout>, width: number): Partial<Layout> {
  const k = shrinking(layout, width);
  const { height, margin, title, showlegend } = layout as unknown as Sized;
  const wide = layout.width as number;
  const letters = Math.floor((Math.min(width, wide) - 2 * EDGE) / LETTER);
  if (k === 1 && width >= NARROW) return layout;
  const { title: lines, top } = heading(title.text.replaceAll('<br>', ' '), letters);
  const inner = (pixels: number) => (legendRows(data, pixels - 2 * EDGE) || 1) * DRAWING_LEGEND_ROW;
  const bottom = margin.b + (showlegend ? inner(wide * k) - inner(wide) : 0);
  return {
    ...layout,
    ...smallerMarks(layout, k),
    title: lines,
    width: (wide - 2 * EDGE) * k + 2 * EDGE,
    height: (height - margin.t - margin.b) * k + top + bottom,
    margin: { ...margin, t: top, b: bottom },
    paper_bgcolor: 'rgba(0, 0, 0, 0)', // the page's shadow tells that there is more
    plot_bgcolor: 'rgba(0, 0, 0, 0)',
  };
}

/** Traces whose marks shrink as their drawing does. */
export function fittedData(data: Data[], layout: Partial<Layout>, width: number): Data[] {
  const k = shrinking(layout, width);
  return k === 1 ? data : data.map((trace) => smallerMarkers(trace, k));
}

/** The positions of a slider, drawn as its figure is. */
export function fittedFrames(
  frames: Partial<Frame>[] | undefined,
  layout: Partial<Layout>,
  width: number,
): Partial<Frame>[] | undefined {
  const k = shrinking(layout, width);
  if (k === 1) return frames;
  return frames?.map((frame) => ({
    ...frame,
    data: (frame.data as Data[]).map((trace) => smallerMarkers(trace, k)),
    layout: smallerMarks((frame.layout ?? {}) as Partial<Layout>, k),
  })) as Partial<Frame>[];
}

function smallerMarkers(trace: Data, k: number): Data {
  const { marker } = trace as { marker?: { size?: number | number[] } };
  if (!marker?.size) return trace;
  const size = [marker.size].flat().map((s) => s * k);
  return {
    ...trace,
    marker: { ...marker, size: Array.isArray(marker.size) ? size : size[0] },
  } as Data;
}

/** The labels of a drawing; its nodes and arrows are measured by its axes, and shrink by themselves. */
function smallerMarks({ annotations, shapes }: Partial<Layout>, k: number): Partial<Layout> {
  const smaller = annotations?.map((label) => ({
    ...label,
    font: { ...label.font, size: (label.font?.size ?? 14) * k },
  }));
  return { ...(shapes && { shapes }), ...(smaller && { annotations: smaller }) };
}

function withDomains(layout: object, domains: Record<string, [number, number]>): object {
  const axes = layout as Record<string, object>;
  const placed = Object.entries(domains).map(([key, domain]) => [key, { ...axes[key], domain }]);
  return Object.fromEntries(placed);
}
