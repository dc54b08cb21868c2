/** What can be told from a submission's text alone. Of compiled text, whose layout is known. */

/** A submission's functions, by their exported names. */
export interface Source {
  /** the text of each, with that of the helpers it uses which are no exercise themselves */
  texts: Record<string, string>;
  /** the exercises that each one names, itself or through helpers and others */
  uses: Record<string, string[]>;
}

const BEGINS =
  /^(?:async )?(?:function\*? |class |const |let |var )([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/** Reads the compiled text, in which every statement of the file itself begins a line. */
export function sourceOf(code: string): Source {
  const blocks = blocksOf(code);
  const exported = exportsOf(code, blocks);
  const localOf = new Map(exported);
  const nameOf = new Map(exported.map(([name, local]) => [local, name]));
  const direct = new Map([...blocks].map(([local, text]) => [local, namesIn(text, blocks, local)]));
  const texts = exported.map(([name, local]) => {
    const isOwn = (each: string) => each === local || !nameOf.has(each);
    const own = reach(local, direct, isOwn).filter(isOwn);
    return [name, readable(own.map((each) => blocks.get(each) ?? '').join('\n'))];
  });
  const uses = exported.map(([name]) => {
    const local = localOf.get(name) as string;
    const all = reach(local, direct, () => true).flatMap((each) => nameOf.get(each) ?? []);
    return [name, all.filter((each) => each !== name)];
  });
  return { texts: Object.fromEntries(texts), uses: Object.fromEntries(uses) };
}

/** What people write: lines of some length, and not without end. No pattern is held against the rest. */
function readable(text: string): string {
  const lines = text.split('\n').filter((line) => line.length <= LONGEST_LINE);
  return lines.join('\n').slice(0, LONGEST_TEXT);
}

const LONGEST_LINE = 400;
const LONGEST_TEXT = 20_000;

function blocksOf(code: string): Map<string, string> {
  const blocks = new Map<string, string>();
  let name = '';
  for (const line of code.split('\n')) {
    name = line.match(BEGINS)?.[1] ?? (/^\S/.test(line) && !/^[\])}`]/.test(line) ? '' : name);
    if (name) blocks.set(name, `${blocks.get(name) ?? ''}${line}\n`);
  }
  return blocks;
}

/** Exported name and name in the file. */
function exportsOf(code: string, blocks: Map<string, string>): [string, string][] {
  const list = code.match(/^__export\(\w+, \{\n([^}]*)\}\);/m)?.[1] ?? '';
  const pairs = list.matchAll(/^ {2}(\S+): \(\) => (\S+?),?$/gmu);
  return [...pairs]
    .map(([, name, local]): [string, string] => [name, local])
    .filter(([, local]) => blocks.has(local));
}

function namesIn(text: string, blocks: Map<string, string>, own: string): string[] {
  const words = text.matchAll(
    /(?<=\.\.\.|(?<![.\p{ID_Continue}$]))[\p{ID_Start}$_][\p{ID_Continue}$]*/gu,
  );
  return [...new Set([...words].map(([word]) => word))].filter(
    (word) => word !== own && blocks.has(word),
  );
}

/** Everything that can be reached from a name, going on through those that `through` lets pass. */
function reach(
  from: string,
  direct: Map<string, string[]>,
  through: (name: string) => boolean,
): string[] {
  const seen = [from];
  for (const each of seen) {
    if (!through(each)) continue;
    for (const next of direct.get(each) ?? []) if (!seen.includes(next)) seen.push(next);
  }
  return seen;
}

/**
 * The function that seems to lack a brace: the last one that began before an `export` which stands inside
 * another block. Null when every `export` stands outside.
 */
export function unclosed(text: string): { name: string; line: number } | null {
  let depth = 0;
  let last: { name: string; line: number } | null = null;
  for (const [i, whole] of text.split('\n').entries()) {
    const line = whole.slice(0, LONGEST_LINE);
    const begins = line.match(
      /^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/,
    );
    if (begins && depth > 0) return last;
    if (begins) last = { name: begins[1], line: i + 1 };
    const bare = line.replace(/\/\/.*$|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '');
    for (const c of bare) depth += c === '{' ? 1 : c === '}' ? -1 : 0;
  }
  return depth > 0 ? last : null;
}
