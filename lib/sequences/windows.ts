/** A series cut into windows: what a forecast sees and what it should say. */
export interface Windows {
  /** x(1), x(2), …: `size` values in a row each. */
  x: number[][];
  /** y(1), y(2), …: the `horizon` values that follow each. */
  y: number[][];
  /** The last window of the series: what follows it is not known yet. */
  next: number[];
}

/**
 * All windows of a series whose targets are known, one value further each time. Slides 004:
 * 8, 10, 12, 10, 8, 12, 10, 12 in windows of 4 gives x(1) = [8, 10, 12, 10] with y(1) = [8], …,
 * and x(5) = [8, 12, 10, 12] as `next`. The x are one sequence of vectors: `Unrolled.from([x])`.
 * Throws a RangeError when the series has not one window with its targets.
 */
export function windows(series: readonly number[], size: number, horizon = 1): Windows {
  for (const [name, value] of Object.entries({ size, horizon })) {
    if (!(Number.isInteger(value) && value > 0)) {
      throw new RangeError(`windows: ${name} is ${value}, expected a whole number from 1 on.`);
    }
  }
  const count = series.length - size - horizon + 1;
  if (count < 1) {
    throw new RangeError(
      `windows: ${series.length} values have no window of ${size} with ${horizon} after it.`,
    );
  }
  const starts = Array.from({ length: count }, (_, i) => i);
  return {
    x: starts.map((i) => series.slice(i, i + size)),
    y: starts.map((i) => series.slice(i + size, i + size + horizon)),
    next: series.slice(-size),
  };
}
