import path from 'node:path';
import { build } from 'esbuild';
import { Jail, type Outcome, type Submission } from '../../lib/judge/jail';
import { LIMITS } from '../../lib/judge/limits';
import { sourceOf } from '../../lib/judge/source';
import { Trouble } from '../../lib/judge/trouble';
import { root } from '../root';
import { ProcessCell } from './cell';
import { compile } from './compile';
import { readSubmission } from './read';

/** What an exercise may import: the small tools, and nothing that already holds an answer. */
export const MAY_IMPORT = ['lib/exercise', 'lib/linear'];

/** Opens `folder/slug.ts` as a submission. Whatever is wrong with the file is said by its calls. */
export async function openFile(folder: string, slug: string): Promise<Submission> {
  const file = `${slug}.ts`;
  try {
    const text = readSubmission(path.join(folder, file));
    const { code, place } = await compile(text, file);
    const { inside, library } = await trusted();
    const program = { inside, library, student: code, file, characters: LIMITS.characters };
    const line = JSON.stringify(program);
    return Object.assign(new Jail(() => new ProcessCell(line), place), sourceOf(code));
  } catch (error) {
    if (error instanceof Trouble) return new Unusable(error);
    throw error;
  }
}

/** A submission that answers every call with the same trouble. */
class Unusable implements Submission {
  readonly printed = '';
  readonly uses = {};
  readonly texts = {};
  constructor(private readonly trouble: Trouble) {}
  call(): Promise<Outcome> {
    return Promise.reject(this.trouble);
  }
  close(): void {}
}

interface Trusted {
  inside: string;
  library: Record<string, string>;
}

let made: Promise<Trusted> | null = null;

/** The project's own part of what runs in the jail, compiled once. */
function trusted(): Promise<Trusted> {
  made ??= (async () => {
    const inside = await bundled('lib/judge/inside.ts', 'iife');
    const library = await Promise.all(
      MAY_IMPORT.map(async (name) => [name, await bundled(`${name}.ts`, 'cjs')]),
    );
    return {
      inside: `(() => { ${inside}\nreturn unrolled.enter; })()`,
      library: Object.fromEntries(library),
    };
  })();
  return made;
}

async function bundled(file: string, format: 'iife' | 'cjs'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, file)],
    bundle: true,
    format,
    globalName: format === 'iife' ? 'unrolled' : undefined,
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
