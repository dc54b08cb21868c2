import type { Dash, Data } from 'plotly.js';

export interface LineStyle {
  dash?: Dash;
  width?: number;
  mode?: 'lines' | 'markers' | 'lines+markers';
  symbol?: string;
  size?: number;
  /** What the pointer is told at each point, before the numbers. */
  hover?: string[];
}

/** A line over x, or marks along it, under a name. */
export function line(
  name: string,
  x: number[],
  y: number[],
  color: string,
  { dash = 'solid', width = 2, mode = 'lines', symbol = 'circle', size = 6, hover }: LineStyle = {},
): Data {
  return {
    type: 'scatter',
    mode,
    name,
    x,
    y,
    line: { color, width, dash },
    marker: { color, symbol, size, line: { color, width: symbol.endsWith('open') ? 2 : 0 } },
    ...(hover && { text: hover }),
    hovertemplate: `${name}<br>${hover ? '%{text}<br>' : ''}%{x:.4~g}: %{y:.4~g}<extra></extra>`,
  };
}

/** 0, 1, …, n − 1. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** The first and the second components of states in the plane. */
export function across(states: number[][]): [x: number[], y: number[]] {
  return [states.map(([x]) => x), states.map(([, y]) => y)];
}
