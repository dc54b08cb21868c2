/** Right answers that look unlike the solution: other orders, recursion, buffers of their own. */
import type * as Exercise from '../../exercises/02-computational-graphs';
import type { Variants } from '../../lib/judge/mistakes';
import { add, dot, multiply } from '../../lib/linear';

export const variants: Variants<typeof Exercise> = {
  feedforwardCount: [
    {
      name: 'with the bias as one more column',
      right: (D, H, K, tau) => H * (tau * D + 1) + tau * K * (H + 1),
    },
    {
      name: 'layer by layer, from a list of widths',
      right: (D, H, K, tau) =>
        [tau * D, H, tau * K].reduce(
          (count, width, i, widths) => (i === 0 ? 0 : count + width * (widths[i - 1] + 1)),
          0,
        ),
    },
  ],
  countParameters: [
    {
      name: 'a map by name',
      right: (sizes, edges) => {
        const counts = new Map(edges.map(({ from, to, by }) => [by, sizes[from] * sizes[to]]));
        return [...counts.values()].reduce((sum, count) => sum + count, 0);
      },
    },
    {
      name: 'the first edge of each name',
      right: (sizes, edges) =>
        edges
          .filter(({ by }, i) => edges.findIndex((other) => other.by === by) === i)
          .reduce((sum, { from, to }) => sum + sizes[to] * sizes[from], 0),
    },
    {
      name: 'each edge its share of a matrix',
      right: (sizes, edges) => {
        const shared = edges.map(({ from, to, by }) => {
          const users = edges.filter((other) => other.by === by).length;
          return (sizes[from] * sizes[to]) / users;
        });
        return Math.round(shared.reduce((sum, share) => sum + share, 0));
      },
    },
    {
      name: 'recursion that takes the edges of one name away',
      right: (sizes, edges) => {
        const count = ([edge, ...others]: Exercise.Edge[]): number =>
          edge === undefined
            ? 0
            : sizes[edge.to] * sizes[edge.from] + count(others.filter(({ by }) => by !== edge.by));
        return count(edges);
      },
    },
  ],
  unroll: [
    {
      name: 'from the end, and reversed',
      right: (edges, tau) => {
        const arrows = [];
        for (let t = tau; t >= 1; t--) {
          for (const { from, to, by, delay } of [...edges].reverse()) {
            arrows.push({ by, to: `${to}(${t})`, from: `${from}(${t - delay})` });
          }
        }
        return arrows.reverse();
      },
    },
    {
      name: 'all at once, with more in each arrow than is asked',
      right: (edges, tau) =>
        Array.from({ length: tau }, (_, i) => i + 1).flatMap((t) =>
          edges.map((edge) => ({
            ...edge,
            from: edge.from.concat('(', String(t - edge.delay), ')'),
            to: edge.to.concat('(', String(t), ')'),
          })),
        ),
    },
    {
      name: 'each step from the one before',
      right: (edges, tau) => {
        const arrows: Exercise.Arrow[] = [];
        let times = edges.map(({ delay }) => 1 - delay);
        for (let t = 1; t <= tau; t += 1) {
          edges.forEach(({ from, to, by }, i) => {
            arrows.push({ to: `${to}(${t})`, by, from: `${from}(${times[i]})` });
          });
          times = times.map((time) => time + 1);
        }
        return arrows;
      },
    },
  ],
  order: [
    {
      name: 'from the last to the first, in rounds',
      right: (names, edges) => {
        let left = [...names];
        const ordered: string[] = [];
        while (left.length > 0) {
          const isNeeded = (name: string) =>
            edges.some(({ from, to, delay }) => delay < 1 && from === name && left.includes(to));
          const free = left.filter((name) => !isNeeded(name));
          if (free.length === 0) return [];
          ordered.unshift(...free);
          left = left.filter((name) => !free.includes(name));
        }
        return ordered;
      },
    },
    {
      name: 'sorted by the longest way to each node',
      right: (names, edges) => {
        const depth = new Map(names.map((name) => [name, 0]));
        const at = (name: string) => depth.get(name) ?? 0;
        for (let round = 0; round <= names.length; round++) {
          const late = edges.filter((e) => !e.delay && at(e.to) <= at(e.from));
          if (late.length === 0) return [...names].sort((a, b) => at(a) - at(b));
          for (const { from, to } of late) depth.set(to, Math.max(at(to), at(from) + 1));
        }
        return [];
      },
    },
    {
      name: 'from the nodes that nothing needs, depth first',
      right: (names, edges) => {
        const ordered: string[] = [];
        const open: string[] = [];
        const visit = (name: string): boolean => {
          if (ordered.includes(name)) return true;
          if (open.includes(name)) return false;
          open.push(name);
          const needed = edges.filter(({ to, delay }) => to === name && delay === 0);
          if (!needed.every(({ from }) => visit(from))) return false;
          ordered.push(name);
          return true;
        };
        return [...names].reverse().every(visit) ? ordered : [];
      },
    },
    {
      name: 'by taking edges away',
      right: (names, edges) => {
        let left = edges.filter(({ delay }) => delay === 0);
        let waiting = [...names];
        const ordered: string[] = [];
        while (waiting.length > 0) {
          const free = waiting.filter((name) => left.every(({ to }) => to !== name)).reverse();
          if (free.length === 0) return [];
          ordered.push(...free);
          waiting = waiting.filter((name) => !free.includes(name));
          left = left.filter(({ from }) => !free.includes(from));
        }
        return ordered;
      },
    },
  ],
  manyToOne: [
    {
      name: 'one matrix for all that a step hears',
      right: (U, W, b, V, c, h0, xs) => {
        const rows = b.map((bi, i) => [bi, ...W[i], ...U[i]]); // [H, 1 + H + D]
        const last = xs.reduce((h, x) => multiply(rows, [1].concat(h, x)).map(Math.tanh), h0);
        return V.map((row, k) => dot([c[k], ...row], [1, ...last]));
      },
    },
    {
      name: 'its own tanh, from the outside in',
      right: (U, W, b, V, c, h0, xs) => {
        const own = (a: number) => 1 - 2 / (Math.exp(2 * a) + 1);
        const h = [...h0];
        for (const x of xs) {
          const sums = b.map((bi, i) => dot(U[i], x) + dot(W[i], h) + bi);
          for (const [i, a] of sums.entries()) h[i] = own(a);
        }
        return add(multiply(V, h), c);
      },
    },
    {
      name: 'recursion, and sums by index',
      right: (U, W, b, V, c, h0, xs) => {
        const state = (t: number): number[] => {
          if (t === 0) return h0;
          const hPrev = state(t - 1);
          return b.map((bi, i) => {
            let a = 0;
            for (let j = hPrev.length - 1; j >= 0; j--) a += W[i][j] * hPrev[j];
            for (let j = xs[t - 1].length - 1; j >= 0; j--) a += U[i][j] * xs[t - 1][j];
            return Math.tanh(a + bi);
          });
        };
        const h = state(xs.length);
        return c.map((ck, k) => V[k].reduce((sum, v, i) => sum + v * h[i], ck));
      },
    },
  ],
  backward: [
    {
      name: 'from the first to the last, by each node in turn',
      right: (steps) =>
        steps.map((_, by) => {
          const change: number[] = [];
          for (const [n, { op, of, value }] of steps.entries()) {
            const parts = of.map((place) => change[place]);
            if (n === by) change.push(1);
            else if (op === 'leaf') change.push(0);
            else if (op === 'tanh') change.push((1 - value) * (1 + value) * parts[0]);
            else if (op === '+') change.push(parts[0] + parts[1]);
            else change.push(parts[0] * steps[of[1]].value + parts[1] * steps[of[0]].value);
          }
          return change[steps.length - 1];
        }),
    },
    {
      name: 'path by path',
      right: (steps) => {
        const d = new Array(steps.length).fill(0);
        const visit = (n: number, along: number): void => {
          d[n] += along;
          const { op, of } = steps[n];
          of.forEach((place, use) => {
            const other = steps[of[1 - use]];
            const slope = { leaf: 0, '+': 1, '*': other?.value, tanh: 0 }[op];
            const cosh = Math.cosh(steps[place].value);
            visit(place, along * (op === 'tanh' ? 1 / cosh ** 2 : slope));
          });
        };
        visit(steps.length - 1, 1);
        return d;
      },
    },
    {
      name: 'each node asks those that use it',
      right: (steps) => {
        const last = steps.length - 1;
        const slope = (user: number, use: number) => {
          const { op, of, value } = steps[user];
          if (op === '+') return 1;
          return op === 'tanh' ? 1 - value * value : steps[of[1 - use]].value;
        };
        const derivative = (n: number): number =>
          steps.reduce(
            (sum, { of }, user) =>
              of.reduce(
                (inner, place, use) =>
                  place === n ? inner + derivative(user) * slope(user, use) : inner,
                sum,
              ),
            n === last ? 1 : 0,
          );
        return steps.map((_, n) => derivative(n));
      },
    },
  ],
};
