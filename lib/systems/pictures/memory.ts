import type { Figure } from '../../show/figure';
import { figure } from '../../show/figure';
import { graphFigure } from '../../show/graph';
import { SOFT_INK } from '../../show/palette';
import { trajectoryFigure } from '../../show/trajectory';
import { GROWS, OTHER, RULE, SIGNAL, STATE } from './colours';
import { line, upTo } from './lines';

/** What is left of a signal in the state, by its age, for several w. */
export function weightsByAge(ws: number[], oldest: number): Figure {
  const ages = upTo(oldest + 1);
  const dashes = ['dot', 'solid', 'dash'] as const;
  return figure({
    title: 'What is left in the state of a signal, by its age',
    x: 'age j of the signal (steps)',
    y: 'its weight w<sup>j</sup>',
    alt: ws
      .map(
        (w) =>
          `With w = ${w} a signal that is ${oldest} steps old has the weight ${(w ** oldest).toPrecision(2)}.`,
      )
      .join(' '),
    data: ws.map((w, i) =>
      line(
        `w = ${w}`,
        ages,
        ages.map((age) => w ** age),
        STATE,
        {
          dash: dashes[i % dashes.length],
          mode: 'lines+markers',
          size: 4,
        },
      ),
    ),
    yaxis: { rangemode: 'tozero' },
  });
}

/** Two stories that meet in one state, and their common future. */
export function twoPasts(a: number[], b: number[], meet: number): Figure {
  const plot = trajectoryFigure({
    title: 'Two pasts, one future',
    runs: [
      { name: 'past A', states: a.map((s) => [s]), colour: STATE },
      { name: 'past B', states: b.map((s) => [s]), colour: OTHER, line: 'dash' },
    ],
    alt: `Two lines that differ until step ${meet}, where they meet; from there on they are one.`,
  });
  const now = {
    type: 'line' as const,
    x0: meet,
    x1: meet,
    yref: 'paper' as const,
    y0: 0,
    y1: 1,
    line: { color: SOFT_INK, width: 1, dash: 'dot' as const },
  };
  return { ...plot, layout: { ...plot.layout, shapes: [now] } };
}

/** How s(5) hears of every s before it: through hidden states of one size. */
export function heardThroughStates(): Figure {
  const times = [1, 2, 3, 4];
  const node = (letter: string, t: number, kind: 'state' | 'input', row: number) => ({
    id: `${letter}${t}`,
    label: `${letter}<sup>(${t})</sup>`,
    kind,
    column: t,
    row,
  });
  return graphFigure({
    title: 'Every earlier value reaches s<sup>(5)</sup>',
    nodes: [
      ...times.map((t) => node('h', t, 'state', 1)),
      ...[...times, 5].map((t) => node('s', t, 'input', 0)),
    ],
    edges: [
      ...times.map((t) => ({ from: `s${t}`, to: `h${t}`, kind: 'f' })),
      ...times.slice(1).map((t) => ({ from: `h${t - 1}`, to: `h${t}`, kind: 'f' })),
      { from: 'h4', to: 's5', kind: 'g' },
    ],
    kinds: { f: 'f: from h and s to the next h', g: 'g: reads the state' },
    colours: { f: RULE, g: SOFT_INK },
  });
}

/** How many parameters a function of the whole past for every t takes, and one rule with a state. */
export function countsByLength(lengths: number[], allThePast: number[], recurrent: number): Figure {
  return figure({
    title: 'How many numbers must be learned?',
    x: 'length τ of the sequence, logarithmic',
    y: 'parameters, logarithmic',
    alt: `For ${lengths[lengths.length - 1]} steps a function of the whole past for every step takes ${allThePast[allThePast.length - 1]} parameters; one rule with a state takes ${recurrent} for any length.`,
    data: [
      line('another function for every t', lengths, allThePast, GROWS, { mode: 'lines+markers' }),
      line(
        'one rule with a state',
        lengths,
        lengths.map(() => recurrent),
        STATE,
        { mode: 'lines+markers' },
      ),
    ],
    xaxis: { type: 'log', tickvals: lengths },
    yaxis: { type: 'log', dtick: 1, exponentformat: 'power' },
  });
}

/** What is believed, day by day, and what was seen: SEEN days are marked along the top. */
export function beliefs(rain: number[], umbrella: boolean[]): Figure {
  const days = umbrella.flatMap((seen, i) => (seen ? [i + 1] : []));
  return figure({
    title: 'Belief in rain, from umbrellas alone',
    x: 'day t',
    y: 'probability of rain',
    alt: `The belief in rain rises on days with umbrellas and falls on days without. It ends at ${rain[rain.length - 1].toFixed(2)}.`,
    data: [
      line('belief in rain', upTo(rain.length), rain, STATE, { mode: 'lines+markers' }),
      line(
        'an umbrella is seen',
        days,
        days.map(() => 1.06),
        SIGNAL,
        { mode: 'markers', symbol: 'triangle-up', size: 11 },
      ),
    ],
    yaxis: { range: [0, 1.12] },
  });
}

/** A wandering truth, its readings, and the estimate that a filter makes of them. */
export function filtered(truth: number[], read: number[], estimates: number[]): Figure {
  const steps = truth.map((_, t) => t + 1);
  return figure({
    title: 'A Kalman filter: what is true, what is read, what is believed',
    x: 'time step t',
    y: 'temperature (°C)',
    alt: 'The readings scatter around the true temperature by a degree and more; the estimate follows it calmly, a little late.',
    data: [
      line('reading', steps, read, SIGNAL, { mode: 'markers', size: 5 }),
      line('truth', steps, truth, OTHER, { width: 4 }),
      line('estimate', steps, estimates, STATE),
    ],
  });
}
