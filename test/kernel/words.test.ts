import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kernel, startKernel } from './kernel';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.run('const xs = [10, 9, 1];\nconst q = 1;');
});
afterAll(() => kernel.stop());

describe('What is typed as in Python gets the TypeScript way beside the error', () => {
  it.each([
    ["print('x')", 'console.log(x)'],
    ['len(xs)', 'xs.length'],
    ['range(3)', 'for (let i = 0; i < n; i++)'],
    ['True', 'true'],
    ['None', 'null'],
    ['sum(xs)', 'xs.reduce('],
    ['y = 5', 'const y = 5; or, if it is to change, let'],
    ['# note', '// for a comment'],
    ['const z = 1  # one', '// for a comment'],
    ['import numpy as np', "import { add } from './lib/linear';"],
    ['from math import sqrt', "import { add } from './lib/linear';"],
    ['np.zeros(3)', './lib/linear'],
    ['def f(x): return x', 'function f(x: number)'],
    ['lambda x: x', '(x) => 2 * x'],
    ['for x in xs:\n  console.log(x)', 'for (const x of xs)'],
    ['if q == 1:\n  console.log(q)', 'braces around a block'],
    ['!ls', 'a terminal'],
    ['%timeit q', "console.time('a');"],
    ['f"{q}"', 'a text between backticks'],
    ['[x for x in xs]', 'xs.map('],
    ['xs[0:2]', 'xs.slice(from, to)'],
    ['q and q', '&& and ||'],
    ['not q', '!x'],
    ['xs.append(3)', 'xs.push(x)'],
    ['Math.sqrt?', 'Shift + Tab'],
  ])('%s', async (cell, way) => {
    const { stderr, status } = await kernel.run(cell);
    expect(status).toBe('error');
    expect(stderr).toMatch(/^this cell, line 1:\d+ - /);
    const ways = stderr.split('\n').filter((line) => line.startsWith('  TypeScript: '));
    expect(ways).toHaveLength(1);
    expect(ways[0]).toContain(way);
  });

  it('and a slip of the pen only what the compiler says', async () => {
    const { stderr } = await kernel.run('consle.log(1)');
    expect(stderr).toBe(
      "this cell, line 1:1 - Cannot find name 'consle'. Did you mean 'console'?\n",
    );
  });
});

describe('What means another thing than in Python is said to', () => {
  it.each([
    ['7 // 2', 'Math.floor(a / b)'],
    ['xs[-1]', '.at(-1)'],
    ['[...xs].sort()', '.sort((a, b) => a - b)'],
    ['for (const i in xs) console.log(i);', 'for (const x of xs)'],
  ])('%s', async (cell, way) => {
    const { stderr, status } = await kernel.run(`\n${cell}`);
    expect(status).toBe('ok');
    expect(stderr).toMatch(/^this cell, line 2: /);
    expect(stderr).toContain(way);
  });

  it('unless it is meant', async () => {
    const cell = `const record: Record<string, number> = { a: 1 };
for (const key in record) console.log(key); // 2 of them
["b", "a"].sort();
[...xs].sort((a, b) => a - b);`;
    expect((await kernel.run(cell)).stderr).toBe('');
  });
});

describe('Lines that have grown together are explained', () => {
  it('before [ and ( and a text between backticks', async () => {
    const object = await kernel.run('const o = { a: 1,\n  b: 2 }\n(() => o)()');
    expect(object.stderr).toContain('Line 2 has no semicolon at its end, so it goes on with the (');
    const text = await kernel.run('const t = 3\n\n`a`');
    expect(text.stderr).toContain('Line 1 has no semicolon at its end, so it goes on with the `');
    const list = await kernel.run('const a = 1\nconst b = 2\n[a, b]');
    expect(list.stderr).toContain('Line 2 has no semicolon at its end, so it goes on with the [');
    const call = await kernel.run('const s = "x"\n(s + "y")');
    expect(call.stderr).toContain('Line 1 has no semicolon at its end, so it goes on with the (');
  });

  it('and so is an object that is a block', async () => {
    for (const cell of ['{ a: 1, b: 2 }', '{ a: 1 }']) {
      expect((await kernel.run(cell)).stderr).toContain('({ a: 1 })');
    }
  });
});

describe('The value of the last line', () => {
  const shown = async (cell: string) => {
    const { stdout, stderr } = await kernel.run(cell);
    return { stdout: stdout.trim(), stderr };
  };

  it('is shown when it is null, or undefined where something was asked for', async () => {
    const dictionary = 'const d: { [key: string]: number } = { a: 1 };';
    expect((await shown(`${dictionary}\nd['b']`)).stdout).toBe('undefined');
    expect((await shown('xs[7]')).stdout).toBe('undefined');
    expect((await shown('null')).stdout).toBe('null');
    expect((await shown('[1].forEach(() => {})')).stdout).toBe('');
  });

  it('suggests await for a promise', async () => {
    const { stdout, stderr } = await shown('Promise.resolve(3)');
    expect(stdout).toBe('Promise { 3 }');
    expect(stderr).toContain('`await`');
  });

  it('is a function without a name of the kernel, and no timer', async () => {
    expect((await shown('() => 1')).stdout).toBe('[Function (anonymous)]');
    expect((await shown('setTimeout(() => {}, 1)')).stdout).toBe('');
  });

  it('is a matrix as rows', async () => {
    const cell =
      'Array.from({ length: 12 }, (_, i) => Array.from({ length: 6 }, (_, j) => Math.sin(i + j)))';
    const { stdout } = await shown(cell);
    const rows = stdout.split('\n').slice(1, -1);
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => row.replace(/,$/, '').length)).size).toBe(1);
    expect(rows[0]).toContain('0.84147098');
    expect((await shown('[[1, 2], [3, 4]]')).stdout).toBe('[ [ 1, 2 ], [ 3, 4 ] ]');
  });
});
