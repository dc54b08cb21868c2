import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cache, type Engine } from './environment';
import { pinned, Worker } from './worker';
import { dataOf, type Workload } from './workloads';

/** What one engine needs for one step of one workload. */
export interface Measured {
  workload: Workload;
  engine: Engine;
  /** Median, and the bounds of the middle half, of a step's milliseconds. */
  ms: number;
  low: number;
  high: number;
  /** This divided by this engine's median. */
  ratio: number;
  /** The loss of the tenth step from the common initial weights. */
  loss: number;
}

/** The engines run on the last core, this program on the others. */
export const core = availableParallelism() - 1;

/** Runs all engines on one workload, in turns, so that the machine's moods reach all alike. */
export async function measure(
  workload: Workload,
  engines: Engine[],
  rounds: number,
  say: (text: string) => void,
): Promise<Measured[]> {
  const data = join(cache, `${workload.name}.json`);
  writeFileSync(data, JSON.stringify(dataOf(workload)));
  const runs: { engine: Engine; worker: Worker; loss: number; turn: number; ms: number[] }[] = [];
  for (const engine of engines.filter((each) => each.workloads.includes(workload.name))) {
    const worker = new Worker(pinned(engine.command, core));
    try {
      say(`${workload.name} ${engine.name}: warming up`);
      const { loss } = await worker.steps(workload.name, data, workload.name === 'W5' ? 1 : 10);
      const turn = await warmUp(worker, workload, data);
      runs.push({ engine, worker, loss, turn, ms: [] });
    } catch (error) {
      worker.end();
      say(`${workload.name} ${engine.name}: left out, ${(error as Error).message}\n`);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) {
      say(`${workload.name} ${run.engine.name}: round ${round + 1} of ${rounds}`);
      run.ms.push(...(await run.worker.steps(workload.name, data, run.turn)).ms);
    }
  }
  for (const { worker } of runs) worker.end();
  const base = quantile(runs[0].ms, 0.5);
  return runs.map(({ engine, loss, ms }) => ({
    workload,
    engine,
    loss,
    ms: quantile(ms, 0.5),
    low: quantile(ms, 0.25),
    high: quantile(ms, 0.75),
    ratio: quantile(ms, 0.5) / base,
  }));
}

/** Those whose loss isn't this engine's, up to rounding: float32's, or that of other sums. */
export function otherWork(measured: Measured[]): Measured[] {
  return measured.filter(({ workload, engine, loss }) => {
    const ours = measured.find((m) => m.workload === workload)?.loss ?? Number.NaN;
    const tolerance = engine.title.includes('float32') ? 1e-4 : 1e-9;
    return !(Math.abs(loss - ours) <= tolerance * Math.abs(ours));
  });
}

/** Steps for a second at least, so that just-in-time compilers are done; then a turn's steps. */
async function warmUp(worker: Worker, workload: Workload, data: string): Promise<number> {
  const seconds = 1;
  let spent = 0;
  let last = 0;
  for (let count = 1; spent < 1e3 * seconds; count = Math.min(2 * count, workload.turn)) {
    const { ms } = await worker.steps(workload.name, data, count);
    last = ms.reduce((sum, each) => sum + each) / count;
    spent += last * count;
  }
  // A slow engine makes fewer steps in its turn.
  return Math.max(1, Math.min(workload.turn, Math.round(400 / last)));
}

export function quantile(numbers: number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (at - Math.floor(at)) * (above - below);
}
