import { Matrix } from '../matrix/matrix';
import { type Matrices, paired } from '../matrix/tree';
import { gradientOf } from './finite';
import { restoreMatrix, type SavedMatrices, saveMatrices } from './saved-matrices';

/** What an optimizer remembers of one parameter. */
export interface Memory {
  /** How many steps the parameter has made. */
  k: number;
  /** Matrices of the parameter's shape by their letters, zeros at first. */
  matrices: { [letter: string]: Matrix };
  /** The parameter itself, once it has been seen. */
  theta?: Matrix;
}

/** An optimizer as plain data, fit for JSON; its memory is by the parameters' names. */
export interface SavedOptimizer {
  kind: string;
  settings: { [name: string]: number };
  memory: { [parameter: string]: { k: number; matrices: SavedMatrices } };
}

/** Moves parameters θ against their gradients. Each network needs an optimizer of its own. */
export abstract class Optimizer {
  /** The letters of what it remembers of every parameter. */
  protected abstract readonly letters: readonly string[];
  private readonly memory = new Map<string, Memory>();

  /**
   * The settings may be changed between steps: `adam.settings.rate = 1e-4`. Throws a RangeError for
   * a rate below 0, an ε that isn't above 0, and a μ, β₁ or β₂ outside 0 … 1 (1 excluded).
   */
  constructor(
    readonly kind: string,
    readonly settings: { rate: number; [name: string]: number },
  ) {
    for (const [name, value] of Object.entries(settings)) {
      const below = name === 'rate' || name === 'epsilon' ? Infinity : 1;
      const fits = value >= 0 && value < below && !(name === 'epsilon' && value === 0);
      if (!fits) throw new RangeError(`${kind}: ${name} can't be ${value}.`);
    }
  }

  /**
   * One step of every parameter, in place. The gradients are nested as the parameters are.
   * Throws a RangeError for a name that only one of the two has and for a wrong shape, an Error
   * when it has stepped other parameters before, and for a gradient that a network has found for
   * another matrix: a copy in its place would be moved, and the network never learn.
   */
  update(parameters: Matrices, gradients: Matrices): void {
    const pairs = paired(this.kind, parameters, gradients, gradientOf);
    for (const [name, theta, dTheta] of pairs) {
      if ((dTheta.of ?? theta) === theta) continue;
      throw new Error(
        `${this.kind}: the network has another ${name} than the one to be updated, which may be a ` +
          `copy: its gradient is that of the network's own. Update rnn.parameters themselves.`,
      );
    }
    const memories = pairs.map(([name, theta]) => this.memoryOf(name, theta));
    pairs.forEach(([, theta, dTheta], i) => {
      memories[i].k++;
      this.move(theta, dTheta, memories[i]);
    });
  }

  /** What `restore` needs in order to go on to the same bits. */
  save(): SavedOptimizer {
    const memory: SavedOptimizer['memory'] = {};
    for (const [name, { k, matrices }] of this.memory) {
      memory[name] = { k, matrices: saveMatrices(matrices) };
    }
    return { kind: this.kind, settings: { ...this.settings }, memory };
  }

  /** Goes on where an optimizer stood. Throws an Error when that was one of another kind. */
  restore({ kind, settings, memory }: SavedOptimizer): void {
    if (kind !== this.kind) throw new Error(`restore: ${kind} was saved, this is ${this.kind}.`);
    Object.assign(this.settings, settings);
    this.memory.clear();
    for (const [name, { k, matrices }] of Object.entries(memory)) {
      const restored = Object.entries(matrices).map(([letter, saved]) => [
        letter,
        restoreMatrix(saved),
      ]);
      this.memory.set(name, { k, matrices: Object.fromEntries(restored) });
    }
  }

  /** The step of one parameter; `k` is 1 at its first. */
  protected abstract move(theta: Matrix, dTheta: Matrix, memory: Memory): void;

  private memoryOf(name: string, theta: Matrix): Memory {
    let memory = this.memory.get(name);
    if (!memory) {
      const zeros = () => Matrix.zeros(theta.rows, theta.cols).keep();
      const matrices = Object.fromEntries(this.letters.map((letter) => [letter, zeros()]));
      memory = { k: 0, matrices };
      this.memory.set(name, memory);
    }
    memory.theta ??= theta;
    if (memory.theta !== theta) {
      throw new Error(`${this.kind} has stepped another ${name}: make a new one for each network.`);
    }
    return memory;
  }
}
