/**
 * How a batch of sequences with their own lengths lies in one matrix, without padding.
 *
 * The sequences stand longest first, so at step t the first n(t) of them still run. A matrix over
 * the whole time has the columns of step 0, then those of step 1, …: [h(0) | h(1) | …], and what
 * is the same at every step, such as U x(t), becomes one product.
 */
export class Timeline {
  /** Which sequence stands in column 0, 1, … of a step: the longest first. */
  readonly order: readonly number[];
  /** n(t), how many sequences still run at step t. */
  readonly running: readonly number[];
  /** The first column of step t. */
  readonly start: readonly number[];
  /** The column of each sequence's first step, in the caller's order. */
  readonly first: readonly number[];
  /** The column of each sequence's last step, in the caller's order. */
  readonly last: readonly number[];
  /** How many columns there are: the sum of all lengths. */
  readonly columns: number;

  /** From the sequences' lengths. Throws a RangeError when there is none or one is empty. */
  constructor(readonly lengths: readonly number[]) {
    const bad = lengths.findIndex((length) => !(Number.isInteger(length) && length > 0));
    if (lengths.length === 0) throw new RangeError('Timeline: there is no sequence.');
    if (bad >= 0) throw new RangeError(`Timeline: sequence ${bad} has length ${lengths[bad]}.`);
    this.order = lengths.map((_, i) => i).sort((a, b) => lengths[b] - lengths[a]);
    const running: number[] = [];
    for (let t = 0; t < lengths[this.order[0]]; t++) {
      running.push(lengths.reduce((n, length) => (length > t ? n + 1 : n), 0));
    }
    const start = [0];
    for (const n of running) start.push(start[start.length - 1] + n);
    this.columns = start.pop() as number;
    this.running = running;
    this.start = start;
    const first = new Array<number>(lengths.length);
    this.order.forEach((i, column) => {
      first[i] = column;
    });
    this.first = first;
    this.last = lengths.map((length, i) => start[length - 1] + first[i]);
  }

  /** T, the length of the longest sequence. */
  get steps(): number {
    return this.running.length;
  }

  /** N, how many sequences there are. */
  get count(): number {
    return this.lengths.length;
  }

  /** The columns of one sequence, step by step. */
  columnsOf(sequence: number): number[] {
    const column = this.first[sequence];
    return Array.from({ length: this.lengths[sequence] }, (_, t) => this.start[t] + column);
  }

  /** Where a column stands, in words; sequences and steps are counted from 0. */
  placeOf(column: number): string {
    let t = this.steps - 1;
    while (this.start[t] > column) t--;
    return `in sequence ${this.order[column - this.start[t]]} at t = ${t}`;
  }

  /**
   * What the sequences hold, in the order of the columns.
   * Throws a RangeError that names the first sequence of another length.
   */
  unroll<X>(sequences: readonly (readonly X[])[]): X[] {
    const { lengths } = this;
    if (sequences.length !== lengths.length) {
      throw new RangeError(
        `unroll: expected ${lengths.length} sequences, got ${sequences.length}.`,
      );
    }
    const bad = sequences.findIndex((sequence, i) => sequence.length !== lengths[i]);
    if (bad >= 0) {
      throw new RangeError(
        `unroll: sequence ${bad} has length ${sequences[bad].length}, expected ${lengths[bad]}.`,
      );
    }
    const unrolled: X[] = [];
    this.running.forEach((n, t) => {
      for (let column = 0; column < n; column++) unrolled.push(sequences[this.order[column]][t]);
    });
    return unrolled;
  }
}
