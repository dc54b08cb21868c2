/** The reference numbers of data/oracle, and how the engine's are compared with them. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Mat } from '../../../../lib/linear';
import { Matrix } from '../../../../lib/matrix/matrix';

/** Numbers, vectors, matrices … nested by name: as JSON holds them, and as the engine does. */
export type Tree<Leaf> = { [name: string]: Leaf | Tree<Leaf> | Tree<Leaf>[] };

/** What the outputs of a batch should be: `y[i][t]`, weighted by `weights[i][t]`. */
export interface Goal {
  y: (number | number[])[][];
  weights: number[][];
  loss: 'softmax cross-entropy' | 'squared error';
}

/** What a network reads of a batch: labels or vectors `x[i][t]`, and what it should say. */
export interface Batch extends Goal {
  x: (number | number[])[][];
  /** For each decoder its own: `x` is then y(t−1). */
  decoders?: { [name: string]: Batch };
}

export type Cell = 'tanh' | 'relu' | 'sigmoid' | 'gru' | 'lstm';

/** What follows from a batch when a network learns; gradients are nested as the parameters are. */
export interface Learned {
  loss: number;
  gradients: Tree<Mat>;
  initialGradients: Tree<Mat>;
  /** The parameters after three steps of every optimizer. */
  trained: { [optimizer: string]: Tree<Mat> };
}

export interface Case {
  name: string;
  /** The sizes of one input and one output. */
  D: number;
  K: number;
  cell: Cell;
  cells: Cell[];
  activation: 'tanh' | 'relu' | 'sigmoid';
  feedback: 'target' | 'softmax' | 'output' | 'greedy';
  data: Batch;
  parameters: Tree<Mat>;
  initial: Tree<Mat>;
  /** o(t) of every sequence. */
  outputs: Mat[] | { [decoder: string]: Mat[] };
  /** Missing for a network in use. */
  learned?: Learned;
}

export interface Reference<C = Case> {
  network: string;
  optimizers: { [name: string]: { rate: number; [setting: string]: number } };
  cases: C[];
}

export function readReference<C = Case>(network: string): Reference<C> {
  const file = new URL(`../../../../data/oracle/${network}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The same tree with matrices in it. */
// biome-ignore lint/suspicious/noExplicitAny: the tree is as each network nests its parameters
export function matrices(tree: Tree<Mat>): any {
  return mapped(tree, (rows) => Matrix.from(rows as Mat));
}

/** The same tree with lists of rows in it. */
export function arrays(tree: object | undefined): unknown {
  return mapped(tree, (matrix) => (matrix as Matrix).toArrays());
}

function mapped(node: unknown, f: (leaf: unknown) => unknown): unknown {
  const isLeaf = node instanceof Matrix || (Array.isArray(node) && Array.isArray(node[0]));
  if (isLeaf) return f(node);
  if (Array.isArray(node)) return node.map((part) => mapped(part, f));
  return Object.fromEntries(
    Object.entries(node as object).map(([key, part]) => [key, mapped(part, f)]),
  );
}

/** Fails unless every number is what is expected, up to 1e-10 of it, and the nesting is the same. */
export function expectEqualNumbers(got: unknown, expected: unknown, name: string): void {
  if (typeof expected === 'number') {
    const error = Math.abs((got as number) - expected);
    const allowed = 1e-10 * Math.abs(expected);
    expect(error, `${name} is ${got}, expected ${expected}`).toBeLessThanOrEqual(allowed);
    return;
  }
  const gotParts = new Map(Object.entries(got as object));
  const parts = Object.entries(expected as object);
  expect([...gotParts.keys()].sort(), `the parts of ${name}`).toEqual(parts.map(([k]) => k).sort());
  for (const [key, part] of parts) {
    const path = Array.isArray(expected) ? `${name}[${key}]` : `${name}.${key}`;
    expectEqualNumbers(gotParts.get(key), part, path);
  }
}
