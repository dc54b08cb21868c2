/**
 * `npm run page 01`: runs a lecture and writes it as one HTML page that needs no network.
 *
 *     npm run page 01                   to .cache/pages/01-….html
 *     npm run page 01 -- --out FILE     to FILE
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execute } from './execute';
import { pageHtml } from './page/render';
import { root } from './root';
import { findSlug } from './slugs';

const notebooks = path.join(root, 'notebooks');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  if (positionals.length !== 1) throw new Error('Which lecture? Say npm run page 01');
  const slug = findSlug(positionals[0]);
  const file = path.resolve(values.out ?? `.cache/pages/${slug}.html`);

  console.log(`Running notebooks/${slug}.ipynb …`);
  const executed = JSON.parse(readFileSync(await execute(slug), 'utf8'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, pageHtml(executed, slug, notebooks));
  console.log(`Wrote ${file}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
