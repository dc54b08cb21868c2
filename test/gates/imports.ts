import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../tools/root';

/** The rooms of the house in the order in which imports run: each may use those before it. */
const ROOMS = ['data', 'lib', 'exercises', 'solutions', 'tools', 'test'];

/** What a room may not use, though it comes before. */
const NOT: Record<string, string[]> = {
  solutions: ['exercises'],
  tools: ['exercises', 'solutions'],
};

/** The folder of the graders, who know an exercise by its types alone: only the judge opens it. */
const GRADERS = 'test/graders/';
const ANSWERS = /^(exercises|solutions|test\/misconceptions|test\/variants)\//;

/** The room that a file stands in. */
export function room(file: string): string {
  return file.split('/')[0];
}

/** The files of the project that a file imports, as paths from the root. */
export function importsOf(file: string): string[] {
  const wanted = read(file).matchAll(
    /^(?:import|export)\b[^;]*?from '(\.[^']*)'|^import '(\.[^']*)'/gm,
  );
  return [...wanted]
    .map(([, from, bare]) => path.posix.join(path.posix.dirname(file), from ?? bare))
    .flatMap((target) => [target, `${target}.ts`])
    .filter((target) => existsSync(path.join(root, target)) && /\.[a-z]+$/.test(target));
}

/** The packages that these files need, and all that they import in turn. */
export function packagesOf(files: string[]): string[] {
  const seen = new Set(files);
  for (const file of seen) for (const next of importsOf(file)) seen.add(next);
  const bare = [...seen].flatMap((file) => [
    ...read(file).matchAll(/^(?:import|export)\b(?! type)[^;]*?from '([^.'][^']*)'/gm),
  ]);
  const names = bare.map(([, name]) => name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? name);
  return [...new Set(names)].filter((name) => !name.startsWith('node:')).sort();
}

/** What is wrong with one import: nothing, or which way it should go. */
export function wrongWay(file: string, imported: string): string[] {
  const [from, to] = [room(file), room(imported)];
  if (
    file.startsWith(GRADERS) &&
    ANSWERS.test(imported) &&
    !knowsTypesAlone(read(file), imported)
  ) {
    return [
      `${file} imports ${imported}. A grader knows an exercise by its types alone (import type): only test/judge opens one.`,
    ];
  }
  if (from === 'lib' && isOfOneLecture(imported) && !isOfOneLecture(file)) {
    return [
      `${file} imports ${imported}. What one lecture stands on is in lib/lectures; what a second needs moves down, to lib.`,
    ];
  }
  const may = ROOMS.slice(0, ROOMS.indexOf(from)).filter((each) => !NOT[from]?.includes(each));
  if (from === to || may.includes(to)) return [];
  return [
    `${file} imports ${imported}. ${from} may use ${may.join(', ')}: should this line stand in ${to}, or what it needs in ${may.join(', ')}?`,
  ];
}

function isOfOneLecture(file: string): boolean {
  return file.startsWith('lib/lectures/');
}

/** Does a file of this text import the other for its types alone? */
export function knowsTypesAlone(text: string, imported: string): boolean {
  const statements = parsed(text).statements.filter(ts.isImportDeclaration);
  const name = imported.replace(/\.ts$/, '');
  return statements
    .filter(({ moduleSpecifier }) => moduleSpecifier.getText().slice(1, -1).endsWith(name))
    .every(({ importClause }) => importClause?.isTypeOnly);
}

/** What a file needs of Node: modules that it imports, and names that only Node has. Not what it says in texts. */
export function needsOfNode(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && ts.isImportDeclaration(node.parent)) {
      if (node.text.startsWith('node:')) found.push(node.text);
    }
    const isName =
      ts.isIdentifier(node) &&
      !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
    if (isName && ONLY_NODE.has(node.text) && !isDeclared(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parsed(read(file)));
  return found;
}

const ONLY_NODE = new Set(['process', 'Buffer', 'require', '__dirname', '__filename', 'global']);

/** Is the name one that the file gives to something of its own? */
function isDeclared(name: ts.Identifier): boolean {
  const { text } = name;
  const own = new RegExp(`(?:const|let|function|[(,{]) ?${text}\\b ?[=:(),}]`);
  return own.test(name.getSourceFile().text);
}

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022, true);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
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
