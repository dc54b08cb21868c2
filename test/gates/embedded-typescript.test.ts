import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../tools/root';

const ts: typeof import('typescript') = createRequire(import.meta.url)(
  '@tslab/typescript-for-tslab',
);

/** The kernel's options. */
const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  declaration: true,
  experimentalDecorators: true,
  resolveJsonModule: true,
  jsx: ts.JsxEmit.React,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  rootDir: root,
  outDir: path.join(root, '.cache', 'never-written'),
  strict: true,
};

it.each(['lib', 'exercises', 'solutions'])(
  '%s compiles in the TypeScript inside the kernel',
  (folder) => {
    const files = fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      // AssemblyScript has types of its own, and a compiler of its own: tools/kernels.ts
      .filter((file) => file.endsWith('.ts') && !file.includes(`assembly${path.sep}`))
      .map((file) => path.join(root, folder, file));
    const program = ts.createProgram(files, options);
    const complaints = ts.getPreEmitDiagnostics(program).map(readable);
    expect(files).not.toEqual([]);
    expect(complaints).toEqual([]);
  },
);

function readable({ file, start, messageText }: import('typescript').Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (!file) return text;
  const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
  return `${path.relative(root, file.fileName)}:${line} ${text}`;
}
