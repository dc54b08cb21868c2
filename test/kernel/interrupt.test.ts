import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kernel, startKernel } from './kernel';
import { makeScratch, type Scratch } from './scratch';

let kernel: Kernel;
let scratch: Scratch;

beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.stop());
beforeEach(() => {
  scratch = makeScratch();
  scratch.write(
    'loops.ts',
    `export const spin = () => { while (true) {} };
export async function spinLater() { await null; spin(); }
export async function nap() { while (true) await new Promise((done) => setTimeout(done, 10)); }`,
  );
});
afterEach(() => scratch.clear());

const begun = "console.log('begun');";
const never = 'await new Promise(() => {});';
const loops = () => `import { spin, spinLater, nap } from '${scratch.from}/loops';`;

describe('Interrupt ends', () => {
  it.each([
    ['an endless loop', () => `const turn = () => { while (true) {} };\n${begun}\nturn();`],
    ['a loop after an await', () => `await null;\n${begun}\nwhile (true) {}`],
    ['a loop in a timer', () => `setTimeout(() => { ${begun} while (true) {} });\n${never}`],
    ['a loop of awaits', () => `${begun}\nlet i = 0;\nwhile (true) { i++; await null; }`],
    ['a promise that never settles', () => `${begun}\n${never}`],
    ['a loop in an imported function', () => `${loops()}\n${begun}\nspin();`],
    ['the same after an await', () => `${loops()}\nawait null;\n${begun}\nspin();`],
    ['one that awaits and then loops', () => `${loops()}\n${begun}\nawait spinLater();`],
    ['one that awaits for ever', () => `${loops()}\n${begun}\nawait nap();`],
    ['a print without end', () => `${begun}\nwhile (true) console.log('and so on');`],
  ])('%s, says so, and leaves the kernel working', async (_, cell) => {
    const { status, stderr } = await kernel.run(cell(), 'begun');
    expect(status).toBe('error');
    expect(stderr).toContain('Interrupted.\n');
    expect(stderr).not.toMatch(/node:|evalmachine|tslab/);
    expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
  });

  it('a cell for good: nothing of it runs under the next', async () => {
    const wait = 'const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));';
    await kernel.run(`${wait}\nlet steps = 0;`);
    await kernel.run(`${begun}\nawait wait(50);\nconsole.log('on');\nsteps += 1;`, 'begun');
    expect((await kernel.run('await wait(200);\nsteps')).stdout).toBe('0\n');
  });

  it('a cell whose names other cells know: what it had made stays', async () => {
    await kernel.run(`const made = 7;\n${begun}\nawait null;\nwhile (true) {}`, 'begun');
    expect((await kernel.run('made')).stdout).toBe('7\n');
  });
});

it('A timer that loops when its cell is long over can be interrupted', async () => {
  await kernel.run(`setTimeout(() => { ${begun} while (true) {} }, 300);`);
  // The next cell waits behind the loop: the interrupt frees it.
  const { status } = await kernel.run(
    'await new Promise((done) => setTimeout(done, 600));',
    'begun',
  );
  expect(['ok', 'error']).toContain(status);
  expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
});

it('After an error, the cells that were sent with it are skipped, and say so', async () => {
  const cells = ["console.log('first');", "throw new Error('second');", '3', '4'];
  expect(await kernel.runAll(cells)).toEqual(['ok', 'error', 'aborted', 'aborted']);
  expect((await kernel.run('1 + 1')).stdout).toBe('2\n');
});

it.skipIf(process.platform === 'win32')(
  'A kernel that loops ends when what started it has died',
  async () => {
    const other = await startKernel();
    const begins = await other.begin(`${begun}\nwhile (true) {}`, 'begun');
    process.kill(begins.driver, 'SIGKILL');
    while (isAlive(begins.kernel)) await new Promise((done) => setTimeout(done, 50));
  },
);

/** Whether a process runs; one that is dead and has not been asked for yet does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !fs.existsSync(stat) || !/\) Z /.test(fs.readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}
