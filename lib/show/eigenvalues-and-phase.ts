import type { Vec } from '../linear';
import type { Complex } from '../systems/complex';
import { eigenvaluesFigure } from './eigenvalues';
import type { Caption, Figure } from './figure';
import { beside } from './panels';
import { phasePortrait } from './phase-portrait';

export interface EigenvaluesAndPhaseParts extends Partial<Caption> {
  title: string;
  systems: { name: string; eigenvalues: Complex[]; states: Vec[]; colour?: string }[];
  fixedPoint?: Vec;
  /** How far the axes of the phase portrait reach from the origin. */
  reach?: number;
  letter?: string;
  unit?: string;
}

/** Where the eigenvalues lie, and beside it what the states then do: one colour for each system. */
export function eigenvaluesAndPhase(parts: EigenvaluesAndPhaseParts): Figure {
  const { title, systems, fixedPoint, reach, letter, unit } = parts;
  const left = eigenvaluesFigure({ title: 'Eigenvalues λ of W', systems });
  const right = phasePortrait({
    title: 'Paths of the state',
    paths: systems,
    fixedPoint,
    reach,
    letter,
    unit,
  });
  return beside([left, right], { title, alt: parts.alt ?? `${left.alt} ${right.alt}` });
}
