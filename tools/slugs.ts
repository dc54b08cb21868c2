import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root';

/** The slugs of all lectures, in order: the names of the notebooks. */
export function slugs(): string[] {
  return readdirSync(path.join(root, 'notebooks'))
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => path.basename(name, '.ipynb'))
    .sort();
}

/** The one slug that begins so, such as 01. Throws when there is none, or more than one. */
export function findSlug(start: string): string {
  const found = slugs().filter((slug) => slug.startsWith(start));
  if (found.length === 1) return found[0];
  const none = found.length === 0 ? 'No lecture' : 'More than one lecture';
  throw new Error(`${none} begins with “${start}”. There are: ${slugs().join(', ')}`);
}
