import { describe, expect, it } from 'vitest';
import { attacked, both, expectNothing, reaching } from './attack';

const CODE = `'return process'`;
/** From an object to its realm's Function, and by it to `process`. */
const from = (expression: string) => `(${expression}).constructor.constructor(${CODE})()`;

describe('the realm has no way to Node', () => {
  it.each([
    ['by its name', 'process'],
    ['by the global object', '(globalThis as any).process'],
    ['by `this` of a loose function', '(0, eval)("this").process'],
    ['by Function', `Function(${CODE})()`],
    ['by the constructor of a function', `(() => {}).constructor(${CODE})()`],
    ['by an async function', `(async () => {}).constructor(${CODE})()`],
    ['by a generator', `(function* () {}).constructor(${CODE})().next().value`],
    ['by an async generator', `(async function* () {}).constructor(${CODE})()`],
    ['by eval', `eval('process')`],
    ['by indirect eval', `(0, eval)('process')`],
    ['by console', from('console')],
    ['by what console returns', from('(console as any).log() ?? {}')],
    ['by structuredClone', `(structuredClone as any).constructor(${CODE})()`],
    ['by performance', from('performance')],
    ['by its arguments', from('xs')],
    ['by the global object’s constructor', from('globalThis')],
    ['by the global object’s prototype', from('Object.getPrototypeOf(globalThis)')],
    ['by require', `(require as any).constructor(${CODE})()`],
    ['by require.main', '(require as any).main.constructor._load("process")'],
    ['by module', `(module as any).constructor._load('process')`],
    ['by module.parent', '(module as any).parent.require("process")'],
    ['by the frame of its caller', `(arguments as any).callee.caller.constructor(${CODE})()`],
    ['by Function.prototype.caller', `(mean as any).caller.constructor(${CODE})()`],
    ['by import.meta', `(import.meta as any).constructor.constructor(${CODE})()`],
    ['by the judge’s own code', `(globalThis as any).unrolled.enter.constructor(${CODE})()`],
    ['by a module of Node', `require('node:process')`],
    ['by a module in pieces', `require(['no', 'de:pro', 'cess'].join(''))`],
    ['by a worker', 'new (globalThis as any).Worker("data:,")'],
    [
      'by WebAssembly',
      `new (globalThis as any).WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))`,
    ],
    ['by a timer', `(globalThis as any).setTimeout.constructor(${CODE})()`],
    ['by fetch', `(globalThis as any).fetch('http://127.0.0.1')`],
    ['by a ShadowRealm', `new (globalThis as any).ShadowRealm().evaluate('process')`],
  ])('%s', async (_, expression) => {
    expectNothing(await attacked(reaching(expression)));
  });

  it.each([
    [
      'by the frames of an error',
      `Error.prepareStackTrace = (_: any, frames: any) => frames;
       const frames: any = new Error('x').stack;
       return [...frames].map((frame: any) => String(frame.getThis?.()?.process ? 'ESCAPED' : ''));`,
    ],
    [
      'by the list of the frames',
      `try { (Error as any).prepareStackTrace = (_: any, frames: any) => frames.constructor.constructor(${CODE})(); } catch {}
       const p: any = new Error('x').stack; return p?.pid ? 'ESCAPED' : typeof p;`,
    ],
    [
      'by another Error in its place',
      `try { (globalThis as any).Error = { prepareStackTrace: (_: any, f: any) => f.constructor.constructor(${CODE})() }; } catch {}
       try { null!.x; } catch (e: any) { const p = e.stack; return p?.pid ? 'ESCAPED' : typeof p; }`,
    ],
    [
      'by captureStackTrace',
      `const o: any = {}; Error.captureStackTrace(o); return o.stack?.constructor?.constructor === Function ? 'own' : 'ESCAPED';`,
    ],
    [
      'by an overflow of the stack in console',
      `const dive = (): any => { try { return dive(); } catch { try { console.log('x'); } catch (e: any) {
         const f = e.constructor.constructor; if (f !== Function) console.log('ESCAPED'); } throw 1; } };
       try { dive(); } catch {} return 'x';`,
    ],
    [
      'by the rejection of an import',
      `return import('node:' + 'fs').catch((e: any) => (e.constructor.constructor !== Function ? 'ESCAPED' : 'own'));`,
    ],
    [
      'by listening to promises',
      `const caught: any[] = []; const then = Promise.prototype.then;
       Promise.prototype.then = function (...fs: any[]) { caught.push(...fs); return then.apply(this, fs as any); };
       const found = caught.find((f) => f && f.constructor !== Function); return found ? 'ESCAPED' : 'x';`,
    ],
    [
      'by a thenable that is handed resolvers',
      `return { then(resolve: any) { if (resolve.constructor !== Function) console.log('ESCAPED'); resolve('x'); } };`,
    ],
    [
      'by a proxy that watches what is done to it',
      `return new Proxy([], { get(_, key, self) { if (self.constructor?.constructor && (self as any) instanceof Object === false) console.log('ESCAPED'); return undefined; } });`,
    ],
    [
      'by a setter on every list',
      `let got: any; Object.defineProperty(Array.prototype, '0', { set(v) { got ??= this; }, configurable: true });
       return got && got.constructor.constructor !== Function ? 'ESCAPED' : 'x';`,
    ],
    [
      'by JSON.parse',
      `const { parse } = JSON; JSON.parse = function (this: any, ...a: any[]) { if (this?.constructor?.constructor !== Function) console.log('ESCAPED'); return parse(...(a as [any])); } as any;
       return 'x';`,
    ],
    [
      'by hasInstance',
      `Object.defineProperty(Promise, Symbol.hasInstance, { value: (v: any) => { if (v && v.constructor?.constructor && v.constructor.constructor !== Function) console.log('ESCAPED'); return false; } });
       return 'x';`,
    ],
  ])('%s', async (_, body) => {
    expectNothing(await attacked(both(body)));
  });
});

describe('the realm keeps nothing back for later', () => {
  const honest = `
export function weightedSum(w: number[], xs: number[]): number {
  return xs.reduce((sum, x, i) => sum + w[i] * x, 0);
}
`;
  it.each([
    ['poisons every list', 'Array.prototype.reduce = (() => 0) as any; return 1e9;'],
    [
      'poisons every object',
      `Object.defineProperty(Object.prototype, 'value', { get: () => 1e9 }); return 1e9;`,
    ],
    ['poisons numbers', 'Number.isFinite = () => false; Math.abs = () => 0; return 1e9;'],
    ['poisons JSON', 'JSON.stringify = () => "null"; JSON.parse = () => null; return 1e9;'],
    ['poisons promises', 'Promise.prototype.then = (() => {}) as any; return 1e9;'],
    ['goes on after it has answered', 'Promise.resolve().then(() => { for (;;); }); return 1e9;'],
    [
      'fills the memory after it has answered',
      'Promise.resolve().then(() => { const a: any[] = []; for (;;) a.push(new Array(1e5).fill(1)); }); return 1e9;',
    ],
    ['never ends', 'for (;;);'],
    ['keeps what it was given', '(globalThis as any).kept = xs; return 1e9;'],
    ['leaves a promise that fails', 'Promise.reject(new Error("later")); return 1e9;'],
  ])('when mean %s, weightedSum keeps its points', async (_, body) => {
    const { functions } = await attacked(`export function mean(xs: any): any { ${body} }${honest}`);
    expect(functions.map(({ points, maxPoints }) => [points, points === maxPoints])).toEqual([
      [0, false],
      [functions[1].maxPoints, true],
    ]);
  });
});
