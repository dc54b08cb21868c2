/**
 * `npm run check`: grades exercise files. Exit code 0: every point; 1: not every point; 2: it could
 * not run.
 *
 *     npm run check                      all lectures, a line each
 *     npm run check 01                   one lecture, function by function
 *     npm run check 01 -- --watch        again at every save
 *     npm run check 01 -- --json         as one JSON document
 *     npm run check 01 -- --from DIR     exercise files of another folder
 *     npm run check 01 -- --seed N       other drawn cases than the usual ones
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isDone, type Report } from '../lib/judge/report';
import { overview, page } from './check/text';
import { watch } from './check/watch';
import { lacking } from './judge/confine';
import { Grader, SEED } from './judge/grade';
import { findSlug, slugs } from './slugs';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      watch: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      from: { type: 'string', default: 'exercises' },
      seed: { type: 'string', default: `${SEED}` },
    },
  });
  const { watch: watching, json, from } = values;
  const seed = Number(values.seed);
  if ((seed | 0) !== seed) throw new Error(`A seed is a whole number, and not ${values.seed}.`);
  if (!existsSync(from)) throw new Error(`There is no folder ${from}.`);
  const slug = positionals[0] === undefined ? null : findSlug(positionals[0]);
  if (watching && slug === null) throw new Error('Which lecture? Say npm run check 01 -- --watch');

  if (lacking()) console.error(`Graded without ${lacking()}: this machine has no such means.`);
  const grader = await Grader.start(seed);
  try {
    if (watching && slug !== null) return await watch(grader, slug, from);
    const reports: Report[] = [];
    for (const each of slug === null ? slugs() : [slug])
      reports.push(await grader.grade(each, from));
    if (json) console.log(JSON.stringify(slug === null ? reports : reports[0], null, 2));
    else console.log(slug === null ? overview(reports) : page(reports[0], from));
    return reports.every(isDone) ? 0 : 1;
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
