import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';
import type { Vec } from '../../../lib/linear';

type Backward = typeof Exercise.backward;
type Step = Exercise.Step;

/** What a step hands to the nodes it was computed from, one share a use. */
type Hand = (step: Step, d: number, steps: Step[], n: number) => number[];

/** As it should be. */
const shares: Hand = ({ op, of, value }, d, steps) => {
  const [p, q] = of;
  if (op === '+') return [d, d];
  if (op === '*') return [d * steps[q].value, d * steps[p].value];
  return op === 'tanh' ? [d * (1 - value ** 2)] : [];
};

/** Where the pass can go wrong. */
interface Ways {
  hand?: Hand;
  /** how a share comes to what is there */
  keep?: (old: number, share: number, step: Step) => number;
  first?: (steps: Step[]) => number;
  others?: number;
  /** the steps that hand on, in this order */
  through?: (steps: Step[]) => number[];
  result?: (d: Vec, steps: Step[]) => Vec;
}

const places = (steps: Step[]) => [...steps.keys()];
const backwards = (steps: Step[]) => places(steps).reverse();

const accumulate =
  ({
    hand = shares,
    keep = (old, share) => old + share,
    first = () => 1,
    others = 0,
    through = backwards,
    result = (d) => d,
  }: Ways): Backward =>
  (steps) => {
    const d = steps.map(() => others);
    d[d.length - 1] = first(steps);
    for (const n of through(steps)) {
      const parts = hand(steps[n], d[n], steps, n);
      for (const [use, place] of steps[n].of.entries()) {
        d[place] = keep(d[place], parts[use], steps[n]);
      }
    }
    return result(d, steps);
  };

/** A hand that is wrong in one operation. */
const handOf =
  (op: Step['op'], hand: Hand): Hand =>
  (step, d, steps, n) =>
    (step.op === op ? hand : shares)(step, d, steps, n);
const times = (slopes: (p: number, q: number, value: number) => number[]): Hand =>
  handOf('*', ({ of, value }, d, steps) =>
    slopes(steps[of[0]].value, steps[of[1]].value, value).map((slope) => d * slope),
  );
const tanh = (slope: (value: number, a: number) => number): Hand =>
  handOf('tanh', ({ of, value }, d, steps) => [d * slope(value, steps[of[0]].value)]);
const plus = (slopes: (p: number, q: number, value: number) => number[]): Hand =>
  handOf('+', ({ of, value }, d, steps) =>
    slopes(steps[of[0]].value, steps[of[1]].value, value).map((slope) => d * slope),
  );

/** Assigns where it should add, in some operations. */
const assigning = (...ops: Step['op'][]): Ways => ({
  keep: (old, share, { op }) => (ops.includes(op) ? share : old + share),
});

/** The second use of one node by one step counts for nothing, or takes the place of the first. */
const once = (op: Step['op'], share: (steps: Step[], n: number) => number): Hand =>
  handOf(op, (step, d, steps, n) =>
    step.of[0] === step.of[1] ? [d * share(steps, n), 0] : shares(step, d, steps, n),
  );

const PRODUCT = 'd(p·q)/dp is q: each factor is handed d times the other one.';
const SUM = 'd(p + q)/dp is 1, and so is d(p + q)/dq: a sum hands d itself to each of the two.';
const SLOPE =
  'The slope of tanh is 1 − h², where h, the value of the tanh node, is tanh a already.';
const EVERY_USE =
  'A node that is used more than once has a share from every use, and its gradient is their sum: add, d[p] += …, and do not assign.';
const TWICE =
  'x·x uses x twice, and each use has its share: together 2x, as the rule for a square says.';
const FIRST = 'The pass begins with dL/dL = 1, whatever L is.';
const COMPLETE =
  'A node may hand its gradient on when it is complete: after all nodes that use it. In the list these stand behind it, so the pass runs from the last step to the first, and each hands on once.';
const LEAVES =
  'A leaf hands nothing on, but others stand before it in the list: go on to the next (continue), and do not end the pass (break, return).';

const WAYS: [name: string, lesson: string, ...ways: Ways[]][] = [
  [
    'assigned in some operations, added in others',
    EVERY_USE,
    assigning('+'),
    assigning('*'),
    assigning('tanh'),
    assigning('+', '*'),
    assigning('+', 'tanh'),
    assigning('*', 'tanh'),
  ],
  [
    'the first use wins',
    `${EVERY_USE} Nor is a node done when it has its first share.`,
    { keep: (old, share) => (old === 0 ? share : old) },
  ],
  [
    'the largest share wins',
    EVERY_USE,
    { keep: (old, share) => Math.max(old, share) },
    { keep: (old, share) => (Math.abs(share) > Math.abs(old) ? share : old) },
  ],
  [
    'shares multiplied, not added',
    'Along a path slopes are multiplied; over the uses of a node they are added.',
    { keep: (old, share) => (old === 0 ? share : old * share) },
    { keep: (old, share) => old * share, others: 1 },
  ],
  [
    'the mean of the shares',
    'Each use of a node changes the result by itself: the shares are added, and not divided by their number.',
    {
      result: (d, steps) => {
        const uses = (n: number) => steps.flatMap(({ of }) => of).filter((p) => p === n).length;
        return d.map((each, n) => each / Math.max(1, uses(n)));
      },
    },
    {
      keep: (old, share) => (old === 0 ? share : (old + share) / 2),
    },
  ],
  [
    'only the last step has something to hand on',
    `${COMPLETE} In a pass from the first to the last all others are at 0 when their turn comes.`,
    { through: places },
  ],
  [
    'from the first to the last, and assigned',
    `${COMPLETE} And over its uses a node's shares are added.`,
    { through: places, keep: (_, share) => share },
  ],
  [
    'the pass ends too early',
    'The pass goes down to the first step, place 0 in the list.',
    { through: (steps) => backwards(steps).slice(0, -2) },
    { through: (steps) => backwards(steps).slice(0, -3) },
  ],
  [
    'stops at the first leaf',
    LEAVES,
    {
      through: (steps) => {
        const leaf = steps.findLastIndex(({ op }) => op === 'leaf');
        return backwards(steps).filter((n) => n > leaf);
      },
    },
  ],
  [
    'stops where nothing has arrived',
    'A node that L does not depend on has the derivative 0 and hands on zeros; others stand before it in the list, and they may matter.',
    {
      hand: (() => {
        let stopped = false;
        return (step: Step, d: number, steps: Step[], n: number) => {
          if (n === steps.length - 1) stopped = false;
          if (d === 0) stopped = true;
          return stopped ? [0, 0] : shares(step, d, steps, n);
        };
      })(),
    },
  ],
  ['a product hands on its own factor', PRODUCT, { hand: times((p, q) => [p, q]) }],
  ['a product hands on its value', PRODUCT, { hand: times((_p, _q, value) => [value, value]) }],
  [
    'a product hands on the same to both',
    PRODUCT,
    { hand: times((_, q) => [q, q]) },
    { hand: times((p) => [p, p]) },
  ],
  ['a product hands on the sum of its factors', PRODUCT, { hand: times((p, q) => [p + q, p + q]) }],
  ['a product treated as a sum', PRODUCT, { hand: times(() => [1, 1]) }],
  ['a product hands nothing on', PRODUCT, { hand: times(() => [0, 0]) }],
  [
    'only one factor is handed something',
    `${PRODUCT} Each of the two.`,
    { hand: times((_, q) => [q, 0]) },
    { hand: times((p) => [0, p]) },
  ],
  ['a product doubled', PRODUCT, { hand: times((p, q) => [2 * q, 2 * p]) }],
  ['half of a product', PRODUCT, { hand: times((p, q) => [q / 2, p / 2]) }],
  [
    'the sign of a product turned',
    PRODUCT,
    { hand: times((p, q) => [-q, -p]) },
    { hand: times((p, q) => [q, -p]) },
    { hand: times((p, q) => [-q, p]) },
  ],
  [
    'the size of a factor without its sign',
    PRODUCT,
    { hand: times((p, q) => [Math.abs(q), Math.abs(p)]) },
  ],
  [
    'a factor 0 taken for missing',
    `${PRODUCT} Also when that is 0, which in a condition, and before ||, counts as false.`,
    { hand: times((p, q) => [q || 1, p || 1]) },
    { hand: times((p, q) => (p === 0 || q === 0 ? [0, 0] : [q, p])) },
    { hand: times((p, q) => (p * q === 0 ? [1, 1] : [q, p])) },
  ],
  [
    'd forgotten in a product',
    'A product hands on *d times* the other factor. Without d it would be the last step of the expression wherever it stands.',
    { hand: (step, d, steps, n) => shares(step, step.op === '*' ? 1 : d, steps, n) },
  ],
  [
    'd forgotten in a sum',
    'A sum hands on d, which it was handed itself. It would be 1 only if the sum were the last step.',
    { hand: (step, d, steps, n) => shares(step, step.op === '+' ? 1 : d, steps, n) },
  ],
  [
    'd forgotten in a tanh',
    'tanh hands on *d times* its slope, 1 − value².',
    { hand: (step, d, steps, n) => shares(step, step.op === 'tanh' ? 1 : d, steps, n) },
  ],
  [
    'd forgotten everywhere',
    'Each step hands on *d times* its slope: the chain rule multiplies along the path from L.',
    { hand: (step, _, steps, n) => shares(step, 1, steps, n) },
  ],
  [
    'the value of a step where its d belongs',
    'What a step hands on is *d times* its slope: d[n], which it was handed itself, and not its value.',
    { hand: (step, _, steps, n) => shares(step, step.value, steps, n) },
  ],
  [
    'the second operand is handed nothing',
    'Each of the two nodes that a step was computed from is handed its share.',
    { hand: (step, d, steps, n) => [shares(step, d, steps, n)[0], 0] },
  ],
  [
    'the first operand is handed nothing',
    'Each of the two nodes that a step was computed from is handed its share.',
    {
      hand: (step, d, steps, n) =>
        step.op === 'tanh' ? shares(step, d, steps, n) : [0, shares(step, d, steps, n)[1]],
    },
  ],
  [
    'd added to the slope, not multiplied',
    'Along a path the slopes are multiplied: a step hands on d times its slope.',
    {
      hand: (step, d, steps, n) => shares(step, 1, steps, n).map((slope) => d + slope),
    },
    {
      hand: (step, d, steps, n) =>
        step.op === '+'
          ? shares(step, d, steps, n)
          : shares(step, 1, steps, n).map((slope) => d + slope),
    },
  ],
  [
    'a sum hands d to one of the two',
    SUM,
    { hand: plus(() => [1, 0]) },
    { hand: plus(() => [0, 1]) },
  ],
  ['a sum shares d out', SUM, { hand: plus(() => [1 / 2, 1 / 2]) }],
  ['a sum hands d on twice', SUM, { hand: plus(() => [2, 2]) }],
  [
    'a sum taken for a difference',
    SUM,
    { hand: plus(() => [1, -1]) },
    { hand: plus(() => [-1, 1]) },
  ],
  ['a sum hands nothing on', SUM, { hand: plus(() => [0, 0]) }],
  [
    'a sum hands on values',
    SUM,
    { hand: plus((p, q) => [p, q]) },
    { hand: plus((_p, _q, value) => [value, value]) },
  ],
  ['a sum treated as a product', SUM, { hand: plus((p, q) => [q, p]) }],
  [
    '1 − value for the slope of tanh',
    'The slope of tanh is one minus the *square* of its value.',
    { hand: tanh((h) => 1 - h) },
  ],
  [
    'the slope of tanh at its input',
    'With h = tanh a the slope is 1 − h², from the value of the tanh node itself. 1 − a² takes the number before the tanh.',
    { hand: tanh((_, a) => 1 - a * a) },
  ],
  [
    'tanh of the tanh',
    '`value` is tanh a already. The slope is 1 − value², with no further tanh.',
    { hand: tanh((h) => 1 - Math.tanh(h) ** 2) },
  ],
  [
    'the slope of tanh forgotten',
    'tanh hands on d times its slope, 1 − value², and not d itself.',
    { hand: tanh(() => 1) },
  ],
  ['the value of tanh for its slope', SLOPE, { hand: tanh((h) => h) }],
  ['1 + value² for the slope of tanh', SLOPE, { hand: tanh((h) => 1 + h * h) }],
  ['value² for the slope of tanh', SLOPE, { hand: tanh((h) => h * h) }],
  ['value² − 1 for the slope of tanh', SLOPE, { hand: tanh((h) => h * h - 1) }],
  ['(1 − value)² for the slope of tanh', SLOPE, { hand: tanh((h) => (1 - h) ** 2) }],
  [
    'the slope of a sigmoid for that of tanh',
    `${SLOPE} h (1 − h) belongs to a sigmoid.`,
    { hand: tanh((h) => h * (1 - h)) },
  ],
  [
    'a factor 2 in the slope of tanh',
    SLOPE,
    { hand: tanh((h) => 2 * (1 - h * h)) },
    { hand: tanh((h) => 1 - 2 * h) },
    { hand: tanh((h) => -2 * h) },
    { hand: tanh((h) => 2 * h) },
  ],
  ['the root of the slope of tanh', SLOPE, { hand: tanh((h) => Math.sqrt(1 - h * h)) }],
  [
    '1 − a, or a, for the slope of tanh',
    `${SLOPE} It is not made of a, the number before the tanh.`,
    { hand: tanh((_, a) => 1 - a) },
    { hand: tanh((_, a) => a) },
  ],
  [
    'the slope of tanh twice',
    `${SLOPE} d is multiplied by it once.`,
    { hand: tanh((h) => (1 - h * h) ** 2) },
  ],
  [
    'slope and value of tanh multiplied',
    SLOPE,
    { hand: tanh((h) => h * (1 - h * h)) },
    { hand: tanh((h, a) => a * (1 - h * h)) },
  ],
  ['tanh hands nothing on', SLOPE, { hand: tanh(() => 0) }],
  [
    'd inside the slope of tanh',
    `${SLOPE} d multiplies all of it: d · (1 − h²), with the parentheses.`,
    { hand: handOf('tanh', ({ value }, d) => [d - value ** 2]) },
    { hand: handOf('tanh', ({ value }, d) => [1 - d * value ** 2]) },
    { hand: handOf('tanh', ({ value }, d) => [1 - (d * value) ** 2]) },
    { hand: handOf('tanh', (_, d) => [d * (1 - d ** 2)]) },
  ],
  [
    'both factors are one node: counted once',
    TWICE,
    { hand: once('*', (steps, n) => steps[steps[n].of[0]].value) },
  ],
  [
    'both summands are one node: counted once',
    'x + x uses x twice, and each use has its share: together 2.',
    { hand: once('+', () => 1) },
  ],
  [
    'a node used twice by one step: counted once',
    `${TWICE} Likewise x + x hands on 2.`,
    {
      hand: (step, d, steps, n) => {
        const [part, ...parts] = shares(step, d, steps, n);
        return step.of[0] === step.of[1] ? [part, 0] : [part, ...parts];
      },
    },
  ],
  [
    'the other factor sought by being another node',
    `${TWICE} In x·x the other factor is x as well: go by the two places of \`of\`, 0 and 1, and not by which node stands there.`,
    { hand: once('*', () => 1) },
    { hand: once('*', () => 2) },
    { hand: once('*', () => 0) },
  ],
  ['begins with the value of L', FIRST, { first: (steps) => steps[steps.length - 1].value }],
  ['begins with nothing', `${FIRST} From a zero there only zeros follow.`, { first: () => 0 }],
  [
    'begins with 1 at every node',
    `${FIRST} All other nodes begin with 0, and are added to.`,
    { others: 1 },
  ],
  ['begins with −1', FIRST, { first: () => -1 }],
  [
    'in the order of the pass',
    'The result has the order of the steps: the derivative by the first step first, and the 1 at the end.',
    { result: (d) => [...d].reverse() },
  ],
  [
    'nodes that are not leaves set to 0',
    'Every node has its derivative in the result, and not the leaves alone.',
    { result: (d, steps) => d.map((each, n) => (steps[n].op === 'leaf' ? each : 0)) },
  ],
  [
    'only the leaves returned',
    'Every node has its derivative in the result, and not the leaves alone: one number for each step.',
    { result: (d, steps) => d.filter((_, n) => steps[n].op === 'leaf') },
  ],
  [
    'multiplied by its own value',
    'dL/dx says how fast L changes with x. x·dL/dx is another quantity.',
    { result: (d, steps) => d.map((each, n) => each * steps[n].value) },
  ],
];

/** Hands everything on again whenever something arrives. */
const again =
  (eachAtOnce: boolean): Backward =>
  (steps) => {
    const d = steps.map(() => 0);
    const visit = (n: number) => {
      const parts = shares(steps[n], d[n], steps, n);
      const { of } = steps[n];
      for (const [use, place] of of.entries()) {
        d[place] += parts[use];
        if (eachAtOnce) visit(place);
      }
      if (!eachAtOnce) of.forEach(visit);
    };
    d[d.length - 1] = 1;
    visit(d.length - 1);
    return d;
  };

/** The same with a list of what is still to be done, which may hold a node more than once. */
const againFromList =
  (take: 'shift' | 'pop'): Backward =>
  (steps) => {
    const d = steps.map(() => 0);
    d[d.length - 1] = 1;
    const open = [d.length - 1];
    while (open.length > 0) {
      const n = open[take]() as number;
      const parts = shares(steps[n], d[n], steps, n);
      for (const [use, place] of steps[n].of.entries()) {
        d[place] += parts[use];
        open.push(place);
      }
    }
    return d;
  };

/** Each node hands on once, when it is first reached; `mark` says when it counts as reached. */
const whenReached =
  (take: 'shift' | 'pop', mark: 'found' | 'taken'): Backward =>
  (steps) => {
    const d = steps.map(() => 0);
    d[d.length - 1] = 1;
    const open = [d.length - 1];
    const reached = new Set<number>(open);
    const done = new Set<number>();
    while (open.length > 0) {
      const n = open[take]() as number;
      if (done.has(n)) continue;
      done.add(n);
      const parts = shares(steps[n], d[n], steps, n);
      for (const [use, place] of steps[n].of.entries()) {
        d[place] += parts[use];
        if (mark === 'found' && reached.has(place)) continue;
        reached.add(place);
        open.push(place);
      }
    }
    return d;
  };

/** The same by recursion. */
const recursivelyReached =
  (eachAtOnce: boolean): Backward =>
  (steps) => {
    const d = steps.map(() => 0);
    d[d.length - 1] = 1;
    const reached = new Set<number>();
    const visit = (n: number) => {
      if (reached.has(n)) return;
      reached.add(n);
      const parts = shares(steps[n], d[n], steps, n);
      const { of } = steps[n];
      for (const [use, place] of of.entries()) {
        d[place] += parts[use];
        if (eachAtOnce) visit(place);
      }
      if (!eachAtOnce) of.forEach(visit);
    };
    visit(d.length - 1);
    return d;
  };

/** Along each path by itself; what a node has is what came along the last. */
const lastPath: Backward = (steps) => {
  const d = steps.map(() => 0);
  const visit = (n: number, along: number) => {
    d[n] = along;
    const parts = shares(steps[n], along, steps, n);
    for (const [use, place] of steps[n].of.entries()) visit(place, parts[use]);
  };
  visit(steps.length - 1, 1);
  return d;
};

/** A product takes the other factor's gradient for its value. */
const withGradients: Backward = (steps) => {
  const d = steps.map(() => 0);
  d[d.length - 1] = 1;
  for (const n of backwards(steps)) {
    const { op, of } = steps[n];
    const [p, q] = of;
    const parts = op === '*' ? [d[n] * d[q], d[n] * d[p]] : shares(steps[n], d[n], steps, n);
    for (const [use, place] of of.entries()) d[place] += parts[use];
  }
  return d;
};

/** Begins with other numbers. */
const beginning =
  (begin: (steps: Step[]) => Vec): Backward =>
  (steps) => {
    const d = begin(steps);
    for (const n of backwards(steps)) {
      const parts = shares(steps[n], d[n], steps, n);
      for (const [use, place] of steps[n].of.entries()) d[place] += parts[use];
    }
    return d;
  };

/** Numbers only where a share arrives. */
const sparse =
  (hands: (d: number | undefined) => boolean): Backward =>
  (steps) => {
    const d: Vec = [];
    d[steps.length - 1] = 1;
    for (const n of backwards(steps)) {
      if (!hands(d[n])) continue;
      const parts = shares(steps[n], d[n], steps, n);
      for (const [use, place] of steps[n].of.entries()) d[place] = (d[place] ?? 0) + parts[use];
    }
    return Array.from({ length: steps.length }, (_, n) => d[n]);
  };

/** A node is asked for its own d, where the step that hands on has it. */
const fromItself: Backward = (steps) => {
  const d = steps.map(() => 0);
  d[d.length - 1] = 1;
  for (const n of backwards(steps)) {
    const slopes = shares(steps[n], 1, steps, n);
    for (const [use, place] of steps[n].of.entries()) d[place] += d[place] * slopes[use];
  }
  return d;
};

/** Reads the values of two nodes, also where a step was computed from fewer. */
const readingTwo =
  (isRead: (step: Step) => boolean): Backward =>
  (steps) => {
    for (const { of } of steps.filter(isRead).reverse()) {
      for (const use of [0, 1]) if (steps[of[use]].value === undefined) return [];
    }
    return accumulate({})(steps);
  };

/** Divides the value of a product by one factor to find the other. */
const dividing: Hand = handOf('*', ({ of, value }, d, steps) =>
  of.map((place) => (d * value) / steps[place].value),
);

/** NaN says little by itself; over all tests, this mistake alone gives it just where it does. */
const ANY_TEXT = /(?:)/;

export const backward: Mistake<Backward>[] = [
  ...WAYS.map(([name, lesson, ...ways]) => ({ name, lesson, wrong: ways.map(accumulate) })),
  {
    name: 'the last use wins',
    lesson: EVERY_USE,
    wrong: [accumulate({ keep: (_, share) => share }), lastPath],
  },
  {
    name: 'a product that hands on gradients, not values',
    lesson:
      'The other factor is what that node is worth on the way forward: steps[q].value, not d[q].',
    wrong: withGradients,
  },
  {
    name: 'begins with the values',
    lesson: `${FIRST} All other nodes begin with 0, and are added to. The values belong to the way forward.`,
    wrong: [
      beginning((steps) => [...steps.slice(0, -1).map(({ value }) => value), 1]),
      beginning((steps) => steps.map(({ value }) => value)),
    ],
  },
  {
    name: 'begins at the wrong end',
    lesson: 'L is the last step, so the 1 stands at the end of the list.',
    wrong: beginning((steps) => steps.map((_, n) => (n === 0 ? 1 : 0))),
  },
  {
    name: 'nothing is handed on',
    lesson:
      'The pass begins with the last step, n = steps.length − 1, which hands on like any other: d[n], its own, times its slope. d[p], of the node that is handed it, is 0 at first.',
    wrong: fromItself,
  },
  {
    name: 'a leaf asked for what it was computed from',
    lesson:
      'A leaf was computed from nothing: its `of` is empty, and steps[of[0]] is undefined. Look at `op` before you look at `of`.',
    wrong: readingTwo(({ op }) => op !== 'tanh'),
  },
  {
    name: 'a tanh asked for a second node',
    lesson:
      'tanh was computed from one node, and so its of[1] is undefined. Read the second only where there is one, for + and for *.',
    wrong: readingTwo(({ op }) => op !== 'leaf'),
  },
  {
    name: 'begins past the end of the list',
    lesson:
      'The places of a list run from 0 to length − 1, so the last step is steps[steps.length − 1]; steps[steps.length] is undefined.',
    wrong: [
      (steps) => {
        for (let n = steps.length; n >= 0; n--) if (steps[n].op === undefined) return [];
        return [];
      },
      (steps) => {
        for (let n = steps.length; n >= 0; n--) if (steps[n].of === undefined) return [];
        return [];
      },
      (steps) => {
        for (let n = steps.length; n >= 0; n--) {
          const { op } = steps[n];
          if (op === undefined) return [];
        }
        return [];
      },
      (steps) => {
        for (let i = steps.length; i >= 0; i--) {
          const { op } = steps[i];
          if (op === undefined) return [];
        }
        return [];
      },
    ],
  },
  {
    name: 'hands on all it has whenever something arrives',
    lesson: `${COMPLETE} Otherwise what arrived first is handed on again with every later share.`,
    wrong: [again(true), again(false), againFromList('shift'), againFromList('pop')],
  },
  {
    name: 'hands on when first reached',
    lesson: `${COMPLETE} A node that is reached along a short way may still get shares along a longer one.`,
    wrong: [
      whenReached('shift', 'found'),
      whenReached('shift', 'taken'),
      whenReached('pop', 'found'),
      whenReached('pop', 'taken'),
      recursivelyReached(true),
      recursivelyReached(false),
    ],
  },
  {
    name: 'only nodes that L depends on have a number',
    lesson:
      'A node that L does not depend on has the derivative 0, which is a number: begin with a zero for each step.',
    text: /\?\?|\|\||undefined|\?/,
    wrong: [sparse(() => true), sparse((d) => d !== undefined)],
  },
  {
    name: 'the other factor found by dividing',
    lesson:
      'value / p is q unless p is 0, and then it is 0 / 0: NaN. The other factor stands in steps[q].value.',
    text: ANY_TEXT,
    wrong: accumulate({ hand: dividing }),
  },
  {
    name: 'begins without zeros',
    lesson:
      'd[p] += … adds to what is there. In an empty list there is nothing, and nothing plus a number is NaN: begin with a zero for each step.',
    text: /(?:\[\]|Array\()/,
    wrong: (steps) => {
      const d: number[] = [];
      d[steps.length - 1] = 1;
      for (let n = steps.length - 1; n >= 0; n--) {
        const parts = shares(steps[n], d[n], steps, n);
        for (const [use, place] of steps[n].of.entries()) d[place] += parts[use];
      }
      return d;
    },
  },
];
