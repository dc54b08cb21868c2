import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kernel, startKernel } from './kernel';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.stop());

const numbered = (n: number) => Array.from({ length: n }, (_, i) => `line ${i}\n`).join('');

describe('All that a cell prints arrives, in order', () => {
  it('from a loop', async () => {
    const { stdout, status } = await kernel.run(
      "for (let i = 0; i < 20_000; i++) console.log('line', i);",
    );
    expect(stdout === numbered(20_000)).toBe(true);
    expect(status).toBe('ok');
  });

  it('from a loop that awaits', async () => {
    const { stdout } = await kernel.run(
      "for (let i = 0; i < 2000; i++) {\n  console.log('line', i);\n  await null;\n}",
    );
    expect(stdout === numbered(2000)).toBe(true);
  });

  it('before a display, if it was printed before it', async () => {
    const { stdout, displays } = await kernel.run(
      "import { display } from 'tslab';\nfor (let i = 0; i < 100; i++) console.log('line', i);\ndisplay.html('<b>end</b>');",
    );
    expect(stdout).toBe(numbered(100));
    expect(displays).toEqual([{ 'text/html': '<b>end</b>' }]);
  });
});

it('What nobody could read is counted', async () => {
  const { stdout, stderr, status } = await kernel.run(
    "const long = 'x'.repeat(999);\nfor (let i = 0; i < 5000; i++) console.log(long);",
  );
  const shown = stdout.length / 1000;
  expect(shown).toBeLessThan(2100);
  expect(stderr).toContain('This is too much to show.');
  expect(stderr).toContain(`${(5000 - shown).toLocaleString('en')} more lines were printed.`);
  expect(status).toBe('ok');
});
