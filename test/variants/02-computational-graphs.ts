/** Right answers that look unlike the solution: other orders, recursion, buffers of their own. */
import type * as Exercise from '../../exercises/02-computational-graphs';
import type { Variants } from '../judge/mistakes';

export const variants: Variants<typeof Exercise> = {
  feedforwardCount: [
    {
      name: 'with the bias as one more column',
      right: (D, H, K, tau) => H * (tau * D + 1) + tau * K * (H + 1),
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
  ],
  order: [
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
