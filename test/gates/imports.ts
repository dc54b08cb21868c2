import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root';

/** The rooms of the house, and the rooms that each may import from. */
const MAY_USE: Record<string, string[]> = {
  lib: ['data'],
  exercises: ['data', 'lib'],
  solutions: ['data', 'lib'],
  test: ['data', 'lib', 'exercises', 'solutions', 'tools'],
  tools: ['data', 'lib', 'test'],
};

/** The room that a file stands in. */
export function room(file: string): string {
  return file.split('/')[0];
}

/** The files of the project that a file imports, as paths from the root. */
export function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const wanted = text.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']*)'|^import '(\.[^']*)'/gm);
  return [...wanted]
    .map(([, from, bare]) => path.posix.join(path.posix.dirname(file), from ?? bare))
    .flatMap((target) => [target, `${target}.ts`])
    .filter((target) => existsSync(path.join(root, target)) && /\.[a-z]+$/.test(target));
}

/** What is wrong with one import: nothing, or which way it should go. */
export function wrongWay(file: string, imported: string): string[] {
  const [from, to] = [room(file), room(imported)];
  // A grader knows an exercise by its types alone; only the judge opens it.
  if (from === to || MAY_USE[from].includes(to)) return [];
  const may = MAY_USE[from].join(', ');
  return [
    `${file} imports ${imported}. ${from} may use ${may}: should this line stand in ${to}, or what it needs in ${may}?`,
  ];
}

/** The circles among these files, each as the path that comes back to its start. */
export function circles(files: string[]): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): void => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    } else if (!done.has(file)) {
      for (const next of importsOf(file)) visit(next, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of files) visit(file, []);
  return found;
}
