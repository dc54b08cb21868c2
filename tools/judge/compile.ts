import { spawn } from 'node:child_process';
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { LIMITS } from '../../lib/judge/limits';
import { unclosed } from '../../lib/judge/source';
import { visible, visibleLine } from '../../lib/judge/text';
import { Trouble } from '../../lib/judge/trouble';
import { confined } from './confine';

/** A submission, compiled. */
export interface Compiled {
  code: string;
  /** ` (04-bptt.ts:12)` for a line and column of the code */
  place(at: [number, number]): string;
}

/** What the compiler may use, and how long it may be away on a busy machine. */
const ALLOWANCE = { data: 1024, seconds: 5 };
const WALL = 60_000;
const MOST = 4 * LIMITS.characters;

/** The compiler itself, a program of its own. */
const compiler = (() => {
  const { platform, arch } = process;
  const program = platform === 'win32' ? 'esbuild.exe' : 'bin/esbuild';
  const fromEsbuild = createRequire(createRequire(import.meta.url).resolve('esbuild'));
  return fromEsbuild.resolve(`@esbuild/${platform}-${arch}/${program}`);
})();

const OPTIONS = [
  '--loader=ts',
  '--format=cjs',
  '--target=es2022',
  '--sourcemap=inline',
  '--sources-content=false',
  '--supported:dynamic-import=false',
  '--tsconfig-raw={}',
  '--log-level=error',
  '--log-limit=1',
  '--color=false',
];

/**
 * Compiles the text of a file to CommonJS, in a process of its own that sees the text alone. Throws a
 * Trouble with the compiler's words, or when it could not get through.
 */
export async function compile(text: string, file: string): Promise<Compiled> {
  const first = await attempt(text, file);
  const { out, error, code } = first ?? (await attempt(text, file)) ?? GAVE_UP;
  if (code !== 0) throw new Trouble(inWords(error, text, file));
  const [program, comment = ''] = out.split('//# sourceMappingURL=data:application/json;base64,');
  const payload = JSON.parse(Buffer.from(comment, 'base64').toString()) as SourceMapPayload;
  const map = new SourceMap(payload);
  const place = ([line, column]: [number, number]) => {
    const { originalLine } = map.findEntry(line - 1, column - 1) as { originalLine?: number };
    return originalLine === undefined ? '' : ` (${file}:${originalLine + 1})`;
  };
  return { code: program, place };
}

interface Ran {
  out: string;
  error: string;
  code: number | null;
}

const GAVE_UP: Ran = { out: '', error: '', code: null };

/** One run of the compiler; null when the machine was too busy for it. */
function attempt(text: string, file: string): Promise<Ran | null> {
  const [command, ...args] = confined([compiler, ...OPTIONS, `--sourcefile=${file}`], ALLOWANCE);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { PATH: process.env.PATH }, stdio: 'pipe' });
    const ran: Ran = { out: '', error: '', code: null };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, WALL);
    child.stdin.on('error', () => {}); // it has ended before it had read everything
    child.stdin.end(text);
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      ran.out += more;
      if (ran.out.length > MOST) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (more: string) => {
      if (ran.error.length < LIMITS.printed) ran.error += more;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(late ? null : { ...ran, code });
    });
  });
}

/** The compiler's complaint, and where, for the author of the file. */
function inWords(error: string, text: string, file: string): string {
  const [, said] = error.match(/\[ERROR\] (.*)/) ?? [];
  const [, place, source] = error.match(/:(\d+):\d+:\n\s+\d+ │ ?(.*)/) ?? [];
  if (!said) return `${file} could not be compiled: it is too deep or too large for the compiler.`;
  const line = source?.trim() ? `\n    ${visible(source.trim(), 200)}` : '';
  const words = `${file}, line ${place} could not be read: ${visibleLine(said, 300)}.${line}`;
  const open = /"export"|end of file/.test(said) ? unclosed(text) : null;
  if (!open) return words;
  return `${words}\nIs a closing brace } missing in ${open.name}, which begins in line ${open.line}?`;
}
