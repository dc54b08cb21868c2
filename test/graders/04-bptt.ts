import type * as Exercise from '../../exercises/04-bptt';
import { differences } from '../../lib/judge/differences';
import { drawMat, drawNumber, drawSizes, drawVec } from '../../lib/judge/draw';
import type { Gradients } from '../../lib/lectures/bptt/backward';
import { byDifferences } from '../../lib/lectures/bptt/by-differences';
import { byGraph } from '../../lib/lectures/bptt/by-graph';
import { labelled } from '../../lib/lectures/bptt/labels';
import { run } from '../../lib/lectures/bptt/rnn';
import { dot, identity, type Mat, matmul, subtract, type Vec } from '../../lib/linear';
import type { Random } from '../../lib/random';
import { h0, labels, theta, xs } from '../judge/example-network';
import { describe, expect, it, open } from '../judge/grader';

const student = await open<typeof Exercise>('04-bptt');

/** How many cases a test draws. */
const CASES = 3;

const example = labelled(theta, h0, xs, labels);
const { hs, os } = statesOf(theta);
const fromGraph = byGraph(example);
const oneStep = byGraph(labelled(theta, h0, xs.slice(0, 1), labels.slice(0, 1)));
const threeSteps = byGraph(labelled(theta, h0, xs.slice(0, 3), labels.slice(0, 3)));
// V = 60 v: do is no larger than before, and what comes back through V is
const steep = { ...theta, V: theta.V.map((row) => row.map((v) => 60 * v)) };
const fromSteep = byGraph(labelled(steep, h0, xs, labels));
const forgetful = { ...theta, W: theta.W.map((row) => row.map(() => 0)) };
const alone = xs.map((x, i) => byGraph(labelled(forgetful, h0, [x], [labels[i]])).db);
const fromDifferences = byDifferences(example);

// One unit that a pencil can follow: tanh(log 2) = (2 − 1/2) / (2 + 1/2) = 0.6, with the slope
// 1 − 0.36 = 0.64. W h(t−1) + U x(t) is 2·0.5 − 1 and 2·0.6 − 1.2, zero at both steps, so a(t) is
// log 2 at both; the scores are 1.2 + log 3 and 0.6 + 0.6, so ŷ(t) is [3/4, 1/4] at both.
const one: Exercise.Rnn = {
  U: [[1]],
  W: [[2]],
  V: [[2], [1]],
  b: [Math.log(2)],
  c: [Math.log(3), 0.6],
};
const oneInputs = [[-1], [-1.2]];
const oneRun = statesOf(one, [0.5], oneInputs);

/** What the forward pass leaves to the backward pass. */
function statesOf(parameters: Exercise.Rnn, first = h0, inputs = xs) {
  const { h, o } = run(labelled(parameters, first, inputs, []));
  return { hs: h, os: o.slice(1) };
}

/** A network and a sequence for it, all sizes different, of three steps or more. The label 0 is there. */
function drawExample(random: Random) {
  const sizes = drawSizes(random, 4);
  const i = sizes.findIndex((size) => size > 2);
  const [tau] = sizes.splice(i, 1);
  const [D, H, K] = sizes;
  const parameters: Exercise.Rnn = {
    U: drawMat(random, H, D),
    W: drawMat(random, H, H),
    V: drawMat(random, K, H),
    b: drawVec(random, H),
    c: drawVec(random, K),
  };
  const first = drawVec(random, H);
  const inputs = drawMat(random, tau, D);
  const answers = random.shuffle(inputs.map((_, t) => t % K));
  return {
    parameters,
    first,
    inputs,
    answers,
    ...statesOf(parameters, first, inputs),
    ...{ D, H, K, tau },
  };
}

/** Two hidden units and eight steps. */
function drawLong(random: Random) {
  const parameters: Exercise.Rnn = {
    U: drawMat(random, 2, 3),
    W: drawMat(random, 2, 2),
    V: drawMat(random, 4, 2),
    b: drawVec(random, 2),
    c: drawVec(random, 4),
  };
  const [first, inputs] = [drawVec(random, 2), drawMat(random, 8, 3)];
  const answers = random.shuffle([0, 1, 2, 3, 0, 1, 2, 3]);
  return { parameters, first, inputs, answers, ...statesOf(parameters, first, inputs) };
}

/** The probabilities straight from their definition, for scores of ordinary size. */
function shares(o: Vec): Vec {
  const total = o.reduce((sum, oi) => sum + Math.exp(oi), 0);
  return o.map((oi) => Math.exp(oi) / total);
}

/** Rows and columns of each gradient. */
function shapes(gradients: object) {
  return Object.fromEntries(
    Object.entries(gradients).map(([name, value]: [string, Mat | Vec]) => [
      name,
      Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length],
    ]),
  );
}

/** The six gradients, and nothing that was found on the way. */
function six({ dU, dW, dV, db, dc, dh0 }: Gradients): Gradients {
  return { dU, dW, dV, db, dc, dh0 };
}

const SHAPES = { dU: [4, 3], dW: [4, 4], dV: [5, 4], db: [4], dc: [5] };

describe('scoreGradient', {
  hints: [
    'Two parts: the probabilities, as softmax of lecture 03 has them, and a 1 to be taken away in one place.',
    'y is 1 at the label and 0 elsewhere, so do is the list of probabilities with 1 subtracted at the label alone.',
    'const m = Math.max(...o); const powers = o.map((ok) => Math.exp(ok - m)). Divide each by their sum; then, for k === label alone, take 1 away.',
  ],
}, () => {
  const o = [1.2, -0.7, 2.1, 0.3, -1.5];

  it('returns one number for each score', { points: 1 }, async () => {
    expect(await student.scoreGradient([0.2, -1, 0.4], 1)).toHaveLength(3);
  });

  it('gives 1/6, 2/6 and −3/6 for the scores log 1, log 2, log 3 and the label 2', {
    points: 1,
  }, async () => {
    // ŷ = [1/6, 2/6, 3/6] and y = [0, 0, 1]
    expect(await student.scoreGradient([0, Math.log(2), Math.log(3)], 2)).toBeNear([
      1 / 6,
      2 / 6,
      -3 / 6,
    ]);
  });

  it('is ŷ − y for five scores, whichever is the label', { points: 1 }, async () => {
    for (const label of [0, 1, 2, 3, 4]) {
      const expected = shares(o).map((p, k) => (k === label ? p - 1 : p));
      expect(await student.scoreGradient(o, label)).toBeNear(expected);
    }
  });

  it('agrees with finite differences of −log ŷ', { points: 1 }, async () => {
    const numeric = differences(([scores]) => -Math.log(shares(scores)[3]), [o]);
    expect([await student.scoreGradient(o, 3)]).toBeNear(numeric);
  });

  it('is right for scores whose powers are almost too large, or almost 0', {
    points: 1,
  }, async () => {
    // e^709.5 is a number, and twice that is Infinity
    expect(await student.scoreGradient([354.75, 354.75], 1)).toBeNear([0.5, -0.5]);
    expect(await student.scoreGradient([709.5, 709.5], 0)).toBeNear([-0.5, 0.5]);
    for (const label of [1, 0]) {
      const y = [0, 1, 2].map((k) => (k === label ? 1 : 0));
      const [early, late] = [
        [0.5, 0.5, 0],
        [0, 0.5, 0.5],
      ];
      expect(await student.scoreGradient([-9.5, 700, 700], label)).toBeNear(subtract(late, y));
      expect(await student.scoreGradient([700, 700, -9.5], label)).toBeNear(subtract(early, y));
    }
    expect(await student.scoreGradient([709.5, 709.5, -1419], 1)).toBeNear([0.5, -0.5, 0]);
    const [p, q] = [1 / (1 + Math.E), Math.E / (1 + Math.E)];
    expect(await student.scoreGradient([-371, -372], 1)).toBeNear([q, -q]);
    // as texts, 9 and 80 come after 1000
    expect(await student.scoreGradient([9, 1000, 80], 1)).toBeNear([0, 0, 0]);
    // e^−743 and e^−744 are 4 and 2 times the smallest number above 0
    expect(await student.scoreGradient([-744, -743], 1)).toBeNear([p, -p]);
  });

  it('survives scores of 1000 and of −1000', { points: 1 }, async () => {
    expect(await student.scoreGradient([1000, 1000 + Math.log(3), -1000], 0)).toBeNear([
      -0.75, 0.75, 0,
    ]);
    expect(await student.scoreGradient([-1000, -1000 + Math.log(4)], 1)).toBeNear([0.2, -0.2]);
    expect(await student.scoreGradient([0, 1000], 0)).toBeNear([-1, 1]);
    expect(await student.scoreGradient([1000, 0, -1000], 2)).toBeNear([1, 0, -1]);
  });

  it('is ŷ − y for scores and labels of any kind', { points: 3, drawn: true }, async ({
    random,
  }) => {
    for (const K of drawSizes(random, CASES).map((size) => size + 1)) {
      const scores = drawVec(random, K).map((ok) => 3 * ok);
      scores[random.integer(0, K - 1)] = 0;
      for (const label of [0, K - 1, random.integer(1, K - 2)]) {
        // each class against all: ŷₖ = 1 / Σⱼ e^(oⱼ − oₖ)
        const against = scores.map((ok) => scores.map((oj) => Math.exp(oj - ok)));
        const expected = against.map((powers, k) => {
          const p = 1 / powers.reduce((sum, power) => sum + power, 0);
          return k === label ? p - 1 : p;
        });
        expect(await student.scoreGradient(scores, label)).toBeNear(expected);
      }
    }
  });
});

describe('backwardStep', {
  hints: [
    'First dh(t), from its two sources; then da(t), through the tanh; then everything else from da and dO.',
    'dh = Vᵀ do + later, since later has been through Wᵀ already. da = (1 - h²) ⊙ dh, number by number. Each matrix gets the outer product of what comes back to its output with what it has multiplied.',
    'const dh = add(multiply(transpose(theta.V), dO), later). With da made of it: dU is outer(da, x), and dW and dV are outer products of the same kind; dhPrev has the form of Vᵀ do, with W and da.',
  ],
}, () => {
  const [hPrev, x, h] = [hs[1], xs[1], hs[2]];
  const dO: Vec = [0.4, -0.7, 0.2, 0.6, -0.5];
  const later: Vec = [-0.3, 0.8, 0.5, -0.6];

  /** What dO and later are the gradients of: do · o(t) + later · h(t), from h(t−1) on. */
  const sent = (parameters: Exercise.Rnn, before: Vec) => {
    const now = statesOf(parameters, before, [x]);
    return dot(dO, now.os[0]) + dot(later, now.hs[1]);
  };

  it('returns da and dh(t−1) of H numbers, and five gradients of their parameters’ shapes', {
    points: 1,
  }, async () => {
    const step = await student.backwardStep(theta, hPrev, x, h, dO, later);
    expect(shapes(step)).toEqual({ ...SHAPES, da: [4], dhPrev: [4] });
  });

  it('goes back through one unit with h(t) = 0.6', { points: 2 }, async () => {
    // dh = 2·0.75 − 1·0.75 + 0.25 = 1, da = (1 − 0.36)·1, dhPrev = 2·0.64
    expect(await student.backwardStep(one, [0.5], [-1.2], [0.6], [0.75, -0.75], [0.25])).toBeNear({
      da: [0.64],
      dU: [[-0.768]],
      dW: [[0.32]],
      dV: [[0.45], [-0.45]],
      db: [0.64],
      dc: [0.75, -0.75],
      dhPrev: [1.28],
    });
  });

  it('computes every entry with D = 3, H = 4, K = 5', { points: 2 }, async () => {
    const { V, W } = theta;
    const da = h.map((hi, i) => {
      const dh = dO.reduce((sum, d, k) => sum + V[k][i] * d, later[i]);
      return (1 - hi ** 2) * dh;
    });
    expect(await student.backwardStep(theta, hPrev, x, h, dO, later)).toBeNear({
      da,
      dU: da.map((d) => x.map((xj) => d * xj)),
      dW: da.map((d) => hPrev.map((hj) => d * hj)),
      dV: dO.map((d) => h.map((hi) => d * hi)),
      db: da,
      dc: dO,
      dhPrev: hPrev.map((_, j) => da.reduce((sum, d, i) => sum + W[i][j] * d, 0)),
    });
  });

  it('sends back to h(t−1) what finite differences find', { points: 1 }, async () => {
    const { dhPrev } = await student.backwardStep(theta, hPrev, x, h, dO, later);
    expect([dhPrev]).toBeNear(differences(([before]) => sent(theta, before), [hPrev]));
  });

  it('has the gradients by U and W that finite differences find', { points: 1 }, async () => {
    const { dU, dW } = await student.backwardStep(theta, hPrev, x, h, dO, later);
    expect(dU).toBeNear(differences((U) => sent({ ...theta, U }, hPrev), theta.U));
    expect(dW).toBeNear(differences((W) => sent({ ...theta, W }, hPrev), theta.W));
  });

  it('starts from Vᵀ do alone where nothing comes back later: at t = τ', {
    points: 1,
  }, async () => {
    const { da } = await student.backwardStep(theta, hPrev, x, h, dO, [0, 0, 0, 0]);
    const dh = h.map((_, i) => dO.reduce((sum, d, k) => sum + theta.V[k][i] * d, 0));
    expect(da).toBeNear(dh.map((d, i) => (1 - h[i] ** 2) * d));
  });

  it('sends nothing through a saturated tanh: with h = ±1, da is zero', { points: 1 }, async () => {
    const step = await student.backwardStep(theta, hPrev, x, [1, -1, 1, 1], dO, later);
    expect(step.da).toBeNear([0, 0, 0, 0]);
    expect(step.dhPrev).toBeNear([0, 0, 0, 0]);
    expect(step.dV).toBeNear(dO.map((d) => [d, -d, d, d]));
  });

  it('computes every entry, whatever the sizes', { points: 5, drawn: true }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { parameters, inputs, hs, D, H, K } = drawExample(random);
      const [before, x, now] = [hs[1], inputs[1], hs[2]];
      const [scores, back] = [drawVec(random, K), drawVec(random, H)];
      // one number after the other
      const da: Vec = [];
      for (let j = 0; j < H; j++) {
        let dh = back[j];
        for (let k = 0; k < K; k++) dh += parameters.V[k][j] * scores[k];
        da[j] = dh - now[j] * now[j] * dh;
      }
      const every = (m: number, n: number, entry: (i: number, j: number) => number) =>
        Array.from({ length: m }, (_, i) => Array.from({ length: n }, (__, j) => entry(i, j)));
      const sent = every(1, H, (_, j) =>
        da.reduce((sum, d, unit) => sum + parameters.W[unit][j] * d, 0),
      );
      expect(await student.backwardStep(parameters, before, x, now, scores, back)).toBeNear({
        da,
        dU: every(H, D, (i, j) => da[i] * x[j]),
        dW: every(H, H, (i, j) => da[i] * before[j]),
        dV: every(K, H, (i, j) => scores[i] * now[j]),
        db: da,
        dc: scores,
        dhPrev: sent[0],
      });
    }
  });
});

describe('backward', {
  hints: [
    'A loop from t = τ down to 1 with your backwardStep in it. Two things live outside the loop: the sums of the gradients, and later.',
    'Before the loop: sums of zeros, and later zeros. In it: dO of this step by scoreGradient, one backwardStep, each of its five gradients added to its sum, and later = dhPrev for the step before. After the loop later is dh(0).',
    'for (let t = xs.length; t >= 1; t--) { const now = backwardStep(theta, hs[t - 1], xs[t - 1], hs[t], scoreGradient(os[t - 1], labels[t - 1]), later); dW = dW.map((row, i) => add(row, now.dW[i])); …; later = now.dhPrev; }',
  ],
}, () => {
  it('returns six gradients, each of the shape of what it is the gradient by', {
    points: 1,
  }, async () => {
    const gradients = await student.backward(theta, hs, xs, os, labels);
    expect(shapes(gradients)).toEqual({ ...SHAPES, dh0: [4] });
  });

  it('goes back through two steps of one unit', { points: 2 }, async () => {
    // do(2) = [0.75, −0.75], dh(2) = 2·0.75 − 0.75 = 0.75, da(2) = 0.64·0.75 = 0.48
    // do(1) = [−0.25, 0.25], dh(1) = −2·0.25 + 0.25 + 2·0.48 = 0.71, da(1) = 0.64·0.71 = 0.4544
    expect(await student.backward(one, oneRun.hs, oneInputs, oneRun.os, [0, 1])).toBeNear({
      dU: [[-1.0304]], // 0.4544·(−1) + 0.48·(−1.2)
      dW: [[0.5152]], // 0.4544·0.5 + 0.48·0.6
      dV: [[0.3], [-0.3]], // (−0.25 + 0.75)·0.6 and (0.25 − 0.75)·0.6
      db: [0.9344],
      dc: [0.5, -0.5],
      dh0: [0.9088], // 2·0.4544
    });
  });

  it('has the dV and dc of the computational graph', { points: 1 }, async () => {
    const { dV, dc } = await student.backward(theta, hs, xs, os, labels);
    const expected = fromGraph;
    expect(dV).toBeNear(expected.dV);
    expect(dc).toBeNear(expected.dc);
  });

  it('has the dU, dW and db of the computational graph', { points: 3 }, async () => {
    const { dU, dW, db } = await student.backward(theta, hs, xs, os, labels);
    const expected = fromGraph;
    expect(db).toBeNear(expected.db);
    expect(dU).toBeNear(expected.dU);
    expect(dW).toBeNear(expected.dW);
  });

  it('has the dh(0) of the computational graph', { points: 1 }, async () => {
    const { dh0 } = await student.backward(theta, hs, xs, os, labels);
    expect(dh0).toBeNear(fromGraph.dh0);
  });

  it('agrees with finite differences in every number there is', { points: 2 }, async () => {
    const gradients = await student.backward(theta, hs, xs, os, labels);
    expect(gradients).toBeNear(fromDifferences);
  });

  it('goes back through a single step', { points: 1 }, async () => {
    const [x, label] = [xs.slice(0, 1), labels.slice(0, 1)];
    const gradients = await student.backward(theta, hs.slice(0, 2), x, os.slice(0, 1), label);
    expect(gradients).toBeNear(six(oneStep));
  });

  it('adds up the gradients of single steps where W is zero and nothing is remembered', {
    points: 1,
  }, async () => {
    const now = statesOf(forgetful);
    const { db, dh0 } = await student.backward(forgetful, now.hs, xs, now.os, labels);
    expect(db).toBeNear(db.map((_, i) => alone.reduce((sum, each) => sum + each[i], 0)));
    expect(dh0).toBeNear([0, 0, 0, 0]);
  });

  it('does not care how the hidden units are numbered', { points: 1 }, async () => {
    const moved = <T>(units: T[]): T[] => [2, 0, 3, 1].map((i) => units[i]);
    const { U, W, V, b, c } = theta;
    const other = { U: moved(U), W: moved(W).map(moved), V: V.map(moved), b: moved(b), c };
    const { dU, dW, dV, db, dc, dh0 } = fromGraph;
    expect(await student.backward(other, hs.map(moved), xs, os, labels)).toBeNear({
      dU: moved(dU),
      dW: moved(dW).map(moved),
      dV: dV.map(moved),
      db: moved(db),
      dc,
      dh0: moved(dh0),
    });
  });

  it('lets large gradients be large', { points: 1 }, async () => {
    const now = statesOf(steep);
    expect(await student.backward(steep, now.hs, xs, now.os, labels)).toBeNear(six(fromSteep));
  });

  it('goes back through every step of a sequence, whatever the sizes', {
    points: 4,
    drawn: true,
  }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { parameters, first, inputs, answers, hs, os } = drawExample(random);
      expect(await student.backward(parameters, hs, inputs, os, answers)).toBeNear(
        six(byGraph(labelled(parameters, first, inputs, answers))),
      );
    }
  });

  it('goes all the way back through eight steps', { points: 3, drawn: true }, async ({
    random,
  }) => {
    const { parameters, first, inputs, answers, hs, os } = drawLong(random);
    expect(await student.backward(parameters, hs, inputs, os, answers)).toBeNear(
      six(byGraph(labelled(parameters, first, inputs, answers))),
    );
  });
});

describe('backwardLast', {
  hints: [
    'It is backward with one change: a single step has a loss. Do the other steps still carry something back?',
    'The error enters at t = τ, by Vᵀ do(τ), and travels back through W alone. Before τ, do(t) is zero; dU, dW and db still add up at every step.',
    'In the loop of backward: const dO = t === xs.length ? scoreGradient(o, label) : o.map(() => 0). The rest stays as it is.',
  ],
}, () => {
  const o = os[3];

  it('returns six gradients, each of the shape of what it is the gradient by', {
    points: 1,
  }, async () => {
    const gradients = await student.backwardLast(theta, hs, xs, o, 1);
    expect(shapes(gradients)).toEqual({ ...SHAPES, dh0: [4] });
  });

  it('goes back through two steps of one unit', { points: 1 }, async () => {
    // da(2) = 0.64·(2·0.75 − 0.75) = 0.48; dh(1) = 2·0.48 = 0.96; da(1) = 0.64·0.96 = 0.6144
    expect(await student.backwardLast(one, oneRun.hs, oneInputs, oneRun.os[1], 1)).toBeNear({
      dU: [[-1.1904]], // 0.6144·(−1) + 0.48·(−1.2)
      dW: [[0.5952]], // 0.6144·0.5 + 0.48·0.6
      dV: [[0.45], [-0.45]], // 0.75·0.6 and −0.75·0.6
      db: [1.0944],
      dc: [0.75, -0.75],
      dh0: [1.2288], // 2·0.6144
    });
  });

  it('is what the last step adds to the gradients of all the steps before it', {
    points: 2,
  }, async () => {
    // L(4) is the loss of four steps less the loss of the first three
    const four = fromGraph;
    const three = threeSteps;
    const less = (A: Mat, B: Mat) => A.map((row, i) => subtract(row, B[i]));
    expect(await student.backwardLast(theta, hs, xs, o, labels[3])).toBeNear({
      dU: less(four.dU, three.dU),
      dW: less(four.dW, three.dW),
      dV: less(four.dV, three.dV),
      db: subtract(four.db, three.db),
      dc: subtract(four.dc, three.dc),
      dh0: subtract(four.dh0, three.dh0),
    });
  });

  it('agrees with finite differences in every number of W and h(0)', { points: 2 }, async () => {
    const { dW, dh0 } = await student.backwardLast(theta, hs, xs, o, 3);
    const loss = (parameters: Exercise.Rnn, first: Vec) =>
      -Math.log(shares(statesOf(parameters, first).os[3])[3]);
    expect(dW).toBeNear(differences((W) => loss({ ...theta, W }, h0), theta.W));
    expect([dh0]).toBeNear(differences(([first]) => loss(theta, first), [h0]));
  });

  it('is backward itself when there is one step only', { points: 1 }, async () => {
    const [x, label] = [xs.slice(0, 1), labels[0]];
    const gradients = await student.backwardLast(theta, hs.slice(0, 2), x, os[0], label);
    expect(gradients).toBeNear(six(oneStep));
  });

  it('carries one error back through every step, whatever the sizes', {
    points: 3,
    drawn: true,
  }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { parameters, inputs, hs, os, K, tau } = drawExample(random);
      const label = i === 0 ? 0 : random.integer(1, K - 1);
      expect(await student.backwardLast(parameters, hs, inputs, os[tau - 1], label)).toBeNear(
        lastByStates(parameters, hs, inputs, os[tau - 1], label),
      );
    }
  });

  it('carries it all the way back through eight steps', { points: 2, drawn: true }, async ({
    random,
  }) => {
    const { parameters, inputs, hs, os, answers } = drawLong(random);
    expect(await student.backwardLast(parameters, hs, inputs, os[7], answers[7])).toBeNear(
      lastByStates(parameters, hs, inputs, os[7], answers[7]),
    );
  });

  it('lets large gradients be large', { points: 1 }, async () => {
    const now = statesOf(steep);
    const label = now.os[3].indexOf(Math.min(...now.os[3])); // as wrong as can be
    expect(await student.backwardLast(steep, now.hs, xs, now.os[3], label)).toBeNear(
      lastByStates(steep, now.hs, xs, now.os[3], label),
    );
  });
});

/** The gradients of −log ŷ(τ)_label without a carry: how h(τ) follows each h(t), forwards, then dh(τ). */
function lastByStates(
  { U, W, V }: Exercise.Rnn,
  states: Vec[],
  inputs: Vec[],
  o: Vec,
  label: number,
) {
  const tau = inputs.length;
  const dc = shares(o).map((p, k) => (k === label ? p - 1 : p));
  const last = W.map((_, i) => dc.reduce((sum, d, k) => sum + V[k][i] * d, 0));
  const byState = (t: number): Vec => {
    const J = reach(W, states, tau, t);
    return W.map((_, j) => J.reduce((sum, row, i) => sum + last[i] * row[j], 0));
  };
  const das = inputs.map((_, t) => byState(t + 1).map((d, i) => (1 - states[t + 1][i] ** 2) * d));
  const over = (term: (t: number) => number) => inputs.reduce((sum, _, t) => sum + term(t), 0);
  return {
    dU: U.map((row, i) => row.map((_, j) => over((t) => das[t][i] * inputs[t][j]))),
    dW: W.map((row, i) => row.map((_, j) => over((t) => das[t][i] * states[t][j]))),
    dV: dc.map((d) => states[tau].map((h) => d * h)),
    db: W.map((_, i) => over((t) => das[t][i])),
    dc,
    dh0: byState(0),
  };
}

/** ∂h(t)/∂h(k), column by column: where a nudge of one unit has gone by step t. */
function reach(W: Mat, states: Vec[], t: number, k: number): Mat {
  const columns = W.map((_, j) => {
    let nudge: Vec = W.map((__, i) => (i === j ? 1 : 0));
    for (let s = k + 1; s <= t; s++) {
      nudge = W.map((row, i) => (1 - states[s][i]) * (1 + states[s][i]) * dot(row, nudge));
    }
    return nudge;
  });
  return W.map((_, i) => columns.map((column) => column[i]));
}

/** ∂h(t)/∂h(k) by finite differences: h(k) is nudged, and the network runs on from there. */
function jacobianByDifferences(t: number, k: number): Mat {
  const row = (i: number) =>
    differences(([hk]) => statesOf(theta, hk, xs.slice(k, t)).hs[t - k][i], [hs[k]])[0];
  return theta.b.map((_, i) => row(i));
}

describe('stateJacobian', {
  hints: [
    'First one step alone: how does h(s) = tanh(b + W h(s-1) + U x(s)) change with h(s-1)? Then chain the steps from k + 1 to t.',
    'One step is W with its row i multiplied by 1 - h(s)ᵢ². Start from the identity and multiply the factor of each later step on the left.',
    'From J = identity(W.length), for (let s = k + 1; s <= t; s++) J = matmul(step, J), where step is W with its rows scaled: scale(…, row) for each row of W.',
  ],
}, () => {
  it('returns an H × H matrix', { points: 1 }, async () => {
    expect(shapes({ J: await student.stateJacobian(theta.W, hs, 3, 1) })).toEqual({ J: [4, 4] });
  });

  it('is 0.0576 over two steps of one unit with W = 0.5 and the states 0.6 and 0.8', {
    points: 1,
  }, async () => {
    // (1 − 0.64)·0.5 = 0.18 and (1 − 0.36)·0.5 = 0.32
    const states = [[0.3], [0.6], [0.8]];
    expect(await student.stateJacobian([[0.5]], states, 2, 0)).toBeNear([[0.0576]]);
    expect(await student.stateJacobian([[0.5]], states, 2, 1)).toBeNear([[0.18]]);
  });

  it('is W with its rows multiplied by the slopes 0.64 and 0.36 over one step', {
    points: 1,
  }, async () => {
    const W = [
      [1, 2],
      [3, 4],
    ];
    const states = [
      [0.5, -0.5],
      [0.6, 0.8],
    ];
    expect(await student.stateJacobian(W, states, 1, 0)).toBeNear([
      [0.64, 1.28],
      [1.08, 1.44],
    ]);
  });

  it('agrees with finite differences over two steps and over four', { points: 2 }, async () => {
    expect(await student.stateJacobian(theta.W, hs, 3, 1)).toBeNear(jacobianByDifferences(3, 1));
    expect(await student.stateJacobian(theta.W, hs, 4, 0)).toBeNear(jacobianByDifferences(4, 0));
  });

  it('continues: from h(0) to h(2), and on to h(4), is from h(0) to h(4)', {
    points: 1,
  }, async () => {
    const on = await student.stateJacobian(theta.W, hs, 4, 2);
    expect(matmul(on, jacobianByDifferences(2, 0))).toBeNear(jacobianByDifferences(4, 0));
  });

  it('is the identity for k = t', { points: 1 }, async () => {
    expect(await student.stateJacobian(theta.W, hs, 2, 2)).toBeNear(identity(4));
  });

  it('is zero across a step where every tanh is saturated', { points: 1 }, async () => {
    const states = [h0, [1, -1, -1, 1], hs[2]];
    const zeros = theta.W.map((row) => row.map(() => 0));
    expect(await student.stateJacobian(theta.W, states, 2, 0)).toBeNear(zeros);
  });

  it('follows the states from h(k) to h(t), whatever these are', {
    points: 4,
    drawn: true,
  }, async ({ random }) => {
    for (const H of drawSizes(random, CASES)) {
      const W = drawMat(random, H, H);
      const states = drawMat(random, 7, H); // h(0) … h(6)
      const k = random.integer(1, 2);
      const spans = [
        [k + 3, k],
        [k + 1, k],
        [6, 3],
        [2, 0],
        [k, k],
      ];
      for (const [t, from] of spans) {
        expect(await student.stateJacobian(W, states, t, from)).toBeNear(reach(W, states, t, from));
      }
    }
  });
});

// Sizes and nudges that are sums of powers of two: the differences come out exact.
const curved = ([p, q, r]: Vec) => p * p + 3 * p * q - 2 * r; // gradient [2p + 3q, 3p, −2]

describe('check', {
  hints: [
    'Two lists of the length of p: the differences, one for each number of p, and their errors. The result’s error is the largest of these.',
    'For entry i make two copies of p, one with + epsilon at i and one with - epsilon, and divide the difference of their losses by 2 * epsilon. An error is |a - n| over the larger of |a| and |n|, and 0 where that is 0.',
    'const moved = (i: number, by: number) => p.map((pj, j) => (j === i ? pj + by : pj)); const numeric = p.map((_, i) => (loss(moved(i, epsilon)) - loss(moved(i, -epsilon))) / (2 * epsilon)); then error = Math.max(0, …the errors).',
  ],
}, () => {
  const p = [1.5, -0.5, 0.25];
  const dp = [1.5, 4.5, -2];

  it('returns one difference for each number, and one error', { points: 1 }, async () => {
    const { numeric, error } = await student.check(curved, p, dp, 0.5);
    expect(numeric).toHaveLength(3);
    expect(error).toBeTypeOf('number');
  });

  it('finds 12.25 for p³ at p = 2 with ε = 0.5', { points: 1 }, async () => {
    // (2.5³ − 1.5³) / 1 = 15.625 − 3.375, and the derivative is 12: |12 − 12.25| / 12.25 = 1/49
    expect(await student.check(([q]) => q ** 3, [2], [12], 0.5)).toBeNear({
      numeric: [12.25],
      error: 1 / 49,
    });
  });

  it('has no error for the gradient of a quadratic, whatever ε', { points: 1 }, async () => {
    expect(await student.check(curved, p, dp, 0.5)).toBeNear({ numeric: dp, error: 0 });
    expect(await student.check(curved, p, dp, 2 ** -12)).toBeNear({ numeric: dp, error: 0 });
  });

  it('tells how far the worst number of a wrong gradient is off', { points: 2 }, async () => {
    // |1 − 1.5| / 1.5 = 1/3, |4.5 − 4.5| = 0, |−4 + 2| / 4 = 1/2; then |2 − 4.5| / 4.5 = 5/9
    expect(await student.check(curved, p, [1, 4.5, -4], 0.5)).toBeNear({
      numeric: dp,
      error: 1 / 2,
    });
    expect(await student.check(curved, p, [1.5, 2, -2.5], 0.5)).toBeNear({
      numeric: dp,
      error: 5 / 9,
    });
  });

  it('has the error 2 where the sign is wrong, and 1 where a gradient is missing', {
    points: 1,
  }, async () => {
    // |2 + 2| / 2, and |0 − 4.5| / 4.5
    expect((await student.check(curved, p, [1.5, 4.5, 2], 0.5)).error).toBeNear(2);
    expect((await student.check(curved, p, [1.5, 0, -2], 0.5)).error).toBeNear(1);
    // and |2 − 0| / 2 where it should be 0
    expect((await student.check(([, q]) => q * q, [3, 0.5], [2, 1], 0.25)).error).toBeNear(1);
  });

  it('has no error where a number moves nothing and its gradient is 0', { points: 1 }, async () => {
    expect(await student.check(([, q]) => q * q, [3, 0.5], [0, 1], 0.25)).toBeNear({
      numeric: [0, 1],
      error: 0,
    });
    expect(await student.check(([q]) => q * q, [0.5, 3], [1, 0], 0.25)).toBeNear({
      numeric: [1, 0],
      error: 0,
    });
  });

  it('has no floor: tiny numbers count as large ones do', { points: 1 }, async () => {
    // 2⁻⁷⁰ q² has the gradient 2⁻⁶⁹ q: |2⁻⁶⁸ − 2⁻⁶⁹| / 2⁻⁶⁸ = 1/2
    const tiny = ([q, r]: Vec) => 2 ** -70 * (q * q + r);
    expect(await student.check(tiny, [1, 3], [2 ** -68, 2 ** -70], 0.5)).toBeNear({
      numeric: [2 ** -69, 2 ** -70],
      error: 1 / 2,
    });
    // and beside an entry that is 4096 times as large
    const beside = ([q, r]: Vec) => 2 ** -12 * q + r * r;
    expect(await student.check(beside, [3, 0.5], [2 ** -11, 1], 0.25)).toBeNear({
      numeric: [2 ** -12, 1],
      error: 1 / 2,
    });
  });

  it('moves one number of p at a time, and p is as it was', { points: 1 }, async () => {
    const seen: Vec[] = [];
    const loss = (q: Vec) => {
      seen.push([...q]);
      return q[0] * q[1] + q[1] * q[2];
    };
    const start = [0.1, 0.2, 0.3];
    await student.check(loss, start, [0.2, 0.4, 0.2], 1e-5);
    expect(seen.length).toBeGreaterThan(0);
    for (const q of seen) {
      expect(
        q.filter((number, i) => Math.abs(number - start[i]) > 1e-9).length,
      ).toBeLessThanOrEqual(1);
    }
  });

  it('passes the gradient of −log ŷ, and fails one without its −y', { points: 1 }, async () => {
    const o = [0.5, -1.2, 0.8];
    const loss = (scores: Vec) => -Math.log(shares(scores)[1]);
    const right = await student.check(loss, o, subtract(shares(o), [0, 1, 0]), 1e-5);
    expect(right.error).toBeLessThan(1e-8);
    const wrong = await student.check(loss, o, shares(o), 1e-5);
    const missed = shares(o)[1];
    // the worst is the label's own: a = ŷ, n = ŷ − 1
    expect(wrong.error).toBeNear(1 / Math.max(missed, 1 - missed));
  });

  it('finds the differences and the worst error, whatever p and dp', {
    points: 5,
    drawn: true,
  }, async ({ random }) => {
    const loss = (q: Vec) =>
      q.reduce((sum, qi, i) => sum + (i + 1) * qi ** 3 - 2 * qi * (q[i + 1] ?? 1), 0);
    // (q + ε)³ − (q − ε)³ = 2ε (3q² + ε²)
    const slopes = (q: Vec, epsilon: number) =>
      q.map(
        (qi, i) => (i + 1) * (3 * qi * qi + epsilon ** 2) - 2 * ((q[i + 1] ?? 1) + (q[i - 1] ?? 0)),
      );
    /** One number of p is 0, and no slope is: rounding would be all that is left of it. */
    const drawStart = (n: number): Vec => {
      const p = drawVec(random, n).map((q) => 2 * q);
      p[random.integer(0, n - 1)] = 0;
      const isFlat = [0.5, 0.125].some((epsilon) =>
        slopes(p, epsilon).some((d) => Math.abs(d) < 0.01),
      );
      return isFlat ? drawStart(n) : p;
    };
    for (const n of drawSizes(random, CASES).map((size) => size + 1)) {
      const start = drawStart(n);
      for (const epsilon of [0.5, 0.125]) {
        const numeric = slopes(start, epsilon);
        // a gradient that is off by a drawn part of itself, here too large and there too small
        const parts = start.map(() => drawNumber(random) / 2);
        const gradient = numeric.map((slope, i) => slope * (1 + parts[i]));
        const errors = parts.map((part) => (part > 0 ? part / (1 + part) : -part));
        expect(await student.check(loss, start, gradient, epsilon)).toBeNear({
          numeric,
          error: Math.max(...errors),
        });
      }
    }
  });
});

describe('clippedUpdate', {
  hints: [
    'Three stages: one norm for all five gradients together, one factor that follows from it, and then the step of descent with this factor in it.',
    'Add up the squares of every number of dU, dW, dV, db and dc, and take one square root. The factor is limit / norm where the norm is above limit, and 1 elsewhere.',
    'const factor = norm > limit ? limit / norm : 1; then for a vector subtract(theta.b, scale(eta * factor, db)), and the same for each row of a matrix.',
  ],
}, () => {
  const gradients: Exercise.Gradients = {
    dU: theta.U.map((row, i) => row.map((u, j) => 2 * u - 0.3 * (i - j))),
    dW: theta.W.map((row, i) => row.map((w, j) => 0.5 * w + 0.4 * (j - i))),
    dV: theta.V.map((row, i) => row.map((v, j) => v * (1 + i) - 0.2 * j)),
    db: [0.9, -1.4, 0.6, 0.3],
    dc: [-0.8, 0.5, 1.7, -0.2, 0.4],
  };
  const numbers = ({ dU, dW, dV, db, dc }: Exercise.Gradients) =>
    [...dU, ...dW, ...dV, db, dc].flat();
  const length = (v: Vec) => Math.sqrt(dot(v, v));
  const norm = length(numbers(gradients));

  /** θ − rate · g, number by number. */
  const moved = (rate: number): Exercise.Rnn => {
    const down = (M: Mat, dM: Mat) => M.map((row, i) => row.map((m, j) => m - rate * dM[i][j]));
    const { dU, dW, dV, db, dc } = gradients;
    return {
      U: down(theta.U, dU),
      W: down(theta.W, dW),
      V: down(theta.V, dV),
      b: down([theta.b], [db])[0],
      c: down([theta.c], [dc])[0],
    };
  };

  // 1 + 1 + 9 + 1 + 1 + 1 + 1 + 4 + 1 + 16 = 36, so ‖g‖ = 6. Of dW the norm, that of its first row and
  // its largest number are all different, so that it shows what has been clipped by what.
  const ones: Exercise.Rnn = {
    U: [[1], [1]],
    W: [
      [1, 1],
      [1, 1],
    ],
    V: [[1, 1]],
    b: [1, 1],
    c: [1],
  };
  const sixLong: Exercise.Gradients = {
    dU: [[1], [-1]],
    dW: [
      [3, -1],
      [1, 1],
    ],
    dV: [[-1, 2]],
    db: [-1, 0],
    dc: [4],
  };

  it('returns parameters of the shapes they had', { points: 1 }, async () => {
    const updated = await student.clippedUpdate(theta, gradients, 1, 0.1);
    expect(shapes(updated)).toEqual(shapes(theta));
  });

  it('halves a gradient of length 6 where the limit is 3', { points: 2 }, async () => {
    // θ moves by −0.1 g / 2
    expect(await student.clippedUpdate(ones, sixLong, 3, 0.1)).toBeNear({
      U: [[0.95], [1.05]],
      W: [
        [0.85, 1.05],
        [0.95, 0.95],
      ],
      V: [[1.05, 0.9]],
      b: [1.05, 1],
      c: [0.8],
    });
  });

  it('moves every number by −η g limit / ‖g‖ with D = 3, H = 4, K = 5', { points: 1 }, async () => {
    const limit = 0.4 * norm;
    const updated = await student.clippedUpdate(theta, gradients, limit, 0.05);
    expect(updated).toBeNear(moved(0.05 * 0.4));
  });

  it('leaves a gradient below the limit as it is', { points: 1 }, async () => {
    const updated = await student.clippedUpdate(theta, gradients, 1.5 * norm, 0.05);
    expect(updated).toBeNear(moved(0.05));
  });

  it('leaves a gradient of exactly the limit as it is', { points: 1 }, async () => {
    expect(await student.clippedUpdate(ones, sixLong, 6, 0.5)).toBeNear({
      U: [[0.5], [1.5]],
      W: [
        [-0.5, 1.5],
        [0.5, 0.5],
      ],
      V: [[1.5, 0]],
      b: [1.5, 1],
      c: [-1],
    });
  });

  it('moves θ by η · limit in all, however long the gradient', { points: 1 }, async () => {
    for (const limit of [0.1, 0.9]) {
      const { U, W, V, b, c } = await student.clippedUpdate(theta, gradients, limit, 0.2);
      const after = numbers({ dU: U, dW: W, dV: V, db: b, dc: c });
      const step = subtract(after, numbers(asGradients(theta)));
      expect(length(step)).toBeNear(0.2 * limit);
      expect(dot(step, numbers(gradients))).toBeNear(-0.2 * limit * norm);
    }
  });

  it('clips tiny gradients as it clips large ones', { points: 1 }, async () => {
    // g of length 6·10⁻⁸ and the limit 3·10⁻⁸, with an η that makes a step of it: −0.1 · g · 10⁸ / 2
    const small = asGradients(asParameters(sixLong), 1e-8);
    expect(await student.clippedUpdate(ones, small, 3e-8, 1e7)).toBeNear({
      U: [[0.95], [1.05]],
      W: [
        [0.85, 1.05],
        [0.95, 0.95],
      ],
      V: [[1.05, 0.9]],
      b: [1.05, 1],
      c: [0.8],
    });
  });

  it('counts the five gradients and no more, where dh0 stands beside them', {
    points: 1,
  }, async () => {
    const all = { ...sixLong, dh0: [5, -3] };
    expect(await student.clippedUpdate(ones, all, 3, 0.1)).toBeNear({
      U: [[0.95], [1.05]],
      W: [
        [0.85, 1.05],
        [0.95, 0.95],
      ],
      V: [[1.05, 0.9]],
      b: [1.05, 1],
      c: [0.8],
    });
  });

  it('moves every number as it should, whatever the sizes and the limit', {
    points: 5,
    drawn: true,
  }, async ({ random }) => {
    for (let i = 0; i < CASES; i++) {
      const { parameters, D, H, K } = drawExample(random);
      const drawn: Exercise.Gradients = {
        dU: drawMat(random, H, D),
        dW: drawMat(random, H, H),
        dV: drawMat(random, K, H),
        db: drawVec(random, H),
        dc: drawVec(random, K),
      };
      const long = length(numbers(drawn));
      const eta = random.integer(2, 9) / 10;
      for (const part of [random.integer(20, 80) / 100, random.integer(120, 190) / 100]) {
        const shrink = part < 1 ? part : 1;
        const down = (p: number, g: number) => p - eta * shrink * g;
        const rows = (M: Mat, dM: Mat) => M.map((row, i) => row.map((m, j) => down(m, dM[i][j])));
        expect(await student.clippedUpdate(parameters, drawn, part * long, eta)).toBeNear({
          U: rows(parameters.U, drawn.dU),
          W: rows(parameters.W, drawn.dW),
          V: rows(parameters.V, drawn.dV),
          b: rows([parameters.b], [drawn.db])[0],
          c: rows([parameters.c], [drawn.dc])[0],
        });
      }
    }
  });

  it('moves nothing where the gradient is zero', { points: 1 }, async () => {
    const zero = asGradients(theta, 0);
    expect(await student.clippedUpdate(theta, zero, 1, 0.1)).toBeNear(theta);
  });

  /** The gradients' numbers under the parameters' names. */
  function asParameters({ dU, dW, dV, db, dc }: Exercise.Gradients): Exercise.Rnn {
    return { U: dU, W: dW, V: dV, b: db, c: dc };
  }

  /** The parameters' numbers under the gradients' names, times a factor. */
  function asGradients({ U, W, V, b, c }: Exercise.Rnn, k = 1): Exercise.Gradients {
    const times = (M: Mat) => M.map((row) => row.map((m) => k * m));
    return { dU: times(U), dW: times(W), dV: times(V), db: times([b])[0], dc: times([c])[0] };
  }
});
