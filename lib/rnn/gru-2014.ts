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

/** The parameters of the GRU of 2014, or their gradients. The rows are those of r, then z, then n. */
export type Gru2014Parameters = {
  readonly U: Matrix; // [3H, D]
  readonly W: Matrix; // [3H, H]
  readonly b: Matrix; // [3H, 1]
};

/** What the forward pass leaves for the backward pass; all but h0 are [H, n(t)] at every t. */
export interface Gru2014States extends States {
  readonly h0: Matrix; // [H, N], a copy in the order of the columns
  readonly read: Reading;
  readonly r: Unrolled;
  readonly z: Unrolled;
  readonly n: Unrolled;
  readonly s: Unrolled; // r(t) ⊙ h(t−1), what n reads of the state
}

type Gates = Pick<Gru2014States, 'h' | 'r' | 'z' | 'n' | 's'>;

/**
 * The gated recurrent unit as Cho et al. published it in 2014: r is applied to the state before the
 * product with W_n, where PyTorch's (`Gru`) applies it to the product.
 *   r(t) = σ(U_r x(t) + b_r + W_r h(t−1))            what to read of the state
 *   z(t) = σ(U_z x(t) + b_z + W_z h(t−1))            what to keep of it
 *   n(t) = tanh(U_n x(t) + b_n + W_n (r(t) ⊙ h(t−1)))
 *   h(t) = (1 − z(t)) ⊙ n(t) + z(t) ⊙ h(t−1)
 */
export class Gru2014 implements Recurrence<Gru2014Parameters, Matrix, Gru2014States> {
  readonly parameters: Gru2014Parameters;

  /** Throws a RangeError where the shapes don't fit. Other members of the record are left out. */
  constructor({ U, W, b }: Gru2014Parameters) {
    const H = W?.cols;
    expectGates('Gru2014', { U, W, b }, 3, H);
    expectShape('Gru2014', 'U', U, 3 * H, U.cols);
    expectShape('Gru2014', 'b', b, 3 * H, 1);
    this.parameters = { U, W, b };
  }

  /** The shapes of its parameters, from its sizes. */
  static shapes({ D, H }: LayerSizes) {
    return { U: [3 * H, D], W: [3 * H, H], b: [3 * H, 1] } satisfies Shapes;
  }

  /** With a first value for every parameter by a rule; `random` is a seed, or a stream. */
  static random(sizes: LayerSizes, rule: Rule, random: Random | number): Gru2014 {
    return new Gru2014(initialise(Gru2014.shapes(sizes), rule, random));
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
  forward(x: Inputs, h0 = this.initial(x.time.count)): Gru2014States {
    const { U, W, b } = this.parameters;
    const { time } = x;
    const H = this.units;
    expectInputs('Gru2014.forward', 'U', U, x);
    expectMatrix('Gru2014.forward', 'h0', h0);
    expectShape('Gru2014.forward', 'h0', h0, H, time.count);
    // U x(t) + b, for every t at once: where the gates begin
    const a = x.project(U); // [3H, Σ n(t)]
    a.all.addColumn(b);
    const [r, z, n] = [0, 1, 2].map((i) => gateOver(a, i, H)); // [H, Σ n(t)] each
    const s = Unrolled.empty(H, time);
    const h = Unrolled.empty(H, time);
    const gates = { h, r, z, n, s };
    const [Wr, Wz, Wn] = [0, 1, 2].map((i) => gate(W, i, H)); // [H, H] each
    const before = h0.gather(time.order); // [H, N]
    let hPrev = before;
    for (let t = 0; t < time.steps; t++) {
      step(gates, t, hPrev.columns(0, time.running[t]), [Wr, Wz, Wn]);
      hPrev = h.at(t);
    }
    return { x, h0: before, ...gates, read: new Reading(this.parameters, x, h) };
  }

  last(states: Gru2014States): Matrix {
    return states.h.last();
  }

  backward(
    states: Gru2014States,
    dH: Unrolled,
    dLast?: Matrix,
  ): Backward<Gru2014Parameters, Matrix> {
    const { U, W } = this.parameters;
    const { x, h0, read } = states;
    const { time } = x;
    const H = this.units;
    read.expectUnchanged('Gru2014.backward');
    expectGradient('Gru2014.backward', 'dH', dH, H, time);
    const dh = new Unrolled(dH.all.copy(), time); // [H, Σ n(t)]
    if (dLast) dh.all.scatterAdd(time.last, dLast);
    const hPrev = states.h.earlier(h0);
    const da = Unrolled.empty(3 * H, time);
    const [Wr, Wz, Wn] = [0, 1, 2].map((i) => gate(W, i, H)); // [H, H] each
    let dhPrev = Matrix.zeros(H, time.count); // [H, n(t)], for t = 0 at the end
    for (let t = time.steps - 1; t >= 0; t--) {
      dhPrev = stepBack(states, t, hPrev.at(t), dh.at(t), da.at(t), [Wr, Wz, Wn]);
      if (t > 0)
        dh.at(t - 1)
          .columns(0, time.running[t])
          .add(dhPrev);
    }
    const dW = Matrix.empty(3 * H, H);
    // dW_r = Σ da_r(t) h(t−1)ᵀ, dW_z likewise, dW_n = Σ da_n(t) s(t)ᵀ
    const of = [hPrev, hPrev, states.s];
    putGates(
      dW,
      of.map((q, i) => gate(da.all, i, H).times(q.all.T)),
    );
    return {
      gradients: gradientsOf(this.parameters, {
        U: x.gradient(da), // dU = Σ da(t) x(t)ᵀ
        W: dW,
        b: da.all.sumOfColumns(), // db = Σ da(t)
      }),
      dInitial: dhPrev.gather(time.first),
      dX() {
        read.expectUnchanged('dX()');
        return new Unrolled(U.T.times(da.all), time); // dx(t) = Uᵀ da(t)
      },
    };
  }
}

function step(gates: Gates, t: number, hPrev: Matrix, [Wr, Wz, Wn]: Matrix[]): void {
  const [h, r, z, n, s] = [gates.h, gates.r, gates.z, gates.n, gates.s].map((q) => q.at(t));
  r.addProduct(Wr, hPrev).sigmoid(); // r(t) = σ(U_r x(t) + b_r + W_r h(t−1)), [H, n]
  z.addProduct(Wz, hPrev).sigmoid(); // z(t) likewise, [H, n]
  s.assign(hPrev).hadamard(r); // s(t) = r(t) ⊙ h(t−1), [H, n]
  n.addProduct(Wn, s).tanh(); // n(t) = tanh(U_n x(t) + b_n + W_n s(t)), [H, n]
  // h(t) = (1 − z(t)) ⊙ n(t) + z(t) ⊙ h(t−1) = z(t) ⊙ (h(t−1) − n(t)) + n(t)
  h.assign(hPrev).addScaled(-1, n).hadamard(z).add(n); // [H, n]
}

/** From dh(t) to da(t), which is filled, and dh(t−1), which is returned. */
function stepBack(
  gates: Gates,
  t: number,
  hPrev: Matrix,
  dh: Matrix,
  da: Matrix,
  [Wr, Wz, Wn]: Matrix[],
): Matrix {
  const [r, z, n] = [gates.r, gates.z, gates.n].map((q) => q.at(t));
  const dhPrev = dh.copy().hadamard(z); // z(t) ⊙ dh(t), [H, n]
  scratch(() => {
    // dz(t) = (h(t−1) − n(t)) ⊙ dh(t), dn(t) = (1 − z(t)) ⊙ dh(t)
    const daZ = hPrev.copy().addScaled(-1, n).hadamard(dh).backThroughSigmoid(z); // [H, n]
    const daN = dh.copy().addScaled(-1, dhPrev).backThroughTanh(n); // [H, n]
    // ds(t) = W_nᵀ da_n(t), dr(t) = h(t−1) ⊙ ds(t)
    const ds = Wn.T.times(daN); // [H, n]
    const daR = ds.copy().hadamard(hPrev).backThroughSigmoid(r); // [H, n]
    // dh(t−1) = z(t) ⊙ dh(t) + r(t) ⊙ ds(t) + W_rᵀ da_r(t) + W_zᵀ da_z(t)
    dhPrev.add(ds.hadamard(r)).addProduct(Wr.T, daR).addProduct(Wz.T, daZ);
    putGates(da, [daR, daZ, daN]); // [3H, n]
  });
  return dhPrev;
}
