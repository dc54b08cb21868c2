import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../tools/root';

/** Where a function of a submission comes from: `mistakes.unroll[2].wrong` of a file of the project. */
export interface Part {
  file: string;
  expression: string;
}

/**
 * A folder to grade: the exercise file of this slug, solved, with `parts` in place of the functions
 * they are named for. Returns its path; the caller removes it.
 */
export async function solvedWith(slug: string, parts: Record<string, Part>): Promise<string> {
  const at = (file: string) => JSON.stringify(path.join(root, file));
  const contents = [
    `export * from ${at(`solutions/${slug}.ts`)};`,
    ...Object.entries(parts).flatMap(([name, { file, expression }]) => [
      `import * as from_${name} from ${at(file)};`,
      `export const ${name} = from_${name}.${expression};`,
    ]),
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return withText(slug, outputFiles[0].text);
}

/** A folder to grade whose exercise file of this slug has this text. */
export function withText(slug: string, text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'unrolled-submission-'));
  writeFileSync(path.join(folder, `${slug}.ts`), text);
  return folder;
}

/** Does something with a folder to grade, and removes it. */
export async function using<T>(folder: string, use: (folder: string) => Promise<T>): Promise<T> {
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
