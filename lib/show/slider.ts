import type { Layout, LayoutAxis } from 'plotly.js';
import { type Caption, type Figure, requireWords } from './figure';
import { EDGE, heading, LETTER, type MARGIN } from './house-style';
import { extent } from './round';

export interface SliderParts extends Caption {
  /** What the slider moves, with its unit: 'radius ρ (no unit)'. */
  label: string;
  /** One figure for every position; all with the same traces in the same order, graphs of one size. */
  positions: { value: string; figure: Figure }[];
  /** Which position is shown first, counted from 0. */
  start?: number;
}

const SPACE = 108; // pixels below the axes for the slider

/** Figures that differ in one quantity, with a slider that moves through them. */
export function slider(parts: SliderParts): Figure {
  const { title, alt, label, positions, start = 0 } = parts;
  requireWords(title, { 'a title': title, 'alt text': alt, 'a label for its slider': label });
  const count = positions[0].figure.data.length;
  for (const { value, figure } of positions) {
    if (figure.data.length !== count) {
      throw new Error(
        `The slider “${title}” needs the same ${count} traces at every position, ` +
          `but at ${value} there are ${figure.data.length}.`,
      );
    }
  }
  const base = positions[start].figure;
  const { t, b: bottom } = base.layout.margin as typeof MARGIN;
  const plotHeight = (base.layout.height as number) - t - bottom;
  const { width } = base.layout; // a drawing has one
  const letters = width === undefined ? undefined : Math.floor((width - 2 * EDGE) / LETTER);
  const { title: line, top } = heading(title, letters);
  const layout = {
    ...base.layout,
    ...fixedRanges(positions.map(({ figure }) => figure)),
    title: line,
    height: plotHeight + top + bottom + SPACE,
    margin: { ...base.layout.margin, t: top, b: bottom + SPACE },
    sliders: [
      {
        active: start,
        currentvalue: { prefix: `${label.replace(/[:\s]+$/, '')}: `, font: { size: 14 } },
        x: 0,
        len: 1,
        y: -bottom / plotHeight,
        yanchor: 'top',
        pad: { t: 14, b: 8 },
        steps: positions.map(({ value }) => ({
          label: value,
          method: 'animate',
          args: [
            [value],
            {
              mode: 'immediate',
              frame: { duration: 0, redraw: true },
              transition: { duration: 0 },
            },
          ],
        })),
      },
    ],
  } as Partial<Layout>;
  const frames = positions.map(({ value, figure }) => ({
    name: value,
    data: figure.data,
    layout: marks(figure.layout),
  }));
  return { ...base, layout, frames, alt };
}

/** What a figure draws besides its traces: the nodes of a graph, the titles of panels. */
function marks({ shapes, annotations }: Partial<Layout>): Partial<Layout> {
  return { ...(shapes && { shapes }), ...(annotations && { annotations }) };
}

/** Ranges that hold the data of every position, so that the axes stand still. */
function fixedRanges(figures: Figure[]): Partial<Layout> {
  const layout = figures[0].layout as Record<string, Partial<LayoutAxis>>;
  const keys = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
  const fixed = keys.map((key) => {
    const axis = layout[key];
    if (axis.type === 'log') return [key, axis];
    const ranges = figures.map((figure) => rangeOf(figure, key));
    const [low, high] = extent(ranges.flat());
    const falls = ranges[0][0] > ranges[0][1]; // the rows of a heatmap run downwards
    return [key, { ...axis, range: falls ? [high, low] : [low, high] }];
  });
  return Object.fromEntries(fixed);
}

/** The range of an axis such as 'xaxis2': its own, or one with some room around the data. */
function rangeOf({ data, layout }: Figure, key: string): number[] {
  const own = (layout as Record<string, { range?: number[] }>)[key].range;
  if (own) return own;
  const letter = key[0];
  const id = letter + key.slice('xaxis'.length); // 'x2'
  const values = (data as Record<string, unknown>[])
    .filter((trace) => (trace[`${letter}axis`] ?? letter) === id)
    .flatMap((trace) => trace[letter] as number[]);
  const [low, high] = extent(values);
  const room = 0.05 * (high - low || 1);
  return [low - room, high + room];
}
