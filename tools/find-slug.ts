/** The one slug that begins so, such as 01. Throws when there is none, or more than one. */
export function findSlug(start: string, slugs: string[]): string {
  const found = slugs.filter((slug) => slug.startsWith(start));
  if (found.length === 1) return found[0];
  const none = found.length === 0 ? 'No lecture' : 'More than one lecture';
  throw new Error(`${none} begins with “${start}”. There are: ${slugs.join(', ')}`);
}
