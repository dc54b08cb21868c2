import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kernel, printedBy, startKernel } from './kernel';
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

const printed = (...cells: string[]) => printedBy(kernel, cells);

describe('A variable has one value', () => {
  it('that a function reads, whichever cell has set it', async () => {
    expect(await printed('let b = 1;\nconst get = () => b;', 'b = 7;', 'get()')).toBe('7');
  });

  it('that a function changes, whichever cell has set it', async () => {
    const cells = [
      'let state = 1;\nconst inc = () => { state += 1; return state; };',
      'state = 10',
    ];
    expect(await printed(...cells, 'inc()')).toBe('11');
    expect(await printed('state')).toBe('11');
  });

  it('when a cell uses what its own function has changed', async () => {
    expect(await printed('let n = 1;\nfunction up() { n += 1; }\nup();\nn')).toBe('2');
  });

  it('when it is one of several in a statement, or taken out of an object or a list', async () => {
    const cell =
      'const a = 1, c = a + 1, { p, q: [r, ...s] } = { p: 3, q: [4, 5, 6] };\n[a, c, p, r, s]';
    expect(await printed(cell)).toBe('[ 1, 2, 3, 4, [ 5, 6 ] ]');
    expect(await printed('let u = 1, w = 2;\n[u, w] = [w, u];\n({ u } = { u: 9 });\n[u, w]')).toBe(
      '[ 9, 1 ]',
    );
  });

  it('when it is a class that speaks of itself', async () => {
    const cell =
      'class A { static one = new A(); x = 5; }\nclass B extends A { y = 6; }\n[A.one, new B()]';
    expect(await printed(cell)).toBe('[ A { x: 5 }, B { x: 5, y: 6 } ]');
  });

  it('which is undefined again when it is declared again without one', async () => {
    const cell = 'let best: number | undefined;\nconst before = best;\nbest = 1;\nbefore';
    expect(await printed(cell, cell)).toBe('undefined');
  });

  it('and a local of the same name has its own', async () => {
    expect(await printed('let m = 1;\nconst f = (m: number) => m + 1;\n[f(5), m]')).toBe(
      '[ 6, 1 ]',
    );
  });
});

describe('A function that is redefined is the one that is called', () => {
  it('by a function of the cell where it was first', async () => {
    const first = 'function helper() { return 1; }\nfunction user() { return helper(); }';
    expect(await printed(first, 'function helper() { return 2; }', 'user()')).toBe('2');
  });

  it('and can be called above the line that defines it', async () => {
    expect(await printed("early();\nfunction early() { console.log('hoisted'); }")).toBe('hoisted');
  });
});

describe('A cell that fails', () => {
  it('leaves older values of the names it declares', async () => {
    await kernel.run('const keep = 1;');
    await kernel.run("throw new Error('x');\nconst keep = 'two';");
    expect(await printed('keep + 1')).toBe('2');
  });

  it('keeps imports, functions, types and values from before the throw', async () => {
    scratch.write(
      'two.ts',
      'export const inner = (n: number) => n;\nexport type Pair = [number, number];',
    );
    await kernel.run(`import { inner, type Pair } from '${scratch.from}/two';
const half: Pair = [5, 6];
function later() { return 3; }
(null as any).x;
const unborn = 4;`);
    expect(await printed('const pair: Pair = half;\n[inner(pair[0]), later()]')).toBe('[ 5, 3 ]');
    expect(await printed('unborn')).toContain("Cannot find name 'unborn'");
  });

  it('because it does not compile changes nothing', async () => {
    await kernel.run('const stays = 1;');
    await kernel.run("const stays: number = 'one';");
    expect(await printed('stays')).toBe('1');
  });
});

describe('What stands in a file may stand in a cell', () => {
  it('export, before a declaration or alone', async () => {
    const cell = `export const e = 1;
export function f() { return e; }
export interface I { a: number }
export { e };
const i: I = { a: f() };
i`;
    expect(await printed(cell, cell)).toBe('{ a: 1 }');
    expect(await printed('export const e = 2;', 'f()')).toBe('2');
  });

  it('for await, if nothing else waits', async () => {
    const make = 'async function* two() { yield 1; yield 2; }';
    expect(await printed(make, 'for await (const x of two()) console.log(x);')).toBe('1\n2');
  });

  it('a namespace, and its types, some cells later', async () => {
    const make = 'namespace N { export type T = number; export const v = 3; }';
    expect(await printed(make, '1', 'const z: N.T = N.v;', 'z + N.v')).toBe('6');
  });

  it('an import of a package that lists its entries', async () => {
    const cell =
      "import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';\ntypeof xoroshiro128plus";
    expect(await printed(cell)).toBe('function');
  });

  it('but nothing that a file may not hold', async () => {
    expect(await printed('const same = (x) => x;')).toContain(
      "Parameter 'x' implicitly has an 'any'",
    );
  });
});

it('ŷ is one name, typed as one character or as two', async () => {
  expect(await printed('const \u0177 = 1;', 'y\u0302 + 1')).toBe('2');
});
