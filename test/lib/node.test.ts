import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../lib/node';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unrolled-node-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that stays up: it answers each line by this expression of `line` and `turn`. */
function resident(name: string, expression: string): string {
  const program = path.join(folder, `${name}.mts`);
  const text = `import { createInterface } from 'node:readline';
    let turn = 0;
    for await (const line of createInterface({ input: process.stdin })) { turn += 1; ${expression} }`;
  writeFileSync(program, text);
  return program;
}

describe('a program that stays up', () => {
  it('answers one question after the other, without beginning anew', async () => {
    const program = resident('counts', `console.log(line + ' ' + turn);`);
    const answers = await Promise.all(['a', 'b', 'c'].map((line) => ask(program, line)));
    expect(answers).toEqual(['a 1', 'b 2', 'c 3']);
  });

  it('is started again when it has ended, and its last words are told', async () => {
    const program = resident(
      'ends',
      `if (line === 'end') { console.error('no more'); process.exit(3); } console.log(turn);`,
    );
    expect(await ask(program, 'first')).toBe('1');
    await expect(ask(program, 'end')).rejects.toThrow('no more');
    expect(await ask(program, 'first')).toBe('1');
  });
});
