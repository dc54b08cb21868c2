import type { Layout } from 'plotly.js';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../lib/show/figure';
import { fitted } from '../../tools/page/fit';
import { GRAPH, PANELS, SLIDER, TRAJECTORY } from './sample';

const PHONE = 358; // pixels: a screen of 390 without its margins
const onPage = ({ data, layout }: Figure, width: number) => fitted(data, layout, width);

type Panels = Record<string, { domain: [number, number] }>;
type Sized = { height: number; margin: { t: number; b: number }; legend: { y: number } };
const sized = (layout: Partial<Layout>) => layout as unknown as Sized;
const plotHeight = (layout: Partial<Layout>) =>
  sized(layout).height - sized(layout).margin.t - sized(layout).margin.b;

describe('fitting a figure to the page', () => {
  it('leaves it as it is where there is room', () => {
    expect(onPage(TRAJECTORY, 800)).toBe(TRAJECTORY.layout);
  });

  it('keeps the size of a drawing, which the page scrolls, and breaks only its title', () => {
    const narrow = onPage(GRAPH, PHONE);
    expect(narrow).toMatchObject({ width: GRAPH.layout.width, shapes: GRAPH.layout.shapes });
    expect(plotHeight(narrow)).toBe(plotHeight(GRAPH.layout));
    const { text } = narrow.title as { text: string };
    for (const line of text.split('<br>')) expect(line.length * 9).toBeLessThan(PHONE);
  });

  it('breaks the title into lines that fit a telephone', () => {
    const { title } = onPage(TRAJECTORY, PHONE) as { title: { text: string } };
    const lines = title.text.split('<br>');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length * 9).toBeLessThan(PHONE);
    expect(lines.join(' ')).toBe(
      (TRAJECTORY.layout.title as { text: string }).text.replaceAll('<br>', ' '),
    );
  });

  it('gives title and legend room without taking it from the axes', () => {
    const narrow = onPage(TRAJECTORY, PHONE);
    expect(plotHeight(narrow)).toBe(plotHeight(TRAJECTORY.layout));
    expect(sized(narrow).margin.b).toBeGreaterThan(sized(TRAJECTORY.layout).margin.b);
  });

  it('puts panels one below the other, the first on top, each as wide as the page', () => {
    const { xaxis, xaxis2, yaxis, yaxis2 } = onPage(PANELS, PHONE) as unknown as Panels;
    expect([xaxis.domain, xaxis2.domain]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(yaxis.domain[0]).toBeGreaterThan(yaxis2.domain[1]);
    expect(plotHeight(onPage(PANELS, PHONE))).toBeGreaterThan(1.5 * plotHeight(PANELS.layout));
  });

  it('keeps legend and slider at their distance in pixels below the axes', () => {
    const below = (layout: Partial<Layout>) => sized(layout).legend.y * plotHeight(layout);
    expect(below(onPage(SLIDER, PHONE))).toBeCloseTo(below(SLIDER.layout));
    const bar = (layout: Partial<Layout>) =>
      (layout as unknown as { sliders: { y: number }[] }).sliders[0].y * plotHeight(layout);
    expect(bar(onPage(SLIDER, PHONE))).toBeCloseTo(bar(SLIDER.layout));
  });

  it('lets a finger on a figure scroll the page', () => {
    expect(onPage(TRAJECTORY, PHONE).dragmode).toBe(false);
  });

  it('does not change the figure itself', () => {
    const before = structuredClone(PANELS.layout);
    onPage(PANELS, PHONE);
    expect(PANELS.layout).toEqual(before);
  });
});
