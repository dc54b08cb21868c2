import { onInterrupt } from '../node';
import { rest, showUpdating } from './display';
import { escapeHtml } from './text';

export interface ProgressOptions<T> {
  /** How many items there will be, when the items themselves cannot say. */
  total?: number;
  /** What stands beside the bar, such as the loss: (step) => `loss ${rounded(step.loss)}`. */
  note?: (item: T) => string;
  /** Where the bar is drawn: below the cell unless said. */
  draw?: (html: string) => void;
}

type Items<T> = Iterable<T> | AsyncIterable<T> | number;

const EVERY = 100; // milliseconds from one drawing to the next

/**
 * Runs through all the items under a progress bar and returns them:
 * `const steps = await withProgress(train(data), 'training', { total: 500 })`.
 * Options as for `progress`.
 */
export async function withProgress<T = number>(
  items: Items<T>,
  label: string,
  options?: ProgressOptions<T>,
): Promise<T[]> {
  const all: T[] = [];
  for await (const item of progress(items, label, options)) all.push(item);
  return all;
}

/**
 * Passes the items on one by one and shows how far they have come, with the time so far; a number
 * n stands for the items 0 … n−1. For use inside an async function: the kernel does not accept
 * `for await` at the top of a cell, where `withProgress` serves.
 *
 * The loop rests for an instant at every drawing, so that the bar is painted and an interrupt
 * gets through. Throws when interrupted.
 */
export async function* progress<T = number>(
  items: Items<T>,
  label: string,
  options: ProgressOptions<T> = {},
): AsyncGenerator<T, void, undefined> {
  const { note, draw = showUpdating(), total = countOf(items) } = options;
  const bar: Bar = { label, total, done: 0, aside: '', finished: false, start: performance.now() };
  let drawn = bar.start;
  let interrupted = false;
  draw(barHtml(bar));
  // Until its first rest a cell runs under Node's own watch for interrupts. A listener added then
  // would leave the kernel with none once that watch ends, and the next interrupt would kill it.
  await rest();
  const stopListening = onInterrupt(() => {
    interrupted = true;
  });
  try {
    for await (const item of typeof items === 'number' ? upTo(items) : items) {
      yield item as T;
      bar.done++;
      if (note) bar.aside = note(item as T);
      if (performance.now() - drawn < EVERY) continue;
      draw(barHtml(bar));
      await rest();
      if (interrupted) throw new Error(`“${label}” was interrupted.`);
      drawn = performance.now();
    }
    bar.finished = true;
  } finally {
    stopListening();
    draw(barHtml(bar));
  }
}

interface Bar {
  label: string;
  total?: number;
  done: number;
  aside: string;
  finished: boolean;
  start: number;
}

function barHtml({ label, done, total, aside, finished, start }: Bar): string {
  const share = finished ? 1 : total ? Math.min(done / total, 1) : undefined;
  const words = [
    share === undefined ? '' : `${Math.floor(100 * share)} %`,
    finished || !total ? `${done}` : `${done} of ${total}`,
    `${((performance.now() - start) / 1000).toFixed(1)} s`,
    aside,
  ];
  const value = share === undefined ? '' : ` value="${share}"`;
  return (
    `<label><span style="display: inline-block; min-width: 8em">${escapeHtml(label)}</span> <progress max="1"${value} style="width: 16em"></progress></label> ` +
    escapeHtml(words.filter(Boolean).join(' · '))
  );
}

function countOf(items: unknown): number | undefined {
  if (typeof items === 'number') return items;
  const { length, size } = items as { length?: number; size?: number };
  return length ?? size;
}

function* upTo(n: number): Generator<unknown> {
  for (let i = 0; i < n; i++) yield i;
}
