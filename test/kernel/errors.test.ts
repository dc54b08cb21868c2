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
});
afterEach(() => scratch.clear());

/** What the cell that imports `name` from the scratch file says on stderr. */
async function complaint(name: string, rest = ''): Promise<string> {
  const file = `${scratch.from}/${name}`;
  const { stderr, status } = await kernel.run(
    `import { ${name} } from '${file}';\n${name};${rest}`,
  );
  expect(status).toBe('error');
  return stderr.replaceAll(scratch.from.slice(2), 'FOLDER');
}

describe('A compile error', () => {
  it('in a cell names the line of the cell', async () => {
    const { stderr } = await kernel.run("const a = 1;\nconst n: number = 'one';");
    expect(stderr).toBe(
      "this cell, line 2:7 - Type 'string' is not assignable to type 'number'.\n",
    );
  });

  it('in an imported file names the file and the line', async () => {
    scratch.write('broken.ts', "\nexport const broken: number = 'one';");
    expect(await complaint('broken')).toBe(
      "FOLDER/broken.ts:2:14 - Type 'string' is not assignable to type 'number'.\n",
    );
  });

  it('with details names the file once and indents the details', async () => {
    scratch.write('deep.ts', 'const a = { b: 1 };\nexport const deep: { b: string } = a;');
    expect(await complaint('deep')).toBe(`FOLDER/deep.ts:2:14 - \
Type '{ b: number; }' is not assignable to type '{ b: string; }'.
  Types of property 'b' are incompatible.
    Type 'number' is not assignable to type 'string'.\n`);
  });
});

describe('A thrown error', () => {
  it('in an imported file shows the line as it was written, and nothing of the kernel', async () => {
    scratch.write(
      'thrower.ts',
      `interface Removed {
  byTheCompiler: number;
}
export function thrower(x?: Removed): number {
  return x!.byTheCompiler;
}`,
    );
    const said = await complaint('thrower', '\nthrower();');
    expect(said).toContain('FOLDER/thrower.ts:5:13');
    expect(said).toContain('return x!.byTheCompiler;');
    expect(said).not.toMatch(/node:|node_modules|tools\/kernel|evalmachine/);
  });

  it('in a cell says what and where, and nothing of the kernel', async () => {
    const { stderr } = await kernel.run("function f() {\n  throw new Error('mine');\n}\nf();");
    expect(stderr).toMatch(
      /^cell \[(\d+)\], line 2:\n {2}throw new Error\('mine'\);\n {8}\^\nError: mine\n {4}at f \(cell \[\1\], line 2\)\n {4}at cell \[\1\], line 4\n$/,
    );
    expect(stderr).not.toMatch(/node:|node_modules|tools\/kernel|evalmachine/);
  });

  it('after an await says the line, too', async () => {
    const { stderr } = await kernel.run('await null;\nconst o: any = {};\n\no.x.y;');
    expect(stderr).toMatch(/^cell \[\d+\], line 4:\n {2}o\.x\.y;\n/);
  });

  it('in a function of another cell names that cell and this one', async () => {
    const { stderr: first } = await kernel.run(
      "function fails() {\n  throw new Error('a');\n}\nfails();",
    );
    const [, number] = /^cell \[(\d+)\]/.exec(first) ?? [];
    const { stderr } = await kernel.run('\nfails();');
    expect(stderr).toContain(`at fails (cell [${number}], line 2)`);
    expect(stderr).toContain(`at cell [${Number(number) + 1}], line 2`);
  });

  it('shows what the student wrote, and no name that the kernel made', async () => {
    await kernel.run('const five: any = 5;\nconst nothing: any = null;');
    for (const cell of ['nothing.foo();', 'five.foo()', 'five.foo.bar']) {
      const { stderr } = await kernel.run(cell);
      expect(stderr).toContain(`line 1:\n  ${cell}\n`);
      expect(stderr).not.toMatch(/exports|tsLastExpr|Object\./);
    }
  });

  it('shows what else it holds', async () => {
    const { stderr } = await kernel.run("throw new Error('outer', { cause: new Error('inner') });");
    expect(stderr).toMatch(
      /Error: outer\n {4}at cell \[\d+\], line 1 \{\n {2}\[cause\]: Error: inner\n/,
    );
    expect(stderr).toMatch(/\n\}\n$/);
  });

  it('in a function of JavaScript itself names the line that called it', async () => {
    const { stderr } = await kernel.run("\nJSON.parse('{');");
    expect(stderr).toMatch(/^cell \[\d+\], line 2:\n {2}JSON\.parse\('\{'\);\n/);
  });

  it('that is a value, and a trace, show no frames of the kernel', async () => {
    for (const cell of ["new Error('value')", "console.trace('here');"]) {
      const { stdout, stderr } = await kernel.run(cell);
      expect(stdout + stderr).toMatch(
        /^(Error: value|Trace: here)\n {4}at cell \[\d+\], line 1\n$/,
      );
    }
  });

  it('inside a promise that nobody awaits is shown, and the kernel lives on', async () => {
    const { stderr, status } = await kernel.run(
      "Promise.reject(new Error('unheard'));\nawait new Promise((done) => setTimeout(done, 50));",
    );
    expect(stderr).toContain('Uncaught, in a promise: Error: unheard');
    expect(status).toBe('ok');
  });

  it('inside a timer is shown, and the kernel lives on', async () => {
    const { stderr, status } = await kernel.run(
      "setTimeout(() => { throw new Error('late'); });\nawait new Promise((done) => setTimeout(done, 50));",
    );
    expect(stderr).toContain('Uncaught: Error: late');
    expect(status).toBe('ok');
  });
});

it('A file that ends with a statement such as console.log can be imported', async () => {
  scratch.write('tail.ts', "export const tail = 1;\nconsole.log('loaded');");
  const { stdout, stderr } = await kernel.run(`import { tail } from '${scratch.from}/tail';\ntail`);
  expect(stdout + stderr).toBe('loaded\n1\n');
});
