import { styleText } from 'node:util';
import {
  beginWith,
  type FunctionReport,
  lesson,
  type Report,
  standing,
  total,
} from '../../lib/judge/report';

const bold = (text: string) => styleText('bold', text);
const dim = (text: string) => styleText('dim', text);
const green = (text: string) => styleText('green', text);
const red = (text: string) => styleText('red', text);
const yellow = (text: string) => styleText('yellow', text);

/** All lectures, a line each. */
export function overview(reports: Report[]): string {
  const lines = reports.map((report) =>
    report.problem
      ? `${red('could not be graded')}  ${report.slug}: ${report.problem}`
      : `${bar(report)}  ${report.slug}`,
  );
  const points = `${total('points', reports)} of ${total('maxPoints', reports)} points`;
  return [...lines, '', bold(points)].join('\n');
}

/** One lecture, function by function, with what is wrong in each. */
export function page(report: Report, from: string): string {
  const file = `${from}/${report.slug}.ts`;
  if (report.problem) return `${bold(report.slug)}  ${dim(file)}\n\n${red(report.problem)}`;
  return [
    `${bold(report.slug)}  ${bar(report)}  ${dim(file)}`,
    ...report.functions.flatMap((each) => ['', ...section(each)]),
    ...(report.points < report.maxPoints
      ? ['', dim(`For hints: npm run check ${report.slug.slice(0, 2)} -- --watch, then h`)]
      : []),
    ...(report.printed ? ['', dim('The file printed:'), quoted(report.printed)] : []),
    '',
    dim(`Seed ${report.seed} for the drawn cases`),
  ].join('\n');
}

function section(graded: FunctionReport): string[] {
  const { name, points, maxPoints, tests, lessons } = graded;
  const at = standing(graded);
  const score = `${points}/${maxPoints}`;
  if (at === 'done') return [`${green('✓')} ${bold(name)}  ${score}`];
  if (at === 'not written')
    return [`${dim('·')} ${bold(name)}  ${score}  ${dim('not written yet')}`];
  const failed = tests.filter(({ status }) => status !== 'passed');
  const [first, ...others] = failed;
  const aside = beginWith(graded);
  return [
    `${red('✗')} ${bold(name)}  ${score}`,
    ...(aside ? [yellow(indent(aside, 2))] : []),
    `  ${red('✗')} ${first.title}`,
    indent(first.message, 4),
    ...(lesson(first, lessons) ? [yellow(indent(lesson(first, lessons), 4))] : []),
    ...others.map(({ title }) => `  ${red('✗')} ${title}`),
  ];
}

function bar({ points, maxPoints }: { points: number; maxPoints: number }): string {
  const width = 12;
  const full = Math.floor((width * points) / Math.max(maxPoints, 1));
  const text = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${`${points}`.padStart(3)}/${maxPoints}`;
  return points === maxPoints ? green(text) : text;
}

/** What a submission printed, so that no line of it can be taken for one of the judge's. */
function quoted(text: string): string {
  return text.trimEnd().replace(/^/gm, '  │ ');
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}
