/** The results as rows of data and as the tables of the README. */
import { arch, cpus, loadavg, platform } from 'node:os';
import type { Measured } from './measure';
import type { Thousand } from './thousand';

/** Where a peer leads, and why: the reader's guide to the table. */
const READING = `A number below 1 in brackets is a peer ahead of this engine. WebAssembly's vectors are 128 bits wide, and the engine does without fused multiply-add, which would round otherwise on other machines: its peak is half of what native code reaches on such a processor (29.5 of 58.9 GFLOP/s, measured). So where large matrix products are nearly all the work (W3, W4), those who compile for the processor at hand (JAX) or call a native BLAS (NumPy, PyTorch) can lead. Where the products are small and many (W1, W2, W5), what counts is how little happens between them; of the peers only JAX has nothing in between, when all passes are one compiled loop (W5).`;

export function rows(measured: Measured[]) {
  return measured.map(({ workload, engine, ms, ratio }) => ({
    workload: workload.name,
    engine: engine.name,
    ms: Number(ms.toPrecision(4)),
    ratio: Number(ratio.toPrecision(3)),
  }));
}

/** How busy the machine has been in the last minute besides; call it before measuring. */
export function busy(): string {
  const [load] = loadavg();
  return load > 0.7 ? ` The machine was busy with other work (load ${load.toFixed(1)}).` : '';
}

export function markdown(
  measured: Measured[],
  thousand: Thousand[],
  { date, note }: { date: string; note: string },
): string {
  const machine = `${cpus()[0].model.trim()}, ${platform()} ${arch()}`;
  const workloads = [...new Set(measured.map(({ workload }) => workload))];
  const lines = [
    `Measured on ${date}: ${machine}, one core, Node ${process.versions.node}.${note} ` +
      'Milliseconds a step, medians of interleaved runs; in brackets how many times as long as ' +
      'this engine. Float64 unless it says float32.',
    '',
    ...overview(measured),
    '',
    ...workloads.map(({ name, title }) => `- **${name}**: ${title}.`),
    '',
    READING,
    '',
    ...thousandLines(thousand),
    '| workload | engine | median | middle half | × | aim | loss of step 10 |',
    '|---|---|--:|--:|--:|--:|--:|',
    ...measured.map(detail),
  ];
  return `${lines.join('\n')}\n`;
}

/** A row for each engine, a column for each workload. */
function overview(measured: Measured[]): string[] {
  const columns = [...new Set(measured.map(({ workload }) => workload.name))];
  const engines = [...new Map(measured.map(({ engine }) => [engine.name, engine.title]))];
  const cell = (engine: string, workload: string) => {
    const found = measured.find((m) => m.engine.name === engine && m.workload.name === workload);
    if (!found) return '';
    if (engine === 'engine') return `**${short(found.ms)}**`;
    return `${short(found.ms)} (${found.ratio.toPrecision(found.ratio < 1 ? 2 : 3)})`;
  };
  return [
    `| ms | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '--:').join('|')}|`,
    ...engines.map(([name, title]) => {
      const cells = columns.map((workload) => cell(name, workload));
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ];
}

function thousandLines(thousand: Thousand[]): string[] {
  if (thousand.length === 0) return [];
  const times = thousand.map(({ engine, seconds }) => `${engine.title} ${seconds.toFixed(2)} s`);
  const how = 'A thousand steps of W1, start of the process included';
  return [`${how}: ${times.join('; ')}.`, ''];
}

function detail({ workload, engine, ms, low, high, ratio, loss }: Measured): string {
  const cells = [
    workload.name,
    engine.title,
    short(ms),
    `${short(low)} – ${short(high)}`,
    ratio.toFixed(2),
    workload.aims[engine.name] ?? '',
    loss.toPrecision(12),
  ];
  return `| ${cells.join(' | ')} |`;
}

function short(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3);
}
