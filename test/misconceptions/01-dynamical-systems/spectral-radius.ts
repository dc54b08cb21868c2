import type * as Exercise from '../../../exercises/01-dynamical-systems';
import type { Mistake } from '../../../lib/judge/mistakes';
import { type Mat, transpose } from '../../../lib/linear';
import { spectralRadius as right } from '../../../solutions/01-dynamical-systems';
import { total } from './sums';

type F = typeof Exercise.spectralRadius;

const { abs, hypot, max, min, sqrt } = Math;

const trace = (W: Mat) => W[0][0] + W[1][1];
const determinant = (W: Mat) => W[0][0] * W[1][1] - W[0][1] * W[1][0];

/** A value from trace p, determinant q and discriminant d. */
type Formula = (p: number, q: number, d: number) => number;

const RIGHT_REAL: Formula = (p, _q, d) => (abs(p) + sqrt(d)) / 2;
const RIGHT_COMPLEX: Formula = (_p, q) => sqrt(q);

/** One formula where the eigenvalues are real, and another where they are a complex pair. */
function cases(real: Formula, complex: Formula): F {
  return (W) => {
    const [p, q] = [trace(W), determinant(W)];
    const d = p ** 2 - 4 * q;
    return d < 0 ? complex(p, q, d) : real(p, q, d);
  };
}

const inReal = (...formulas: Formula[]): F[] => formulas.map((f) => cases(f, RIGHT_COMPLEX));
const inComplex = (...formulas: Formula[]): F[] => formulas.map((f) => cases(RIGHT_REAL, f));

/** The usual way, from another trace p, determinant q or discriminant. */
function from({
  p = trace,
  q = determinant,
  d = (p, q) => p ** 2 - 4 * q,
}: {
  p?: (W: Mat) => number;
  q?: (W: Mat) => number;
  d?: (p: number, q: number) => number;
}): F[] {
  const parts = (W: Mat) => ({ p: p(W), q: q(W), d: d(p(W), q(W)) });
  return [
    (W) => {
      const { p, q, d } = parts(W);
      return d < 0 ? sqrt(q) : (abs(p) + sqrt(d)) / 2;
    },
    (W) => {
      const { p, d } = parts(W);
      return d < 0 ? hypot(p / 2, sqrt(-d) / 2) : (abs(p) + sqrt(d)) / 2;
    },
    (W) => {
      const { p, d } = parts(W);
      return d < 0 ? sqrt(determinant(W)) : (abs(p) + sqrt(d)) / 2;
    },
  ];
}

const largest: Formula = (p, _q, d) => (p + sqrt(d)) / 2;
const smallest: Formula = (p, _q, d) => (p - sqrt(d)) / 2;

export const spectralRadius: Mistake<F>[] = [
  {
    name: 'the largest eigenvalue, not the largest size',
    lesson:
      'ρ(W) is max |λ|. An eigenvalue of −2 is farther from 0 than one of 0.5, and it is the one that drives the state away.',
    wrong: [
      ...inReal(largest, (p, q, d) => max(0, largest(p, q, d))),
      cases(largest, (p) => p / 2),
      cases(largest, (p) => abs(p) / 2),
      cases(largest, () => Number.NaN),
    ],
  },
  {
    name: 'only one of the two eigenvalues',
    lesson:
      'The square root comes with + and with −: λ = (p ± √(p² − 4 q)) / 2. Which of the two is farther from 0 depends on the sign of p; take the larger of both sizes.',
    wrong: [
      ...inReal(
        (p, q, d) => abs(largest(p, q, d)),
        (p, q, d) => abs(smallest(p, q, d)),
        smallest,
        (p, q, d) => -smallest(p, q, d),
      ),
      cases(
        (p, q, d) => abs(largest(p, q, d)),
        (p) => abs(p) / 2,
      ),
      cases(
        (p, q, d) => abs(largest(p, q, d)),
        () => Number.NaN,
      ),
    ],
  },
  {
    name: 'the smaller size, not the larger',
    lesson: 'ρ(W) is the largest |λ|: Math.max, not Math.min.',
    wrong: [
      ...inReal((p, q, d) => min(abs(largest(p, q, d)), abs(smallest(p, q, d)))),
      cases(
        (p, q, d) => min(abs(largest(p, q, d)), abs(smallest(p, q, d))),
        (p) => abs(p) / 2,
      ),
    ],
  },
  {
    name: 'both eigenvalues put together',
    lesson:
      'ρ(W) is the size of one eigenvalue, the one farthest from 0, and not a sum, product, mean or distance of the two.',
    wrong: [
      ...inReal(
        (p, q, d) => abs(largest(p, q, d)) + abs(smallest(p, q, d)),
        (p, q, d) => (abs(largest(p, q, d)) + abs(smallest(p, q, d))) / 2,
        (p, q, d) => hypot(largest(p, q, d), smallest(p, q, d)),
        (_p, q) => abs(q),
        (_p, _q, d) => sqrt(d),
        (_p, _q, d) => sqrt(d) / 2,
        (p) => abs(p),
        (p) => abs(p) / 2,
      ),
      cases(
        (p, q, d) => abs(largest(p, q, d)) + abs(smallest(p, q, d)),
        (_p, q) => 2 * sqrt(q),
      ),
    ],
  },
  {
    name: 'only the real part of a complex eigenvalue',
    lesson:
      'For λ = a ± i b the size is √(a² + b²), not a. A quarter turn has λ = ± i: real part 0, and yet nothing shrinks.',
    wrong: inComplex(
      (p) => abs(p) / 2,
      (p) => p / 2,
      (p) => abs(p),
      (p) => p,
    ),
  },
  {
    name: 'only the imaginary part of a complex eigenvalue',
    lesson:
      'For λ = a ± i b the size is √(a² + b²), not b: the real part, half the trace, belongs to it.',
    wrong: inComplex(
      (_p, _q, d) => sqrt(-d) / 2,
      (_p, _q, d) => sqrt(-d),
    ),
  },
  {
    name: 'real and imaginary part added',
    lesson:
      'For a negative discriminant √−disc / 2 is the imaginary part. It stands at a right angle to the real part: |λ| = √(a² + b²), not a + b, nor a root of |disc| that is added as if it were real.',
    wrong: inComplex(
      (p, _q, d) => (abs(p) + sqrt(-d)) / 2,
      (p, _q, d) => (p + sqrt(-d)) / 2,
      (p, _q, d) => abs(p + sqrt(-d)) / 2,
      (p, _q, d) => abs(p) + sqrt(-d),
    ).concat(
      cases(largest, (p, _q, d) => (p + sqrt(-d)) / 2),
      cases(
        (p, q, d) => abs(largest(p, q, d)),
        (p, _q, d) => abs(p + sqrt(-d)) / 2,
      ),
    ),
  },
  {
    name: 'the larger of real and imaginary part',
    lesson:
      'The size of a complex eigenvalue is its distance from 0, √(a² + b²): both parts count, not only the larger.',
    wrong: inComplex(
      (p, _q, d) => max(abs(p), sqrt(-d)) / 2,
      (p, _q, d) => max(p, sqrt(-d)) / 2,
    ),
  },
  {
    name: 'a part that is not squared',
    lesson:
      'The size of a + i b is √(a² + b²): both parts are squared. With √−disc / 2 = b, b² is −disc / 4.',
    wrong: inComplex(
      (p, _q, d) => sqrt(p ** 2 / 4 + sqrt(-d) / 2),
      (p, _q, d) => sqrt(abs(p) / 2 - d / 4),
      (p, _q, d) => sqrt((abs(p) + sqrt(-d)) / 2),
      (p, _q, d) => sqrt(p ** 2 / 4 - d / 2),
    ),
  },
  {
    name: 'nothing for a complex pair',
    lesson:
      'Complex eigenvalues have a size, too: |λ| = √(a² + b²), the root of the determinant. They turn the state, and may make it grow.',
    text: /\S/,
    wrong: inComplex(
      () => 0,
      () => undefined as unknown as number,
      () => -Infinity,
    ),
  },
  {
    name: 'i² counted into the size',
    lesson:
      'For λ = a ± i b the size is √(a² + b²): i has no part in it, and no minus comes from it.',
    wrong: inComplex(
      (p, _q, d) => sqrt(abs(p ** 2 + d)) / 2,
      (p, _q, d) => sqrt(p ** 2 + d) / 2,
      (p, _q, d) => sqrt(max(p ** 2 + d, 0)) / 2,
    ),
  },
  {
    name: 'the imaginary part not halved',
    lesson:
      'The whole of p ± √disc is divided by 2: a = p / 2 and b = √−disc / 2, and |λ| = √(a² + b²).',
    wrong: inComplex((p, _q, d) => sqrt(p ** 2 / 4 - d)),
  },
  {
    name: 'the real part not halved',
    lesson:
      'The whole of p ± √disc is divided by 2: a = p / 2 and b = √−disc / 2, and |λ| = √(a² + b²).',
    wrong: inComplex((p, _q, d) => sqrt(p ** 2 - d / 4)),
  },
  {
    name: '|λ|², not |λ|',
    lesson:
      'For a complex pair the determinant is λ₁ λ₂ = a² + b² = |λ|². The size is its square root.',
    wrong: [
      ...inComplex((_p, q) => q),
      ...inReal((p, q, d) => RIGHT_REAL(p, q, d) ** 2),
      cases(
        (p, q, d) => RIGHT_REAL(p, q, d) ** 2,
        (_p, q) => q,
      ),
    ],
  },
  {
    name: 'not divided by 2',
    lesson: 'λ = (p ± √(p² − 4 q)) / 2: the 2 divides both p and the root.',
    wrong: [
      ...inReal((p, _q, d) => abs(p) + sqrt(d)),
      ...inComplex((p, _q, d) => hypot(p, sqrt(-d))),
      ...inReal((p, _q, d) => p + sqrt(d)),
    ],
  },
  {
    name: 'only one part divided by 2',
    lesson:
      'λ = (p ± √(p² − 4 q)) / 2: the 2 divides both p and the root. p + √… / 2 needs parentheses around the sum.',
    wrong: inReal(
      (p, _q, d) => abs(p) + sqrt(d) / 2,
      (p, _q, d) => abs(p) / 2 + sqrt(d),
      (p, _q, d) => p + sqrt(d) / 2,
    ),
  },
  {
    name: 'the discriminant without its 4',
    lesson:
      'λ² − p λ + q = 0 has λ = (p ± √(p² − 4 q)) / 2, with p the trace and q the determinant.',
    wrong: [
      ...from({ d: (p, q) => p ** 2 - q }),
      ...from({ d: (p, q) => p ** 2 / 4 - q }).slice(0, 2),
      ...from({ d: (p, q) => p ** 2 - 2 * q }),
    ],
  },
  {
    name: 'a minus lost before the determinant, or in it',
    lesson:
      'λ² − p λ + q = 0 has the discriminant p² − 4 q, with q = w₁₁ w₂₂ − w₁₂ w₂₁: the diagonal counts with a plus in q.',
    wrong: [...from({ d: (p, q) => p ** 2 + 4 * q }), ...from({ q: (W) => -determinant(W) })],
  },
  {
    name: 'the trace not squared',
    lesson: 'The discriminant is p² − 4 q: the trace is squared, p ** 2 or p * p.',
    wrong: [...from({ d: (p, q) => p - 4 * q }), ...from({ d: (p, q) => 2 * p - 4 * q })],
  },
  {
    name: 'the discriminant without its root',
    lesson: 'λ = (p ± √(p² − 4 q)) / 2: the discriminant stands under a square root.',
    wrong: [
      ...inReal(
        (p, _q, d) => (abs(p) + d) / 2,
        (p, _q, d) => (p + d) / 2,
      ),
      ...inComplex((p, _q, d) => hypot(p / 2, d / 2)),
    ],
  },
  {
    name: 'the determinant with a plus',
    lesson: 'q = w₁₁ w₂₂ − w₁₂ w₂₁: the product off the diagonal is subtracted.',
    wrong: from({ q: (W) => W[0][0] * W[1][1] + W[0][1] * W[1][0] }),
  },
  {
    name: 'other entries in the determinant',
    lesson: 'q = w₁₁ w₂₂ − w₁₂ w₂₁: W[0][0] * W[1][1] - W[0][1] * W[1][0].',
    wrong: [
      ...from({ q: (W) => W[0][0] * W[0][1] - W[1][0] * W[1][1] }),
      ...from({ q: (W) => W[0][0] * W[1][0] - W[0][1] * W[1][1] }),
      ...from({ q: (W) => W[0][0] * W[1][1] - W[0][1] ** 2 }),
      ...from({ q: (W) => W[0][0] * W[1][1] - W[1][0] ** 2 }),
    ],
  },
  {
    name: 'another trace',
    lesson: 'The trace is the sum of the diagonal, w₁₁ + w₂₂: W[0][0] + W[1][1].',
    wrong: [
      ...from({ p: (W) => W[0][0] - W[1][1] }),
      ...from({ p: (W) => W[0][1] + W[1][0] }),
      ...from({ p: (W) => W[0][0] }),
      ...from({ p: (W) => W[0][0] + W[0][1] }),
      ...from({ p: (W) => total(W.flat()) }),
    ],
  },
  {
    name: 'only the diagonal',
    lesson:
      'The diagonal holds the eigenvalues only where one of the other two entries is 0. In general w₁₂ w₂₁ belongs to the determinant.',
    wrong: [
      (W) => max(abs(W[0][0]), abs(W[1][1])),
      (W) => max(W[0][0], W[1][1]),
      ...from({ q: (W) => W[0][0] * W[1][1] }),
    ],
  },
  {
    name: 'the largest entry',
    lesson:
      'ρ(W) is the largest size of an eigenvalue. No entry of W tells it: [[0, 1], [−4, 0]] has the largest entry 1, and ρ = 2.',
    wrong: [(W) => max(...W.flat().map(abs)), (W) => max(...W.flat())],
  },
  {
    name: 'a norm of W, or a sum of its entries',
    lesson:
      'A norm says how far W can stretch a state in one step, and a sum of entries says less; ρ(W) is the growth per step in the long run, from the eigenvalues of W itself. No norm is smaller than ρ, and most are larger.',
    wrong: [
      (W) => total(W.flat().map((w) => w ** 2)),
      (W) => {
        const squares = total(W.flat().map((w) => w ** 2));
        return (squares + sqrt(max(squares ** 2 - 4 * determinant(W) ** 2, 0))) / 2;
      },
      (W) => max(...W.map((row) => abs(total(row)))),
      (W) => max(...W.map(total)),
      (W) => max(...transpose(W).map((column) => abs(total(column)))),
      (W) => max(...W.map((row) => hypot(...row))),

      (W) => sqrt(total(W.flat().map((w) => w ** 2))),
      (W) => max(...W.map((row) => total(row.map(abs)))),
      (W) => max(...transpose(W).map((column) => total(column.map(abs)))),
      (W) => {
        const squares = total(W.flat().map((w) => w ** 2));
        return sqrt((squares + sqrt(max(squares ** 2 - 4 * determinant(W) ** 2, 0))) / 2);
      },
    ],
  },
  {
    name: 'W made symmetric',
    lesson: 'The eigenvalues are those of W itself, not of (W + Wᵀ) / 2.',
    wrong: (W) => {
      const off = (W[0][1] + W[1][0]) / 2;
      return right([
        [W[0][0], off],
        [off, W[1][1]],
      ]);
    },
  },
  {
    name: 'the determinant in every case',
    lesson:
      'λ₁ λ₂ = q always, but only a complex pair has two eigenvalues of one size, so that |λ| = √q. Real ones have (|p| + √(p² − 4 q)) / 2.',
    wrong: [
      (W) => sqrt(abs(determinant(W))),
      (W) => abs(determinant(W)),
      (W) => determinant(W),
      (W) => sqrt(determinant(W)),
    ],
  },
  {
    name: 'the trace in every case',
    lesson: 'The trace is λ₁ + λ₂. The size of one eigenvalue takes the quadratic equation.',
    wrong: [(W) => abs(trace(W)), (W) => abs(trace(W)) / 2, trace],
  },
  {
    name: 'the root of a negative number',
    lesson:
      'Math.sqrt(-1) is NaN. When the discriminant is negative the eigenvalues are a complex pair: |λ| is √determinant.',
    text: /sqrt|\*\* ?\(?(?:0?\.5|1 \/ 2)/,
    wrong: (W) => {
      const discriminant = trace(W) ** 2 - 4 * determinant(W);
      return (abs(trace(W)) + Math.sqrt(discriminant)) / 2;
    },
  },
  {
    name: 'divided by an eigenvalue of 0',
    lesson:
      'λ₂ = q / λ₁ holds while λ₁ is not 0; when both are, it is 0 / 0. Both eigenvalues come from the formula: (p ± √disc) / 2.',
    text: / \/ /,
    wrong: (W) => {
      const d = trace(W) ** 2 - 4 * determinant(W);
      const first = (trace(W) + sqrt(d)) / 2;
      return d < 0 ? right(W) : max(abs(first), abs(determinant(W) / first));
    },
  },
  {
    name: 'the cases told apart by another number',
    lesson:
      'It is the discriminant p² − 4 q that decides: negative means a complex pair, and |λ| = √q; otherwise both are real, and (|p| + √disc) / 2 is the larger size.',
    wrong: [
      (W) => {
        const [p, q] = [trace(W), determinant(W)];
        return q < 0 ? sqrt(-q) : (abs(p) + sqrt(abs(p ** 2 - 4 * q))) / 2;
      },
      (W) => {
        const [p, q] = [trace(W), determinant(W)];
        return q < 0 ? sqrt(-q) : (abs(p) + sqrt(p ** 2 - 4 * q)) / 2;
      },
      (W) => {
        const [p, q] = [trace(W), determinant(W)];
        return q < 0 ? (abs(p) + sqrt(p ** 2 - 4 * q)) / 2 : sqrt(q);
      },
      (W) => {
        const [p, q] = [trace(W), determinant(W)];
        return p < 0 ? sqrt(abs(q)) : (abs(p) + sqrt(abs(p ** 2 - 4 * q))) / 2;
      },
      cases(
        (_p, q) => sqrt(q),
        (p, _q, d) => (abs(p) + sqrt(d)) / 2,
      ),
      cases(
        (_p, q) => sqrt(abs(q)),
        (p, _q, d) => (abs(p) + sqrt(-d)) / 2,
      ),
    ],
  },
  {
    name: 'no case for a discriminant of 0',
    lesson:
      'p² − 4 q may be negative, positive or 0. At 0 there is one eigenvalue, p / 2, twice: >= 0 or else lets it take the way of the real ones.',
    text: /[<>] 0[\s\S]*[<>] 0|0 [<>][\s\S]*[<>] 0/,
    wrong: [
      (W) => {
        const d = trace(W) ** 2 - 4 * determinant(W);
        return d > 0 || d < 0 ? right(W) : 0;
      },
      (W) => {
        const d = trace(W) ** 2 - 4 * determinant(W);
        return d > 0 || d < 0 ? right(W) : (undefined as unknown as number);
      },
      (W) => {
        const d = trace(W) ** 2 - 4 * determinant(W);
        return d > 0 || d < 0 ? right(W) : Number.NaN;
      },
    ],
  },
];
