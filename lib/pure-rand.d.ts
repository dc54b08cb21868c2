// pure-rand describes its types only through `exports`, which the notebook kernel's older
// module resolution does not read. These are the functions that lib/random.ts uses.

declare module 'pure-rand/generator/mersenne' {
  interface RandomGenerator {
    clone(): RandomGenerator;
    next(): number;
    getState(): readonly number[];
  }
  export function mersenne(seed: number): RandomGenerator;
  export function mersenneFromState(state: readonly number[]): RandomGenerator;
}

declare module 'pure-rand/distribution/uniformFloat64' {
  import type { mersenne } from 'pure-rand/generator/mersenne';
  export function uniformFloat64(generator: ReturnType<typeof mersenne>): number;
}

declare module 'pure-rand/distribution/uniformInt' {
  import type { mersenne } from 'pure-rand/generator/mersenne';
  export function uniformInt(
    generator: ReturnType<typeof mersenne>,
    from: number,
    to: number,
  ): number;
}
