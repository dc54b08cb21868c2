import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kernel, printedBy, startKernel } from './kernel';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.stop());

const printed = (...cells: string[]) => printedBy(kernel, cells);

describe('A name that an earlier cell has defined', () => {
  it('can stand alone in an object', async () => {
    expect(await printed('const W = 1;', 'const theta = { W, b: 2 };\ntheta')).toBe(
      '{ W: 1, b: 2 }',
    );
  });

  it('can stand alone in an object inside a function', async () => {
    const cell = 'const make = (b: number) => ({ W, b });\nmake(3)';
    expect(await printed('const W = 1;', cell)).toBe('{ W: 1, b: 3 }');
  });

  it('gives way to a name of the function itself', async () => {
    const cell = 'const make = (W: number) => ({ W });\nmake(7)';
    expect(await printed('const W = 1;', cell)).toBe('{ W: 7 }');
  });

  it('can be the name of a property that is taken out of an object', async () => {
    const cells = [
      'const x = 1;\nconst nodes = { x: 2, y: 3 };',
      'const { x: mine, ...rest } = nodes;\n[x, mine, rest]',
    ];
    expect(await printed(...cells)).toBe('[ 1, 2, { y: 3 } ]');
  });

  it('can be assigned again by taking an object apart', async () => {
    expect(await printed('let W = 1;', '({ W } = { W: 5 });\nconsole.log(W);')).toBe('5');
  });
});
