import { scratch } from '../matrix/memory';
import { type Matrices, paired, type State } from '../matrix/tree';
import { type Random, type RandomState, seeded } from '../random';
import { passOf } from '../rnn/gradients';
import { clipByNorm, clipByValue, globalNorm } from './clip';
import { expectFiniteParameters, expectFiniteStep } from './finite';
import type { Optimizer, SavedOptimizer } from './optimizer';
import { restoring, type SavedMatrices, saveMatrices } from './saved-matrices';

/** What a training is made of: parameters P, and a state C that is carried from step to step. */
export interface TrainingOptions<P extends Matrices, C extends State> {
  /** Matrices by name, nested as the network is; they are changed in place. */
  parameters: P;
  optimizer: Optimizer;
  /** The loss of one step's examples and its gradients, nested as the parameters. */
  lossAndGradients: (at: At<C>) => Learned<P, C>;
  /** Clips the gradients: all together by their norm, or each number by its value. */
  clip?: { norm: number } | { value: number };
  /** The state that the first step begins from, for truncated BPTT: `rnn.initial(N)`. */
  carried?: C;
  /** Where `random` starts; 0 unless given. */
  seed?: number;
}

/** Where a step stands. What it learns from must follow from this alone: then it can be resumed. */
export interface At<C> {
  /** How many updates have been made: 0 at the first step. */
  step: number;
  random: Random;
  /** What the step before has left. Not to be changed. */
  carried: C;
}

/** What a step has found. */
export interface Learned<P, C> {
  loss: number;
  gradients: P;
  /** The state for the next step, where one is carried. */
  carried?: C;
}

/** A step that has been made. */
export interface Progress {
  /** Its number, from 0 on. */
  step: number;
  /** The loss that it found, before its update. */
  loss: number;
  /** ‖g‖, the length of all gradients together, before clipping. */
  norm: number;
}

/** A training as plain data, fit for JSON. */
export interface Snapshot {
  step: number;
  parameters: SavedMatrices;
  optimizer: SavedOptimizer;
  carried: SavedMatrices;
  random: RandomState;
}

/**
 * Learns step by step:
 * `for (const { step, loss } of training.run(500)) …`, or under a progress bar
 * `await withProgress(training.run(500), 'training')`. Between two steps it can be left, saved,
 * and run on. The kernel's stop button waits for a step's end under a progress bar; a bare loop it
 * cuts anywhere, and then only `resume` makes a step that was half made whole.
 */
export class Training<P extends Matrices, C extends State = Matrices> {
  /** How many updates have been made. */
  step = 0;
  private readonly random: Random;
  private readonly carried: C;

  constructor(private readonly options: TrainingOptions<P, C>) {
    this.random = seeded(options.seed ?? 0);
    this.carried = options.carried ?? ({} as C);
  }

  /**
   * The next `steps` steps, each made when it is asked for; Infinity of them is allowed. Throws a
   * RangeError for a number of steps that isn't whole, or below 0. A step stops with a
   * NotFiniteError at the first NaN or infinity: where that is in the loss or a gradient, before the update.
   */
  run(steps: number): Iterable<Progress> & { readonly length: number } {
    if (!((Number.isInteger(steps) && steps >= 0) || steps === Infinity)) {
      throw new RangeError(`run: expected a whole number of steps from 0 on, got ${steps}.`);
    }
    return { length: steps, [Symbol.iterator]: () => this.steps(steps) };
  }

  private *steps(steps: number): Generator<Progress> {
    expectFiniteParameters(this.options.parameters, this.step, 'before the update');
    for (let done = 0; done < steps; done++) yield scratch(() => this.advance());
  }

  private advance(): Progress {
    const { step, random, carried } = this;
    const { parameters, optimizer, lossAndGradients } = this.options;
    const learned = lossAndGradients({ step, random, carried });
    const { loss, gradients } = learned;
    const norm = this.clip(gradients);
    expectFiniteStep(step, { ...parameters, carried }, learned, norm);
    expectCarried(learned);
    const states = paired(
      'training',
      { carried },
      { carried: learned.carried ?? {} },
      (name) => `${name} for the next step`,
    );
    optimizer.update(parameters, gradients);
    expectFiniteParameters(parameters, step, 'after the update');
    for (const [, before, after] of states) before.assign(after);
    this.step++;
    return { step, loss, norm };
  }

  private clip(gradients: P): number {
    const { clip } = this.options;
    if (!clip) return globalNorm(gradients);
    return 'norm' in clip ? clipByNorm(gradients, clip.norm) : clipByValue(gradients, clip.value);
  }

  /** All that `resume` needs in order to go on to the same bits. */
  save(): Snapshot {
    return {
      step: this.step,
      parameters: saveMatrices(this.options.parameters),
      optimizer: this.options.optimizer.save(),
      carried: saveMatrices({ carried: this.carried }),
      random: this.random.save(),
    };
  }

  /**
   * Goes on where a training stood. Throws, and leaves all matrices as they were, when the snapshot
   * has other names, other shapes or another optimizer.
   */
  resume(snapshot: Snapshot): void {
    const restoreParameters = restoring(this.options.parameters, snapshot.parameters);
    const restoreCarried = restoring({ carried: this.carried }, snapshot.carried);
    this.options.optimizer.restore(snapshot.optimizer);
    this.random.restore(snapshot.random);
    restoreParameters();
    restoreCarried();
    this.step = snapshot.step;
  }
}

/**
 * A state that is handed on and never read is truncated BPTT with every chunk a text of its own: it
 * learns, only worse, and nothing looks wrong.
 */
function expectCarried({ carried, gradients }: Learned<Matrices, State>): void {
  if (!carried || !passOf(gradients)?.fromZeros) return;
  throw new Error(
    'training: the step hands a carried state on, but its forward pass was given none: ' +
      'rnn.forward(x, carried), or rnn.forward(x, rnn.initial(N)) where a text begins.',
  );
}
