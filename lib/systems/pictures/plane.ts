import { add, type Mat, multiply, scale, subtract, type Vec } from '../../linear';
import { eigenvaluesAndPhase } from '../../show/eigenvalues-and-phase';
import type { Figure } from '../../show/figure';
import { figure } from '../../show/figure';
import { SOFT_INK } from '../../show/palette';
import { beside } from '../../show/panels';
import { phasePortrait } from '../../show/phase-portrait';
import { rounded } from '../../show/round';
import { slider } from '../../show/slider';
import { type Affine, affine } from '../affine';
import { eigenvalues, eigenvector, fixedPoint, turn } from '../stability';
import { trajectory } from '../trajectory';
import { GROWS, LASTS, RULE, STATE } from './colours';
import { across, line, upTo } from './lines';

const colourOf = (size: number) => (Math.abs(size - 1) < 1e-9 ? LASTS : size < 1 ? STATE : GROWS);

/** A circle of states, where W takes each of them, and the directions that it only stretches. */
export function stretched(W: Mat): Figure {
  const circle = upTo(24).map((k): Vec => unit((k * 2 * Math.PI) / 24));
  const moves = circle.flatMap((d) => [d, multiply(W, d), [Number.NaN, Number.NaN]]);
  const landed = circle.map((d) => multiply(W, d));
  const directions = eigenvalues(W).map(({ re }) => ({ re, v: eigenvector(W, re) }));
  return figure({
    title: 'What W does to the plane: a circle of deviations, one step later',
    x: 'd<sub>1</sub>',
    y: 'd<sub>2</sub>',
    height: 440,
    alt:
      'Every point of a circle moves to an ellipse. ' +
      directions
        .map(
          ({ re, v: [v1, v2] }) =>
            `On the line through (${rounded(v1)}, ${rounded(v2)}) it moves along the line, by the factor ${rounded(re)}.`,
        )
        .join(' '),
    data: [
      ...directions.map(({ re, v }) =>
        line(
          `eigenvector, λ = ${rounded(re)}`,
          [-1.6 * v[0], 1.6 * v[0]],
          [-1.6 * v[1], 1.6 * v[1]],
          colourOf(Math.abs(re)),
          { dash: 'dash' },
        ),
      ),
      line('a step of W', ...across(moves), RULE, { width: 1.5 }),
      line('d', ...across(closed(circle)), SOFT_INK, {
        mode: 'lines+markers',
        symbol: 'circle-open',
        width: 1,
      }),
      line('W d', ...across(closed(landed)), RULE, { mode: 'lines+markers', size: 7, width: 1 }),
    ],
    xaxis: { range: [-1.6, 1.6], constrain: 'domain' },
    yaxis: { range: [-1.6, 1.6], constrain: 'domain', scaleanchor: 'x', scaleratio: 1 },
  });
}

/** Three ways back to the fixed point, to choose from: straight, closer at every step, or not. */
export function waysBack(system: Affine, start: Vec): Record<'A' | 'B' | 'C', Vec[]> {
  const rest = fixedPoint(system);
  const d0 = subtract(start, rest);
  const [{ re, im }] = eigenvalues(system.W);
  const closer = turn(Math.hypot(re, im), (-Math.atan2(im, re) * 180) / Math.PI);
  const from = (W: Mat) => trajectory((d: Vec) => multiply(W, d), d0, 60).map((d) => add(rest, d));
  return { A: from(turn(0.93, 0)), B: from(closer), C: trajectory(affine(system), start, 60) };
}

/** The three, side by side, each with a circle as far from the fixed point as the start. */
export function sketches(system: Affine, ways: Record<string, Vec[]>): Figure {
  const panels = Object.entries(ways).map(([name, path]) => swingPath(system, path, name));
  return beside(panels, {
    title: 'Which way does the swing go? All three start at the white point',
    alt:
      'Three paths from one start to the fixed point. A runs straight in. B winds in and comes closer ' +
      'at every step. C winds in too, but leaves the circle through its start before that.',
  });
}

/** The path of the swing, and the circle around its fixed point through its start. */
export function swingPath(system: Affine, path: Vec[], title: string): Figure {
  const rest = fixedPoint(system);
  const radius = Math.hypot(...subtract(path[0], rest));
  const circle = upTo(121).map((k) => add(rest, scale(radius, unit((k * 2 * Math.PI) / 120))));
  const plane = phasePortrait({
    title,
    paths: [{ name: 'swing', states: path, colour: STATE }],
    fixedPoint: rest,
    reach: 1.5,
    x: 'position s<sub>1</sub> (m)',
    y: 'velocity s<sub>2</sub> (m/s)',
  });
  const ring = line('as far from s* as the start', ...across(circle), SOFT_INK, { dash: 'dot' });
  return { ...plane, data: [ring, ...plane.data] };
}

const TURNS = 36; // steps of a path

/** Systems that turn by an angle and differ in ρ: where their eigenvalues lie, where they go. */
export function threeFates(rhos: number[], degrees: number): Figure {
  return eigenvaluesAndPhase({
    title: 'Where the eigenvalues lie, and where the state goes',
    systems: rhos.map((rho) => turning(`ρ = ${rho}`, rho, degrees, 18)),
    fixedPoint: [0, 0],
    reach: 2.2,
    letter: 'd',
  });
}

/** A slider over ρ at one angle. */
export function turnsByRadius(rhos: number[], degrees: number): Figure {
  return slider({
    title: `A turn by ${rounded(degrees)}° a step: move ρ`,
    label: 'spectral radius ρ',
    start: rhos.indexOf(0.9),
    alt: 'The path of a system that turns. Below radius 1 it winds into the middle, at 1 it stays on a circle, above 1 it winds out.',
    positions: rhos.map((rho) => ({ value: rho.toFixed(2), figure: oneTurning(rho, degrees) })),
  });
}

/** A slider over the angle at one ρ. */
export function turnsByAngle(degrees: number[], rho: number): Figure {
  return slider({
    title: `ρ = ${rounded(rho)}: move the angle`,
    label: 'angle φ of a step, in degrees',
    start: degrees.indexOf(30),
    alt: 'The path of a system that turns by an angle at every step. At 90 degrees and ρ = 1 it is a square, at 120 a triangle, at 180 a line that is walked to and fro.',
    positions: degrees.map((angle) => ({ value: `${angle}`, figure: oneTurning(rho, angle) })),
  });
}

function oneTurning(rho: number, degrees: number): Figure {
  return eigenvaluesAndPhase({
    title: `ρ = ${rho}`,
    systems: [turning('the system', rho, degrees, TURNS)],
    reach: 1.5,
    letter: 'd',
  });
}

function turning(name: string, rho: number, degrees: number, steps: number) {
  const [[re], [im]] = turn(rho, degrees).map((row) => row.map(exact));
  const states = trajectory((d: Vec) => multiply(turn(rho, degrees), d), [1, 0], steps);
  const both = [
    { re, im },
    { re, im: -im },
  ];
  return { name, eigenvalues: both, states, colour: colourOf(rho) };
}

/** Without the last bits that a sine of 180° leaves. */
const exact = (x: number) => (Math.abs(x) < 1e-12 ? 0 : x);

const closed = (points: Vec[]) => [...points, points[0]];
const unit = (angle: number): Vec => [Math.cos(angle), Math.sin(angle)];
