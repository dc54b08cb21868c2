/**
 * What judge and jail say to one another, a line of JSON each. Whatever the jail says goes through
 * `readMessage` first: an exact shape, or it is none.
 */
import { LIMITS } from './limits';
import { visible, visibleLine } from './text';
import { read } from './wire';

/** judge → jail: load the file into a fresh realm; call one of its functions; answer to an `ask`. */
export const order = {
  enter: () => '{"enter":true}',
  call: (name: string, args: string[]) => `{"call":${JSON.stringify(name)},"args":[${args}]}`,
  answer: (value: string) => `{"answer":${value}}`,
  refuse: ({ name, message }: Thrown) => `{"refuse":${JSON.stringify({ name, message })}}`,
};

/** jail → judge. */
export type Message =
  | { kind: 'up' }
  | { kind: 'ready' }
  | { kind: 'printed'; text: string }
  | { kind: 'ask'; handle: number; args: unknown[] }
  | { kind: 'value'; value: unknown; changed: unknown[] | null; shared: boolean }
  | Difficult;

/** A call that brought no value. */
export interface Difficult {
  kind: 'trouble';
  trouble: Difficulty;
  /** one line that says more */
  detail: string;
  /** what an Error of the student's code says of itself */
  thrown: Thrown | null;
  /** line and column of the compiled file that it came from */
  at: [number, number] | null;
}

/** What an Error says of itself. */
export interface Thrown {
  name: string;
  message: string;
}

/** What can go wrong inside. */
const DIFFICULTIES = ['load', 'missing', 'threw', 'unsettled', 'unplain', 'printed'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/**
 * Reads one line of the jail's. `lent` answers for a function's number where a changed argument holds
 * one. Throws when the line is none that a jail writes.
 */
export function readMessage(line: string): Message {
  const json: unknown = JSON.parse(line);
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw new Error('no message');
  const message = json as Record<string, unknown>;
  switch (Object.keys(message).sort().join()) {
    case 'up':
      return { kind: 'up' };
    case 'ready':
      return { kind: 'ready' };
    case 'printed':
      return { kind: 'printed', text: visible(text(message.printed), LIMITS.characters) };
    case 'args,ask':
      return {
        kind: 'ask',
        handle: whole(message.ask),
        args: list(message.args).map((a) => read(a)),
      };
    case 'changed,shared,value': {
      const { value, changed, shared } = message;
      const after = changed === null ? null : list(changed).map((a) => read(a, () => borrowed));
      return { kind: 'value', value: read(value), changed: after, shared: shared === true };
    }
    case 'at,detail,thrown,trouble':
      return readDifficult(message);
    default:
      throw new Error('no message');
  }
}

/** Stands for a function among changed arguments: which one it is doesn't matter. */
const borrowed = () => undefined;

function readDifficult({ trouble, detail, thrown, at }: Record<string, unknown>): Difficult {
  const known = DIFFICULTIES.find((each) => each === trouble);
  if (!known) throw new Error('no message');
  const place = at === null ? null : list(at);
  return {
    kind: 'trouble',
    trouble: known,
    detail: visibleLine(text(detail), LIMITS.message),
    thrown: thrown === null ? null : readThrown(thrown as Record<string, unknown>),
    at: place && [whole(place[0]), whole(place[1])],
  };
}

function readThrown({ name, message }: Record<string, unknown>): Thrown {
  return {
    name: visibleLine(text(name), 100),
    message: visibleLine(text(message), LIMITS.message),
  };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no message');
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error('no message');
  return value as number;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('no message');
  return value;
}
