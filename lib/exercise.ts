/** What an exercise does until it is written: it stops, and says where to write it. */
export function notWritten(slug: string, name: string): never {
  throw new Error(`${slug} · ${name}: not written yet. Open exercises/${slug}.ts`);
}
