/**
 * How the product kernel divides its work, and where in the memory it keeps its packed copies.
 * Read by the kernels' source and by the memory, so that both mean the same places.
 * Places and sizes count float64 numbers, not bytes.
 */

/** How many of the inner products' terms are summed before the next block of them is packed. */
export const DEPTH = 256;

/** How many rows of the left factor are packed at a time: with DEPTH, a quarter of a megabyte. */
export const HEIGHT = 128;

/** The packed block of the left factor; place 0 stays empty. */
export const PACKED_LEFT = 8;

/** The packed panel of the right factor, four columns wide: it stays in the first-level cache. */
export const PACKED_RIGHT = PACKED_LEFT + DEPTH * HEIGHT;

/** A 4 × 4 tile for the ragged edges of a result. */
export const EDGE = PACKED_RIGHT + DEPTH * 4;

/** The first place that a matrix may occupy. */
export const FIRST_FREE = EDGE + 16;
