import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kernel, startKernel } from './kernel';
import { makeScratch, type Scratch } from './scratch';

let kernel: Kernel;
let scratch: Scratch;
let printed: (name: string, file: string) => Promise<string>;

beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.stop());
beforeEach(() => {
  scratch = makeScratch();
  printed = async (name, file) => {
    const cell = `import { ${name} } from '${scratch.from}/${file}';\nconsole.log(${name});`;
    const { stdout, stderr } = await kernel.run(cell);
    return (stdout + stderr).trim();
  };
});
afterEach(() => scratch.clear());

describe('After an edit, re-running the importing cell uses the new code', () => {
  it('when the imported file itself is edited', async () => {
    scratch.write('a.ts', 'export const a = 1;');
    expect(await printed('a', 'a')).toBe('1');
    scratch.write('a.ts', 'export const a = 2;');
    expect(await printed('a', 'a')).toBe('2');
  });

  it('when a file that the imported one imports is edited', async () => {
    scratch.write('b.ts', 'export const b = 1;');
    scratch.write('a.ts', "import { b } from './b';\nexport const a = b * 10;");
    expect(await printed('a', 'a')).toBe('10');
    scratch.write('b.ts', 'export const b = 2;');
    expect(await printed('a', 'a')).toBe('20');
  });

  it('when the edited file is three imports away', async () => {
    scratch.write('d.ts', 'export const d = 1;');
    scratch.write('c.ts', "export { d as c } from './d';");
    scratch.write('b.ts', "import { c } from './c';\nexport const b = c;");
    scratch.write('a.ts', "import { b } from './b';\nexport const a = b;");
    expect(await printed('a', 'a')).toBe('1');
    scratch.write('d.ts', 'export const d = 2;');
    expect(await printed('a', 'a')).toBe('2');
  });

  it('when another cell has imported only the edited file in between', async () => {
    scratch.write('b.ts', 'export const b = 1;');
    scratch.write('a.ts', "import { b } from './b';\nexport const a = b * 10;");
    expect(await printed('a', 'a')).toBe('10');
    scratch.write('b.ts', 'export const b = 2;');
    expect(await printed('b', 'b')).toBe('2');
    expect(await printed('a', 'a')).toBe('20');
  });

  it('and a file that nobody edited keeps its state', async () => {
    scratch.write('kept.ts', 'export const kept = { loads: 0 };\nkept.loads += 1;');
    scratch.write('a.ts', 'export const a = 1;');
    await kernel.run(
      `import { kept } from '${scratch.from}/kept';\nimport { a } from '${scratch.from}/a';\nkept.loads += 1; a;`,
    );
    scratch.write('a.ts', 'export const a = 2;');
    expect(await printed('a', 'a')).toBe('2');
    expect(await printed('kept', 'kept')).toBe('{ loads: 2 }');
  });
});

describe('The kernel survives', () => {
  it('a module imported before it exists, then created', async () => {
    expect(await printed('late', 'late')).toContain('Cannot find module');
    scratch.write('late.ts', 'export const late = 1;');
    expect(await printed('late', 'late')).toBe('1');
  });

  it('a module whose own import does not exist yet, then created', async () => {
    scratch.write('a.ts', "import { b } from './b';\nexport const a = b;");
    expect(await printed('a', 'a')).toContain("Cannot find module './b'");
    scratch.write('b.ts', 'export const b = 7;');
    expect(await printed('a', 'a')).toBe('7');
  });

  it('two files saved at once', async () => {
    scratch.write('a.ts', 'export const a = 1;');
    scratch.write('b.ts', 'export const b = 1;');
    const cell = `import { a } from '${scratch.from}/a';\nimport { b } from '${scratch.from}/b';\nconsole.log(a, b);`;
    expect((await kernel.run(cell)).stdout).toBe('1 1\n');
    scratch.write('a.ts', 'export const a = 2;');
    scratch.write('b.ts', 'export const b = 3;');
    expect((await kernel.run(cell)).stdout).toBe('2 3\n');
  });

  it('a file saved and another created at once', async () => {
    scratch.write('a.ts', 'export const a = 1;');
    const cell = `import { a } from '${scratch.from}/a';\nimport { b } from '${scratch.from}/b';\nconsole.log(a, b);`;
    expect((await kernel.run(cell)).status).toBe('error');
    scratch.write('a.ts', 'export const a = 2;');
    scratch.write('b.ts', 'export const b = 3;');
    expect((await kernel.run(cell)).stdout).toBe('2 3\n');
  });

  it('a syntax error saved and mended', async () => {
    scratch.write('a.ts', 'export const a = 1;');
    expect(await printed('a', 'a')).toBe('1');
    scratch.write('a.ts', 'export const a = = 2;');
    expect(await printed('a', 'a')).toContain('Expression expected');
    scratch.write('a.ts', 'export const a = 3;');
    expect(await printed('a', 'a')).toBe('3');
  });

  it('a file deleted and restored', async () => {
    scratch.write('a.ts', 'export const a = 1;');
    expect(await printed('a', 'a')).toBe('1');
    scratch.remove('a.ts');
    expect(await printed('a', 'a')).toContain('Cannot find module');
    scratch.write('a.ts', 'export const a = 1;');
    expect(await printed('a', 'a')).toBe('1');
  });

  it('a module that throws when it is imported, then mended', async () => {
    scratch.write('a.ts', "throw new Error('not yet');\nexport const a = 1;");
    expect(await printed('a', 'a')).toContain('not yet');
    scratch.write('a.ts', 'export const a = 1;');
    expect(await printed('a', 'a')).toBe('1');
  });
});

describe('An error in a file is reported, however often the file has been checked', () => {
  const wrong = "export const a: number = 'one';";

  it('at each import, and in a kernel that begins anew', async () => {
    scratch.write('a.ts', wrong);
    for (let i = 0; i < 2; i++) expect(await printed('a', 'a')).toContain("Type 'string' is not");
    await kernel.restart();
    expect(await printed('a', 'a')).toContain("Type 'string' is not");
  });

  it('when the file was right, is wrong, and is right again', async () => {
    for (let i = 0; i < 2; i++) {
      scratch.write('a.ts', 'export const a: number = 1;');
      expect(await printed('a', 'a')).toBe('1');
      scratch.write('a.ts', wrong);
      expect(await printed('a', 'a')).toContain("Type 'string' is not");
    }
  });

  it('when another file has made it wrong', async () => {
    scratch.write('c.ts', 'export const c = 1;');
    scratch.write('b.ts', "export { c as b } from './c';");
    scratch.write('a.ts', "import { b } from './b';\nexport const a: number = b;");
    expect(await printed('a', 'a')).toBe('1');
    scratch.write('c.ts', "export const c = 'one';");
    expect(await printed('a', 'a')).toContain('a.ts:2:14');
    await kernel.restart();
    expect(await printed('a', 'a')).toContain('a.ts:2:14');
  });

  it('when what it imports is gone', async () => {
    scratch.write('b.ts', 'export const b = 1;');
    scratch.write('a.ts', "import { b } from './b';\nexport const a = b;");
    expect(await printed('a', 'a')).toBe('1');
    scratch.remove('b.ts');
    expect(await printed('a', 'a')).toContain("Cannot find module './b'");
  });

  it('which cannot hide behind a file that was right', async () => {
    scratch.write('good.ts', 'export const good = 1;');
    expect(await printed('good', 'good')).toBe('1');
    scratch.write('a.ts', "import { good } from './good';\nexport const a: string = good;");
    expect(await printed('a', 'a')).toContain("Type 'number' is not assignable");
  });
});

it('A file that is imported while it runs is found and brought up to date', async () => {
  scratch.write('late.ts', 'export const late = 1;');
  scratch.write('a.ts', "export const a = async () => (await import('./late')).late;");
  const cell = `import { a } from '${scratch.from}/a';\nimport '${scratch.from}/late';\nawait a()`;
  expect((await kernel.run(cell)).stdout).toBe('1\n');
  scratch.write('late.ts', 'export const late = 2;');
  expect((await kernel.run(cell)).stdout).toBe('2\n');
});
