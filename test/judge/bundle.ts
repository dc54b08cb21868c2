import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, type Message, type Plugin } from 'esbuild';
import { root } from '../root';

/** What an exercise may import: the small tools, and nothing that already holds an answer. */
export const MAY_IMPORT = ['lib/exercise', 'lib/linear'];

/** Why a submission could not be made into a program, in words for its author. */
export class BundleError extends Error {}

/**
 * Makes one self-contained program of the jail's inside and a student's file. Throws a BundleError when
 * there is no such file, when it has a syntax error or when it imports what it may not.
 */
export async function bundle(file: string): Promise<string> {
  const shown = path.relative(root, file);
  if (!existsSync(file)) throw new BundleError(`There is no file ${shown}.`);
  const inside = path.join(root, 'test/judge/inside.ts');
  const contents = `import { serve } from ${JSON.stringify(inside)};
    serve(() => require(${JSON.stringify(file)}));`;
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcesContent: false,
      write: false,
      logLevel: 'silent',
      plugins: [onlyAllowedImports(file)],
    });
    return outputFiles[0].text;
  } catch (error) {
    const [first] = (error as { errors?: Message[] }).errors ?? [];
    throw first ? new BundleError(explain(first, shown)) : error;
  }
}

function onlyAllowedImports(file: string): Plugin {
  return {
    name: 'only-allowed-imports',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ path: wanted, importer }) => {
        if (path.resolve(importer) !== path.resolve(file)) return undefined;
        const allowed = MAY_IMPORT.find((module) =>
          new RegExp(`(^|/)${module}(\\.[jt]s)?$`).test(wanted),
        );
        if (allowed) return { path: path.join(root, `${allowed}.ts`) };
        const list = MAY_IMPORT.map((module) => `'../${module}'`).join(' and ');
        return {
          errors: [
            {
              text: `it imports '${wanted}'. An exercise may import ${list}; the rest is yours to write`,
            },
          ],
        };
      });
    },
  };
}

function explain({ text, location }: Message, shown: string): string {
  const where = location ? `${shown}, line ${location.line}` : shown;
  const line = location?.lineText.trim();
  return `${where} could not be read: ${text}.${line ? `\n    ${line}` : ''}`;
}
