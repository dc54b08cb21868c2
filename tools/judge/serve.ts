/**
 * The judge that stays up beside a notebook: it hears the slug of a lecture in each line, and answers with
 * the report on `exercises/`, in a line of JSON. It ends when nobody can ask any more.
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { problemReport } from '../../lib/judge/report';
import { root } from '../root';
import { findSlug } from '../slugs';
import { Grader, SEED } from './grade';

let [grader, since] = [await Grader.start(), Date.now()];

for await (const line of createInterface({ input: process.stdin })) {
  if (isChanged()) {
    await grader.close();
    [grader, since] = [await Grader.start(), Date.now()];
  }
  console.log(JSON.stringify(await report(line)));
}
await grader.close();
process.exit(0);

async function report(line: string) {
  try {
    return await grader.grade(findSlug(line), path.join(root, 'exercises'));
  } catch (error) {
    return problemReport(line, SEED, (error as Error).message);
  }
}

/** Has anyone edited what judges? Its files were read when it began. */
function isChanged(): boolean {
  const files = ['lib', 'solutions', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(root, folder, file)),
  );
  return files.some((file) => statSync(file).mtimeMs > since);
}
