/**
 * One fixed memory for the numbers of all matrices.
 *
 * What is made outside of `scratch` fills it from below and lives as long as anyone holds it. What
 * is made inside fills it from above and is given back when that scratch ends. A matrix used after
 * its scratch has ended throws: it never reads numbers that have become another's.
 *
 * When the memory is full, what lives long and wasn't used of late moves out, into an array of its
 * own; it comes back when it is used. What nobody holds any more never does, and the garbage
 * collector takes its array: so a loop without scratch goes on for ever, a little slower.
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

/**
 * Counts the readings of places. A verb makes its results first, then reads the places of all that
 * it works on, and then calls its kernel: so a block that comes back must leave alone those that
 * were read just before it, and whoever makes a matrix may move all.
 */
let clock = 0;
const OF_LATE = 8;

/** Where the numbers of a matrix lie; its views share it. */
export class Block {
  /** How often its numbers have been changed: see `Reading`. */
  version = 0;
  private used = clock;
  private away: Float64Array | undefined;

  constructor(
    /** Its first place, −1 while it isn't in the memory: for this file, `place` for all others. */
    public first: Place,
    readonly size: number,
  ) {}

  /** Its first place. Throws when its scratch has ended. */
  get place(): Place {
    if (this.first < 0) this.comeBack();
    clock = (clock + 1) | 0;
    this.used = clock;
    return this.first;
  }

  /** Ends the block's life. */
  giveBack(): void {
    this.first = -1;
  }

  get isUsedOfLate(): boolean {
    return ((clock - this.used) | 0) < OF_LATE;
  }

  /** Takes the numbers out of the memory. */
  moveOut(): void {
    this.away = engine.numbers.slice(this.first, this.first + this.size);
    this.first = -1;
  }

  /** In an order that the stop button of a notebook may cut anywhere. */
  private comeBack(): void {
    if (!this.away) {
      throw new Error(
        'This matrix was made inside scratch(…), which has ended: return matrix.keep() from it.',
      );
    }
    const place = roomForLong(this.size, `a matrix of ${this.size} numbers`, [notOfLate]);
    engine.numbers.set(this.away, place);
    living.push(this);
    this.first = place;
    this.away = undefined;
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
  // between two kernels nothing is at work: whatever lives long may make room
  if (depth === 0 && engine.top - engine.bottom < engine.numbers.length / 4) moveOut(any);
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
  if (engine.top - size < engine.bottom) moveOut(any);
  if (engine.top - size < engine.bottom) throw memoryFull(size, `a matrix [${rows}, ${cols}]`);
  engine.top -= size;
  const block = new Block(engine.top, size);
  innermost.blocks.push(block);
  return block;
}

/** Room that is free again when no matrix holds the block any more. */
export function allocateForLong(rows: number, cols: number): Block {
  const size = roundedSize(rows, cols);
  // what was used of late will be used again: it goes only if it must
  const place = roomForLong(size, `a matrix [${rows}, ${cols}]`, [notOfLate, any]);
  const block = new Block(place, size);
  living.push(block);
  return block;
}

/** The blocks that live long and are in the memory; whether anyone holds them isn't known. */
let living: (Block | undefined)[] = [];
/** More of them than this would burden the garbage collector. */
const MANY = 2 ** 18;

/** Room below `bottom` that is free, from below. */
let gaps: { place: Place; size: number }[] = [];

const any = (): boolean => true;
const notOfLate = (block: Block): boolean => !block.isUsedOfLate;

/** Where there is no room, blocks move out: of the first sort, and if need be of the next. */
function roomForLong(size: number, what: string, sorts: ((block: Block) => boolean)[]): Place {
  if (living.length >= MANY) moveOut(notOfLate);
  let place = freePlace(size);
  for (const may of sorts) {
    if (place !== undefined) break;
    moveOut(may);
    place = freePlace(size);
  }
  if (place === undefined) throw memoryFull(size, what);
  return place;
}

function freePlace(size: number): Place | undefined {
  for (const gap of gaps) {
    if (gap.size < size) continue;
    const { place } = gap;
    gap.place += size;
    gap.size -= size;
    if (gap.size === 0) gaps = gaps.filter(({ size }) => size > 0);
    return place;
  }
  if (engine.bottom + size > engine.top) return undefined;
  const place = engine.bottom;
  engine.bottom += size;
  return place;
}

/** Moves out what lives long and may go. The stop button may cut it anywhere. */
function moveOut(may: (block: Block) => boolean): void {
  for (let i = 0; i < living.length; i++) {
    const block = living[i];
    if (!block || block.first < 0 || !may(block)) continue;
    block.moveOut();
    living[i] = undefined; // its numbers are now its holder's alone
  }
  const staying = living.filter((block) => block !== undefined && block.first >= 0) as Block[];
  staying.sort((one, other) => one.first - other.first);
  const between: typeof gaps = [];
  let end = FIRST_FREE;
  for (const { first, size } of staying) {
    if (first > end) between.push({ place: end, size: first - end });
    end = first + size;
  }
  living = staying;
  gaps = between;
  engine.bottom = end;
}

function roundedSize(rows: number, cols: number): number {
  return Math.ceil((rows * cols) / LINE) * LINE;
}

function memoryFull(size: number, what: string): RangeError {
  const all = engine.numbers.length;
  const inScratch = running.length > 0 ? all - engine.top : 0;
  const free = engine.top - engine.bottom;
  const larger = Math.min(4095, Math.ceil((2 * all * 8) / MEGABYTE));
  return new RangeError(
    `No room for ${what}: it takes ${bytes(size)}. Of the engine's ${bytes(all)}, ` +
      `${bytes(free)} are free` +
      (inScratch > 0 ? `, and ${bytes(inScratch)} are held until scratch(…) ends` : '') +
      '. Make less at a time, give what one step needs a scratch(() => …) of its own, or call ' +
      `useMemory(${larger}) before the first matrix.`,
  );
}

/** So many numbers, in a unit that shows them. */
function bytes(numbers: number): string {
  const kilobytes = (numbers * 8) / 1024;
  if (kilobytes < 1024) return `${kilobytes.toFixed(kilobytes < 10 ? 2 : 0)} kB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}
