import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root';

interface Locked {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
) as Record<string, Record<string, string>>;

describe('package-lock.json', () => {
  it('holds the packages of every platform, wherever it was made', () => {
    const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (wanted) =>
          !packages[`node_modules/${wanted}`] && !packages[`${name}/node_modules/${wanted}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no place to download from', () => {
    expect(Object.keys(packages).filter((name) => packages[name].resolved)).toEqual([]);
  });
});

describe('package.json', () => {
  it('pins every version', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
