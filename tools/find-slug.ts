/** The one slug that begins so, such as 01. Throws when there is none, or more than one. */
export function findSlug(start: string, slugs: string[]): string {
  const found = slugs.filter((slug) => slug.startsWith(start));
  if (found.length === 1) return found[0];
  throw new Error(`“${start}” begins ${found.length} lectures. There are: ${slugs.join(', ')}`);
}
