import type { Lines } from '../backward';

/** A backward pass that is wrong in a known way: its name, its lesson, and the lines that differ. */
export interface WrongPass {
  name: string;
  lesson: string;
  lines: Partial<Lines>;
}
