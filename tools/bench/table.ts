/** The results as rows of data and as the table of the README. */
import { arch, cpus, platform } from 'node:os';
import type { Measured } from './measure';
import type { Thousand } from './thousand';

export function rows(measured: Measured[]) {
  return measured.map(({ workload, engine, ms, ratio }) => ({
    workload: workload.name,
    engine: engine.name,
    ms: Number(ms.toPrecision(4)),
    ratio: Number(ratio.toPrecision(3)),
  }));
}

export function markdown(measured: Measured[], thousand: Thousand[], date: string): string {
  const lines = [
    `Measured on ${date}: ${cpus()[0].model.trim()}, ${platform()} ${arch()}, one core, ` +
      `Node ${process.versions.node}. Float64 unless it says float32.`,
    '',
    '| workload | engine | ms a step (middle half) | × this engine | loss of step 10 |',
    '|---|---|--:|--:|--:|',
    ...measured.map(tableRow),
    '',
    ...[...new Set(measured.map(({ workload }) => workload))].map(
      ({ name, title }) => `- **${name}**: ${title}.`,
    ),
  ];
  if (thousand.length > 0) {
    const times = thousand.map(({ engine, seconds }) => `${engine.title} ${seconds.toFixed(2)} s`);
    lines.push('', `A thousand steps of W1, start of the process included: ${times.join('; ')}.`);
  }
  return `${lines.join('\n')}\n`;
}

function tableRow({ workload, engine, ms, low, high, ratio, loss }: Measured): string {
  const aim = workload.aims[engine.name];
  const cells = [
    workload.name,
    engine.title,
    `${short(ms)} (${short(low)} – ${short(high)})`,
    ratio.toFixed(2) + (aim === undefined ? '' : ` (aim ${aim})`),
    loss.toPrecision(12),
  ];
  return `| ${cells.join(' | ')} |`;
}

function short(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3);
}
