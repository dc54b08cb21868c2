import { eigenvaluesAndPhase } from '../../lib/show/eigenvalues-and-phase';
import type { Figure } from '../../lib/show/figure';
import { graphFigure } from '../../lib/show/graph';
import { slider } from '../../lib/show/slider';
import { trajectoryFigure } from '../../lib/show/trajectory';
import type { Bundle, Cell, Notebook, Output } from '../../tools/page/notebook';

export const markdown = (source: string): Cell => ({ cell_type: 'markdown', source });
export const code = (source: string, ...outputs: Output[]): Cell => ({
  cell_type: 'code',
  source,
  outputs,
});
export const shown = (data: Bundle): Output => ({ output_type: 'display_data', data });
export const printed = (text: string, name: 'stdout' | 'stderr' = 'stdout'): Output => ({
  output_type: 'stream',
  name,
  text,
});

const drawn = ({ alt, ...figure }: Figure): Output[] => [
  shown({ 'application/vnd.plotly.v1+json': figure }),
  shown({ 'text/html': `<details><summary>Figure in words</summary><p>${alt}</p></details>` }),
];

/** A system that turns by 20° a step and shrinks or grows by ρ. */
function turning(name: string, rho: number) {
  const [re, im] = [rho * Math.cos(Math.PI / 9), rho * Math.sin(Math.PI / 9)];
  const states = [[1, 0]];
  for (let t = 0; t < 30; t++) {
    const [s1, s2] = states[t];
    states.push([re * s1 - im * s2, im * s1 + re * s2]);
  }
  const eigenvalues = [
    { re, im },
    { re, im: -im },
  ];
  return { name, states, eigenvalues };
}

export const TRAJECTORY = trajectoryFigure({
  title: 'A long title that tells on two lines of a telephone what there is to see',
  runs: [turning('spirals in', 0.9), turning('cycles', 1), turning('spirals out', 1.05)],
});

export const PANELS = eigenvaluesAndPhase({
  title: 'Two panels',
  systems: [turning('spirals in', 0.9), turning('cycles', 1)],
});

export const GRAPH = graphFigure({
  title: 'Unrolled: the same f on every arrow, for five steps in a row',
  nodes: [0, 1, 2, 3, 4, 5].map((t) => ({
    id: `s${t}`,
    label: `s<sup>(${t})</sup>`,
    column: t,
    row: 0,
  })),
  edges: [1, 2, 3, 4, 5].map((t) => ({ from: `s${t - 1}`, to: `s${t}`, label: 'f', kind: 'f' })),
});

export const SLIDER = slider({
  title: 'Drag the radius',
  label: 'radius ρ (no unit)',
  alt: 'The path winds in below 1.',
  positions: [0.8, 1].map((rho) => ({
    value: String(rho),
    figure: eigenvaluesAndPhase({ title: 'One system', systems: [turning('W', rho)] }),
  })),
});

const LONG = `\\tilde W = ${Array.from({ length: 12 }, (_, k) => `W^{${k}}`).join(' + ')}`;

/** An executed notebook with everything that a lecture holds. */
export const SAMPLE: Notebook = {
  cells: [
    markdown('# 99 · A sample\n\nA state $s^{(t)}$ and its rule.\n\n## First part\n\nWords.'),
    markdown(`$$\n${LONG}\n- b\n$$\n\n### A finer point\n\n| a | b |\n| --- | --- |\n| $W$ | 2 |`),
    code(`const line = '${'long '.repeat(40)}'; // a long line\nline.length`, printed('200\n')),
    code('show(a)', ...drawn(TRAJECTORY)),
    code('show(b)', ...drawn(PANELS)),
    code('show(c)', ...drawn(GRAPH)),
    code('show(d)', ...drawn(SLIDER)),
    code(
      'showLatex(e)',
      shown({ 'text/latex': '$$s = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$$' }),
    ),
    markdown('## Second part\n\nSee [the next one](02-computational-graphs.ipynb#Loops).'),
  ],
};
