export const asItIs = <F>(form: F): F => form;

export function sum(xs: number[]): number {
  return xs.reduce((total, x) => total + x, 0);
}

/** What people take for the largest score where they do not take the largest. */
export const shifts = {
  nothing: () => 0,
  first: (o: number[]) => o[0],
  last: (o: number[]) => o[o.length - 1],
  smallest: (o: number[]) => Math.min(...o),
  mean: (o: number[]) => sum(o) / o.length,
  largestOrZero: (o: number[]) => Math.max(0, ...o),
  size: (o: number[]) => Math.max(...o.map(Math.abs)),
  asText: (o: number[]) => [...o].sort()[o.length - 1],
};

/** Small numbers that people add, so that nothing is 0. */
export const CRUMBS = [
  ...[5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 30, 100, 300].map((digits) => Number(`1e-${digits}`)),
  Number.EPSILON,
  Number.MIN_VALUE,
];
