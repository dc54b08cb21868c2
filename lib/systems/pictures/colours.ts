/** What the colours of lecture 01 mean, from its first figure to its last. */
import { BLUE, GREEN, ORANGE, PURPLE, SKY, SOFT_INK, VERMILION } from '../../show/palette';

/** The state of the system at hand. */
export const STATE = BLUE;
/** Another state beside it, such as one that is hidden from it. */
export const OTHER = SKY;
/** The signal from outside. */
export const SIGNAL = GREEN;
/** The rule, and what a learned or composed rule says. */
export const RULE = VERMILION;
/** What grows without a bound, and what neither grows nor dies out. */
export const GROWS = PURPLE;
export const LASTS = ORANGE;
/** What costs nothing. */
export const BASELINE = SOFT_INK;
