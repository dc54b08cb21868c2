import type * as Exercise from '../../../exercises/04-bptt';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import { type Mat, scale, transpose, type Vec } from '../../../lib/linear';
import * as right from '../../../solutions/04-bptt';
import { length, total } from './table';

type ClippedUpdate = typeof Exercise.clippedUpdate;
type Gradients = Exercise.Gradients;
type Rnn = Exercise.Rnn;
type Term = keyof Gradients;

const TERMS = ['dU', 'dW', 'dV', 'db', 'dc'] as const;

/** The numbers of some of the gradients, or of all five. */
function numbersOf(gradients: Gradients, terms: readonly Term[] = TERMS): Vec {
  return terms.flatMap((term) => gradients[term].flat());
}

const except = (...left: Term[]) => TERMS.filter((term) => !left.includes(term));

/** Each gradient changed by a function of its numbers. */
function mapped(
  gradients: Gradients,
  of: (v: Vec, term: Term) => (g: number) => number,
): Gradients {
  const vector = (v: Vec, term: Term) => v.map(of(v, term));
  const matrix = (M: Mat, term: Term) => M.map((row) => row.map(of(M.flat(), term)));
  const { dU, dW, dV, db, dc } = gradients;
  return {
    dU: matrix(dU, 'dU'),
    dW: matrix(dW, 'dW'),
    dV: matrix(dV, 'dV'),
    db: vector(db, 'db'),
    dc: vector(dc, 'dc'),
  };
}

/** θ − η g, with no clipping. */
function descend(theta: Rnn, gradients: Gradients, eta: number): Rnn {
  return right.clippedUpdate(theta, gradients, Infinity, eta);
}

const asGradients = ({ U, W, V, b, c }: Rnn): Gradients => ({ dU: U, dW: W, dV: V, db: b, dc: c });
const asParameters = ({ dU, dW, dV, db, dc }: Gradients): Rnn => ({
  U: dU,
  W: dW,
  V: dV,
  b: db,
  c: dc,
});
const norm2 = (gradients: Gradients) => length(numbersOf(gradients));

/** An update whose factor comes from the norm in another way. */
const factored =
  (factor: (norm: number, limit: number, eta: number) => number): ClippedUpdate =>
  (theta, gradients, limit, eta) =>
    descend(theta, gradients, eta * factor(norm2(gradients), limit, eta));

/** An update that clips, by a norm of its own, where that is above the limit. */
const clippedBy =
  (norm: (gradients: Gradients, theta: Rnn) => number): ClippedUpdate =>
  (theta, gradients, limit, eta) => {
    const found = norm(gradients, theta);
    return descend(theta, gradients, found > limit ? (eta * limit) / found : eta);
  };

/** The factor on some gradients only. */
const clippedOnly =
  (terms: readonly Term[]): ClippedUpdate =>
  (theta, gradients, limit, eta) => {
    const norm = norm2(gradients);
    const factor = norm > limit ? limit / norm : 1;
    return descend(
      theta,
      mapped(gradients, (_, term) => (g) => (terms.includes(term) ? factor * g : g)),
      eta,
    );
  };

/** Some parameters stay where they are. */
const movedOnly =
  (terms: readonly Term[]): ClippedUpdate =>
  (theta, gradients, limit, eta) => {
    const moved = asGradients(right.clippedUpdate(theta, gradients, limit, eta));
    const still = asGradients(theta);
    return asParameters(
      Object.fromEntries(
        TERMS.map((term) => [term, terms.includes(term) ? moved[term] : still[term]]),
      ) as unknown as Gradients,
    );
  };

/** The clipped gradient, and what becomes of it and θ, number by number. */
const stepped =
  (step: (parameter: number, g: number, eta: number) => number): ClippedUpdate =>
  (theta, gradients, limit, eta) => {
    const norm = norm2(gradients);
    const factor = norm > limit ? limit / norm : 1;
    const vector = (v: Vec, dv: Vec) => v.map((p, i) => step(p, factor * dv[i], eta));
    const matrix = (M: Mat, dM: Mat) => M.map((row, i) => vector(row, dM[i]));
    const { dU, dW, dV, db, dc } = gradients;
    return {
      U: matrix(theta.U, dU),
      W: matrix(theta.W, dW),
      V: matrix(theta.V, dV),
      b: vector(theta.b, db),
      c: vector(theta.c, dc),
    };
  };

const ALL_COUNT =
  'All five gradients count as one long vector: ‖g‖² has the squares of every number in it.';
const LENGTH = '‖g‖ is the square root of the sum of squares.';
const FACTOR =
  'Where ‖g‖ is above the limit, g is multiplied by limit / ‖g‖: its length is the limit then. Elsewhere the factor is 1.';
const STEP = 'θ ← θ − η g, with the clipped g.';
const TURNED = 'the step turns away from the direction of g.';

const ROWS: Row<ClippedUpdate>[] = [
  [
    'gradients that are not clipped',
    'Where ‖g‖ is above the limit, all five gradients are multiplied by limit / ‖g‖ before the step. Where some stay long, the step is above the limit and turned.',
    factored(() => 1),
    clippedOnly(['dU', 'dW', 'dV']),
    clippedOnly(['db', 'dc']),
    clippedOnly(['dW']),
    clippedOnly(['dU', 'dW']),
    ...TERMS.map((term) => clippedOnly(except(term))),
  ],
  [
    'each gradient clipped by its own norm',
    `One norm for all five. With a factor for each matrix ${TURNED}`,
    (theta, gradients, limit, eta) =>
      descend(
        theta,
        mapped(gradients, (v) => (g) => g * (length(v) > limit ? limit / length(v) : 1)),
        eta,
      ),
  ],
  [
    'each row clipped by its own norm',
    `One norm for all five, found before any row is moved. With a factor for each row ${TURNED}`,
    (theta, { dU, dW, dV, db, dc }, limit, eta) => {
      const row = (v: Vec) => scale(length(v) > limit ? limit / length(v) : 1, v);
      return descend(
        theta,
        { dU: dU.map(row), dW: dW.map(row), dV: dV.map(row), db: row(db), dc: row(dc) },
        eta,
      );
    },
    (theta, { dU, dW, dV, db, dc }, limit, eta) => {
      const column = (v: Vec) => scale(length(v) > limit ? limit / length(v) : 1, v);
      const columns = (M: Mat) => transpose(transpose(M).map(column));
      const all = {
        dU: columns(dU),
        dW: columns(dW),
        dV: columns(dV),
        db: column(db),
        dc: column(dc),
      };
      return descend(theta, all, eta);
    },
  ],
  [
    'each number clipped',
    'Cutting single numbers at ±limit changes the direction of g. Clipping by the norm only shortens it.',
    (theta, gradients, limit, eta) =>
      descend(
        theta,
        mapped(gradients, () => (g) => Math.min(limit, Math.max(-limit, g))),
        eta,
      ),
    (theta, gradients, limit, eta) =>
      descend(
        theta,
        mapped(gradients, () => (g) => Math.min(limit, g)),
        eta,
      ),
    (theta, gradients, limit, eta) => {
      const clip = norm2(gradients) > limit;
      const cut = mapped(gradients, () => (g) => Math.min(limit, Math.max(-limit, g)));
      return descend(theta, clip ? cut : gradients, eta);
    },
  ],
  [
    'the norms added up',
    'The length of one long vector is √(‖dU‖² + ‖dW‖² + …): add the squares, and take one root. The sum of the five norms is larger as soon as two of them are not zero.',
    clippedBy((gradients) => total(TERMS.map((term) => length(numbersOf(gradients, [term]))))),
    clippedBy(({ dU, dW, dV, db, dc }) => total([...dU, ...dW, ...dV, db, dc].map(length))),
  ],
  [
    'the largest of the five norms',
    ALL_COUNT,
    clippedBy((gradients) =>
      Math.max(...TERMS.map((term) => length(numbersOf(gradients, [term])))),
    ),
  ],
  [
    'the mean of the five norms',
    ALL_COUNT,
    clippedBy((gradients) => total(TERMS.map((term) => length(numbersOf(gradients, [term])))) / 5),
  ],
  [
    'the sum of the sizes for the norm',
    `${LENGTH} Σ |g| is another norm, and a larger one.`,
    clippedBy((gradients) => total(numbersOf(gradients).map(Math.abs))),
  ],
  [
    'the sum of the numbers for the norm',
    `${LENGTH} In a plain sum numbers of opposite signs cancel.`,
    clippedBy((gradients) => Math.abs(total(numbersOf(gradients)))),
    clippedBy((gradients) => total(numbersOf(gradients))),
  ],
  [
    'the square of the norm',
    LENGTH,
    clippedBy((gradients) => norm2(gradients) ** 2),
    factored((norm, limit) => (norm > limit ? limit / norm ** 2 : 1)),
    factored((norm, limit) => (norm ** 2 > limit ? limit / norm : 1)),
  ],
  [
    'two square roots',
    `${LENGTH} One root is enough.`,
    clippedBy((gradients) => Math.sqrt(norm2(gradients))),
    factored((norm, limit) => (norm > limit ? Math.sqrt(limit / norm) : 1)),
  ],
  [
    'limit / ‖g‖ twice',
    `${FACTOR} It multiplies g once.`,
    factored((norm, limit) => (norm > limit ? (limit / norm) ** 2 : 1)),
  ],
  [
    'the root of the mean square',
    'A length is the root of a sum, not of a mean. With the mean of n squares a gradient may be √n times as long before it is clipped: the limit would be limit · √n, larger for a larger network.',
    clippedBy((gradients) => norm2(gradients) / Math.sqrt(numbersOf(gradients).length)),
    clippedBy((gradients) => norm2(gradients) / numbersOf(gradients).length),
  ],
  [
    'the largest number for the norm',
    '‖g‖ is the length of the whole vector. The largest single number is below that wherever two are not zero, and the step stays too long.',
    clippedBy((gradients) => Math.max(...numbersOf(gradients).map(Math.abs))),
    clippedBy((gradients) => Math.max(...numbersOf(gradients))),
  ],
  [
    'the biases left out of the norm',
    `${ALL_COUNT} Those of db and dc too.`,
    clippedBy((gradients) => length(numbersOf(gradients, except('db', 'dc')))),
  ],
  ...TERMS.map(
    (term): Row<ClippedUpdate> => [
      `${term} left out of the norm`,
      ALL_COUNT,
      clippedBy((gradients) => length(numbersOf(gradients, except(term)))),
    ],
  ),
  ...TERMS.map(
    (term): Row<ClippedUpdate> => [
      `the norm of ${term} alone`,
      ALL_COUNT,
      clippedBy((gradients) => length(numbersOf(gradients, [term]))),
    ],
  ),
  [
    'more than the five gradients in the norm',
    'What backward returns has dh0 beside the five. h(0) is no parameter, and its gradient has no part in the norm.',
    clippedBy((gradients) =>
      length((Object.values(gradients) as (Vec | Mat)[]).flatMap((each) => each.flat())),
    ),
  ],
  [
    'a gradient counted twice in the norm',
    `${ALL_COUNT} Each of them once.`,
    ...TERMS.map((term) =>
      clippedBy((gradients) => length([...numbersOf(gradients), ...numbersOf(gradients, [term])])),
    ),
  ],
  [
    'the norm of the parameters',
    'What is clipped is the gradient: ‖g‖ is the length of dU, dW, dV, db and dc.',
    clippedBy((_, theta) => norm2(asGradients(theta))),
  ],
  [
    'a little something added to the norm',
    'limit / (‖g‖ + 1e-6) makes every step a little too short, and those of tiny gradients much too short. Where ‖g‖ is above the limit it is not 0, and needs no help.',
    ...[1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12].flatMap((little) => [
      factored((norm, limit) => (norm > limit ? limit / (norm + little) : 1)),
      factored((norm, limit) => Math.min(1, limit / (norm + little))),
      factored((norm, limit) => {
        const longer = Math.sqrt(norm * norm + little);
        return longer > limit ? limit / longer : 1;
      }),
    ]),
  ],
  [
    'parameters that are not moved',
    `${STEP} All five parameters take the step.`,
    movedOnly(except('db', 'dc')),
    movedOnly(['db', 'dc']),
    ...TERMS.map((term) => movedOnly(except(term))),
  ],
  [
    'short gradients stretched to the limit',
    'The limit is an upper one: the factor is limit / ‖g‖ where ‖g‖ is above it, and 1 elsewhere. (For g = 0 the quotient is not even a number.)',
    factored((norm, limit) => limit / norm),
    factored((norm, limit) => (norm === 0 ? 1 : limit / norm)),
    factored((norm, limit) => Math.max(1, limit / norm)),
    factored((norm, limit) => (norm < limit ? limit / norm : 1)),
    factored((norm, limit) => (norm === 0 || norm >= limit ? 1 : limit / norm)),
  ],
  [
    'shortened to 1, not to the limit',
    'g / ‖g‖ has the length 1. Multiplied by the limit it has the length that was asked for.',
    factored((norm, limit) => (norm > limit ? 1 / norm : 1)),
    factored((norm) => 1 / norm),
    factored((norm) => (norm > 1 ? 1 / norm : 1)),
  ],
  [
    'multiplied by the limit, not divided by the norm',
    FACTOR,
    factored((norm, limit) => (norm > limit ? limit : 1)),
    factored((_, limit) => Math.min(1, limit)),
    factored((norm, limit) => Math.min(norm, limit)),
    factored((norm, limit) => (norm > limit ? limit * norm : 1)),
  ],
  [
    'the excess subtracted',
    `${FACTOR} It is a quotient and not a difference.`,
    factored((norm, limit) => (norm > limit ? limit - norm : 1)),
    factored((norm, limit) => (norm > limit ? norm - limit : 1)),
    factored((norm, limit) => (norm > limit ? 1 - limit / norm : 1)),
  ],
  [
    'no step where the gradient is long',
    `${FACTOR} A long gradient still says where to go.`,
    factored((norm, limit) => (norm > limit ? 0 : 1)),
  ],
  [
    'the factor upside down',
    'norm / limit is above 1 where it is used, and makes long gradients longer. The factor is limit / norm.',
    factored((norm, limit) => Math.max(1, norm / limit)),
    factored((norm, limit) => norm / limit),
    factored((norm, limit) => Math.min(1, norm / limit)),
  ],
  [
    'a limit of its own',
    'The limit is given. With another one other gradients are clipped, and to another length.',
    ...[0.1, 0.5, 5, 10].map((own) => factored((norm) => (norm > own ? own / norm : 1))),
  ],
  [
    'a gradient of exactly the limit treated otherwise',
    'At ‖g‖ = limit the factor limit / ‖g‖ is 1, and there is nothing to treat.',
    factored((norm, limit) => (norm < limit ? 1 : norm === limit ? 0 : limit / norm)),
  ],
  [
    'the new parameters under the names of the gradients',
    'What comes back are parameters, and the next step reads them as theta.U … theta.c.',
    (theta, gradients, limit, eta) =>
      asGradients(right.clippedUpdate(theta, gradients, limit, eta)) as unknown as Rnn,
  ],
  [
    'the clipped gradients returned',
    `Clipping is half of it: ${STEP} The new θ is returned.`,
    ...[asParameters, (all: Gradients) => all as unknown as Rnn].map(
      (named): ClippedUpdate =>
        (_theta, gradients, limit) => {
          const norm = norm2(gradients);
          return named(mapped(gradients, () => (g) => (norm > limit ? limit / norm : 1) * g));
        },
    ),
  ],
  [
    'η g or −η g returned, without θ',
    STEP,
    stepped((_, g, eta) => -eta * g),
    stepped((_, g, eta) => eta * g),
  ],
  [
    'the step clipped, not the gradient',
    'Clip g, then multiply by η. If η g is held against the limit, a small η lets long gradients through.',
    (theta, gradients, limit, eta) => {
      const step = mapped(gradients, () => (g) => eta * g);
      return right.clippedUpdate(theta, step, limit, 1);
    },
    factored((norm, limit, eta) => (eta * norm > limit ? limit / norm : 1)),
    factored((norm, limit, eta) => (norm > limit ? limit / (eta * norm) : 1)),
  ],
  [
    'the new parameters clipped, not the gradient',
    'The limit is for the gradient, before the step. The parameters may be as large as they need to be.',
    ...[true, false].map(
      (also): ClippedUpdate =>
        (theta, gradients, limit, eta) => {
          const moved = also
            ? descend(theta, gradients, eta)
            : right.clippedUpdate(theta, gradients, limit, eta);
          const norm = norm2(asGradients(moved));
          const factor = norm > limit ? limit / norm : 1;
          return asParameters(mapped(asGradients(moved), () => (p) => factor * p));
        },
    ),
    (theta, gradients, limit, eta) => {
      const moved = descend(theta, gradients, eta);
      return asParameters(
        mapped(asGradients(moved), () => (p) => Math.min(limit, Math.max(-limit, p))),
      );
    },
    (theta, gradients, limit, eta) => {
      const norm = norm2(gradients);
      const factor = norm > limit ? limit / norm : 1;
      return asParameters(
        mapped(asGradients(descend(theta, gradients, eta)), () => (p) => factor * p),
      );
    },
  ],
  [
    'uphill',
    'The gradient points to where the loss rises. Descent subtracts: θ ← θ − η g.',
    stepped((p, g, eta) => p + eta * g),
  ],
  ['η g − θ: the wrong way round', STEP, stepped((p, g, eta) => eta * g - p)],
  [
    'η forgotten',
    'θ ← θ − η g: the learning rate multiplies the gradient after clipping.',
    stepped((p, g) => p - g),
  ],
  ['η squared', `${STEP} η is a factor once.`, stepped((p, g, eta) => p - eta * eta * g)],
  ['divided by η', `${STEP} η multiplies.`, stepped((p, g, eta) => p - g / eta)],
  [
    'η applied to θ, too',
    `${STEP} η multiplies the gradient alone.`,
    stepped((p, g, eta) => eta * (p - g)),
    stepped((p, g, eta) => (1 - eta) * p - eta * g),
    stepped((p, g, eta) => eta * p - g),
  ],
  [
    'g multiplied by θ',
    `${STEP} The step does not depend on how large θ is.`,
    stepped((p, g, eta) => p - eta * g * p),
  ],
  [
    'the size or the sign of g alone',
    `${STEP} g goes in with its sign and its size.`,
    stepped((p, g, eta) => p - eta * Math.abs(g)),
    stepped((p, g, eta) => p - eta * Math.sign(g)),
  ],
  [
    'the parameters changed in place',
    'Return new parameters: others still read the old ones. Make new rows, with map, in place of assigning to theta.U[i][j].',
    (theta, gradients, limit, eta) => {
      const { U, W, V, b, c } = right.clippedUpdate(theta, gradients, limit, eta);
      return Object.assign(theta, { U, W, V, b, c });
    },
  ],
  [
    'the gradients changed in place',
    'Clipping must not shorten the caller’s own gradients: whoever asks for their norm afterwards gets the limit. Scale a copy.',
    (theta, gradients, limit, eta) => {
      const norm = norm2(gradients);
      const clipped = mapped(gradients, () => (g) => (norm > limit ? limit / norm : 1) * g);
      return descend(theta, Object.assign(gradients, clipped), eta);
    },
  ],
];

export const clippedUpdate: Mistake<ClippedUpdate>[] = mistakesFrom(ROWS, (wrong) => wrong);
