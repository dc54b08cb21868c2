// Runs in the reader's browser: draws every figure of the page and fits it to the screen.
import type { Config, Data, Frame, Layout } from 'plotly.js';
import { fitted, fittedData, fittedFrames, NARROW } from './fit';

interface Place {
  querySelector(selector: string): { textContent: string };
  parentElement: { clientWidth: number };
  style: { minHeight: string; width: string };
}

declare const document: {
  querySelectorAll(selector: '.figure'): Iterable<Place>;
  querySelector(selector: 'nav details'): { open: boolean } | null;
};
declare const innerWidth: number;
declare const addEventListener: (event: string, listener: () => void) => void;
declare const Plotly: {
  newPlot(place: Place, data: Data[], layout: object, config: object): Promise<unknown>;
  react(place: Place, data: Data[], layout: object, config: object): Promise<unknown>;
  addFrames(place: Place, frames: Partial<Frame>[]): Promise<unknown>;
};

async function draw(place: Place): Promise<void> {
  const figure = JSON.parse(place.querySelector('script').textContent) as {
    data: Data[];
    layout: Partial<Layout>;
    config?: Partial<Config>;
    frames?: Partial<Frame>[];
  };
  const { data, frames } = figure;
  let width = place.parentElement.clientWidth;
  const layout = () => structuredClone(fitted(data, figure.layout, width));
  const traces = () => fittedData(data, figure.layout, width);
  const resize = () => {
    const drawn = layout().width; // a drawing has one
    place.style.width = drawn ? `${drawn}px` : '';
  };
  const bar = width < NARROW ? { displayModeBar: false } : {}; // it would hide the title
  const config = { ...figure.config, responsive: true, ...bar };
  place.style.minHeight = '';
  resize();
  await Plotly.newPlot(place, traces(), layout(), config);
  const moved = fittedFrames(frames, figure.layout, width);
  if (moved) await Plotly.addFrames(place, moved);
  addEventListener('resize', () => {
    if (place.parentElement.clientWidth === width) return;
    width = place.parentElement.clientWidth;
    resize();
    void Plotly.react(place, traces(), layout(), config);
  });
}

for (const place of document.querySelectorAll('.figure')) void draw(place);

// Where the contents stand above the text they begin folded, so that the text comes first.
const contents = document.querySelector('nav details');
if (contents) contents.open = innerWidth >= 1216; // 76rem, as in page.css
