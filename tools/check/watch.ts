import path from 'node:path';
import { emitKeypressEvents } from 'node:readline';
import { styleText } from 'node:util';
import { watch as watchFiles } from 'chokidar';
import { type FunctionReport, isDone, type Report, standing } from '../../lib/judge/report';
import type { Grader } from '../judge/grade';
import { page } from './text';

const KEYS = 'h hint · n next function · r again · q quit';

/** Grades at every save until q is pressed. Returns the exit code of the last grading. */
export async function watch(grader: Grader, slug: string, from: string): Promise<number> {
  let report = await grader.grade(slug, from);
  let chosen = 0;
  let hints = 0;

  const open = (): FunctionReport[] => report.functions.filter((each) => standing(each) !== 'done');
  const draw = () => {
    const all = open();
    const current = all[chosen % Math.max(all.length, 1)];
    console.clear();
    console.log(page(report, from));
    if (current) console.log(`\n${aside(current, hints)}`);
    console.log(`\n${styleText('dim', KEYS)}`);
  };

  let busy: Promise<void> = Promise.resolve();
  const again = () => {
    busy = busy.then(async () => {
      const before: Report = report;
      report = await grader.grade(slug, from);
      if (report.points !== before.points) chosen = hints = 0;
      draw();
    });
  };

  const watcher = watchFiles(path.join(from, `${slug}.ts`), { ignoreInitial: true });
  watcher.on('add', again).on('change', again);
  draw();
  await new Promise<void>((resolve) => {
    listen((key) => {
      if (key === 'q') return resolve();
      if (key === 'h') hints = Math.min(hints + 1, 3);
      if (key === 'n') [chosen, hints] = [chosen + 1, 0];
      if (key === 'r') return again();
      draw();
    });
  });
  process.stdin.pause();
  await watcher.close();
  await busy;
  return isDone(report) ? 0 : 1;
}

/** The function in hand, and the hints asked for. */
function aside({ name, hints }: FunctionReport, shown: number): string {
  const lines = hints.slice(0, shown).map((hint, i) => `  hint ${i + 1}  ${hint}`);
  return [styleText('bold', `In hand: ${name}`), ...lines].join('\n');
}

function listen(onKey: (key: string) => void): void {
  emitKeypressEvents(process.stdin);
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  process.stdin.on('keypress', (_, key: { name?: string; ctrl?: boolean }) => {
    onKey(key.ctrl && key.name === 'c' ? 'q' : (key.name ?? ''));
  });
  process.stdin.on('end', () => onKey('q'));
}
