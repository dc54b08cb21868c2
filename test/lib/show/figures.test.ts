import { describe, expect, it } from 'vitest';
import { eigenvaluesAndPhase } from '../../../lib/show/eigenvalues-and-phase';
import { figure } from '../../../lib/show/figure';
import { graphFigure } from '../../../lib/show/graph';
import { heatmap } from '../../../lib/show/heatmap';
import { lossCurve } from '../../../lib/show/loss-curve';
import { PALETTE } from '../../../lib/show/palette';
import { beside } from '../../../lib/show/panels';
import { phasePortrait } from '../../../lib/show/phase-portrait';
import { slider } from '../../../lib/show/slider';
import { trajectoryFigure } from '../../../lib/show/trajectory';
import { FIGURES, GRAPH, system } from './samples';

type Axis = { title: { text: string }; range?: number[]; domain?: number[]; anchor?: string };
type Trace = Record<string, never> & { name: string; x: number[]; y: number[]; xaxis?: string };

const layoutOf = (figure: { layout: unknown }) =>
  figure.layout as Record<string, Axis> & { title: { text: string } };
const axesOf = (figure: { layout: unknown }) =>
  Object.entries(figure.layout as Record<string, Axis>).filter(([key]) =>
    /^[xy]axis\d*$/.test(key),
  );

describe.each(Object.entries(FIGURES))('a figure of the kind “%s”', (_, drawn) => {
  it('has a title and says in words what it shows', () => {
    expect(layoutOf(drawn).title.text).toMatch(/\S/);
    expect(drawn.alt).toMatch(/\S.*\S/);
    expect(drawn.alt).not.toMatch(/<|undefined|NaN/);
  });

  it('labels every axis', () => {
    expect(axesOf(drawn).length).toBeGreaterThanOrEqual(2);
    for (const [, axis] of axesOf(drawn)) expect(axis.title.text).toMatch(/\S/);
  });

  it('is plain data, which survives the way into a notebook', () => {
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
  });

  it('offers no button that sends the data away', () => {
    expect(drawn.config?.displaylogo).toBe(false);
    expect(drawn.config?.modeBarButtons).toEqual([['zoom2d', 'pan2d', 'resetScale2d', 'toImage']]);
  });
});

describe('a figure', () => {
  const whole = { title: 'T', x: 'time step t', y: 's (m)', data: [], alt: 'Words.' };

  it.each([
    ['title', 'a title'],
    ['x', 'a label (x)'],
    ['y', 'a label (y)'],
    ['alt', 'alt text'],
  ])('refuses to be drawn without its %s, and says so', (part, said) => {
    expect(() => figure({ ...whole, [part]: ' ' })).toThrow(said);
    expect(() => figure({ ...whole, [part]: undefined })).toThrow(said);
  });

  it('refuses panels and sliders without words too', () => {
    const [one] = Object.values(FIGURES);
    const positions = [{ value: '1', figure: one }];
    expect(() => beside([one, one], { title: 'T', alt: '' })).toThrow('alt text');
    expect(() => slider({ title: '', label: 'ρ', alt: 'Words.', positions })).toThrow('a title');
    expect(() => slider({ title: 'T', label: '', alt: 'Words.', positions })).toThrow('a label');
  });

  it('breaks a long title into lines and makes room for them', () => {
    const short = figure(whole);
    const long = figure({ ...whole, title: 'many words in a long title '.repeat(5) });
    const lines = layoutOf(long).title.text.split('<br>');
    expect(lines.length).toBe(2);
    expect(Number(long.layout.margin?.t)).toBeGreaterThan(Number(short.layout.margin?.t));
  });

  it('shows a legend only when there is more than one name to tell apart', () => {
    const line = (name: string) => ({ type: 'scatter' as const, name, x: [0], y: [0] });
    expect(figure({ ...whole, data: [line('a')] }).layout.showlegend).toBe(false);
    expect(figure({ ...whole, data: [line('a'), line('b')] }).layout.showlegend).toBe(true);
  });
});

describe('a trajectory', () => {
  it('draws one line for each component over the time steps', () => {
    const { data } = trajectoryFigure({
      title: 'T',
      runs: [
        {
          name: 'run',
          states: [
            [1, 10],
            [2, 20],
          ],
          first: 5,
        },
      ],
    });
    expect(data).toMatchObject([
      { name: 's<sub>1</sub>', x: [5, 6], y: [1, 2] },
      { name: 's<sub>2</sub>', x: [5, 6], y: [10, 20] },
    ]);
  });

  it('gives each run its colour and each component its dashes', () => {
    const runs = [system('a', 0.8), system('b', 1)];
    const lines = trajectoryFigure({ title: 'T', runs }).data as unknown as {
      line: { color: string; dash: string };
    }[];
    expect(lines.map(({ line }) => line.color)).toEqual([0, 0, 1, 1].map((run) => PALETTE[run]));
    expect(lines.map(({ line }) => line.dash)).toEqual(['solid', 'dash', 'solid', 'dash']);
  });

  it('draws only the components asked for', () => {
    const { data } = trajectoryFigure({ title: 'T', runs: [system('a', 0.5)], components: [2] });
    expect(data).toMatchObject([{ y: [0, 0.5, 0, -0.125, 0, 0.03125, 0, -0.0078125, 0] }]);
  });

  it('labels its vertical axis as it is told', () => {
    const runs = [system('a', 0.5)];
    const label = (y?: string) => layoutOf(trajectoryFigure({ title: 'T', runs, y })).yaxis.title;
    expect(label().text).toBe('state s<sup>(t)</sup>');
    expect(label('height (m)').text).toBe('height (m)');
  });

  it('tells in words where each line begins, ends and stays', () => {
    const { alt } = trajectoryFigure({ title: 'T', runs: [{ name: 'tea', states: [[90], [20]] }] });
    expect(alt).toContain('tea: s1 goes from 90 to 20 and stays between 20 and 90.');
  });
});

describe('a phase portrait', () => {
  const drawn = phasePortrait({
    title: 'T',
    paths: [system('turns', 1)],
    fixedPoint: [0, 0],
    reach: 3,
  });
  const [path, arrows, start, rest] = drawn.data as unknown as (Trace & {
    marker: { angle: number[] };
  })[];

  it('keeps circles round: one unit is as long on both axes', () => {
    expect(drawn.layout.yaxis).toMatchObject({ scaleanchor: 'x', scaleratio: 1, range: [-3, 3] });
  });

  it('marks the start and the fixed point', () => {
    expect([start.x, start.y]).toEqual([[1], [0]]);
    expect([rest.x, rest.y, rest.name]).toEqual([[0], [0], 'fixed point s*']);
    expect(path.x).toHaveLength(9);
  });

  it('points its arrow heads along the steps, once on a path that repeats itself', () => {
    expect(arrows.x).toHaveLength(4);
    expect([arrows.x[0], arrows.y[0]]).toEqual([0.5, 0.5]);
    expect(arrows.marker.angle[0]).toBeCloseTo(-45); // from (1, 0) to (0, 1): up and to the left
  });
});

describe('eigenvalues beside a phase portrait', () => {
  const drawn = eigenvaluesAndPhase({ title: 'T', systems: [system('a', 0.8), system('b', 1.3)] });
  const traces = drawn.data as unknown as (Trace & { showlegend: boolean; legendgroup: string })[];

  it('puts the unit circle and the eigenvalues left, the paths right', () => {
    const left = traces.filter(({ xaxis }) => xaxis === 'x');
    const right = traces.filter(({ xaxis }) => xaxis === 'x2');
    expect(left.map(({ name }) => name)).toEqual(['unit circle |λ| = 1', 'a', 'b']);
    expect(left[0].x.every((x, i) => Math.abs(Math.hypot(x, left[0].y[i]) - 1) < 1e-12)).toBe(true);
    expect(left[2].y).toEqual([1.3, -1.3]);
    expect(new Set(right.map(({ name }) => name))).toEqual(new Set(['a', 'b']));
    const { xaxis, xaxis2 } = layoutOf(drawn);
    expect((xaxis.domain as number[])[1]).toBeLessThan((xaxis2.domain as number[])[0]);
  });

  it('lists each system once, and hides both its parts together', () => {
    const listed = traces.filter(({ name, showlegend }) => name === 'a' && showlegend);
    expect(listed).toHaveLength(1);
    expect(traces.filter(({ name }) => name === 'a').every((t) => t.legendgroup === 'a')).toBe(
      true,
    );
  });

  it('keeps the circle round in its own panel', () => {
    expect(layoutOf(drawn).yaxis).toMatchObject({ scaleanchor: 'x' });
    expect(layoutOf(drawn).yaxis2).toMatchObject({ scaleanchor: 'x2' });
  });

  it('tells the eigenvalues in words', () => {
    expect(drawn.alt).toContain('a: 0 + 0.8i with |λ| = 0.8 and 0 − 0.8i with |λ| = 0.8.');
  });
});

describe('a loss curve', () => {
  it('draws the baseline dashed, as long as the longest curve', () => {
    const { data } = lossCurve({
      title: 'T',
      losses: [
        { name: 'a', values: [4, 2] },
        { name: 'b', values: [4, 3, 2, 1] },
      ],
      baseline: { name: 'mean', value: 2.5 },
    });
    expect(data[2]).toMatchObject({
      name: 'mean',
      x: [0, 3],
      y: [2.5, 2.5],
      line: { dash: 'dash' },
    });
  });
});

describe('a heatmap', () => {
  const parts = { title: 'T', x: 'column j', y: 'row i', colour: 'entry (no unit)' };
  const [BLUE, WHITE, RED] = ['#2166AC', '#FFFFFF', '#B2182B'];
  const signed = [
    [1, -2, 0],
    [3, 0, -4],
  ];

  it('is white at zero, with colours of equal strength on both sides', () => {
    const { data } = heatmap({ ...parts, values: signed });
    expect(data).toMatchObject([
      {
        zmin: -4,
        zmax: 4,
        colorscale: [
          [0, BLUE],
          [0.5, WHITE],
          [1, RED],
        ],
      },
    ]);
  });

  it('leaves blue out when no number is negative', () => {
    const { data } = heatmap({ ...parts, values: [[0, 2]] });
    expect(data).toMatchObject([
      {
        zmin: 0,
        zmax: 2,
        colorscale: [
          [0, WHITE],
          [1, RED],
        ],
      },
    ]);
  });

  it('takes the scale that it is given', () => {
    expect(heatmap({ ...parts, values: signed, reach: 10 }).data).toMatchObject([
      { zmin: -10, zmax: 10 },
    ]);
  });

  it('counts rows and columns from 1, the first row on top, and fills its axes', () => {
    const { xaxis, yaxis } = layoutOf(heatmap({ ...parts, values: signed }));
    expect(xaxis).toMatchObject({ range: [0.5, 3.5], ticktext: ['1', '2', '3'] });
    expect(yaxis).toMatchObject({ range: [2.5, 0.5], ticktext: ['1', '2'] });
  });

  it('names rows and columns as it is told, and refuses names that do not fit', () => {
    const rows = ['h(0)', 'h(1)'];
    const { yaxis } = layoutOf(heatmap({ ...parts, values: signed, rows }));
    expect(yaxis).toMatchObject({ tickvals: [1, 2], ticktext: rows });
    expect(() => heatmap({ ...parts, values: signed, columns: rows })).toThrow(
      'has 3 columns, but 2 labels',
    );
  });

  it('leaves labels out where there are too many to be read', () => {
    const values = [Array.from({ length: 50 }, (_, j) => j)];
    const { xaxis } = layoutOf(heatmap({ ...parts, values }));
    expect(xaxis).toMatchObject({ tickvals: [...Array(17).keys()].map((k) => 1 + 3 * k) });
  });

  it('leaves the scale of its colours to another panel when asked', () => {
    expect(heatmap({ ...parts, values: signed }).data).toMatchObject([{ showscale: true }]);
    expect(heatmap({ ...parts, values: signed, scale: false }).data).toMatchObject([
      { showscale: false },
    ]);
  });
});

describe('a slider', () => {
  const drawn = FIGURES.slider;

  it('has a position for every value and begins where it is told to', () => {
    const [bar] = (drawn.layout as unknown as { sliders: { active: number; steps: object[] }[] })
      .sliders;
    expect(drawn.frames?.map(({ name }) => name)).toEqual(['0.8', '1', '1.2']);
    expect(bar.steps).toMatchObject([{ label: '0.8' }, { label: '1' }, { label: '1.2' }]);
    expect(bar.active).toBe(1);
    expect(drawn.data).toEqual(drawn.frames?.[1].data);
  });

  it('holds its axes still, wide enough for every position', () => {
    const { xaxis2 } = layoutOf(drawn);
    const all = (drawn.frames ?? []).flatMap(({ data }) =>
      (data as unknown as Trace[]).filter(({ xaxis }) => xaxis === 'x2').flatMap(({ x }) => x),
    );
    const [low, high] = xaxis2.range as number[];
    expect(low).toBeLessThan(Math.min(...all));
    expect(high).toBeGreaterThan(Math.max(...all));
  });

  it('keeps the first row of a heatmap on top', () => {
    const { yaxis } = layoutOf(
      slider({
        title: 'T',
        label: 'x',
        alt: 'Words.',
        positions: [1, 2].map((k) => ({ value: `${k}`, figure: FIGURES.heatmap })),
      }),
    );
    expect(yaxis.range).toEqual([2.5, 0.5]);
  });

  it('brings the nodes and the words of a graph along', () => {
    const positions = ['x', 'y'].map((label) => ({
      value: label,
      figure: graphFigure({ title: label, nodes: [{ id: 'a', label }], edges: [] }),
    }));
    const { frames } = slider({ title: 'T', label: 'x', alt: 'Words.', positions });
    expect(frames).toMatchObject([
      { layout: { shapes: [{ type: 'circle' }], annotations: [{ text: 'x' }] } },
      { layout: { shapes: [{ type: 'circle' }], annotations: [{ text: 'y' }] } },
    ]);
  });

  it('refuses positions that draw different things', () => {
    const positions = ['figure', 'eigenvalues'].map((kind) => ({
      value: kind,
      figure: FIGURES[kind],
    }));
    expect(() => slider({ title: 'T', label: 'x', alt: 'Words.', positions })).toThrow(
      'the same 1 traces at every position, but at eigenvalues there are 4',
    );
  });
});

describe('a graph', () => {
  it('has a title and says in words where its arrows lead', () => {
    expect(layoutOf(GRAPH).title.text).toBe('Unrolled');
    expect(GRAPH.alt).toBe('A graph of 2 nodes. Its arrows lead from s(1) to s(2) by f.');
  });
});
