/** What an exercise does until it is written: it stops, and says where to write it. */
export function notWritten(slug: string, name: string): never {
  throw new NotWritten(`${slug} · ${name}: not written yet. Open exercises/${slug}.ts`);
}

/** The error of an exercise that is still to be written. */
class NotWritten extends Error {
  override readonly name = 'NotWritten';
}
