import type { Data } from 'plotly.js';
import { type Caption, type Figure, figure } from './figure';
import { colour, SOFT_INK } from './palette';
import { rounded } from './round';

export interface LossCurveParts extends Partial<Caption> {
  title: string;
  /** The loss at step 0, 1, 2, …, under the name of what was trained. */
  losses: { name: string; values: number[]; colour?: string; line?: 'solid' | 'dot' }[];
  /** What any learner should beat, drawn as a dashed line: { name: 'predict the mean', value }. */
  baseline?: { name: string; value: number };
  /** A logarithmic axis, for a loss that falls over many powers of ten. */
  log?: boolean;
  /** Which loss it is, with its unit: 'mean squared error (m²)'. */
  loss?: string;
  /** What is counted along the x axis: 'training step' unless said. */
  step?: string;
}

/** The loss over training, against a baseline. */
export function lossCurve(parts: LossCurveParts): Figure {
  const { title, losses, baseline, log = false } = parts;
  const { loss = 'loss L', step = 'training step' } = parts;
  const data: Data[] = losses.map(({ name, values, colour: own, line = 'solid' }, i) => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: values.map((_, k) => k),
    y: values,
    line: { color: own ?? colour(i), width: 2.5, dash: line },
    hovertemplate: `${name}<br>${step} %{x}<br>L = %{y:.4~g}<extra></extra>`,
  }));
  if (baseline) {
    const last = Math.max(...losses.map(({ values }) => values.length - 1));
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: baseline.name,
      x: [0, last],
      y: [baseline.value, baseline.value],
      line: { color: SOFT_INK, width: 2, dash: 'dash' },
      hovertemplate: `${baseline.name}: %{y:.4~g}<extra></extra>`,
    });
  }
  return figure({
    title,
    x: step,
    y: log ? `${loss}, logarithmic` : loss,
    data,
    alt: parts.alt ?? inWords(parts),
    xaxis: { zeroline: false },
    yaxis: log
      ? { type: 'log', dtick: 1, exponentformat: 'power', tickfont: { size: 11 } }
      : { rangemode: 'tozero' },
  });
}

function inWords({ losses, baseline }: LossCurveParts): string {
  const falls = losses.map(({ name, values }) => {
    const [first, last] = [values[0], values[values.length - 1]].map((value) => rounded(value));
    return `${name}: the loss goes from ${first} to ${last} in ${values.length - 1} steps.`;
  });
  const line = baseline
    ? ` The baseline, ${baseline.name}, lies at ${rounded(baseline.value)}.`
    : '';
  return falls.join(' ') + line;
}
