/**
 * The house colours: the palette of Okabe and Ito, which people with every common kind of colour
 * vision tell apart. Its yellow is left out, being too pale for a line on white.
 */
export const BLUE = '#0072B2';
export const VERMILION = '#D55E00';
export const GREEN = '#009E73';
export const PURPLE = '#CC79A7';
export const ORANGE = '#E69F00';
export const SKY = '#56B4E9';
export const BLACK = '#000000';

/** Lines take these in turn; the ones with most contrast on white come first. */
export const PALETTE = [BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK] as const;

export const INK = '#1B1F24';
export const SOFT_INK = '#57606A';
export const GRID = '#E4E7EB';
export const PAPER = '#FFFFFF';

/** The colour of the i-th line, from 0; after the last one the palette starts again. */
export function colour(i: number): string {
  return PALETTE[i % PALETTE.length];
}
