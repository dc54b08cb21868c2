import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const page = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/page.ts', ...args], { encoding: 'utf8' });

describe('npm run page', () => {
  it('says which lectures there are when it does not know the one asked for', () => {
    const { status, stderr } = page('77');
    expect(status).toBe(1);
    expect(stderr).toMatch(/No lecture begins with “77”\. There are: .*01-dynamical-systems/);
  });

  it('asks for more when several lectures begin so', () => {
    const { status, stderr } = page('0');
    expect(status).toBe(1);
    expect(stderr).toContain('More than one lecture begins with “0”');
  });
});
