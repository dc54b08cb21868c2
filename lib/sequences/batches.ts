import { seeded } from '../random';

/**
 * Which sequences are learned together at which step: batches of similar length, so that few
 * columns of a batch have ended before its longest sequence has. In every epoch each sequence
 * comes once, and who meets whom and the order of the batches are drawn anew. All follows from the
 * seed and the step's number, so a training that is resumed meets the same batches.
 */
export class Batches {
  /** How many batches there are in an epoch. */
  readonly count: number;
  private drawn: { epoch: number; batches: number[][] } | undefined;

  /** From the sequences' lengths. Throws a RangeError when there are none or size is below 1. */
  constructor(
    private readonly lengths: readonly number[],
    private readonly options: { size: number; seed: number },
  ) {
    const { size } = options;
    if (lengths.length === 0) throw new RangeError('Batches: there is no sequence.');
    if (!(Number.isInteger(size) && size > 0)) {
      throw new RangeError(`Batches: size is ${size}, expected a whole number from 1 on.`);
    }
    this.count = Math.ceil(lengths.length / size);
  }

  /** The indices of the sequences of step 0, 1, …: batch.map((i) => sequences[i]). */
  at(step: number): readonly number[] {
    if (!(Number.isInteger(step) && step >= 0)) throw new RangeError(`Batches: no step ${step}.`);
    const epoch = Math.floor(step / this.count);
    if (this.drawn?.epoch !== epoch) this.drawn = { epoch, batches: this.epoch(epoch) };
    return this.drawn.batches[step % this.count];
  }

  /** All batches of epoch 0, 1, … */
  epoch(epoch: number): number[][] {
    const { lengths, options, count } = this;
    // Seeds begin far apart, so that epoch 1 of seed 0 isn't epoch 0 of seed 1.
    const begin = seeded(options.seed).integer(-(2 ** 31), 2 ** 31 - 1);
    const random = seeded((begin + epoch) | 0);
    // Equal lengths keep their random order: the sort is stable.
    const byLength = random
      .shuffle(lengths.map((_, i) => i))
      .sort((i, j) => lengths[i] - lengths[j]);
    const batches = Array.from({ length: count }, (_, k) =>
      byLength.slice(k * options.size, (k + 1) * options.size),
    );
    return random.shuffle(batches);
  }
}
