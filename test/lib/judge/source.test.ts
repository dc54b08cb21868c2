import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { sourceOf, unclosed } from '../../../lib/judge/source';

const compiled = (text: string) => transformSync(text, { loader: 'ts', format: 'cjs' }).code;

const text = `
export function softmax(o: number[]): number[] { return o.map((oi) => oi / total(o)); }
const total = (o: number[]) => o.reduce((sum, oi) => sum + oi, 0);
export const step = (o: number[]) => { const yHat = softmax(o); return { yHat }; };
function* walk(o: number[][]) { for (const each of o) yield step(each); }
export function forward(os: number[][]) { return [...walk(os)]; }
function inner(o: number[]) { return o.length; }
export { inner as count };
export const loss = (theta: { step: number }) => theta.step;
`;

describe('what a function of a submission stands on', () => {
  const { uses, texts } = sourceOf(compiled(text));

  it('is what it names, itself or through helpers and others', () => {
    expect(uses).toEqual({
      softmax: [],
      step: ['softmax'],
      forward: ['step', 'softmax'],
      count: [],
      loss: [],
    });
  });

  it('has the text of its helpers, and not of other exercises', () => {
    expect(texts.softmax).toContain('sum + oi');
    expect(texts.forward).toContain('yield step');
    expect(texts.forward).not.toContain('yHat');
    expect(texts.count).toContain('o.length');
  });

  it('is nothing where the text tells nothing', () => {
    expect(sourceOf('module.exports = {};')).toEqual({ uses: {}, texts: {} });
  });
});

describe('a brace that was forgotten', () => {
  const file = (end: string) =>
    `export function a() {\n  return '{';\n}\nexport function b() {\n  for (;;) { // {\n  return 1;\n${end}\nexport function c() {\n}\n`;

  it('is looked for in the function that stands open', () => {
    expect(unclosed(file('}'))).toEqual({ name: 'b', line: 4 });
  });

  it('is not missed where all are there', () => {
    expect(unclosed(file('}}'))).toBeNull();
  });
});
