import { relativeError } from '../../check/relative-error';
import { type Letter, symbolicGradient, symbolicStep } from '../../check/symbolic';
import type { Mat, Vec } from '../../linear';
import { squaredError } from '../../losses';
import { scratch } from '../../matrix/memory';
import type { Pass } from './backward';
import { byDifferences, stepsByDifferences } from './by-differences';
import { byGraph } from './by-graph';
import { matrix } from './matrices';
import { type Example, type Run, run } from './rnn';

/** What a derivation has at hand: the forward pass, and what its lines have found so far. */
export type Known = Omit<Example, 'xs' | 'ys'> &
  Run &
  Pass & {
    tau: number;
    x: Vec[]; // with index t, as all lists here
    y: Vec[];
  };

/** How far a line is from the three other ways to the same gradient: largest relative errors. */
export interface Agreement {
  network: string;
  /** undefined where the network is no scalar one */
  symbolic?: number;
  differences: number;
  graph: number;
}

/**
 * A derivation, line by line, on several networks at once. Each call of the function that comes back
 * computes one quantity of a pass from what is known, keeps it for the lines to come, and compares it
 * with the same quantity by symbolic differentiation (scalar networks with squared error only), by
 * finite differences and by the computational graph. Of a quantity over time, the steps that the
 * line gives are compared. Throws when one disagrees: by more than 1e-5 with the differences, by
 * more than 1e-12 with the two exact ways.
 */
export function derivation(examples: Record<string, Example>) {
  const networks = Object.entries(examples).map(([name, example]) => ({
    name,
    known: { ...example, ...run(example), ...shifted(example), ...nothing() },
    differences: { ...byDifferences(example), ...stepsByDifferences(example) },
    graph: byGraph(example),
    symbolic: isScalar(example) ? symbolic(example) : undefined,
  }));

  return <N extends keyof Pass>(name: N, line: (known: Known) => Pass[N]): Agreement[] =>
    networks.map(({ name: network, known, differences, graph, symbolic }) => {
      const value = line(known);
      Object.assign(known, { [name]: value });
      const errors = {
        ...(symbolic && { symbolic: gap(value, symbolic(name)) }),
        differences: gap(value, differences[name]),
        graph: gap(value, graph[name]),
      };
      for (const [way, error] of Object.entries(errors)) {
        if (error <= (way === 'differences' ? 1e-5 : 1e-12)) continue;
        throw new Error(`${name} of “${network}” is off by ${error} from what ${way} gives.`);
      }
      return { network, ...errors };
    });
}

/** Lists with index t. */
function shifted({ xs, ys }: Example) {
  return { tau: xs.length, x: [[], ...xs], y: [[], ...ys] };
}

/** A pass of which nothing has been found yet. */
function nothing(): Pass {
  return { dO: [], dH: [], dA: [], dU: [], dW: [], dV: [], db: [], dc: [], dh0: [] };
}

/** The largest relative error between two values of one quantity; of one over time, where `a` has it. */
function gap(a: Pass[keyof Pass], b: Pass[keyof Pass]): number {
  const given = [...a.keys()].filter((t) => typeof a[t] === 'number' || (a[t] as Vec)?.length > 0);
  const [mine, theirs] = [a, b].map((v) => given.map((t) => v[t]) as Mat | Vec);
  return scratch(() => relativeError(matrix(mine), matrix(theirs)).largest);
}

function isScalar({ theta, loss }: Example): boolean {
  return theta.b.length === 1 && theta.U[0].length === 1 && loss === squaredError;
}

/** Every quantity of a scalar network by the rules of calculus. */
function symbolic(example: Example): (name: keyof Pass) => Pass[keyof Pass] {
  const { theta, h0, xs, ys } = example;
  const tau = xs.length;
  const numbers = {
    ...{ U: theta.U[0][0], W: theta.W[0][0], V: theta.V[0][0], b: theta.b[0], c: theta.c[0] },
    ...{ h0: h0[0], x: xs.flat(), y: ys.flat() },
  };
  const steps = (at: 'a' | 'h' | 'o') => (_: unknown, i: number) => [
    symbolicStep(tau, at, i + 1).at(numbers),
  ];
  const gradient = symbolicGradient(tau);
  return (name) => {
    if (name === 'dO' || name === 'dH' || name === 'dA') {
      return [[], ...xs.map(steps(name[1].toLowerCase() as 'a' | 'h' | 'o'))];
    }
    const value = gradient[name.slice(1) as Letter].at(numbers);
    return name === 'dU' || name === 'dW' || name === 'dV' ? [[value]] : [value];
  };
}
