import { LIMITS } from './limits';
import { type Difficult, type Message, order, readMessage } from './protocol';
import { type End, exhausted, fallen, met, Trouble } from './trouble';
import type { AnyFunction } from './wire';
import { encode } from './wire';

/** What a call brought: its value, and its arguments as they are afterwards, where they changed. */
export interface Outcome {
  value: unknown;
  changed: unknown[] | null;
  /** whether one list stands in it as two rows */
  shared?: boolean;
}

/** Whatever answers calls of a submission's functions. */
export interface Submission {
  /** Calls a function. Throws Trouble when that brings no value. */
  call(name: string, args: unknown[]): Promise<Outcome>;
  /** what it has printed */
  readonly printed: string;
  /** which functions of its own each of its functions names, itself or through others */
  readonly uses: Record<string, string[]>;
  /** the text of each of its functions, compiled */
  readonly texts: Record<string, string>;
  close(): void;
}

/** One process (or worker) that holds a submission: lines go in and come out. */
export interface Cell {
  /** Hears every line, and the end. */
  listen: (came: string | End) => void;
  send(line: string): void;
  /** Ends it at once. */
  end(): void;
  /** Seconds that it has computed so far; null where nobody can tell. */
  used(): number | null;
}

/** How often a call looks at the time. */
const TICK = 50;

/**
 * Calls the functions of one submission, within limits. Each function has a realm of its own, in one
 * process, which starts at the first call and anew after a fall.
 */
export class Jail {
  printed = '';
  private cell: Cell | null = null;
  private realm = '';
  private heardLoading = false;
  private computed = 0;
  private readonly falls = new Map<string, number>();
  private readonly givenUp = new Map<string, Trouble>();

  /** `start` opens a cell; `place` says where a line and column of the program are in the file. */
  constructor(
    private readonly start: () => Cell,
    private readonly place: (at: [number, number]) => string,
  ) {}

  /** Calls a function of the submission. Throws Trouble when that brings no value. */
  async call(name: string, args: unknown[]): Promise<Outcome> {
    if (this.computed > LIMITS.total) throw exhausted();
    for (const each of ['The file', name]) {
      const trouble = this.givenUp.get(each);
      if (trouble) throw again(trouble);
    }
    try {
      return await this.attempt(name, args);
    } catch (error) {
      if (!(error instanceof Waited)) throw error;
    }
    try {
      return await this.attempt(name, args); // the machine was busy
    } catch (error) {
      throw error instanceof Waited ? fallen(name, { why: 'waiting' }) : error;
    }
  }

  close(): void {
    this.cell?.end();
    this.cell = null;
  }

  private async attempt(name: string, args: unknown[]): Promise<Outcome> {
    const cell = await this.enter(name);
    const lent: AnyFunction[] = [];
    const texts = args.map((arg) => encode(arg, (f) => lent.push(f) - 1));
    const message = await this.exchange(cell, name, order.call(name, texts), lent);
    if (message.kind !== 'value') throw this.fall(name, { why: 'babble' });
    const { value, changed, shared } = message;
    return { value, changed, shared };
  }

  /** A cell whose realm is that of this function. */
  private async enter(name: string): Promise<Cell> {
    if (!this.cell) {
      const cell = this.start();
      this.cell = cell;
      this.realm = '';
      await this.exchange(cell, 'The file', null, []);
    }
    const { cell } = this;
    if (this.realm !== name) {
      await this.exchange(cell, 'The file', order.enter(), []);
      this.heardLoading = true;
      this.realm = name;
    }
    return cell;
  }

  /** Sends an order, if there is one, and waits for the message that answers it. */
  private exchange(
    cell: Cell,
    name: string,
    line: string | null,
    lent: AnyFunction[],
  ): Promise<Message> {
    const [begun, before] = [Date.now(), cell.used()];
    return new Promise<Message>((resolve, reject) => {
      const done = (settle: () => void) => {
        clearInterval(clock);
        cell.listen = () => {};
        this.computed += (cell.used() ?? 0) - (before ?? 0);
        settle();
      };
      const fall = (end: End) => done(() => reject(this.fall(name, end)));
      const clock = setInterval(() => {
        const used = cell.used();
        const computing = used !== null && line !== null && used - (before ?? 0) > LIMITS.seconds;
        const wall = used === null ? LIMITS.wallAlone : LIMITS.wall;
        if (computing) fall({ why: 'computing' });
        else if (Date.now() - begun > wall * 1000) fall({ why: 'waiting' });
      }, TICK);
      cell.listen = (came) => {
        if (typeof came !== 'string') return fall(came);
        let message: Message;
        try {
          message = readMessage(came);
        } catch {
          return fall({ why: 'babble' });
        }
        if (message.kind === 'printed') this.print(message.text, name);
        else if (message.kind === 'ask') cell.send(reply(lent[message.handle], message.args));
        else if (message.kind === 'trouble') {
          const trouble = this.met(name, message);
          done(() => reject(trouble));
        } else done(() => resolve(message));
      };
      if (line !== null) cell.send(line);
    });
  }

  /** Every realm loads the file; what it prints then is kept once. */
  private print(text: string, name: string): void {
    if (name === 'The file' && this.heardLoading) return;
    const room = LIMITS.printed - this.printed.length;
    if (room <= 0) return;
    this.printed += text.length > room ? `${text.slice(0, room)} … and more\n` : text;
  }

  private met(name: string, difficult: Difficult): Trouble {
    const trouble = met(name, difficult, difficult.at ? this.place(difficult.at) : '');
    if (difficult.trouble === 'load') this.givenUp.set('The file', trouble);
    if (difficult.trouble === 'load' || difficult.trouble === 'printed') this.close();
    return trouble;
  }

  /** Ends the cell. A function that computes for ever, or falls twice, is not called again. */
  private fall(name: string, end: End): Error {
    this.close();
    if (end.why === 'waiting') return new Waited();
    const trouble = fallen(name, end);
    const falls = (this.falls.get(name) ?? 0) + 1;
    this.falls.set(name, falls);
    if (end.why === 'computing' || falls > 1 || name === 'The file')
      this.givenUp.set(name, trouble);
    return trouble;
  }
}

/** The same trouble, of a function that is not called again. */
function again({ message }: Trouble): Trouble {
  return new Trouble(message, null, 'again');
}

/** No answer came in time, and not for lack of an end. */
class Waited extends Error {}

/** Calls one of the judge's own functions for the jail. */
function reply(f: AnyFunction | undefined, args: unknown[]): string {
  try {
    if (!f) throw new Error('there is no such function');
    return order.answer(encode((f as (...args: unknown[]) => unknown)(...args)));
  } catch (error) {
    return order.refuse(error as Error);
  }
}
