import { expectMatrix } from '../matrix/grid';
import { Matrix } from '../matrix/matrix';
import { scratch } from '../matrix/memory';
import { expectGates, expectInputs, expectShape } from '../matrix/shape';
import type { Shapes } from '../matrix/tree';
import type { Random } from '../random';
import type { LayerSizes } from './cell';
import { gate, putGates } from './gates';
import { gradientsOf } from './gradients';
import { initialise, type Rule } from './initialise';
import { Reading } from './reading';
import type { Backward, Recurrence, States } from './recurrence';
import { expectGradient, type Inputs, Unrolled } from './unrolled';

/** The parameters of an LSTM, or their gradients. The rows are those of i, then f, g, o. */
export type LstmParameters = {
  readonly U: Matrix; // [4H, D]
  readonly W: Matrix; // [4H, H]
  readonly b: Matrix; // [4H, 1]
};

/** The state of an LSTM at one step: what it shows, and the cell that it keeps. */
export type LstmState = {
  readonly h: Matrix; // [H, N]
  readonly c: Matrix; // [H, N]
};

/** What the forward pass leaves for the backward pass; all quantities are [H, n(t)] at every t. */
export interface LstmStates extends States {
  readonly before: LstmState; // copies in the order of the columns
  readonly read: Reading;
  readonly c: Unrolled;
  readonly tanhC: Unrolled;
  readonly i: Unrolled;
  readonly f: Unrolled;
  readonly g: Unrolled;
  readonly o: Unrolled;
}

type Gates = Omit<LstmStates, 'x' | 'before' | 'read'>;

/**
 * Long short-term memory, slides 003 and 004:
 *   i(t), f(t), o(t) = σ(U x(t) + b + W h(t−1))      what to write, to keep, to show
 *   g(t) = tanh(U x(t) + b + W h(t−1))               what is new; each with its own rows of U, W, b
 *   c(t) = f(t) ⊙ c(t−1) + i(t) ⊙ g(t)
 *   h(t) = o(t) ⊙ tanh c(t)
 */
export class Lstm implements Recurrence<LstmParameters, LstmState, LstmStates> {
  readonly parameters: LstmParameters;

  /** Throws a RangeError where the shapes don't fit. Other members of the record are left out. */
  constructor({ U, W, b }: LstmParameters) {
    const H = W?.cols;
    expectGates('Lstm', { U, W, b }, 4, H);
    expectShape('Lstm', 'U', U, 4 * H, U.cols);
    expectShape('Lstm', 'b', b, 4 * H, 1);
    this.parameters = { U, W, b };
  }

  /** The shapes of its parameters, from its sizes. */
  static shapes({ D, H }: LayerSizes) {
    return { U: [4 * H, D], W: [4 * H, H], b: [4 * H, 1] } satisfies Shapes;
  }

  /** With a first value for every parameter by a rule; `random` is a seed, or a stream. */
  static random(sizes: LayerSizes, rule: Rule, random: Random | number): Lstm {
    return new Lstm(initialise(Lstm.shapes(sizes), rule, random));
  }

  get inputs(): number {
    return this.parameters.U.cols;
  }

  get units(): number {
    return this.parameters.W.cols;
  }

  initial(count: number): LstmState {
    return { h: Matrix.zeros(this.units, count), c: Matrix.zeros(this.units, count) };
  }

  /** The states for a batch, from h(−1) and c(−1), both [H, N], on. */
  forward(x: Inputs, initial = this.initial(x.time.count)): LstmStates {
    const { U, b } = this.parameters;
    const { time } = x;
    const H = this.units;
    expectInputs('Lstm.forward', 'U', U, x);
    for (const name of ['h', 'c'] as const) {
      expectMatrix('Lstm.forward', name, initial[name]);
      expectShape('Lstm.forward', name, initial[name], H, time.count);
    }
    // U x(t) + b, for every t at once: where the gates begin
    const a = x.project(U); // [4H, Σ n(t)]
    a.all.addColumn(b);
    const [h, c, tanhC, i, f, g, o] = Array.from({ length: 7 }, () => Unrolled.empty(H, time));
    const before = { h: initial.h.gather(time.order), c: initial.c.gather(time.order) }; // [H, N]
    const gates = { h, c, tanhC, i, f, g, o };
    let { h: hPrev, c: cPrev } = before;
    for (let t = 0; t < time.steps; t++) {
      const n = time.running[t];
      this.step(gates, t, a.at(t), hPrev.columns(0, n), cPrev.columns(0, n));
      hPrev = h.at(t);
      cPrev = c.at(t);
    }
    return { x, before, ...gates, read: new Reading(this.parameters, x, h) };
  }

  private step(states: Gates, t: number, a: Matrix, hPrev: Matrix, cPrev: Matrix): void {
    const [h, c, tanhC] = [states.h, states.c, states.tanhC].map((q) => q.at(t));
    const [i, f, g, o] = [states.i, states.f, states.g, states.o].map((q) => q.at(t));
    const H = this.units;
    // a(t) = U x(t) + b + W h(t−1), for all gates at once
    a.addProduct(this.parameters.W, hPrev); // [4H, n]
    gate(a, 0, H, i).sigmoid(); // [H, n]
    gate(a, 1, H, f).sigmoid(); // [H, n]
    gate(a, 2, H, g).tanh(); // [H, n]
    gate(a, 3, H, o).sigmoid(); // [H, n]
    // c(t) = i(t) ⊙ g(t) + f(t) ⊙ c(t−1)
    c.assign(i).hadamard(g); // [H, n]
    scratch(() => c.add(cPrev.copy().hadamard(f)));
    // h(t) = o(t) ⊙ tanh c(t)
    tanhC.assign(c).tanh(); // [H, n]
    h.assign(o).hadamard(tanhC); // [H, n]
  }

  last({ h, c }: LstmStates): LstmState {
    return { h: h.last(), c: c.last() };
  }

  backward(
    states: LstmStates,
    dH: Unrolled,
    dLast?: LstmState,
  ): Backward<LstmParameters, LstmState> {
    const { U, W } = this.parameters;
    const { x, before, read } = states;
    const { time } = x;
    const H = this.units;
    read.expectUnchanged('Lstm.backward');
    expectGradient('Lstm.backward', 'dH', dH, H, time);
    const dh = new Unrolled(dH.all.copy(), time); // [H, Σ n(t)]
    const dc = new Unrolled(Matrix.zeros(H, time.columns), time); // [H, Σ n(t)]
    if (dLast) {
      dh.all.scatterAdd(time.last, dLast.h);
      dc.all.scatterAdd(time.last, dLast.c);
    }
    const cPrev = states.c.earlier(before.c);
    const da = Unrolled.empty(4 * H, time);
    for (let t = time.steps - 1; t >= 0; t--) {
      if (t + 1 < time.steps) {
        const n = time.running[t + 1];
        // dh(t) = dh(t) + Wᵀ da(t+1), dc(t) = dc(t) + f(t+1) ⊙ dc(t+1), where there is a step t+1
        dh.at(t)
          .columns(0, n)
          .addProduct(W.T, da.at(t + 1)); // [H, n]
        dc.at(t)
          .columns(0, n)
          .add(dc.at(t + 1)); // [H, n], already ⊙ f(t+1)
      }
      this.stepBack(states, t, cPrev.at(t), dh.at(t), dc.at(t), da.at(t));
    }
    return {
      gradients: gradientsOf(this.parameters, {
        U: x.gradient(da), // dU = Σ da(t) x(t)ᵀ
        W: da.all.times(states.h.earlier(before.h).all.T), // dW = Σ da(t) h(t−1)ᵀ
        b: da.all.sumOfColumns(), // db = Σ da(t)
      }),
      dInitial: {
        h: W.T.times(da.at(0)).gather(time.first), // dh(−1) = Wᵀ da(0)
        c: dc.at(0).gather(time.first), // dc(−1) = f(0) ⊙ dc(0)
      },
      dX() {
        read.expectUnchanged('dX()');
        return new Unrolled(U.T.times(da.all), time); // dx(t) = Uᵀ da(t)
      },
    };
  }

  /** From dh(t) and dc(t) to da(t), which is filled; dc(t) becomes f(t) ⊙ dc(t). */
  private stepBack(
    states: LstmStates,
    t: number,
    cPrev: Matrix,
    dh: Matrix,
    dc: Matrix,
    da: Matrix,
  ): void {
    const tanhC = states.tanhC.at(t);
    const [i, f, g, o] = [states.i, states.f, states.g, states.o].map((q) => q.at(t));
    scratch(() => {
      // dc(t) = dc(t) + dh(t) ⊙ o(t) ⊙ (1 − tanh² c(t))
      dc.add(dh.copy().hadamard(o).backThroughTanh(tanhC)); // [H, n]
      putGates(da, [
        dc.copy().hadamard(g).backThroughSigmoid(i), // di = dc ⊙ g
        dc.copy().hadamard(cPrev).backThroughSigmoid(f), // df = dc ⊙ c(t−1)
        dc.copy().hadamard(i).backThroughTanh(g), // dg = dc ⊙ i
        dh.copy().hadamard(tanhC).backThroughSigmoid(o), // do = dh ⊙ tanh c
      ]); // [4H, n]
    });
    dc.hadamard(f); // what goes on to c(t−1), [H, n]
  }
}
