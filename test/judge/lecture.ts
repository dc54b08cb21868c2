import type { Mistakes, Variants } from '../../lib/judge/mistakes';
import type { AnyFunction } from '../../lib/judge/wire';

/** The functions of a lecture's exercises, by name. */
export type Functions = Record<string, AnyFunction>;

/** The solved exercises of a lecture. */
export async function solutionOf(slug: string): Promise<Functions> {
  return await import(`../../solutions/${slug}.ts`);
}

/** The mistakes that are known for a lecture's exercises. */
export async function mistakesOf(slug: string): Promise<Mistakes<Functions>> {
  return (await import(`../misconceptions/${slug}.ts`)).mistakes;
}

/** Other ways to be right in a lecture's exercises. */
export async function variantsOf(slug: string): Promise<Variants<Functions>> {
  return (await import(`../variants/${slug}.ts`)).variants;
}
