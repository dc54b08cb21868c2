/** Makes what the engines run in, all of it in .cache/bench, and says which can't be had. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
// @ts-expect-error: plain JavaScript, shared with the oracle
import { pythonEnvironment } from '../environment.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/** One of the programs that are compared. */
export interface Engine {
  name: string;
  title: string;
  command: string[];
  workloads: string[];
}

const all = ['W1', 'W2', 'W3-128', 'W3-256', 'W4', 'W5'];
const tfjsVersion = '4.22.0';

/** The engines that can run here, this engine first, and why others can't. */
export async function environment(): Promise<{ engines: Engine[]; missing: string[] }> {
  mkdirSync(cache, { recursive: true });
  const missing: string[] = [];
  const engines = [...(await ours()), ...(await python(missing)), ...tfjs(missing)];
  return { engines, missing };
}

async function ours(): Promise<Engine[]> {
  const outfile = join(cache, 'engine.mjs');
  await build({
    entryPoints: [join(here, 'engine.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  const node = (kernels: string, way: string) => [process.execPath, outfile, kernels, way];
  const trained = all.filter((workload) => workload !== 'W5');
  return [
    {
      name: 'engine',
      title: 'this engine',
      command: node('wasm', 'bare'),
      workloads: all,
    },
    {
      name: 'training',
      title: 'this engine, with Training’s checks',
      command: node('wasm', 'training'),
      workloads: trained,
    },
    {
      name: 'plain',
      title: 'this engine, plain TypeScript',
      command: node('plain', 'bare'),
      workloads: all,
    },
  ];
}

async function python(missing: string[]): Promise<Engine[]> {
  let interpreter: string;
  try {
    interpreter = await pythonEnvironment('bench/python', join(here, 'requirements.txt'), {
      optional: true,
    });
  } catch (error) {
    missing.push(`NumPy, PyTorch and JAX: ${(error as Error).message.split('\n')[0]}`);
    return [];
  }
  const peers: [name: string, title: string, module: string, workloads: string[]][] = [
    ['karpathy', 'NumPy, Karpathy’s loop', 'numpy', ['W1', 'W5']],
    ['numpy', 'NumPy, written well', 'numpy', all],
    ['torch', 'PyTorch, eager', 'torch', all],
    ['jax', 'JAX, jit', 'jax', all],
  ];
  return peers.flatMap(([name, title, module, workloads]) => {
    const question = `import ${module}; print(${module}.__version__.split("+")[0])`;
    const { status, stdout } = spawnSync(interpreter, ['-Es', '-c', question], {
      encoding: 'utf8',
    });
    if (status !== 0) missing.push(`${title}: ${module} can’t be imported`);
    const command = [interpreter, '-E', '-s', '-B', join(here, `${name}_peer.py`)];
    const [library, way] = title.split(', ');
    const full = `${library} ${stdout.trim()}, ${way}`;
    return status === 0 ? [{ name, title: full, command, workloads }] : [];
  });
}

function tfjs(missing: string[]): Engine[] {
  const folder = join(cache, 'tfjs');
  const title = `TensorFlow.js ${tfjsVersion}, wasm, float32`;
  if (!existsSync(join(folder, 'node_modules/@tensorflow/tfjs-backend-wasm'))) {
    mkdirSync(folder, { recursive: true });
    const dependencies = {
      '@tensorflow/tfjs': tfjsVersion,
      '@tensorflow/tfjs-backend-wasm': tfjsVersion,
    };
    const content = { private: true, type: 'module', dependencies };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(content));
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
    const { status } = spawnSync('npm', install, { cwd: folder, shell: true, stdio: 'ignore' });
    if (status !== 0) {
      missing.push(`${title}: npm could not install it`);
      return [];
    }
  }
  copyFileSync(join(here, 'tfjs.mjs'), join(folder, 'peer.mjs'));
  const command = [process.execPath, join(folder, 'peer.mjs')];
  const workloads = all.filter((workload) => workload !== 'W5');
  return [{ name: 'tfjs', title, command, workloads }];
}
