import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { addPython, type Machine, makeMachine } from './machine';

let machine: Machine;
beforeEach(() => {
  machine = makeMachine();
});
afterEach(() => machine.clear());

const inProject = (...names: string[]) => path.join(machine.folder, ...names);

/** What the tests change in package.json and in package-lock.json. */
interface Manifest {
  engines: { node: string };
  dependencies: Record<string, string>;
  packages: Record<string, { integrity: string }>;
}

function editJson(file: string, edit: (value: Manifest) => void): void {
  const value = JSON.parse(fs.readFileSync(inProject(file), 'utf8'));
  edit(value);
  fs.writeFileSync(inProject(file), JSON.stringify(value));
}

describe('On a fresh machine the set-up', () => {
  it('installs the packages, then the environment, with both caches in the project', () => {
    addPython(machine);
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()).toEqual([
      `npm ci, cache ${inProject('.cache', 'npm')}`,
      'venv by python3',
      `pip, cache ${inProject('.cache', 'pip')}`,
    ]);
  });

  it('uses the caches that the caller chose, but not the one npm always names', () => {
    addPython(machine);
    const npmDefault = path.join(machine.home, '.npm');
    machine.setUp({ npm_config_cache: npmDefault, PIP_CACHE_DIR: '/chosen/pip' });
    expect(machine.asked()).toEqual([
      `npm ci, cache ${inProject('.cache', 'npm')}`,
      'venv by python3',
      'pip, cache /chosen/pip',
    ]);
    fs.rmSync(inProject('node_modules'), { recursive: true });
    machine.setUp({ npm_config_cache: '/chosen/npm' });
    expect(machine.asked()).toEqual(['npm ci, cache /chosen/npm']);
  });

  it('writes a kernel that starts this Node with the launcher', () => {
    addPython(machine);
    machine.setUp();
    const spec = inProject('.venv', 'share', 'jupyter', 'kernels', 'unrolled', 'kernel.json');
    expect(JSON.parse(fs.readFileSync(spec, 'utf8'))).toMatchObject({
      argv: [
        process.execPath,
        '--no-force-async-hooks-checks',
        inProject('tools', 'kernel', 'launch.cjs'),
        '{connection_file}',
      ],
      interrupt_mode: 'message',
      display_name: 'TypeScript (Unrolled)',
    });
  });

  it('says what it is doing', () => {
    addPython(machine);
    const { said } = machine.setUp();
    expect(said).toContain('Installing the npm packages');
    expect(said).toContain('Making the Python environment');
    expect(said).toContain('Installing JupyterLab');
  });
});

describe('A second run', () => {
  it('asks npm and Python for nothing and says nothing', () => {
    addPython(machine);
    machine.setUp();
    machine.asked();
    fs.rmSync(machine.bin, { recursive: true });
    expect(machine.setUp({ npm_execpath: '' })).toEqual({ code: 0, said: '' });
    expect(machine.asked()).toEqual([]);
  });

  it('points the kernel at the right place again when the folder or Node has moved', () => {
    addPython(machine);
    machine.setUp();
    const spec = inProject('.venv', 'share', 'jupyter', 'kernels', 'unrolled', 'kernel.json');
    const right = fs.readFileSync(spec, 'utf8');
    fs.writeFileSync(spec, right.replaceAll(machine.folder, '/elsewhere'));
    machine.setUp();
    expect(fs.readFileSync(spec, 'utf8')).toBe(right);
  });

  it('does the packages again when one is gone', () => {
    addPython(machine);
    machine.setUp();
    machine.asked();
    fs.rmSync(inProject('node_modules', 'katex'), { recursive: true });
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()).toEqual([expect.stringMatching(/^npm ci/)]);
  });

  it('does the packages again when the installation was interrupted', () => {
    addPython(machine);
    machine.setUp({ NPM_SAYS: 'killed' });
    machine.asked();
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()[0]).toMatch(/^npm ci/);
  });

  it('does the packages again when the lock file has changed', () => {
    addPython(machine);
    machine.setUp();
    machine.asked();
    editJson('package-lock.json', (lock) => {
      lock.packages['node_modules/katex'].integrity = 'sha512-other';
    });
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()).toEqual([expect.stringMatching(/^npm ci/)]);
  });

  it('makes the environment anew when its installation was interrupted', () => {
    addPython(machine);
    machine.setUp({ PIP_SAYS: 'killed' });
    machine.asked();
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()).toEqual(['venv by python3', expect.stringMatching(/^pip/)]);
  });

  it('makes the environment anew when its list of packages has changed', () => {
    addPython(machine);
    machine.setUp();
    machine.asked();
    fs.appendFileSync(inProject('tools', 'requirements.txt'), '# another\n');
    machine.setUp();
    expect(machine.asked()).toEqual(['venv by python3', expect.stringMatching(/^pip/)]);
  });

  it('makes the environment anew when its Python is gone', () => {
    addPython(machine);
    machine.setUp();
    machine.asked();
    fs.rmSync(inProject('.venv', 'bin', 'python'));
    machine.setUp();
    expect(machine.asked()).toEqual(['venv by python3', expect.stringMatching(/^pip/)]);
  });

  it('chooses a newer Python that stands beside one too old', () => {
    addPython(machine, { name: 'python3', version: '3.9.6' });
    addPython(machine, { name: 'python3.12', version: '3.12.1' });
    expect(machine.setUp()).toMatchObject({ code: 0 });
    expect(machine.asked()).toContain('venv by python3.12');
  });
});

describe('The error, and its remedy, when', () => {
  it('Node is too old', () => {
    editJson('package.json', (project) => {
      project.engines.node = '>=99.1';
    });
    const { code, said } = machine.setUp();
    expect(code).toBe(1);
    expect(said).toContain(`This is Node ${process.versions.node}; Unrolled needs Node 99.1`);
    expect(said).toContain('https://nodejs.org');
  });

  it('there is no Python', () => {
    const { code, said } = machine.setUp();
    expect(code).toBe(1);
    expect(said).toContain('No Python was found');
    expect(said).toContain('https://www.python.org/downloads');
  });

  it('Python is too old', () => {
    addPython(machine, { version: '3.9.18' });
    const { code, said } = machine.setUp();
    expect(code).toBe(1);
    expect(said).toContain('The Python found is 3.9.18');
    expect(said).toContain('needs 3.10 or newer');
  });

  it('Python has no venv', () => {
    addPython(machine, { canMakeVenv: false });
    const { code, said } = machine.setUp();
    expect(code).toBe(1);
    expect(said).toContain('sudo apt install python3.11-venv');
  });

  it('the npm registry cannot be reached', () => {
    const { code, said } = machine.setUp({ NPM_SAYS: 'npm error code ENOTFOUND' });
    expect(code).toBe(1);
    expect(said).toContain('the package registry does not answer');
    expect(said).toContain('Connect to the internet');
  });

  it('the Python package index cannot be reached', () => {
    addPython(machine);
    const { code, said } = machine.setUp({ PIP_SAYS: 'NewConnectionError: refused' });
    expect(code).toBe(1);
    expect(said).toContain('the Python package index does not answer');
    expect(said).toContain('Connect to the internet');
  });

  it('package.json asks for what the lock file does not hold', () => {
    editJson('package.json', (project) => {
      project.dependencies.unheard = '1.0.0';
    });
    const { code, said } = machine.setUp();
    expect(code).toBe(1);
    expect(said).toContain('package.json and package-lock.json disagree about: unheard.');
    expect(said).toContain('npm install');
    expect(machine.asked()).toEqual([]);
  });

  it('npm itself finds that they disagree', () => {
    const { code, said } = machine.setUp({
      NPM_SAYS: 'npm error code EUSAGE\nnpm error Missing: deep@1.0.0 from lock file',
    });
    expect(code).toBe(1);
    expect(said).toContain('disagree about: deep@1.0.0 from lock file.');
  });

  it('npm fails for a reason of its own, which is passed on', () => {
    const { code, said } = machine.setUp({ NPM_SAYS: 'npm error the disk is full' });
    expect(code).toBe(1);
    expect(said).toContain('the disk is full');
    expect(said).toContain('npm ci');
  });
});

describe('Nothing is written outside the folder', () => {
  it('by the set-up', () => {
    addPython(machine);
    machine.setUp();
    expect(fs.readdirSync(machine.home)).toEqual([]);
  });

  it('by Jupyter, which keeps its files in .cache', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['tools/python.mjs', '-m', 'jupyter', '--paths'],
      {
        cwd: root,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: machine.home },
      },
    );
    expect(status).toBe(0);
    const [, runtime] = stdout.split('runtime:');
    expect(runtime?.trim()).toBe(path.join(root, '.cache', 'jupyter', 'runtime'));
    expect(fs.readdirSync(machine.home)).toEqual([]);
  });
});

it('The project itself is ready again at once, with no network and no npm', () => {
  const script = `import { setupOrExit } from './tools/setup.mjs'; await setupOrExit();`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script],
    { cwd: root, encoding: 'utf8', env: { PATH: machine.bin, HOME: machine.home } },
  );
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  expect(fs.readdirSync(machine.home)).toEqual([]);
});
