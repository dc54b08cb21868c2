/**
 * `yourTurn`: a cell leaves a line to the reader, and the notebook judges it on the spot.
 *
 *     const room = yourTurn((w, b) => blank(), asked.room);
 *
 * and in a folded cell of the lecture, out of the reader's sight:
 *
 *     const asked = { room: ask((w: number, b: number) => b / (1 - w), [0.9, 2], [0.5, 3]) };
 *
 * A notebook runs from top to bottom with every blank empty: it goes on with the known line.
 */
import { explain } from '../judge/explain';
import { firstDifference } from '../judge/near';
import { parameterNames, show, showArguments } from '../judge/show';
import { met } from '../judge/trouble';
import { showHtml } from '../show/display';
import { attempt } from './blank';
import { type Box, boxHtml } from './box';

/** A line that is left to the reader. */
export interface Asked<A extends unknown[], R> {
  /** the line that the lecture goes on with; the judge reads the names of the inputs from it */
  known: (...inputs: A) => R;
  /** inputs to judge by, which hide nothing: no 0, no 1, no two alike */
  on: A[];
}

/** A line to leave to the reader: the known one, and the lists of inputs to judge by; none for a number. */
export function ask<A extends unknown[], R>(known: (...inputs: A) => R, ...on: A[]): Asked<A, R> {
  return { known, on };
}

/** As near as a grader wants it: relative, in float64. */
const TOLERANCE = 1e-6;
const NAME = 'your line';

/**
 * Judges a line by the known one and says so below the cell: still open, right and what it gave, or
 * where it went wrong. Returns the reader's line when it is right, else the known one.
 */
export function yourTurn<A extends unknown[], R>(
  line: (...inputs: A & object) => unknown, // A is known from what is asked: a line may take fewer
  asked: Asked<A, R>,
): (...inputs: A) => R {
  const verdict = judged(line, asked);
  showHtml(boxHtml(verdict));
  return verdict.is === 'right' ? (line as (...inputs: A) => R) : asked.known;
}

/** What the box below the cell will say. The inputs are copies: no line can spoil them for another. */
export function judged<A extends unknown[], R>(
  line: (...inputs: A & object) => unknown,
  { known, on }: Asked<A, R>,
): Box {
  if (known.length > 0 && on.length === 0) {
    throw new Error('yourTurn: there are no inputs to judge the line by.');
  }
  const names = parameterNames(known);
  const gave: string[] = [];
  for (const inputs of on.length > 0 ? on : [[] as unknown as A]) {
    const expected = known(...copied(inputs));
    const call = { name: NAME, args: inputs, names, right: expected };
    const came = attempt(() => line(...copied(inputs)));
    if (came.how === 'blank') return { is: 'open' };
    if (came.how === 'stopped') return { is: 'wrong', why: stopped(came.error) };
    const difference = firstDifference(came.value, expected, TOLERANCE);
    if (difference) {
      return { is: 'wrong', why: saysOn(explain(call, came.value, difference, expected)) };
    }
    const input = inputs.length > 0 ? ` on ${showArguments(names, inputs)}` : '';
    gave.push(`${show(came.value)}${input}`);
  }
  return { is: 'right', gave: gave[0] };
}

function stopped({ name, message }: Error): string {
  const detail = `${name}: ${message.replace(/\.?$/, '.')}`;
  const thrown = { name, message };
  return capital(
    met(NAME, { kind: 'trouble', trouble: 'threw', detail, thrown, at: null }, '').message,
  );
}

/** The judge's words, without the line for the inputs where there are none. */
function saysOn(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== 'on');
  return capital(lines.join('\n'));
}

function capital(words: string): string {
  return words.replace(/^./, (first) => first.toUpperCase());
}

/** Lists and plain objects anew; functions and all else as they are. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, copied(item)]);
  return Object.fromEntries(entries) as T;
}
