import type { Data } from 'plotly.js';
import { type Complex, modulus } from '../systems/complex';
import { type Caption, type Figure, figure } from './figure';
import { colour, SOFT_INK } from './palette';
import { extent, rounded } from './round';

export interface EigenvaluesParts extends Partial<Caption> {
  title: string;
  systems: { name: string; eigenvalues: Complex[]; colour?: string }[];
}

const SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'star', 'x'] as const;

/**
 * Eigenvalues as points of the complex plane, with the unit circle: inside it (|λ| < 1) a
 * component shrinks from step to step, outside it (|λ| > 1) it grows, on it it does neither.
 */
export function eigenvaluesFigure(parts: EigenvaluesParts): Figure {
  const { title, systems } = parts;
  const data: Data[] = [unitCircle()];
  systems.forEach(({ name, eigenvalues: lambdas, colour: own }, i) => {
    data.push({
      type: 'scatter',
      mode: 'markers',
      name,
      x: lambdas.map(({ re }) => re),
      y: lambdas.map(({ im }) => im),
      text: lambdas.map((lambda) => `λ = ${inWords(lambda)}<br>|λ| = ${rounded(modulus(lambda))}`),
      marker: {
        color: own ?? colour(i),
        symbol: SYMBOLS[i % SYMBOLS.length],
        size: 12,
        line: { color: 'white', width: 1.5 },
      },
      hovertemplate: `${name}<br>%{text}<extra></extra>`,
    });
  });
  const all = systems.flatMap((system) => system.eigenvalues);
  const reach = 1.15 * Math.max(1, ...extent(all.flatMap(({ re, im }) => [re, im])).map(Math.abs));
  return figure({
    title,
    x: 'real part Re λ',
    y: 'imaginary part Im λ',
    data,
    alt: parts.alt ?? listing(systems),
    height: 440,
    xaxis: { range: [-reach, reach], constrain: 'domain' },
    yaxis: { range: [-reach, reach], constrain: 'domain', scaleanchor: 'x', scaleratio: 1 },
  });
}

/** λ as text: '0.9 + 0.3i'. */
export function inWords({ re, im }: Complex): string {
  if (im === 0) return rounded(re);
  return `${rounded(re)} ${im < 0 ? '−' : '+'} ${rounded(Math.abs(im))}i`;
}

function unitCircle(): Data {
  const angles = Array.from({ length: 181 }, (_, k) => (k * 2 * Math.PI) / 180);
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'unit circle |λ| = 1',
    x: angles.map(Math.cos),
    y: angles.map(Math.sin),
    line: { color: SOFT_INK, width: 1.5, dash: 'dot' },
    fill: 'toself',
    fillcolor: 'rgba(0, 158, 115, 0.07)',
    hoverinfo: 'skip',
  };
}

function listing(systems: EigenvaluesParts['systems']): string {
  const sentences = systems.map(({ name, eigenvalues: lambdas }) => {
    const each = lambdas.map(
      (lambda) => `${inWords(lambda)} with |λ| = ${rounded(modulus(lambda))}`,
    );
    return `${name}: ${each.join(' and ')}.`;
  });
  return `Eigenvalues in the complex plane with the unit circle. ${sentences.join(' ')}`;
}
