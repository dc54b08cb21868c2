/**
 * `npm run check`: grades exercise files. Exit code 0: every point; 1: not every point; 2: it could
 * not run.
 *
 *     npm run check                      all lectures, a line each
 *     npm run check 01                   one lecture, function by function
 *     npm run check 01 -- --watch        again at every save
 *     npm run check 01 -- --json         as one JSON document
 *     npm run check 01 -- --from DIR     exercise files of another folder
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Report } from '../lib/report';
import { Grader, slugs } from '../test/judge/grade';
import { overview, page } from './check/text';
import { watch } from './check/watch';
import { findSlug } from './find-slug';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      watch: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      from: { type: 'string', default: 'exercises' },
    },
  });
  const { watch: watching, json, from } = values;
  if (!existsSync(from)) throw new Error(`There is no folder ${from}.`);
  const slug = positionals[0] === undefined ? null : findSlug(positionals[0], slugs());
  if (watching && slug === null) throw new Error('Which lecture? Say npm run check 01 -- --watch');

  const grader = await Grader.start();
  try {
    if (watching && slug !== null) return await watch(grader, slug, from);
    const reports: Report[] = [];
    for (const each of slug === null ? slugs() : [slug])
      reports.push(await grader.grade(each, from));
    if (json) console.log(JSON.stringify(slug === null ? reports : reports[0], null, 2));
    else console.log(slug === null ? overview(reports) : page(reports[0], from));
    return reports.every(({ points, maxPoints }) => points === maxPoints) ? 0 : 1;
  } finally {
    await grader.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
