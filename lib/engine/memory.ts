/**
 * One fixed memory for the numbers of all matrices.
 *
 * What is made outside of `scratch` fills it from below and lives as long as anyone holds it. What
 * is made inside fills it from above and is given back when that scratch ends. A matrix used after
 * its scratch has ended throws: it never reads numbers that have become another's.
 */
import { engine, MEGABYTE, start, useKernels } from './engine';
import type { Place } from './kernels';
import { FIRST_FREE } from './layout';

const LINE = 8; // numbers in a cache line: every block begins with one

/**
 * Sets the size of the memory, 256 megabytes unless told, at most 4095, whole. It is reserved at
 * once and occupied as it fills. Throws once there are matrices: they would lose their numbers.
 */
export function useMemory(megabytes: number): void {
  if (!(Number.isInteger(megabytes) && megabytes >= 1 && megabytes <= 4095)) {
    throw new RangeError(`useMemory: expected 1 to 4095 megabytes, got ${megabytes}.`);
  }
  if (engine.numbers.length * 8 === megabytes * MEGABYTE) return;
  if (engine.bottom > FIRST_FREE || running.length > 0) {
    throw new Error('useMemory: call it before the first matrix is made (restart the notebook).');
  }
  const { kernelName, wasm } = engine;
  const larger = start(megabytes);
  if (wasm && !larger.wasm) throw new RangeError(`useMemory: ${megabytes} MB can't be had here.`);
  Object.assign(engine, larger);
  useKernels(kernelName);
}

/** Where the numbers of a matrix lie; its views share it. */
export class Block {
  constructor(
    private first: Place,
    readonly size: number,
  ) {}

  /** The block's first place. Throws when its scratch has ended. */
  get place(): Place {
    if (this.first < 0) {
      throw new Error(
        'This matrix was made inside scratch(…), which has ended: return matrix.keep() from it.',
      );
    }
    return this.first;
  }

  /** Ends the block's life. */
  giveBack(): void {
    this.first = -1;
  }
}

/** The scratches that are running, the innermost last: the blocks of each, and where its room began. */
const running: { blocks: Block[]; top: Place }[] = [];

/**
 * Runs work and then gives back the memory of every matrix made by it: one training step, one
 * prediction. What must outlive it leaves as numbers, or as `matrix.keep()`. May be nested.
 * Throws when work returns a promise, since it would go on after its memory has gone.
 */
export function scratch<T>(work: () => T): T {
  const depth = running.length;
  running.push({ blocks: [], top: engine.top });
  endWhatIsStopped();
  try {
    const result = work();
    if (result instanceof Promise) throw new TypeError('scratch: work must not be asynchronous.');
    return result;
  } finally {
    endScratches(depth);
  }
}

/** Ends the scratches from this depth on. */
function endScratches(depth: number): void {
  for (let n = running.length; n > depth; n--) {
    const { blocks, top } = running[n - 1];
    for (const block of blocks) block.giveBack();
    engine.top = top;
    running.pop();
  }
}

let watching = false;

/**
 * A notebook's stop button ends the running code without its `finally`. Whatever scratch is then
 * still there has been stopped: work is never asynchronous, so none is running in a later turn.
 */
function endWhatIsStopped(): void {
  if (watching) return;
  watching = true;
  void Promise.resolve().then(() => {
    watching = false;
    endScratches(0);
  });
}

/** Room for rows × cols numbers, with any content: the scratch's own, or for long. */
export function allocate(rows: number, cols: number): Block {
  const innermost = running[running.length - 1];
  if (!innermost) return allocateForLong(rows, cols);
  const size = roundedSize(rows, cols);
  if (engine.top - size < engine.bottom) throw memoryFull(rows, cols);
  engine.top -= size;
  const block = new Block(engine.top, size);
  innermost.blocks.push(block);
  return block;
}

/** Room that is given back when no matrix holds the block any more. */
export function allocateForLong(rows: number, cols: number): Block {
  const size = roundedSize(rows, cols);
  let place = unused.get(size)?.pop();
  if (place === undefined) {
    if (engine.bottom + size > engine.top) throw memoryFull(rows, cols);
    place = engine.bottom;
    engine.bottom += size;
  }
  const block = new Block(place, size);
  collected.register(block, { place, size });
  return block;
}

/** Places of blocks that nobody holds any more, by size. */
const unused = new Map<number, Place[]>();

/** Learns from the garbage collector which blocks nobody holds any more. */
const collected = new FinalizationRegistry<{ place: Place; size: number }>(({ place, size }) => {
  const places = unused.get(size);
  if (places) places.push(place);
  else unused.set(size, [place]);
});

function roundedSize(rows: number, cols: number): number {
  return Math.ceil((rows * cols) / LINE) * LINE;
}

function memoryFull(rows: number, cols: number): RangeError {
  const megabytes = (numbers: number) => ((numbers * 8) / MEGABYTE).toFixed(1);
  const all = engine.numbers.length;
  return new RangeError(
    `No room for a matrix [${rows}, ${cols}]: it takes ${megabytes(rows * cols)} MB, and of the ` +
      `engine's ${megabytes(all)} MB ${megabytes(engine.top - engine.bottom)} MB are free. ` +
      'Wrap what a step needs only for itself in scratch(() => …), or call ' +
      `useMemory(${Math.min(4095, Math.ceil((2 * all * 8) / MEGABYTE))}) before the first matrix.`,
  );
}
