import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cell } from './cell';
import type { Difficulty, Order, Report } from './inside';
import { LIMITS } from './limits';
import { fallen, late, met, Trouble } from './trouble';
import { type AnyFunction, pack, unpack, type Wire } from './wire';

/** What a call brought: its value, and its arguments as they are afterwards, where they changed. */
export interface Outcome {
  value: unknown;
  changed: unknown[] | null;
}

/**
 * Runs one bundled submission and calls its functions, within limits. The process starts at the
 * first call, and anew after a fall; a function that once came late is not called again.
 */
export class Jail {
  private cell: Cell | null = null;
  private printedBefore = '';
  private readonly givenUp = new Map<string, Trouble>();
  private readonly program: string;

  constructor(code: string) {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'unrolled-')));
    this.program = path.join(folder, 'submission.cjs');
    writeFileSync(this.program, code);
  }

  /** What the submission has printed. */
  get printed(): string {
    return this.printedBefore + (this.cell?.printed ?? '');
  }

  /** Calls a function of the submission. Throws Trouble when that brings no value. */
  async call(name: string, args: unknown[]): Promise<Outcome> {
    const cell = this.cell ?? (await this.load());
    const lent: AnyFunction[] = [];
    const wires = args.map((arg) => pack(arg, (f) => lent.push(f) - 1));
    const report = await this.hear(cell, name, { call: name, args: wires }, lent);
    if (!('value' in report)) throw new Trouble(`${name} brought no value.`);
    const changed = report.changed?.map((wire) => unpack(wire, (handle) => lent[handle]));
    return { value: unpack(report.value), changed: changed ?? null };
  }

  /** Ends the process and removes its folder. */
  close(): void {
    this.cell?.end();
    rmSync(path.dirname(this.program), { recursive: true, force: true });
  }

  private async load(): Promise<Cell> {
    this.refuseIfGivenUp('The file');
    this.cell = new Cell(this.program);
    await this.hear(this.cell, 'The file');
    return this.cell;
  }

  private refuseIfGivenUp(name: string): void {
    const trouble = this.givenUp.get(name);
    if (trouble) throw trouble;
  }

  /** Gives an order, if there is one, and waits for the report that answers it. */
  private hear(cell: Cell, name: string, order?: Order, lent: AnyFunction[] = []): Promise<Report> {
    this.refuseIfGivenUp(name);
    return new Promise((resolve, reject) => {
      let waiting = false;
      const fall = (trouble: Trouble, forGood: boolean) => {
        clearTimeout(timer);
        if (forGood) this.givenUp.set(name, trouble);
        this.printedBefore += cell.printed;
        this.cell = null;
        cell.end();
        reject(trouble);
      };
      const timer = setTimeout(() => fall(late(name, waiting), true), LIMITS.seconds * 1000);
      cell.listen = (message) => {
        if ('invoke' in message) {
          cell.send(invoke(lent[message.invoke], message.args));
        } else if ('waiting' in message) {
          waiting = true;
        } else if ('ended' in message || 'flooded' in message) {
          fall(fallen(name, message), !order);
        } else if ('trouble' in message && LAST_WORDS.has(message.trouble)) {
          fall(met(name, message), !order);
        } else {
          clearTimeout(timer);
          if ('trouble' in message) reject(met(name, message));
          else resolve(message);
        }
      };
      if (order) cell.send(order);
    });
  }
}

/** Troubles after which the process inside ends by itself. */
const LAST_WORDS = new Set<Difficulty>(['load', 'unsettled']);

/** Calls one of the judge's own functions for the jail. */
function invoke(f: AnyFunction | undefined, args: Wire[]): Order {
  try {
    return {
      answer: pack((f as (...args: unknown[]) => unknown)(...args.map((arg) => unpack(arg)))),
    };
  } catch (error) {
    return { refuse: (error as Error).message };
  }
}
