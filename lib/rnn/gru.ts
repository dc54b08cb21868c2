import { expectMatrix } from '../matrix/grid';
import { Matrix } from '../matrix/matrix';
import { scratch } from '../matrix/memory';
import { expectGates, expectInputs, expectShape } from '../matrix/shape';
import type { Shapes } from '../matrix/tree';
import type { Random } from '../random';
import type { LayerSizes } from './cell';
import { gate, gateOver, putGates } from './gates';
import { gradientsOf } from './gradients';
import { initialise, type Rule } from './initialise';
import { Reading } from './reading';
import type { Backward, Recurrence, States } from './recurrence';
import { expectGradient, type Inputs, Unrolled } from './unrolled';

/** The parameters of a GRU, or their gradients. The rows are those of r, then z, then n. */
export type GruParameters = {
  readonly U: Matrix; // [3H, D]
  readonly W: Matrix; // [3H, H]
  readonly b: Matrix; // [3H, 1], beside U x(t)
  readonly d: Matrix; // [3H, 1], beside W h(t−1)
};

/** What the forward pass leaves for the backward pass; all but h0 are [H, n(t)] at every t. */
export interface GruStates extends States {
  readonly h0: Matrix; // [H, N], a copy in the order of the columns
  readonly read: Reading;
  readonly r: Unrolled;
  readonly z: Unrolled;
  readonly n: Unrolled;
  readonly m: Unrolled; // what the state contributes to n, before r is applied
}

type Gates = Pick<GruStates, 'h' | 'r' | 'z' | 'n' | 'm'>;

/**
 * The gated recurrent unit, slides 003 and 004, in PyTorch's form (`Gru2014` is the first one):
 *   r(t) = σ(U_r x(t) + b_r + W_r h(t−1) + d_r)            what to read of the state
 *   z(t) = σ(U_z x(t) + b_z + W_z h(t−1) + d_z)            what to keep of it
 *   n(t) = tanh(U_n x(t) + b_n + r(t) ⊙ (W_n h(t−1) + d_n))
 *   h(t) = (1 − z(t)) ⊙ n(t) + z(t) ⊙ h(t−1)
 */
export class Gru implements Recurrence<GruParameters, Matrix, GruStates> {
  readonly parameters: GruParameters;

  /** Throws a RangeError where the shapes don't fit. Other members of the record are left out. */
  constructor({ U, W, b, d }: GruParameters) {
    const H = W?.cols;
    expectGates('Gru', { U, W, b, d }, 3, H);
    expectShape('Gru', 'U', U, 3 * H, U.cols);
    expectShape('Gru', 'b', b, 3 * H, 1);
    expectShape('Gru', 'd', d, 3 * H, 1);
    this.parameters = { U, W, b, d };
  }

  /** The shapes of its parameters, from its sizes. */
  static shapes({ D, H }: LayerSizes) {
    return { U: [3 * H, D], W: [3 * H, H], b: [3 * H, 1], d: [3 * H, 1] } satisfies Shapes;
  }

  /** With a first value for every parameter by a rule; `random` is a seed, or a stream. */
  static random(sizes: LayerSizes, rule: Rule, random: Random | number): Gru {
    return new Gru(initialise(Gru.shapes(sizes), rule, random));
  }

  get inputs(): number {
    return this.parameters.U.cols;
  }

  get units(): number {
    return this.parameters.W.cols;
  }

  initial(count: number): Matrix {
    return Matrix.zeros(this.units, count);
  }

  /** The states for a batch, from h(−1) = h0 [H, N] on. */
  forward(x: Inputs, h0 = this.initial(x.time.count)): GruStates {
    const { U, b } = this.parameters;
    const { time } = x;
    const H = this.units;
    expectInputs('Gru.forward', 'U', U, x);
    expectMatrix('Gru.forward', 'h0', h0);
    expectShape('Gru.forward', 'h0', h0, H, time.count);
    // U x(t) + b, for every t at once: where the gates begin
    const a = x.project(U); // [3H, Σ n(t)]
    a.all.addColumn(b);
    const [r, z, n] = [0, 1, 2].map((i) => gateOver(a, i, H)); // [H, Σ n(t)] each
    const m = Unrolled.empty(H, time);
    const h = Unrolled.empty(H, time);
    const before = h0.gather(time.order); // [H, N]
    const gates = { h, r, z, n, m };
    let hPrev = before;
    for (let t = 0; t < time.steps; t++) {
      this.step(gates, t, hPrev.columns(0, time.running[t]));
      hPrev = h.at(t);
    }
    return { x, h0: before, ...gates, read: new Reading(this.parameters, x, h) };
  }

  private step(states: Gates, t: number, hPrev: Matrix): void {
    const { W, d } = this.parameters;
    const [h, r, z, n, m] = [states.h, states.r, states.z, states.n, states.m].map((q) => q.at(t));
    const H = this.units;
    scratch(() => {
      // W h(t−1) + d, for all gates at once
      const fromState = W.times(hPrev).addColumn(d); // [3H, n]
      r.add(gate(fromState, 0, H)).sigmoid(); // [H, n]
      z.add(gate(fromState, 1, H)).sigmoid(); // [H, n]
      gate(fromState, 2, H, m); // m(t) = W_n h(t−1) + d_n, [H, n]
      // n(t) = tanh(U_n x(t) + b_n + r(t) ⊙ m(t))
      n.add(m.copy().hadamard(r)).tanh(); // [H, n]
    });
    // h(t) = (1 − z(t)) ⊙ n(t) + z(t) ⊙ h(t−1) = z(t) ⊙ (h(t−1) − n(t)) + n(t)
    h.assign(hPrev).addScaled(-1, n).hadamard(z).add(n); // [H, n]
  }

  last(states: GruStates): Matrix {
    return states.h.last();
  }

  backward(states: GruStates, dH: Unrolled, dLast?: Matrix): Backward<GruParameters, Matrix> {
    const { U } = this.parameters;
    const { x, h0, read } = states;
    const { time } = x;
    const H = this.units;
    read.expectUnchanged('Gru.backward');
    expectGradient('Gru.backward', 'dH', dH, H, time);
    const dh = new Unrolled(dH.all.copy(), time); // [H, Σ n(t)]
    if (dLast) dh.all.scatterAdd(time.last, dLast);
    const hPrev = states.h.earlier(h0);
    const da = Unrolled.empty(3 * H, time); // what arrives at U x(t) + b
    const dm = Unrolled.empty(3 * H, time); // what arrives at W h(t−1) + d
    let dhPrev = Matrix.zeros(H, time.count); // [H, n(t)], for t = 0 at the end
    for (let t = time.steps - 1; t >= 0; t--) {
      dhPrev = this.stepBack(states, t, hPrev.at(t), dh.at(t), da.at(t), dm.at(t));
      if (t > 0)
        dh.at(t - 1)
          .columns(0, time.running[t])
          .add(dhPrev);
    }
    return {
      gradients: gradientsOf(this.parameters, {
        U: x.gradient(da), // dU = Σ da(t) x(t)ᵀ
        W: dm.all.times(hPrev.all.T), // dW = Σ dm(t) h(t−1)ᵀ
        b: da.all.sumOfColumns(), // db = Σ da(t)
        d: dm.all.sumOfColumns(), // dd = Σ dm(t)
      }),
      dInitial: dhPrev.gather(time.first),
      dX() {
        read.expectUnchanged('dX()');
        return new Unrolled(U.T.times(da.all), time); // dx(t) = Uᵀ da(t)
      },
    };
  }

  /** From dh(t) to da(t) and dm(t), which are filled, and dh(t−1), which is returned. */
  private stepBack(
    states: GruStates,
    t: number,
    hPrev: Matrix,
    dh: Matrix,
    da: Matrix,
    dm: Matrix,
  ): Matrix {
    const [r, z, n, m] = [states.r, states.z, states.n, states.m].map((q) => q.at(t));
    const dhPrev = dh.copy().hadamard(z); // z(t) ⊙ dh(t), [H, n]
    scratch(() => {
      // dz(t) = (h(t−1) − n(t)) ⊙ dh(t), dn(t) = (1 − z(t)) ⊙ dh(t), dr(t) = m(t) ⊙ da_n(t)
      const daZ = hPrev.copy().addScaled(-1, n).hadamard(dh).backThroughSigmoid(z); // [H, n]
      const daN = dh.copy().addScaled(-1, dhPrev).backThroughTanh(n); // [H, n]
      const daR = daN.copy().hadamard(m).backThroughSigmoid(r); // [H, n]
      putGates(da, [daR, daZ, daN]); // [3H, n]
      putGates(dm, [daR, daZ, daN.hadamard(r)]); // dm_n(t) = r(t) ⊙ da_n(t), [3H, n]
    });
    // dh(t−1) = z(t) ⊙ dh(t) + Wᵀ dm(t)
    return dhPrev.addProduct(this.parameters.W.T, dm); // [H, n]
  }
}
