import type { Data, Layout, LayoutAxis } from 'plotly.js';
import { type Caption, type Figure, requireWords } from './figure';
import { CONFIG, house, legendRows } from './house-style';

type Domain = [number, number];

/** Several figures in one, side by side; where the page is narrow, one below the other. */
export function beside(figures: Figure[], caption: Caption & { height?: number }): Figure {
  const n = figures.length;
  const height = caption.height ?? 430;
  const wide = figures.map((_, i): Cell => ({ x: share(i, n, 0.14), y: [0, 0.93] }));
  const narrow = figures.map((_, i): Cell => ({ x: [0, 1], y: fromTop(i, n) }));
  const composed = compose(figures, caption, height, wide);
  // For tools/page, which draws on narrow screens: domains for there, and how much more height.
  // plotly keeps `meta` as it is; its types leave it out.
  Object.assign(composed.layout, {
    meta: { narrow: { stretch: 0.95 * n, domains: domains(narrow) } },
  });
  return composed;
}

/** Several figures in one, one below the other. */
export function stacked(figures: Figure[], caption: Caption & { height?: number }): Figure {
  const n = figures.length;
  const cells = figures.map((_, i): Cell => ({ x: [0, 1], y: fromTop(i, n) }));
  return compose(figures, caption, caption.height ?? 120 + 230 * n, cells);
}

interface Cell {
  x: Domain;
  y: Domain;
}

function compose(figures: Figure[], caption: Caption, height: number, cells: Cell[]): Figure {
  const { title, alt } = caption;
  requireWords(title, { 'a title': title, 'alt text': alt });
  const seen = new Set<string>();
  const data = figures.flatMap((panel, i) => panel.data.map((trace) => onAxes(trace, i, seen)));
  const axes: Record<string, unknown> = {};
  figures.forEach(({ layout }, i) => {
    axes[`xaxis${id(i)}`] = { ...layout.xaxis, domain: cells[i].x, anchor: `y${id(i)}` };
    axes[`yaxis${id(i)}`] = {
      ...layout.yaxis,
      domain: cells[i].y,
      anchor: `x${id(i)}`,
      ...(layout.yaxis?.scaleanchor && { scaleanchor: `x${id(i)}` as LayoutAxis['scaleanchor'] }),
    };
  });
  const layout = {
    ...house({ title, height, legendRows: legendRows(data) }),
    ...axes,
    annotations: figures.map((panel, i) => heading(panel, i)),
  } as Partial<Layout>;
  return { data, layout, config: CONFIG, alt };
}

/** The trace on the axes of panel i; one legend entry for every name, whatever its panels. */
function onAxes(trace: Data, i: number, seen: Set<string>): Data {
  const { name, showlegend = true, legendgroup = name } = trace as Partial<Plotted>;
  const listed = showlegend && name !== undefined && !seen.has(name);
  if (listed) seen.add(name);
  const axes = { xaxis: `x${id(i)}`, yaxis: `y${id(i)}` };
  return { ...trace, ...axes, legendgroup, showlegend: listed } as Data;
}

interface Plotted {
  name: string;
  showlegend: boolean;
  legendgroup: string;
}

/** The panel's own title, above its axes. */
function heading({ layout }: Figure, i: number): Partial<Layout['annotations'][number]> {
  const title = layout.title as { text: string };
  return {
    text: title.text,
    xref: `x${id(i)} domain` as 'paper',
    yref: `y${id(i)} domain` as 'paper',
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 4,
    showarrow: false,
    font: { size: 15 },
  };
}

function domains(cells: Cell[]): Record<string, Domain> {
  return Object.fromEntries(
    cells.flatMap(({ x, y }, i) => [
      [`xaxis${id(i)}`, x],
      [`yaxis${id(i)}`, y],
    ]),
  );
}

/** plotly's number of the i-th axis: '', '2', '3', … */
function id(i: number): string {
  return i === 0 ? '' : String(i + 1);
}

/** The i-th of n equal parts of 0 … 1, with a gap between neighbours. */
function share(i: number, n: number, gap: number): Domain {
  const width = (1 - gap * (n - 1)) / n;
  return [i * (width + gap), i * (width + gap) + width];
}

function fromTop(i: number, n: number): Domain {
  const [low, high] = share(n - 1 - i, n, 0.2);
  return [low, high - 0.04];
}
