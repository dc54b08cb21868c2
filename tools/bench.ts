/**
 * How fast the engine is, beside others, in one run: npm run bench [-- --only W1,W3-128]
 * [--rounds 9] [--engines engine,numpy] [--json] [--write FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { environment } from './bench/environment';
import { type Measured, measure, otherWork } from './bench/measure';
import { busy, markdown, rows } from './bench/table';
import { thousandSteps } from './bench/thousand';
import { workloads } from './bench/workloads';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    engines: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
});

const rounds = Number(values.rounds);
const only = values.only?.split(',');
const chosen = workloads.filter(({ name }) => !only || only.some((word) => name.startsWith(word)));
if (chosen.length === 0 || !(rounds >= 1)) {
  const names = workloads.map(({ name }) => name).join(', ');
  process.stderr.write(`--only takes one or more of ${names}; --rounds a number from 1 on.\n`);
  process.exit(1);
}

const live = process.stderr.isTTY;
const say = (text: string) => {
  if (live) process.stderr.write(`\r\x1b[K${text}`);
  else if (text.endsWith('\n')) process.stderr.write(text);
};

const { engines, missing } = await environment();
for (const why of missing) say(`Left out: ${why}\n`);
const wanted = engines.filter(
  ({ name }) => name === 'engine' || !values.engines || values.engines.split(',').includes(name),
);

const note = busy();
const measured: Measured[] = [];
for (const workload of chosen) measured.push(...(await measure(workload, wanted, rounds, say)));
const hasW1 = chosen.some(({ name }) => name === 'W1');
const thousand = hasW1 ? thousandSteps(wanted, Math.min(rounds, 5)) : [];
say('');

const date = new Date().toISOString().slice(0, 10);
const table = markdown(measured, thousand, { date, note });
process.stdout.write(values.json ? `${JSON.stringify(rows(measured))}\n` : table);
if (values.write) writeFileSync(values.write, table);
for (const { workload, engine, loss } of otherWork(measured)) {
  const text = `${workload.name} ${engine.name}: its loss is ${loss}, so its work is another.`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
