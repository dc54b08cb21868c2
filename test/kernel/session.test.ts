import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { type Kernel, startKernel } from './kernel';

let kernel: Kernel;

beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.stop());

describe('A notebook in notebooks/', () => {
  it('runs in the project root', async () => {
    expect((await kernel.run('process.cwd()')).stdout.trim()).toBe(root);
  });

  it('imports from ./lib', async () => {
    const cell = "import { add } from './lib/linear';\nadd([1, 2], [3, 4])";
    expect((await kernel.run(cell)).stdout).toBe('[ 4, 6 ]\n');
  });

  it('imports packages that are ES modules and packages that are not', async () => {
    const cell = `import { range } from 'mathjs';
import { seeded } from './lib/random';
console.log(typeof range, typeof seeded(1).uniform());`;
    expect((await kernel.run(cell)).stdout).toBe('function number\n');
  });

  it('keeps a variable from one cell to the next', async () => {
    await kernel.run('let kept = 41;');
    expect((await kernel.run('kept += 1;\nkept')).stdout).toBe('42\n');
  });

  it('awaits a promise at the top of a cell', async () => {
    const cell = 'const value = await new Promise((done) => setTimeout(() => done(3), 5));\nvalue';
    expect((await kernel.run(cell)).stdout).toBe('3\n');
  });

  it('displays more than text', async () => {
    const cell = "import { display } from 'tslab';\ndisplay.html('<b>bold</b>');";
    expect((await kernel.run(cell)).displays).toEqual([{ 'text/html': '<b>bold</b>' }]);
  });
});

describe('Restart', () => {
  it('forgets the variables and keeps the kernel working', async () => {
    await kernel.run('let forgotten = 1;');
    await kernel.restart();
    expect((await kernel.run('forgotten')).stderr).toContain("Cannot find name 'forgotten'");
    expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
  });

  it('works while a cell loops', async () => {
    await kernel.begin("console.log('begun');\nwhile (true) {}", 'begun');
    await kernel.restart();
    expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
  });

  it('works while a timer set by a cell still runs', async () => {
    await kernel.run('setInterval(() => {}, 1000);');
    await kernel.restart();
    expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
  });
});

describe('Completion and inspection', () => {
  it('completes the member of an object', async () => {
    expect(await kernel.complete('Math.sq|')).toContain('sqrt');
  });

  it('completes the names that a file of the project exports', async () => {
    expect(await kernel.complete("import { | } from './lib/linear'")).toContain('transpose');
  });

  it('completes a variable of an earlier cell', async () => {
    await kernel.run('const hPrevious = [0, 0];');
    expect(await kernel.complete('hPrev|')).toContain('hPrevious');
  });

  it('shows the type and the explanation of an imported function', async () => {
    const shown = await kernel.inspect("import { add } from './lib/linear';\na|dd");
    expect(shown).toContain('function add(a: Vec, b: Vec): Vec');
    expect(shown).toContain('for two vectors of one length');
  });
});
