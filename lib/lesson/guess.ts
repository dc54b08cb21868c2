/**
 * `guess`: the reader commits to an answer before it is drawn, and `withGuess` draws both.
 *
 *     const mine = guess(() => blank(), { of: 'the tea after ten minutes', unit: '°C' });
 *     show(withGuess(picture.tea(tea), mine, (s) => [[10, s]]));
 *
 * A guess is never judged, and never needed.
 */

import { showHtml } from '../show/display';
import type { Figure } from '../show/figure';
import { INK } from '../show/palette';
import { extent, rounded } from '../show/round';
import { attempt } from './blank';
import { type Box, boxHtml } from './box';

/** Asks for a number, or, with `among`, for the name of one of several pictures. */
export interface Wanted<T> {
  /** what to guess: 'the tea after ten minutes' */
  of: string;
  /** the unit of a number: '°C' */
  unit?: string;
  /** the pictures to choose from, by their names: { A: [[0, 1], …], B: … } */
  among?: Record<string, T>;
}

/** The number guessed, or the picture chosen; undefined while there is none. */
export function guess(line: () => unknown, wanted: Wanted<never>): number | undefined;
export function guess<T>(
  line: () => unknown,
  wanted: Wanted<T> & { among: Record<string, T> },
): T | undefined;
export function guess<T>(line: () => unknown, wanted: Wanted<T>): number | T | undefined {
  const { box, value } = guessed(line, wanted);
  showHtml(boxHtml(box));
  return value;
}

/** The guess, and what the box below the cell will say. */
export function guessed<T>(
  line: () => unknown,
  { of, unit, among }: Wanted<T>,
): { box: Box; value?: number | T } {
  const names = Object.keys(among ?? {});
  const example = among ? `${names.map((name) => `'${name}'`).join(' or ')}` : 'a number';
  const say = `Put ${example} in place of <code>blank()</code> and run the cell, before you read on.`;
  const open = { box: { is: 'to guess', what: of, say } } as const;
  const came = attempt(line);
  if (came.how !== 'gave') return open;
  const { value } = came;
  if (among) {
    const name = names.find((each) => each.toLowerCase() === String(value).toLowerCase());
    if (name === undefined) return open;
    return { box: { is: 'guessed', what: `${of}, picture ${name}` }, value: among[name] };
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return open;
  const what = `${of}: ${rounded(value)}${unit ? ` ${unit}` : ''}`;
  return { box: { is: 'guessed', what }, value };
}

/**
 * The figure with the guess on it: `at` says where it lies, as points or a line of points of the
 * figure's axes. Without a guess the figure stays as it is.
 */
export function withGuess<T>(
  figure: Figure,
  mine: T | undefined,
  at: (guess: T) => readonly (readonly number[])[],
): Figure {
  if (mine === undefined) return figure;
  const points = at(mine);
  const last = points.length - 1;
  const isPath = last > 0;
  const trace: Figure['data'][number] = {
    type: 'scatter',
    mode: isPath ? 'text+lines' : 'text+markers',
    name: 'your guess',
    showlegend: false,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    text: points.map((_, i) => (i === 0 ? 'your guess' : '')),
    textposition: liesRight(figure, points[0][0]) ? 'top left' : 'top right',
    textfont: { size: 14, color: INK },
    line: { color: INK, width: 2.5, dash: 'dot' },
    marker: { symbol: 'diamond-open', size: 12, color: INK, line: { width: 2 } },
    cliponaxis: false,
    hovertemplate: 'your guess: %{y:.4~g}<extra></extra>',
  };
  const end = points[last].map((value) => rounded(value)).join(', ');
  const words = isPath
    ? `Your guess is drawn beside it, and ends at (${end}).`
    : `Your guess is marked at (${end}).`;
  return { ...figure, data: [...figure.data, trace], alt: `${figure.alt} ${words}` };
}

/** Whether a place stands in the right half of what is drawn, where its label should go to the left. */
function liesRight({ data }: Figure, x: number): boolean {
  const drawn = data.flatMap((trace) => (trace as { x?: number[] }).x ?? []);
  const [low, high] = extent([...drawn, x]);
  return x > (low + high) / 2;
}
