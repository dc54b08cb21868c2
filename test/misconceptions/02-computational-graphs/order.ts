import type * as Exercise from '../../../exercises/02-computational-graphs';
import type { Mistake } from '../../../lib/judge/mistakes';

type Order = typeof Exercise.order;
type Edge = Exercise.Edge;

/** Is a node ready, when these stand before it? */
type Ready = (name: string, before: string[], edges: Edge[]) => boolean;

/** Places what it can, by the edges that count: all of the names, or those that no cycle holds up. */
type Way = (names: string[], edges: Edge[], ready?: Ready) => string[];

const needsOf = (edges: Edge[], name: string) =>
  edges.filter(({ to }) => to === name).map(({ from }) => from);

const all: Ready = (name, before, edges) =>
  needsOf(edges, name).every((need) => before.includes(need));

/** Each time the first of the names that is ready. */
const oneByOne: Way = (names, edges, ready = all) => {
  const ordered: string[] = [];
  for (const _ of names) {
    const next = names.find((name) => !ordered.includes(name) && ready(name, ordered, edges));
    if (next === undefined) break;
    ordered.push(next);
  }
  return ordered;
};

/** Again and again through the names, a number of times. */
const inRounds =
  (rounds: number): Way =>
  (names, edges, ready = all) => {
    const ordered: string[] = [];
    for (let round = 0; round < Math.min(rounds, names.length); round++) {
      for (const name of names) {
        if (!ordered.includes(name) && ready(name, ordered, edges)) ordered.push(name);
      }
    }
    return ordered;
  };

/** All that are ready, then all that are ready next. */
const inLevels =
  (levels: number): Way =>
  (names, edges, ready = all) => {
    const ordered: string[] = [];
    for (let level = 0; level < Math.min(levels, names.length); level++) {
      const before = [...ordered];
      ordered.push(...names.filter((name) => !before.includes(name) && ready(name, before, edges)));
    }
    return ordered;
  };

/** The first of those that wait; when it is not ready it goes to their end. */
const inTurn: Way = (names, edges, ready = all) => {
  const waiting = [...names];
  const ordered: string[] = [];
  for (let turn = 0; turn < names.length ** 2; turn++) {
    const name = waiting.shift();
    if (name === undefined) break;
    (ready(name, ordered, edges) ? ordered : waiting).push(name);
  }
  return ordered;
};

const reversed = (edges: Edge[]) =>
  edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }));

/** From the last to the first: each time a node that no other waits for. */
const fromTheBack: Way = (names, edges) => oneByOne(names, reversed(edges)).reverse();

/** By counting for each node the edges that still wait; `first` says which of the free ones comes next. */
const counting =
  (first: 'shift' | 'pop', counts = (edges: Edge[]) => edges): Way =>
  (names, edges) => {
    const waiting = new Map(names.map((name) => [name, needsOf(counts(edges), name).length]));
    const free = names.filter((name) => waiting.get(name) === 0);
    const ordered: string[] = [];
    while (free.length > 0) {
      const name = free[first]() as string;
      ordered.push(name);
      for (const { from, to } of edges) {
        if (from !== name) continue;
        waiting.set(to, (waiting.get(to) ?? 0) - 1);
        if (waiting.get(to) === 0) free.push(to);
      }
    }
    return ordered;
  };

/** Depth first from each node to those that it needs; a cycle goes unnoticed. */
const toNeeds: Way = (names, edges) => {
  const visited = new Set<string>();
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (visited.has(name)) return;
    visited.add(name);
    for (const need of needsOf(edges, name)) visit(need);
    ordered.push(name);
  };
  names.forEach(visit);
  return ordered;
};

/** Depth first along the arrows, each node put in front; a cycle goes unnoticed. */
const alongArrows: Way = (names, edges) => {
  const visited = new Set<string>();
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (visited.has(name)) return;
    visited.add(name);
    for (const { from, to } of edges) if (from === name) visit(to);
    ordered.unshift(name);
  };
  names.forEach(visit);
  return ordered;
};

const PLACING: Way[] = [
  oneByOne,
  inRounds(Infinity),
  inLevels(Infinity),
  inTurn,
  fromTheBack,
  counting('shift'),
  counting('pop'),
];
const DEPTH_FIRST: Way[] = [toNeeds, alongArrows];
const ANY_WAY = [...PLACING, ...DEPTH_FIRST];

/** Where the edges leave one order only, all ways are one of these; they differ on a node without edges. */
const FORCED: Way[] = [oneByOne, inRounds(Infinity), fromTheBack];

const now = (edges: Edge[]) => edges.filter(({ delay }) => delay === 0);
const isCyclic = (names: string[], edges: Edge[]) => oneByOne(names, edges).length < names.length;

/** What each way gives when it looks at these edges, with an empty list for a cycle. */
const byEdges = (of: (edges: Edge[]) => Edge[], ways = FORCED): Order[] =>
  ways.map((way) => (names, edges) => {
    const those = of(edges);
    return isCyclic(names, those) ? [] : way(names, those);
  });

/** The same, with what could be placed for a cycle. */
const inPart = (of: (edges: Edge[]) => Edge[], ways = FORCED): Order[] =>
  ways.map((way) => (names, edges) => way(names, of(edges)));

/** An order that is made by a rule, with and without an empty list for a cycle. */
const orEmpty = (rule: Order): Order[] => [
  rule,
  (names, edges) => (isCyclic(names, now(edges)) ? [] : rule(names, edges)),
];

/** Depth first, with an empty list where a node is met again; `perName` begins the path anew for each name. */
const searched =
  (
    next: (edges: Edge[], name: string) => string[],
    put: 'push' | 'unshift',
    perName: boolean,
  ): Order =>
  (names, edges) => {
    let path = new Set<string>();
    const ordered: string[] = [];
    const visit = (name: string): boolean => {
      if (path.has(name)) return false;
      if (ordered.includes(name)) return true;
      path.add(name);
      if (!next(now(edges), name).every(visit)) return false;
      ordered[put](name);
      return true;
    };
    for (const name of names) {
      if (ordered.includes(name)) continue;
      if (perName) path = new Set();
      if (!visit(name)) return [];
    }
    return ordered;
  };

const usersOf = (edges: Edge[], name: string) =>
  edges.filter(({ from }) => from === name).map(({ to }) => to);

/** Each node when it is first reached along an edge. */
const reached =
  (take: 'shift' | 'pop', next: typeof needsOf): Order =>
  (names, edges) => {
    const open = names.filter((name) => needsOf(now(edges), name).length === 0);
    const ordered: string[] = [];
    while (open.length > 0) {
      const name = open[take]() as string;
      if (ordered.includes(name)) continue;
      ordered.push(name);
      open.push(...next(now(edges), name));
    }
    return ordered;
  };

/** The names that some edge touches, as they came or as the edges have them. */
const touched = (names: string[], edges: Edge[]) =>
  names.filter((name) => edges.some(({ from, to }) => from === name || to === name));
const endsOf = (_: string[], edges: Edge[]) => [
  ...new Set(edges.flatMap(({ from, to }) => [from, to])),
];

/** Exchanges the ends of each edge that stand the wrong way round. */
const exchange = (ordered: string[], edges: Edge[]) => {
  for (const { from, to } of edges) {
    const [i, j] = [ordered.indexOf(from), ordered.indexOf(to)];
    if (i > j) [ordered[i], ordered[j]] = [ordered[j], ordered[i]];
  }
};

/** Each node when it is first reached, by recursion from those that need nothing. */
const reachedDeep: Order = (names, edges) => {
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (ordered.includes(name)) return;
    ordered.push(name);
    usersOf(now(edges), name).forEach(visit);
  };
  names.filter((name) => needsOf(now(edges), name).length === 0).forEach(visit);
  return ordered;
};

const DELAY =
  'What comes with a delay was computed in an earlier step: a node does not wait for it, however long the delay.';
const EMPTY =
  'When nodes wait for one another in a cycle there is no order at all, and the list is empty.';
const AGAIN =
  'A node that is not ready when its turn comes may be ready later. Go through the names again, until all are placed or a whole round has placed none.';
const EVERY = 'A node waits for *all* nodes that it needs: every, not some.';

/** Empty lists say little each; over all tests, this mistake alone gives them just where it does. */
const ANY_TEXT = /(?:)/;

export const order: Mistake<Order>[] = [
  {
    name: 'the names as they came',
    lesson:
      'The order in which nodes are described says nothing about the order in which they can be computed. The edges do.',
    wrong: orEmpty((names) => [...names]),
  },
  {
    name: 'the names backwards',
    lesson:
      'The names may come in any order, so no fixed rearrangement is right. The edges say what comes before what.',
    wrong: orEmpty((names) => [...names].reverse()),
  },
  {
    name: 'sorted by the alphabet',
    lesson: 'What a node is called says nothing about when it can be computed. The edges do.',
    wrong: orEmpty((names) => [...names].sort()),
  },
  {
    name: 'delayed edges counted',
    lesson: `${DELAY} Else every recurrent network would be a cycle.`,
    text: ANY_TEXT,
    wrong: [...byEdges((edges) => edges), ...inPart((edges) => edges)],
  },
  {
    name: 'delayed edges counted, and a cycle unnoticed',
    lesson: `${DELAY} And a search that remembers only where it has been takes a cycle for an order.`,
    wrong: DEPTH_FIRST.map((way) => (names, edges) => way(names, edges)),
  },
  {
    name: 'only a delay of one heeded',
    lesson: `${DELAY} Ask for delay > 0, not for delay === 1.`,
    text: ANY_TEXT,
    wrong: [
      ...byEdges((edges) => edges.filter(({ delay }) => delay !== 1)),
      ...inPart((edges) => edges.filter(({ delay }) => delay !== 1)),
    ],
  },
  {
    name: 'a delay of one counted',
    lesson: `${DELAY} Ask for delay > 0, not for delay > 1: one step earlier is earlier.`,
    text: ANY_TEXT,
    wrong: [
      ...byEdges((edges) => edges.filter(({ delay }) => delay <= 1)),
      ...inPart((edges) => edges.filter(({ delay }) => delay <= 1)),
    ],
  },
  {
    name: 'loops left out instead of delays',
    lesson: `${DELAY} The loop from a node to itself is not the only one: an output may lead back to the hidden layer, with a delay as well.`,
    text: ANY_TEXT,
    wrong: [
      ...byEdges((edges) => edges.filter(({ from, to }) => from !== to)),
      ...inPart((edges) => edges.filter(({ from, to }) => from !== to)),
    ],
  },
  {
    name: 'only delayed edges heeded',
    lesson:
      'An edge without delay is the one to wait for. In a condition a delay of 0 counts as false: write delay === 0.',
    wrong: [
      ...byEdges((edges) => edges.filter(({ delay }) => delay > 0), ANY_WAY),
      ...inPart((edges) => edges.filter(({ delay }) => delay > 0), PLACING),
    ],
  },
  {
    name: 'delayed edges taken away, though not counted',
    lesson: `${DELAY} Where the edges that still wait are counted, those with a delay are left out twice: in counting, and in counting down.`,
    wrong: (['shift', 'pop'] as const).flatMap((first) => {
      const countedDown = counting(first, now);
      return [
        countedDown,
        (names: string[], edges: Edge[]) => {
          const ordered = countedDown(names, edges);
          return ordered.length === names.length ? ordered : [];
        },
      ];
    }),
  },
  {
    name: 'a loop without delay goes unnoticed',
    lesson:
      'A node that needs itself at the same step can never be computed: that is a cycle of one, and the list is empty. With a delay the loop would be harmless.',
    wrong: [
      ...byEdges((edges) => now(edges).filter(({ from, to }) => from !== to)),
      ...inPart((edges) => now(edges).filter(({ from, to }) => from !== to)),
    ],
  },
  {
    name: 'parallel edges counted twice and taken away once',
    lesson:
      'Two edges from one node to another are both done when that node is. Count each edge, and take each away; or count nodes both times.',
    text: ANY_TEXT,
    wrong: byEdges((edges) =>
      // an edge beside another is never taken away: as if its end needed itself
      now(edges).map((edge, i, those) => {
        const isSecond = those.findIndex((e) => e.from === edge.from && e.to === edge.to) < i;
        return isSecond ? { ...edge, from: edge.to } : edge;
      }),
    ),
  },
  {
    name: 'a node without edges left out',
    lesson:
      'All names are to be computed, also one that no edge without delay touches: it is ready at once. The names say which nodes there are, the edges in which order they come.',
    text: ANY_TEXT,
    wrong: [
      (names, edges) => oneByOne(touched(names, now(edges)), now(edges)),
      (names, edges) =>
        isCyclic(names, now(edges)) ? [] : oneByOne(touched(names, now(edges)), now(edges)),
      ...[touched, endsOf].flatMap((of) =>
        ANY_WAY.map(
          (way): Order =>
            (names, edges) =>
              isCyclic(names, now(edges)) ? [] : way(of(names, edges), now(edges)),
        ),
      ),
    ],
  },
  {
    name: 'against the arrows',
    lesson:
      'An edge leads from what is needed to what needs it. Begin where nothing arrives, not where nothing leaves: the other way round is the order of the backward pass.',
    wrong: [
      ...byEdges((edges) => reversed(now(edges)), ANY_WAY),
      ...inPart((edges) => reversed(now(edges)), PLACING),
      ...ANY_WAY.map(
        (way): Order =>
          (names, edges) => {
            const those = now(edges);
            return isCyclic(names, those) ? [] : way(names, those).reverse();
          },
      ),
      (names, edges) => toNeeds(names, now(edges)).reverse(),
      (names, edges) => alongArrows(names, now(edges)).reverse(),
    ],
  },
  {
    name: 'sorted by the number of arriving edges',
    lesson:
      'Few arriving edges do not make a node early: a node with one may need a node with two. What counts is whether those that it needs are there.',
    wrong: [now, (edges: Edge[]) => edges].flatMap((of) =>
      orEmpty((names, edges) =>
        [...names].sort((a, b) => needsOf(of(edges), a).length - needsOf(of(edges), b).length),
      ),
    ),
  },
  {
    name: 'sorted by the number of leaving edges',
    lesson:
      'Many leaving edges do not make a node early. What counts is whether those that it needs are there.',
    wrong: orEmpty((names, edges) =>
      [...names].sort((a, b) => usersOf(now(edges), b).length - usersOf(now(edges), a).length),
    ),
  },
  {
    name: 'sorted by direct edges alone',
    lesson:
      'sort asks about two nodes at a time, and its rule must be an order: if a comes before b and b before c, then a before c, though no edge leads from a to c. “No edge” is not “equal”.',
    wrong: [
      ...orEmpty((names, edges) => {
        const leads = (a: string, b: string) => needsOf(now(edges), b).includes(a);
        return [...names].sort((a, b) => (leads(a, b) ? -1 : leads(b, a) ? 1 : 0));
      }),
      ...orEmpty((names, edges) => {
        const leads = (a: string, b: string) => needsOf(now(edges), b).includes(a);
        return [...names].sort((a, b) => (leads(b, a) ? 1 : leads(a, b) ? -1 : 0));
      }),
      ...orEmpty((names, edges) =>
        [...names].sort((a, b) => (needsOf(now(edges), b).includes(a) ? -1 : 1)),
      ),
      ...orEmpty((names, edges) =>
        [...names].sort((a, b) => (needsOf(now(edges), a).includes(b) ? 1 : -1)),
      ),
    ],
  },
  {
    name: 'each name put in once, beside those that are there',
    lesson:
      'Where a node belongs depends on all that it needs and on all that need it, also on those that are put in later. Place a node when all its needs are placed.',
    wrong: [
      ...orEmpty((names, edges) => {
        const ordered: string[] = [];
        for (const name of names) {
          const needs = needsOf(now(edges), name).map((need) => ordered.indexOf(need));
          ordered.splice(Math.max(-1, ...needs) + 1, 0, name);
        }
        return ordered;
      }),
      ...orEmpty((names, edges) => {
        const ordered: string[] = [];
        for (const name of names) {
          const users = usersOf(now(edges), name).map((user) => ordered.indexOf(user));
          const there = users.filter((place) => place >= 0);
          ordered.splice(Math.min(ordered.length, ...there), 0, name);
        }
        return ordered;
      }),
    ],
  },
  {
    name: 'depths from too few passes over the edges',
    lesson:
      'A node lies one deeper than the deepest that it needs, and that one may be moved later in the same pass. Go on until a pass moves none.',
    wrong: [1, 2].flatMap((passes) =>
      orEmpty((names, edges) => {
        const depth = new Map(names.map((name) => [name, 0]));
        const at = (name: string) => depth.get(name) ?? 0;
        for (let pass = 0; pass < passes; pass++) {
          for (const { from, to } of now(edges)) depth.set(to, Math.max(at(to), at(from) + 1));
        }
        return [...names].sort((a, b) => at(a) - at(b));
      }),
    ),
  },
  {
    name: 'each edge looked at once, and its ends exchanged',
    lesson:
      'Putting one edge right can put another wrong that was right before. Go through the edges until nothing is left to exchange, or ask of each node whether it is ready.',
    wrong: orEmpty((names, edges) => {
      const ordered = [...names];
      exchange(ordered, now(edges));
      return ordered;
    }),
  },
  {
    name: 'one pass over the names',
    lesson: AGAIN,
    text: ANY_TEXT,
    wrong: [inRounds(1), inLevels(1)].map((way) => (names, edges) => {
      const ordered = way(names, now(edges));
      return ordered.length === names.length ? ordered : [];
    }),
  },
  {
    name: 'one pass over the names, and the rest left out',
    lesson: `${AGAIN} In that case there is a cycle, and the list is empty.`,
    wrong: [inRounds(1), inLevels(1)].map((way) => (names, edges) => way(names, now(edges))),
  },
  {
    name: 'two or three passes over the names',
    lesson: `${AGAIN} How many rounds that takes depends on the names; a chain that stands backwards needs one for each.`,
    text: ANY_TEXT,
    wrong: [inRounds(2), inLevels(2), inRounds(3), inLevels(3)].flatMap((way): Order[] => [
      (names, edges) => way(names, now(edges)),
      (names, edges) => {
        const ordered = way(names, now(edges));
        return ordered.length === names.length ? ordered : [];
      },
    ]),
  },
  {
    name: 'a name placed twice',
    lesson: 'A node that is in the list already is ready too. Each is computed once: skip it.',
    wrong: [
      (names, edges) => {
        const ordered: string[] = [];
        for (const _ of names) {
          for (const name of names) if (all(name, ordered, now(edges))) ordered.push(name);
        }
        return ordered;
      },
      (names, edges) => {
        const ordered: string[] = [];
        const visit = (name: string) => {
          needsOf(now(edges), name).forEach(visit);
          ordered.push(name);
        };
        if (isCyclic(names, now(edges))) return [];
        names.forEach(visit);
        return ordered;
      },
      (names, edges) => {
        const ordered: string[] = [];
        while (ordered.length < names.length) {
          const before = ordered.length;
          for (const name of names) if (all(name, ordered, now(edges))) ordered.push(name);
          if (ordered.length === before) return [];
        }
        return ordered;
      },
    ],
  },
  {
    name: 'ready when one of its needs is there',
    lesson: EVERY,
    wrong: PLACING.slice(0, 4).flatMap((way): Order[] => {
      const some: Ready = (name, before, edges) => {
        const needs = needsOf(edges, name);
        return needs.length === 0 || needs.some((need) => before.includes(need));
      };
      return [
        (names, edges) => way(names, now(edges), some),
        (names, edges) => {
          const ordered = way(names, now(edges), some);
          return ordered.length === names.length ? ordered : [];
        },
        (names, edges) => (isCyclic(names, now(edges)) ? [] : way(names, now(edges), some)),
      ];
    }),
  },
  {
    name: 'placed when first reached',
    lesson: `${EVERY} To be reached along one edge is not enough.`,
    wrong: [reached('shift', usersOf), reached('pop', usersOf), reachedDeep].flatMap((rule) => [
      ...orEmpty(rule),
      (names: string[], edges: Edge[]) => {
        const ordered = rule(names, edges);
        return ordered.length === names.length ? ordered : [];
      },
    ]),
  },
  {
    name: 'only the first arriving edge asked',
    lesson: `${EVERY} find stops at the first edge; filter or every looks at all.`,
    wrong: (() => {
      const firstOnly = (edges: Edge[]) =>
        now(edges).filter(({ to }, i, those) => those.findIndex((e) => e.to === to) === i);
      const depth = (edges: Edge[], name: string): number => {
        const [first] = needsOf(edges, name);
        return first === undefined ? 0 : 1 + depth(edges, first);
      };
      const byDepth: Order = (names, edges) =>
        [...names].sort((a, b) => depth(now(edges), a) - depth(now(edges), b));
      return [...byEdges(firstOnly, ANY_WAY), ...inPart(firstOnly, PLACING), ...orEmpty(byDepth)];
    })(),
  },
  {
    name: 'only the last arriving edge asked',
    lesson: `${EVERY} A table with one entry for a node keeps the last edge and forgets the others.`,
    wrong: (() => {
      const lastOnly = (edges: Edge[]) =>
        now(edges).filter(({ to }, i, those) => those.findLastIndex((e) => e.to === to) === i);
      return [...byEdges(lastOnly, ANY_WAY), ...inPart(lastOnly, PLACING)];
    })(),
  },
  {
    name: 'a node before what it needs',
    lesson:
      'In a search to what a node needs the node itself comes last: first visit all that it needs, then put it into the list.',
    wrong: orEmpty((names, edges) => {
      const ordered: string[] = [];
      const visit = (name: string) => {
        if (ordered.includes(name)) return;
        ordered.push(name);
        needsOf(now(edges), name).forEach(visit);
      };
      names.forEach(visit);
      return ordered;
    }),
  },
  {
    name: 'along the list of edges',
    lesson:
      'The edges may stand in any order, too. That one leads from f to g says that f comes before g, not that either comes now.',
    wrong: [now, (edges: Edge[]) => edges].flatMap((of) =>
      [
        (edges: Edge[]) => edges.flatMap(({ from, to }) => [from, to]),
        (edges: Edge[]) => [...edges.map(({ from }) => from), ...edges.map(({ to }) => to)],
      ].flatMap((ends) => [
        ...orEmpty((_, edges) => [...new Set(ends(of(edges)))]),
        ...orEmpty((names, edges) => [...new Set([...ends(of(edges)), ...names])]),
      ]),
    ),
  },
  {
    name: 'part of an order for a cycle',
    lesson: `${EMPTY} A list without them would leave them uncomputed.`,
    wrong: inPart(now),
  },
  {
    name: 'a cycle goes unnoticed',
    lesson: `${EMPTY} A search that only remembers where it has been returns some list of all names: it must also see that it has come back to a node which it has not finished.`,
    wrong: [
      ...DEPTH_FIRST.map(
        (way): Order =>
          (names, edges) =>
            way(names, now(edges)),
      ),
      ...PLACING.map(
        (way): Order =>
          (names, edges) => {
            const ordered = way(names, now(edges));
            return [...ordered, ...names.filter((name) => !ordered.includes(name))];
          },
      ),
      (names, edges) => (isCyclic(names, now(edges)) ? [...names] : oneByOne(names, now(edges))),
      (names, edges) => {
        const ordered = [...names];
        for (const _ of names) exchange(ordered, now(edges));
        return ordered;
      },
    ],
  },
  {
    name: 'nothing for a cycle, where an empty list is wanted',
    lesson: `${EMPTY} That is [], a list like any other, and not null or undefined.`,
    text: ANY_TEXT,
    wrong: [null, undefined].flatMap((nothing) =>
      FORCED.map(
        (way): Order =>
          (names, edges) =>
            isCyclic(names, now(edges)) ? (nothing as unknown as string[]) : way(names, now(edges)),
      ),
    ),
  },
  {
    name: 'a search that goes round in a cycle',
    lesson: `${EMPTY} A search that does not mark a node before it visits what this one needs comes back to it for ever.`,
    wrong: FORCED.map((way) => (names, edges) => {
      if (isCyclic(names, now(edges))) throw new RangeError('Maximum call stack size exceeded');
      return way(names, now(edges));
    }),
  },
  {
    name: 'a node on two paths taken for a cycle',
    lesson:
      'A node that is met again is a cycle only while its own search is not finished. When it is, take it off the path, and let a finished node pass.',
    text: ANY_TEXT,
    wrong: [false, true].flatMap((perName) => [
      searched(needsOf, 'push', perName),
      searched(usersOf, 'unshift', perName),
    ]),
  },
];
