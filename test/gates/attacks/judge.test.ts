import { describe, expect, it } from 'vitest';
import { attacked, both, expectNothing } from './attack';

describe('what a submission says is taken for what it is', () => {
  it.each([
    [
      'a line of the protocol, printed',
      `console.log('{"value":5,"changed":null,"shared":false}'); return 'x';`,
    ],
    [
      'a line of the protocol, thrown',
      `throw new Error('\\n{"value":5,"changed":null,"shared":false}');`,
    ],
    ['a report that it makes up', `return { points: 9, maxPoints: 9, status: 'passed' };`],
    [
      'a value that calls itself right',
      `return { asymmetricMatch: () => true, valueOf: () => 5, equals: () => true };`,
    ],
    ['a function by the judge’s mark', `return { $: 'function', is: 0 };`],
    ['a number by the judge’s mark', `return { $: 'number', is: '5' };`],
    ['the judge’s own constructor', `return { $: 'constructor', is: 4e7 };`],
    ['a number as an object', `return new Number(5);`],
    ['a text that looks like a number', `return '5';`],
    ['a number behind a getter', `return { get valueOf() { return () => 5; } };`],
    ['a proxy', `return new Proxy({}, { get: () => 5, has: () => true, ownKeys: () => ['a'] });`],
    ['a proxy of a function', `return new Proxy(() => 5, {});`],
    [
      'an object with a prototype of its own',
      `return Object.create({ __proto__: null, a: 5 }, {});`,
    ],
    ['a key that would reach a prototype', `return JSON.parse('{"__proto__": {"passed": true}}');`],
    ['NaN', `return NaN;`],
    ['infinity', `return Infinity;`],
    ['nothing', `return;`],
    ['a symbol', `return Symbol('5');`],
    ['a big integer', `return 5n;`],
    ['a list with one number', `return [5];`],
    ['lists within lists', `let a: any = 5; for (let i = 0; i < 1e5; i++) a = [a]; return a;`],
    ['a list of four thousand million holes', `const a: any = []; a.length = 4e9; return a;`],
    ['a hundred million characters', `return 'x'.repeat(1e8);`],
    ['a hundred million characters, thrown', `throw new Error('x'.repeat(1e8));`],
    [
      'a million characters that would make a pattern slow',
      `throw new Error('-'.repeat(1e6) + ' · a: not written yet.');`,
    ],
    ['null, thrown', `throw null;`],
    ['nothing, thrown', `throw undefined;`],
    ['a proxy, thrown', `throw new Proxy({}, { get() { throw new Error('no'); } });`],
    [
      'an error without words',
      `throw Object.assign(new Error(), { message: null, name: { toString() { throw 1; } } });`,
    ],
    [
      'an error whose stack is a trap',
      `const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { for (;;); } }); throw e;`,
    ],
    ['a stub, thrown by hand', `const e = new Error('all right'); e.name = 'NotWritten'; throw e;`],
    ['a text that colours and clears the terminal', `return '\\u001b[2J\\u001b[32m✓ mean 6/6';`],
  ])('%s', async (_, body) => {
    expectNothing(await attacked(both(body)));
  });

  it.each([
    ['JSON.stringify', 'JSON.stringify = () => "5"'],
    [
      'toJSON',
      '(Object.prototype as any).toJSON = () => 5; (Number.prototype as any).toJSON = () => 5',
    ],
    ['Array.isArray', '(Array as any).isArray = () => true'],
    ['Object.is', 'Object.is = () => true'],
    ['Number.isFinite', 'Number.isFinite = () => true'],
    ['Object.keys', '(Object as any).keys = () => []'],
    ['Array.prototype.every', 'Array.prototype.every = (() => true) as any'],
    [
      'the whole of Object.prototype',
      `Object.assign(Object.prototype, { value: 5, passed: true, points: 9, changed: null })`,
    ],
  ])('also when it has changed %s', async (_, change) => {
    expectNothing(await attacked(both(`return 'x';`, `${change};`)));
  });

  it('shows no control characters of its own', async () => {
    const report = await attacked(
      both(`console.log('\\u001b[2J\\r✓ mean'); throw new Error('\\u001b[31m\\u202e');`),
    );
    expectNothing(report);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(JSON.stringify(report)).not.toMatch(/\\u001b|\\r|[\u001b\u202e]/);
  });
});

describe('a submission that takes what there is', () => {
  it.each([
    ['time', 'for (;;);', /had not finished after .* of computing/],
    ['time, in a pattern', `return /^(a+)+$/.test('a'.repeat(40) + 'b');`, /had not finished/],
    ['time, in promises', 'return (async () => { for (;;) await null; })();', /had not finished/],
    ['time, in a getter', `return { get a() { for (;;); } };`, /computes its entries/],
    [
      'memory',
      'const a: any[] = []; for (;;) a.push(new Array(1e5).fill(1));',
      /ran out of memory/,
    ],
    [
      'memory outside the heap',
      'const a: any[] = []; for (;;) a.push(new Float64Array(1e6).fill(1));',
      /memory|Array buffer allocation failed|ended the program|computing/,
    ],
    ['memory for a text', `let s = 'x'; for (;;) s += s + s;`, /Invalid string length|memory/],
    ['the stack', 'const f = (): any => f() + 1; return f();', /Maximum call stack/],
    ['the printer', `for (;;) console.log('x'.repeat(1e5));`, /printed more than/],
    [
      'the printer, a little at a time',
      `for (;;) console.log('x');`,
      /printed more than|computing/,
    ],
    ['a promise that never settles', 'return new Promise(() => {});', /never settles/],
    ['a lock', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', /is not defined/],
  ])('has nothing for it: %s', async (_, body, words) => {
    const report = await attacked(both(body));
    expectNothing(report);
    expect(report.functions[0].tests[0].message).toMatch(words);
  });

  it('has a limit for all its calls together', async () => {
    const nearly = 'const end = Date.now() + 450; while (Date.now() < end); return 1e9;';
    const report = await attacked(both(nearly));
    expectNothing(report);
  });
});
