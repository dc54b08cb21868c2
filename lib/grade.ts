/** `await grade('01-dynamical-systems')`: grades the exercises and shows the result below the cell. */

import {
  beginWith,
  type FunctionReport,
  lesson,
  problemReport,
  type Report,
  standing,
  type TestReport,
} from './judge/report';
import { ask } from './node';
import { showUpdating } from './show/display';
import { escapeHtml } from './show/text';

/**
 * Grades `exercises/<slug>.ts` and shows each function with its points, what failed in it, which
 * mistake that is when it is a known one, and its hints, one behind the other. Throws, with what
 * went wrong, when the grading itself could not run.
 */
export async function grade(slug: string): Promise<void> {
  const draw = showUpdating();
  draw(`<p>Grading exercises/${escapeHtml(slug)}.ts …</p>`);
  const report = await reported(slug);
  if (report.problem) {
    draw('<p>The grading could not run.</p>');
    throw new Error(report.problem);
  }
  draw(gradeHtml(report));
}

/** What the judge beside this process reports; a problem when there is none, or it speaks of something else. */
async function reported(slug: string): Promise<Report> {
  try {
    return JSON.parse(await ask('tools/judge/serve.ts', slug)) as Report;
  } catch (error) {
    return problemReport(slug, 0, (error as Error).message);
  }
}

/** The report as HTML. */
export function gradeHtml(report: Report): string {
  const { slug, seed, points, maxPoints, functions, printed } = report;
  return [
    '<table style="width: 100%; table-layout: auto"><col style="width: 18%"><col style="width: 9%"><col>',
    `<caption style="text-align: left; font-weight: bold">${escapeHtml(slug)}: ${points} of ${maxPoints} points</caption>`,
    `<thead><tr>${['function', 'points', 'what it does'].map(heading).join('')}</tr></thead>`,
    `<tbody>${functions.map(row).join('')}</tbody></table>`,
    printed ? `<p>The file printed:</p>${pre(printed)}` : '',
    `<p style="opacity: 0.7">Seed ${seed} for the drawn cases</p>`,
  ].join('');
}

const LEFT = 'style="text-align: left; vertical-align: top; white-space: normal"';
const MARKS = {
  done: '<span style="color: #00734f">✓</span>',
  open: '<span style="color: #b3261e">✗</span>',
  'not written': '○',
};

function heading(text: string): string {
  return `<th scope="col" ${LEFT}>${text}</th>`;
}

function row(graded: FunctionReport): string {
  const { name, points, maxPoints, hints } = graded;
  const at = standing(graded);
  return [
    `<tr><th scope="row" ${LEFT}><span style="white-space: nowrap">${MARKS[at]} <code>${escapeHtml(name)}</code></span></th>`,
    `<td ${LEFT}><span style="white-space: nowrap">${points} of ${maxPoints}</span></td>`,
    `<td ${LEFT}>${whatItDoes(graded)}`,
    at === 'done' ? '' : unfold(hints.map(escapeHtml), hints.length),
    '</td></tr>',
  ].join('');
}

function whatItDoes(graded: FunctionReport): string {
  const { name, tests, lessons } = graded;
  const at = standing(graded);
  if (at === 'done') return 'all that was asked';
  if (at === 'not written') return 'not written yet';
  const [first, ...others] = tests
    .filter(({ status }) => status !== 'passed')
    .map((test) => failure(name, test, lessons));
  const aside = beginWith(graded);
  const shown = aside ? `<p><b>${escapeHtml(aside)}</b></p>${first}` : first;
  if (others.length === 0) return shown;
  return `${shown}<details><summary>${others.length} more</summary>${others.join('')}</details>`;
}

function failure(name: string, test: TestReport, lessons: Record<string, string>): string {
  const named = lesson(test, lessons);
  return [
    `<p>Not yet true: <code>${escapeHtml(name)}</code> ${escapeHtml(test.title)}.</p>`,
    pre(test.message),
    named ? `<p><b>${escapeHtml(named)}</b></p>` : '',
  ].join('');
}

/** Hints inside one another: each is asked for by itself. */
function unfold([hint, ...rest]: string[], total: number): string {
  if (hint === undefined) return '';
  const summary = `Hint ${total - rest.length} of ${total}`;
  return `<details><summary>${summary}</summary><p>${hint}</p>${unfold(rest, total)}</details>`;
}

function pre(text: string): string {
  const style =
    'white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; background: none; margin: 0 0 0.8em';
  return `<pre style="${style}">${escapeHtml(text)}</pre>`;
}
