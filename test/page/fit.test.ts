import type { Layout } from 'plotly.js';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../lib/show/figure';
import { fitted, fittedData, fittedFrames } from '../../tools/page/fit';
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

  it('shrinks a drawing until it fits, with its letters and marks, and breaks its title', () => {
    const wide = GRAPH.layout.width as number;
    const half = 0.7 * wide;
    const narrow = onPage(GRAPH, half);
    expect(narrow.width).toBeCloseTo(half);
    expect(narrow.shapes).toEqual(GRAPH.layout.shapes); // measured by the axes
    const k = (half - 28) / (wide - 28);
    expect(plotHeight(narrow)).toBeCloseTo(k * plotHeight(GRAPH.layout));
    const sizes = (layout: Partial<Layout>) => layout.annotations?.map(({ font }) => font?.size);
    expect(sizes(narrow)?.[0]).toBeCloseTo(k * (sizes(GRAPH.layout)?.[0] as number));
    const { text } = narrow.title as { text: string };
    for (const line of text.split('<br>')) expect(line.length * 9).toBeLessThan(half);
    const heads = (data: Figure['data']) =>
      (data[1] as unknown as { marker: { size: number } }).marker.size;
    expect(heads(fittedData(GRAPH.data, GRAPH.layout, half))).toBeCloseTo(k * heads(GRAPH.data));
  });

  it('shrinks a drawing no farther than it can be read: then the page scrolls it', () => {
    const narrow = onPage(GRAPH, PHONE);
    expect(narrow.width).toBeGreaterThan(PHONE);
    const smallest = Math.min(
      ...(narrow.annotations ?? []).map(({ font }) => font?.size as number),
    );
    expect(smallest).toBeGreaterThanOrEqual(9);
  });

  it('shrinks the positions of a slider as it does their drawing, and leaves other figures alone', () => {
    const frames = [{ name: 'a', data: GRAPH.data, layout: GRAPH.layout }];
    const [frame] = fittedFrames(frames, GRAPH.layout, PHONE) ?? [];
    expect(frame.data).toEqual(fittedData(GRAPH.data, GRAPH.layout, PHONE));
    expect(frame.layout?.annotations).toEqual(onPage(GRAPH, PHONE).annotations);
    expect(fittedFrames(SLIDER.frames, SLIDER.layout, PHONE)).toBe(SLIDER.frames);
    expect(fittedData(TRAJECTORY.data, TRAJECTORY.layout, PHONE)).toBe(TRAJECTORY.data);
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
