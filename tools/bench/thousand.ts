import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cache, type Engine } from './environment';
import { core, quantile } from './measure';
import { pinned } from './worker';

/** A thousand steps of W1, the start of the process and the reading of the weights included. */
export interface Thousand {
  engine: Engine;
  seconds: number;
  loss: number;
}

const compared = ['engine', 'karpathy', 'numpy', 'torch', 'jax'];

/** In turns, each in a process of its own every time; the medians. */
export function thousandSteps(engines: Engine[], rounds: number): Thousand[] {
  const runs = engines
    .filter(({ name }) => compared.includes(name))
    .map((engine) => ({ engine, seconds: [] as number[], loss: Number.NaN }));
  const request = { workload: 'W1', data: join(cache, 'W1.json'), steps: 1000 };
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) {
      const [program, ...args] = pinned(run.engine.command, core);
      const start = performance.now();
      const { stdout } = spawnSync(program, args, {
        input: `${JSON.stringify(request)}\n`,
        encoding: 'utf8',
      });
      run.seconds.push((performance.now() - start) / 1e3);
      run.loss = JSON.parse(stdout).loss;
    }
  }
  return runs.map((run) => ({ ...run, seconds: quantile(run.seconds, 0.5) }));
}
